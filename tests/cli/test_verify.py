"""``vosdesk verify``: its exit status says whether the books are in order."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.services.verify.company import Company, meddle
from tests.support.world import World
from vosdesk import cli
from vosdesk.contract.money import Money
from vosdesk.contract.verification import Closing, parse_closing


def _closing(company: Company) -> Closing:
    with company.world.store.read() as unit:
        query = text("SELECT seq, balance_after, hash FROM payments WHERE account_id = :account ORDER BY seq DESC")
        row = unit.connection.execute(query, {"account": company.customer}).first()
    assert row is not None
    return Closing(account="9001", seq=row.seq, balance=Money(row.balance_after), hash=bytes(row.hash).hex())


def _url(world: World) -> str:
    url = world.store.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)


def test_books_in_order_and_the_end_of_a_statement(each_world: World, capsys: pytest.CaptureFixture[str]) -> None:
    closing = _closing(Company(each_world))
    assert cli.main(["verify", "--database", _url(each_world), "--statement", closing.line()]) == 0
    assert capsys.readouterr().out == "3 accounts, 18 entries, 0 findings\n"


def test_findings_are_told_and_are_data(each_world: World, capsys: pytest.CaptureFixture[str]) -> None:
    company = Company(each_world)
    meddle(each_world, f"UPDATE payments SET memo = 'x' WHERE account_id = {company.customer} AND seq = 4")
    assert cli.main(["verify", "--database", _url(each_world)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("verify.hash payments ")
    assert said[0].endswith(f"account_id={company.customer} seq=4")
    assert cli.main(["verify", "--database", _url(each_world), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["found"], report["findings"][0]["code"]) == (1, "verify.hash")


@pytest.mark.parametrize("change", [{"balance": Money(1)}, {"hash": "0" * 64}, {"account": "7001"}, {"seq": 99}])
def test_a_statement_that_the_books_do_not_lead_to(
    world: World, change: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    right = _closing(Company(world))
    values = {name: getattr(right, name) for name in right.__struct_fields__} | change
    assert cli.main(["verify", "--database", _url(world), "--statement", Closing(**values).line()]) == 1
    assert "verify.statement" in capsys.readouterr().out


def test_what_cannot_be_verified_is_neither_right_nor_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", "--database", str(tmp_path / "none.db")]) == 2
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no pages of a database " * 999)
    assert cli.main(["verify", "--database", str(damaged)]) == 2
    assert "damaged" in capsys.readouterr().err
    assert cli.main(["verify", "--database", "postgresql://me:secret@127.0.0.1:1/none"]) == 2
    said = capsys.readouterr().err
    assert "postgresql://me@127.0.0.1:1/none" in said
    assert "secret" not in said
    assert cli.main(["verify", "--database", "postgresql://127.0.0.1:1/none?user=me&password=secret"]) == 2
    assert "secret" not in capsys.readouterr().err
    assert cli.main(["verify", "--database", str(damaged), "--statement", "9001"]) == 2


def test_a_newer_database_is_not_judged(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world.store.writes.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    world.store.close()
    copy = shutil.copy(_url(world), tmp_path / "newer.db")
    assert cli.main(["verify", "--database", str(copy)]) == 2
    assert "newer" in capsys.readouterr().err


def test_the_line_of_a_statement() -> None:
    closing = Closing(account="A-1", seq=7, balance=Money(-1_500_000), hash="ab" * 32)
    assert closing.line() == f"A-1/7/-1.500000/{'ab' * 32}"
    assert parse_closing(closing.line()) == closing
    for wrong in ("", "A/1/2", "A/x/1/" + "ab" * 32, "A/1/x/" + "ab" * 32, "A/1/1/ab", "A/1/1/" + "xy" * 32):
        assert parse_closing(wrong) is None
