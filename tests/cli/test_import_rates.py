"""Rates imported from the command line: as a user, with his rights, and with an exit code that scripts can go by."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.faults import hold_open
from tests.support.world import FIXED_RATE_RIGHTS, PASSWORD, World, first_run
from vosdesk import cli
from vosdesk.backends import factory
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.decks import Column, Decimals, Layout, Role, Template, signature
from vosdesk.contract.ids import new_key
from vosdesk.contract.permissions import GroupRight, Right
from vosdesk.contract.session import Login
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

DECK = "prefix,name,price,increments\n44,United Kingdom,0.01,60/60\n93,Afghanistan,0.3,60/60\n"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "v.db"
    store = Store(sqlite_url(path), durable=False)
    schema.ensure(store.writes)
    first_run(store)
    store.close()
    backend = factory.open_embedded(path)
    backend.use(backend.call(o.SESSION_LOGIN, Login(login="admin", password=PASSWORD), new_key()).value.token)
    backend.call(o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Retail"), new_key())
    backend.close()
    monkeypatch.setenv("VOSDESK_PASSWORD", PASSWORD)
    return path


def run(database: Path, content: str, *more: str) -> int:
    file = database.parent / "deck.csv"
    file.write_text(content)
    common = ["--database", str(database), "--group", "Retail", "--login", "admin"]
    return cli.main(["import-rates", str(file), *common, *more])


def rates(database: Path) -> list[str]:
    backend = factory.open_embedded(database)
    backend.use(backend.call(o.SESSION_LOGIN, Login(login="admin", password=PASSWORD), new_key()).value.token)
    (group,) = backend.call(o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows
    request = r.ListRates(filter=r.RateFilter(rate_group=group.id, period=r.Period.CURRENT))
    found = [row.fields.prefix for row in backend.call(o.RATES_LIST, request).rows]
    backend.close()
    return found


def test_a_file_is_imported_and_its_sums_are_told(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(database, DECK, "--dry-run") == 0
    assert rates(database) == []
    assert run(database, DECK) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1] == "read 2: added 2, up 0, down 0, changed 0, unchanged 0, closed 0, refused 0"
    assert told[2].startswith("applied as import ")
    assert rates(database) == ["44", "93"]


def test_refused_rows_stop_it_unless_they_are_left_out(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = DECK + "x1,Nowhere,0.1,1/1\n"
    assert run(database, bad) == 3
    assert "line 4: prefix 'x1'" in capsys.readouterr().out
    assert rates(database) == []
    assert run(database, bad, "--leave-out-bad") == 0
    assert rates(database) == ["44", "93"]


def test_who_closes_many_rates_says_how_many(database: Path) -> None:
    assert run(database, DECK) == 0
    less = DECK.rpartition("93")[0]
    assert run(database, less, "--mode", "replace") == 1
    assert run(database, less, "--mode", "replace", "--closing", "1") == 0
    assert rates(database) == ["44"]


def test_a_wrong_password_and_an_unknown_group_change_nothing(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(database, DECK, "--group", "Wholesale") == 1
    monkeypatch.setenv("VOSDESK_PASSWORD", "open sesame")
    assert run(database, DECK) == 1
    assert "sesame" not in capsys.readouterr().err
    assert cli.main(["import-rates", "none.csv", "--database", str(database), "--group", "x", "--login", "admin"]) == 1


def test_a_sheet_that_is_refused_whole_says_what_helps(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(database, "name,price\nCuba,0.5\nChile,0.25\n") == 1
    told = capsys.readouterr().err
    assert "No column holds prefixes." in told
    assert "(file.no_codes)" in told


def test_ctrl_c_leaves_nothing_behind(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stop = iter([KeyboardInterrupt])

    def interrupt(_: float) -> None:
        for error in stop:
            raise error

    monkeypatch.setattr("vosdesk.cli.session.time", SimpleNamespace(sleep=interrupt))
    many = "".join(f"{code},Area,0.1,60/60\n" for code in range(100_000, 140_000))
    assert run(database, f"prefix,name,price,increments\n{many}") == cli.CANCELLED
    assert "Nothing was changed" in capsys.readouterr().err
    assert rates(database) == []


def test_of_groups_of_one_name_the_public_one_is_meant(database: Path) -> None:
    world = World(Store(sqlite_url(database), durable=False))
    agent = world.login(world.agent("agent", rights=(Right.RATE_GROUPS_VIEW, Right.RATE_GROUPS_EDIT)))
    private = world.rate_group("Retail", agent)
    world.close()
    assert run(database, DECK) == 0
    backend = factory.open_embedded(database)
    backend.use(backend.call(o.SESSION_LOGIN, Login(login="admin", password=PASSWORD), new_key()).value.token)
    counts = {row.id: row.rates for row in backend.call(o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows}
    backend.close()
    assert counts.pop(private) == 0
    assert list(counts.values()) == [2]


def counted(database: Path) -> dict[str, int]:
    world = World(Store(sqlite_url(database), durable=False))
    rows = world.read(world.admin, o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows
    world.close()
    return {row.name: row.rates for row in rows}


def test_an_agent_imports_into_his_own_groups_and_no_others(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(Store(sqlite_url(database), durable=False))
    agent = world.agent("agent")
    world.rate_group("Own", world.login("agent"))
    world.rate_group("Hidden")
    (retail,) = [row for row in world.read(world.admin, o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows
                 if row.name == "Retail"]  # fmt: skip
    world.grant_group(agent, retail.id, [GroupRight.USE, GroupRight.SEE])
    world.close()
    said = {}
    for group in ("Retail", "Hidden", "No such group"):
        assert run(database, DECK, "--login", "agent", "--group", group) == 1
        said[group] = capsys.readouterr().err
    assert "(rate_group.grant_lacks)" in said["Retail"]
    assert said["Hidden"] == said["No such group"]
    assert run(database, DECK, "--login", "agent", "--group", "Own") == 0
    assert counted(database) == {"Retail": 0, "Hidden": 0, "Own": 2}


def test_an_agent_below_lower_rate_imports_nothing(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(Store(sqlite_url(database), durable=False))
    account = world.account("A100", opening=10)
    world.grant(world.agent("fixed", FIXED_RATE_RIGHTS), account)
    version = world.account_row(account).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=account, version=version, lower_rate=True))
    world.close()
    for more in ((), ("--dry-run",), ("--mode", "replace")):
        assert run(database, DECK, "--login", "fixed", *more) == 1
        assert "(right.missing)" in capsys.readouterr().err
    assert counted(database) == {"Retail": 0}


def test_the_number_that_is_typed_is_the_one_that_is_closed(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [f"{code},Area,0.1,60/60\n" for code in range(20, 30)]
    deck = "prefix,name,price,increments\n"
    assert run(database, deck + "".join(codes)) == 0
    replacing = ("--mode", "replace")
    for typed in ((), ("--closing", "2"), ("--closing", "4")):
        assert run(database, deck + "".join(codes[3:]), *replacing, *typed) == 1
        told = capsys.readouterr()
        assert "closed because the file lacks them: 3 of 10" in told.out
        assert "say how many with --closing" in told.err
    assert len(rates(database)) == 10
    assert run(database, deck + "".join(codes[2:]), *replacing) == 0, "a fifth is no more than 20 %"
    assert len(rates(database)) == 8


def test_a_learnt_template_is_found_by_the_header_and_patterns_are_refused_with_their_reason(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = "Servico,Numero,Custo dia,Custo noite\n"
    notes = "NOTE,Costs use a decimal comma,,\nNOTE,Without tax,,\n"
    patterns = 'Servico A,7072xxxxx,"0,1","0,1"\nServico B,80802XXXX,"0,07","0,0084"\n'
    good = 'Servico C,600200600,"0,0279","0,0279"\nServico D,16103,"0,2578","0,2578"\n'
    assert run(database, titles + notes + good) == 1
    world = World(Store(sqlite_url(database), durable=False))
    roles = (Role.AREA_NAME, Role.PREFIX, Role.PRICE)
    columns = tuple(Column(role=role, place=place) for place, role in enumerate(roles))
    names = tuple(titles.strip().split(","))
    layout = Layout(encoding="utf-8", delimiter=",", titles=names, columns=columns, decimals=Decimals.COMMA)
    learnt = Template(name="Carrier", signature=signature(names), layout=layout)
    world.do(world.admin, o.DECK_TEMPLATES_SAVE, ri.SaveDeckTemplate(template=learnt))
    world.close()
    assert run(database, titles + notes + patterns + good) == 3
    told = capsys.readouterr().out
    assert "read 4: added 2" in told
    assert told.count(": code.pattern") == 2
    assert rates(database) == []
    assert run(database, titles + notes + patterns + good, "--leave-out-bad") == 0
    assert rates(database) == ["16103", "600200600"]
    mixed = titles + 'Servico E,1693,0.38,"0,38"\nServico F,1820,"0,5691","0,5691"\n'
    assert run(database, mixed) == 0, "found by its header"
    assert run(database, mixed.replace("0.38", "0.39"), "--template", "Carrier") == 0
    assert rates(database) == ["16103", "1693", "1820", "600200600"]


def test_a_file_that_another_program_holds_open_says_so(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hold_open(monkeypatch, "deck.csv")
    assert run(database, DECK) == 1
    told = capsys.readouterr().err
    assert "deck.csv: it is open in another program" in told
    assert "Traceback" not in told
    monkeypatch.undo()
    monkeypatch.setenv("VOSDESK_PASSWORD", PASSWORD)
    assert rates(database) == []
