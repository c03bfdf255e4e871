"""Verification and backups in the real window."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.users.pages import Screens, cells, rows_of, shown
from tests.services.verify.company import Company, meddle
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.ids import DAY, Time
from vosdesk.contract.permissions import Right
from vosdesk.contract.statements import AskStatement
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


def test_the_closing_entry_of_a_statement_is_checked(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    account = world.account("1001", opening=5)
    day = Time(world.now // DAY * DAY)
    request = AskStatement(account=account, days=(day, Time(day + DAY)))
    entry = world.read(world.admin, o.PAYMENTS_STATEMENT, request).closing_entry
    assert entry is not None
    screen = screen_of()
    tab = screen.open(VerificationTab, "verification")
    said: list[str] = []
    screen.context.notices.said.connect(said.append)
    screen.context.notices.warned.connect(said.append)
    tab.head.closing.setText("1001/5")
    screen.run("verification.start")
    assert "not the closing entry" in said[-1]
    for line, found in ((entry.line(), 0), (entry.line().replace("/5.0", "/6.0"), 1)):
        tab.head.closing.setText(line)
        screen.run("verification.start")
        qtbot.waitUntil(lambda: not tab.head.strip.busy, timeout=20_000)
        screen.quiet()
        assert ("The books lead to the closing entry" in said[-1]) is (not found)
        assert len(cells(tab, "what")) == found
    assert cells(tab, "what") == ["The books do not lead to the closing figure of the statement."]


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
