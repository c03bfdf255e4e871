"""Lists compared from the command line: with an exit status and JSON that scripts can go by."""

import json
from pathlib import Path

import pytest

from tests.support.reconciling import today
from tests.support.world import PASSWORD, World, first_run, units
from vosdesk import cli
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A database with one recharge, and its day."""
    path = tmp_path / "v.db"
    store = Store(sqlite_url(path), durable=False)
    schema.ensure(store.writes)
    first_run(store)
    world = World(store)
    account = world.account("1001", name="Corner Shop")
    world.do(world.admin, o.PAYMENTS_RECHARGE, p.Recharge(account=account, amount=units(10), memo="TT-0001"))
    day = today(world).isoformat()
    world.close()
    monkeypatch.setenv("VOSDESK_PASSWORD", PASSWORD)
    return path, day


def run(database: Path, content: str, *more: str) -> int:
    file = database.parent / "list.csv"
    file.write_text(content)
    return cli.main(["reconcile", str(file), "--database", str(database), "--login", "admin", *more])


def test_the_exit_status_says_whether_everything_matches(
    company: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    database, day = company
    listed = f"Date;Reference;Amount\n{day};TT-0001;10,00\n"
    assert run(database, listed) == 0
    assert "matched: lines 1 (10.000000), records 1 (10.000000)" in capsys.readouterr().out
    assert run(database, f"{listed}{day};TT-0002;3,50\n") == 1
    assert "missing_books: line 3 'TT-0002' 3.500000" in capsys.readouterr().out


def test_sums_and_differences_come_as_json(company: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    database, day = company
    assert run(database, f"Date,Reference,Amount\n{day},TT-0002,3.50\n", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["first_day"], told["last_day"], told["lines"], told["records"]) == (day, day, 1, 1)
    assert [row["outcome"] for row in told["differences"]] == ["missing_books", "missing_list"]
    assert {s["outcome"]: s["listed"] for s in told["sums"]}["missing_books"] == 3_500_000


def test_what_cannot_be_told_is_an_error(company: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    database, day = company
    assert run(database, "Reference,Amount\nTT-0001,10.00\n") == 2
    assert "--from" in capsys.readouterr().err
    assert run(database, "Reference,Amount\nTT-0001,10.00\n", "--from", day, "--to", day) == 0
    assert run(database, "What,Ever\na,b\n", "--from", day, "--to", day) == 2
    assert "list.no_amounts" in capsys.readouterr().err
    assert run(database.parent / "none.db", "x") == 2
