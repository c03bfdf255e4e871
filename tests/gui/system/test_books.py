"""Verification and backups in the real window."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.users.pages import Screens, cells, rows_of, shown
from tests.services.verify.company import Company, meddle
from tests.support.world import World
from vosdesk.contract.permissions import Right
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.tabs.backups import BackupsTab
from vosdesk.gui.tabs.verification import VerificationTab


def test_books_are_verified_and_the_report_stays(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    company = Company(world)
    screen = screen_of()
    tab = screen.open(VerificationTab, "verification")
    assert tab.head.text.text() == "The books were not verified yet."
    screen.run("verification.start")
    qtbot.waitUntil(lambda: not tab.head.strip.busy, timeout=20_000)
    screen.quiet()
    assert tab.head.text.text().startswith("✓ In order on ")
    meddle(world, f"UPDATE payments SET memo = 'x' WHERE account_id = {company.customer} AND seq = 4")
    screen.run("verification.start")
    qtbot.waitUntil(lambda: not tab.head.strip.busy, timeout=20_000)
    screen.quiet()
    assert tab.head.text.text().startswith("✗ Findings on ")
    assert cells(tab, "what") == ["The entry, or its hash, is not as it was written."]
    assert cells(tab, "where") == ["✗ Payment record"]


def test_a_backup_is_made_and_restored_after_a_question(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    world.account("1001", opening=5)
    screen = screen_of()
    tab = screen.open(BackupsTab, "backups")
    screen.run("backups.create")
    qtbot.waitUntil(lambda: not tab.head.strip.busy and len(rows_of(tab)) == 1, timeout=20_000)
    screen.quiet()
    assert cells(tab, "kind") == ["By hand"]
    tab.table.selectRow(0)
    screen.run("backups.restore")
    question = screen.dialog(ConfirmDialog)
    qtbot.mouseClick(question.safe, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert not tab.head.strip.busy


def test_who_only_looks_makes_and_restores_nothing(world: World, screen_of: Screens) -> None:
    world.user("guard", rights={Right.BACKUPS_VIEW})
    screen = screen_of("guard")
    screen.open(BackupsTab, "backups")
    assert {"backups.create", "backups.restore"} & set(shown(screen)) == set()
