"""Importing call records on the command line."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import make_url

from tests.support.calls import HEADER, chain, line
from tests.support.databases import SqliteMaker
from tests.support.world import ADMIN, PASSWORD, World
from vosdesk import cli
from vosdesk.contract import operations as o
from vosdesk.contract.call_imports import CallColumns, CallsOutcome
from vosdesk.contract.call_templates import CallTemplate, SaveCallTemplate
from vosdesk.contract.ids import AccountId, Time
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store


@pytest.fixture
def company(sqlite_maker: SqliteMaker) -> Iterator[tuple[Path, str, AccountId]]:
    """A database with one account, and a line of a call of it."""
    url = sqlite_maker.make()
    path = Path(str(make_url(url).database))
    world = World(Store(url, durable=False))
    (account,) = chain(world, 1)
    text = line("f1", "L1", world.now)
    world.close()
    yield path, text, account
    sqlite_maker.drop(url)


def run(monkeypatch: pytest.MonkeyPatch, password: str, *words: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    return cli.main(["import-calls", *words, "--login", ADMIN])


def test_a_file_is_charged_once(
    company: tuple[Path, str, AccountId],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, text, account = company
    file = tmp_path / "calls.csv"
    file.write_text(
        f"{HEADER.replace('flow', 'nummer')}\n{text}\nbroken\n{text.replace('f1,', 'f2,').replace('L1', 'X')}\n"
    )
    words = (str(file), "--database", str(path), "--column", "flow=nummer")
    assert run(monkeypatch, PASSWORD, *words) == 0
    told = capsys.readouterr()
    assert "charged: 1 (1.000000)" in told.out
    assert "refused, account.unknown: 1" in told.out
    assert "line 3: line: file.columns: broken" in told.err
    assert run(monkeypatch, PASSWORD, *words) == 0
    assert "charged: 0 (0.000000), without duration: 0, already there: 2" in capsys.readouterr().out
    store = Store(sqlite_url(path))
    with store.read() as unit:
        row = unit.accounts.get(account)
        sources = [session.source for session in unit.sessions.live(Time(0))]
    store.close()
    assert sorted(sources) == ["", "test"], "those that were there: nobody stays logged in"
    assert row is not None
    assert row.balance == 99_000_000


def test_known_calls_with_other_facts_are_told(
    company: tuple[Path, str, AccountId],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, text, _ = company
    file, aside = tmp_path / "calls.csv", tmp_path / "aside.csv"
    words = (str(file), "--database", str(path), "--different", str(aside))
    file.write_text(f"{HEADER}\n{text}\n")
    assert run(monkeypatch, PASSWORD, *words) == 0
    assert not aside.exists()
    capsys.readouterr()
    file.write_text(f"{HEADER}\n{text}\n{text.removesuffix('60')}61\n")
    assert run(monkeypatch, PASSWORD, *words) == 3
    told = capsys.readouterr()
    assert "already there: 1, already there but different: 1, refused: 0" in told.out
    assert "line 3: f1: the file says account 'L1'" in told.err
    assert told.err.rstrip().endswith("hold 60")
    assert aside.read_text(encoding="utf-8-sig").splitlines()[1].startswith("3,f1,L1,100,8613800,")
    assert run(monkeypatch, PASSWORD, *words[:-1], str(tmp_path), "--json") == 1
    told = capsys.readouterr()
    outcome = msgspec.json.decode(told.out, type=CallsOutcome)
    assert (outcome.different, outcome.different_rows[0].said.hold) == (1, 61)
    assert str(tmp_path) in told.err


def test_what_is_wrong_is_told(
    company: tuple[Path, str, AccountId],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, text, _ = company
    file = tmp_path / "calls.csv"
    assert run(monkeypatch, PASSWORD, str(file), "--database", str(path)) == 1
    assert "no such file" in capsys.readouterr().err
    file.write_text(f"{HEADER}\n{text}\n")
    assert run(monkeypatch, "wrong password", str(file), "--database", str(path)) == 1
    assert "login.failed" in capsys.readouterr().err
    assert run(monkeypatch, PASSWORD, str(file), "--database", str(path), "--column", "what=x") == 1
    assert "FIELD=TITLE" in capsys.readouterr().err


def test_the_columns_are_those_of_a_template(
    company: tuple[Path, str, AccountId],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, text, _ = company
    world = World(Store(sqlite_url(path), durable=False))
    columns = CallColumns(flow="nummer", callee="gerufen")
    template = CallTemplate(name="Switch", signature="x", columns=columns)
    world.do(world.admin, o.CALL_TEMPLATES_SAVE, SaveCallTemplate(template=template))
    world.close()
    file = tmp_path / "calls.csv"
    file.write_text(f"{HEADER.replace('flow', 'nummer').replace('callee', 'called')}\n{text}\n")
    words = (str(file), "--database", str(path), "--template")
    assert run(monkeypatch, PASSWORD, *words, "Other") == 1
    assert "Other: there is no such template" in capsys.readouterr().err
    assert run(monkeypatch, PASSWORD, *words, "Switch", "--column", "callee=called") == 0
    assert "charged: 1 (1.000000)" in capsys.readouterr().out
