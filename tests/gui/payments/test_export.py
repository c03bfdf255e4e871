"""The CSV export: whole or not at all, exact, and harmless in a spreadsheet."""

import csv
import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.flaky import Flaky
from tests.gui.payments.screen import Screen
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.money import Money
from vosdesk.gui.dialogs.export import ExportDialog, Stage, export_to
from vosdesk.gui.dialogs.export_file import HEADER, PartFile, harmless
from vosdesk.gui.tabs.payments import PaymentsTab

Screens = Callable[..., Screen]
ENDS = (Stage.DONE, Stage.FAILED, Stage.CANCELLED)


@pytest.fixture
def screen(world: World, screen_of: Screens) -> Screen:
    """Three accounts with records of every sort."""
    first = world.account("1001", name="=cmd|' /C calc'!A0", opening=1)
    world.account("1002", name='Quote " and, comma', opening=0)
    request = p.Recharge(account=first, amount=Money(1), memo="@SUM(1)\nsecond line")
    world.do(world.admin, o.PAYMENTS_RECHARGE, request)
    world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=first, amount=Money(500_001), memo="日本"))
    return screen_of(wrap=Flaky)


def export(screen: Screen, target: Path, qtbot: QtBot, **filter_: str) -> ExportDialog:
    tab = screen.open(PaymentsTab, "payments", **filter_)
    dialog = export_to(screen.context, tab.table.rows.request(), target, screen.window)
    qtbot.waitUntil(lambda: dialog.export.stage in ENDS and dialog.button.text() == "Close")
    return dialog


def read(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_column_exactly_and_nothing_that_runs(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "payments.csv"
    dialog = export(screen, target, qtbot)
    assert dialog.text.text() == "Exported records: 4"
    header, *rows = read(target)
    assert tuple(header) == HEADER
    newest = dict(zip(header, rows[0], strict=True))
    assert newest["amount"] == "-0.500001"
    assert newest["balance_before"] == "1.000001"
    assert newest["balance_after"] == "0.500000"
    assert (newest["kind"], newest["mode"], newest["operator"], newest["memo"]) == ("deduct", "cash", "admin", "日本")
    assert newest["account_name"] == "'=cmd|' /C calc'!A0"
    assert newest["time"].endswith("Z")
    assert newest["time"][10] == "T"
    assert dict(zip(header, rows[1], strict=True))["memo"] == "'@SUM(1)\nsecond line"
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [p.name for p in tmp_path.iterdir()] == ["payments.csv"]


def test_only_what_the_filter_holds(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "payments.csv"
    export(screen, target, qtbot, filter_account_number="1002")
    assert [row[3] for row in read(target)[1:]] == ["1002"]


def test_more_than_one_portion_is_written_once_each(
    screen: Screen, world: World, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vosdesk.services.payments.MAX_LIMIT", 3)
    account = world.account("1003")
    for _ in range(7):
        world.recharge(account, 1)
    target = tmp_path / "payments.csv"
    export(screen, target, qtbot)
    records = [row[0] for row in read(target)[1:]]
    assert len(records) == 12
    assert len(set(records)) == 12


def test_cancel_leaves_the_folder_as_it_was(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "payments.csv"
    target.write_text("what was there before")
    tab = screen.open(PaymentsTab, "payments")
    dialog = export_to(screen.context, tab.table.rows.request(), target, screen.window)
    job = dialog.export
    with qtbot.waitSignal(job.progressed, check_params_cb=lambda written, total: written > 0):
        pass
    dialog.reject()
    qtbot.waitUntil(lambda: job.stage is Stage.CANCELLED and [p.name for p in tmp_path.iterdir()] == [target.name])
    assert target.read_text() == "what was there before"
    assert "The export was cancelled. Nothing was written." in screen.said


def test_a_refusal_half_way_leaves_nothing(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    screen.backend.before.add("payments.export")
    dialog = export(screen, tmp_path / "payments.csv", qtbot)
    assert dialog.export.stage is Stage.FAILED
    assert dialog.text.text() == "The database is closed, or its file is no longer there."
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_named(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = export(screen, tmp_path / "gone" / "payments.csv", qtbot)
    assert dialog.export.stage is Stage.FAILED
    assert str(tmp_path / "gone") in dialog.text.text()


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "The disk is full. Nothing was written."), (errno.EACCES, "You may not write")]
)
def test_a_disk_that_refuses_leaves_nothing(
    screen: Screen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(self: PartFile, rows: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(PartFile, "add", refuse)
    dialog = export(screen, tmp_path / "payments.csv", qtbot)
    assert dialog.text.text().startswith(said)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["=1+1", "+49", "-5", "@x", "\tx", "\rx", "＝1"])
def test_what_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Blue", "1001", "a=1", " x"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_a_discarded_file_takes_nothing_more(tmp_path: Path) -> None:
    part = PartFile(tmp_path / "x.csv")
    part.begin()
    part.discard()
    part.add(())
    part.finish()
    assert not list(tmp_path.iterdir())
