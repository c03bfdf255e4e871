"""Rates imported from the command line: as a user, with his rights, and with an exit code that scripts can go by."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.world import PASSWORD, World, first_run
from vosdesk import cli
from vosdesk.backends import factory
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rates as r
from vosdesk.contract.ids import new_key
from vosdesk.contract.permissions import Right
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
