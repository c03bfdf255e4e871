"""The import dialog: what it previews is what it does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.payments.flaky import Flaky
from tests.gui.payments.screen import Screen
from tests.gui.rates.conftest import DECK
from vosdesk.contract import rates as r
from vosdesk.contract.ids import RateGroupId
from vosdesk.gui.dialogs.import_rates import ImportDialog, open_dialog

Screens = Callable[..., Screen]
RatesOf = Callable[[RateGroupId], dict[str, r.RateFields]]
MIXED = DECK.replace(b"0.0155", b"0.0166") + b"33,France,0.01,1/1\n12a,Bad,0.1,1/1\n34,Spain,,1/1\n35,Portugal,0,1/1\n"


@pytest.fixture
def dialog(screen_of: Screens, group: RateGroupId) -> ImportDialog:
    screen = screen_of(wrap=Flaky)
    return open_dialog(screen.context, group, "Retail", screen.window)


def load(dialog: ImportDialog, path: Path, qtbot: QtBot) -> None:
    dialog.load(path)
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())


def backend(dialog: ImportDialog) -> Flaky:
    made = dialog._context.backend
    assert isinstance(made, Flaky)
    return made


def toggle(dialog: ImportDialog, name: str, qtbot: QtBot) -> None:
    getattr(dialog, name).click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())


def test_bad_rows_are_listed_and_nothing_is_imported(
    dialog: ImportDialog, group: RateGroupId, rates_of: RatesOf, tmp_path: Path, qtbot: QtBot
) -> None:
    before = rates_of(group)
    path = tmp_path / "deck.csv"
    path.write_bytes(MIXED)
    assert not dialog.go.isEnabled()
    load(dialog, path, qtbot)
    assert dialog.summary.text().startswith("Rows read: 7 = added 1 + changed 1 + unchanged 2 + refused 3")
    lines = [line.cells for line in dialog.bad.lines]
    assert [(cells[0], cells[2]) for cells in lines] == [("6", "12a"), ("7", ""), ("8", "0")]
    assert all(cells[3] for cells in lines)
    assert not dialog.go.isEnabled()
    dialog.send()
    assert rates_of(group) == before
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Line\tColumn\tText\tReason"
    assert len(copied) == 4


def test_leaving_out_bad_rows_imports_the_others(
    dialog: ImportDialog, group: RateGroupId, rates_of: RatesOf, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(MIXED)
    load(dialog, path, qtbot)
    toggle(dialog, "free", qtbot)
    assert len(dialog.bad.lines) == 2
    toggle(dialog, "leave_out", qtbot)
    assert dialog.go.isEnabled()
    dialog.go.click()
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    assert dialog.banner.text == "Imported rates: 2 added, 1 changed"
    after = rates_of(group)
    assert set(after) == {"44", "447", "49", "33", "35"}
    assert after["35"].price == 0
    assert after["44"].price == 16_600_000
    assert not dialog.go.isVisible()
    assert len(backend(dialog).keys) == 1


def test_a_file_with_nothing_new_offers_nothing(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(DECK)
    load(dialog, path, qtbot)
    assert "There is nothing to import" in dialog.summary.text()
    assert not dialog.go.isEnabled()


def test_a_file_that_is_no_rate_file_says_so(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear customer,\nplease find attached\n")
    load(dialog, path, qtbot)
    assert dialog.banner.text
    assert not dialog.go.isEnabled()
    assert "Missing columns: prefix, price." in dialog.banner.text
    load(dialog, tmp_path / "gone.csv", qtbot)
    assert dialog.banner.text.startswith("The file could not be read")


def test_what_is_sent_is_what_was_previewed(
    dialog: ImportDialog, group: RateGroupId, rates_of: RatesOf, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(DECK + b"33,France,0.01,1/1\n")
    load(dialog, path, qtbot)
    path.write_bytes(b"changed meanwhile")
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    assert "33" in rates_of(group)


def test_a_lost_answer_can_be_asked_for_again_under_the_same_key(
    dialog: ImportDialog, group: RateGroupId, rates_of: RatesOf, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(DECK + b"33,France,0.01,1/1\n")
    load(dialog, path, qtbot)
    backend(dialog).after.add("rates.import")
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    assert "will not be done twice" in dialog.banner.text
    backend(dialog).after.clear()
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    first, second = backend(dialog).keys
    assert first == second
    assert dialog.banner.text == "Imported rates: 1 added, 0 changed"


def test_the_dialog_stays_while_an_import_is_under_way(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(DECK + b"33,France,0.01,1/1\n")
    load(dialog, path, qtbot)
    backend(dialog).open.clear()
    dialog.go.click()
    dialog.close()
    assert dialog.isVisible()
    assert "under way" in dialog.banner.text
    assert "Saving rates: 1" in dialog.doing.text()
    assert "cannot be stopped" in dialog.doing.text()
    assert not dialog.stop.isVisible()
    assert not dialog.close_button.isEnabled()
    dialog.abandon()
    assert dialog.bar.isVisible(), "what is being written is not abandoned"
    backend(dialog).open.set()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    dialog.close()
    assert not dialog.isVisible()


def test_a_check_is_stopped_at_once_and_another_file_can_be_chosen(
    dialog: ImportDialog, group: RateGroupId, rates_of: RatesOf, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(MIXED)
    load(dialog, path, qtbot)
    assert dialog.bad.lines
    path.write_bytes(DECK + b"33,France,0.01,1/1\n")
    backend(dialog).reading.clear()
    dialog.load(path)
    qtbot.waitUntil(lambda: "Checking" in dialog.doing.text())
    assert (dialog.bad.lines, dialog.summary.text()) == ((), ""), "nothing is told of the file before"
    assert dialog.stop.isVisible()
    assert dialog.close_button.isEnabled()
    dialog.stop.click()
    assert not dialog.bar.isVisible()
    assert dialog.banner.text == "Stopped. Nothing was imported."
    assert (dialog.path.text(), dialog.go.isEnabled()) == ("", False)
    backend(dialog).reading.set()
    qtbot.waitUntil(lambda: not dialog._context.ops.busy)
    assert dialog.outcome is None, "the late answer is dropped"
    load(dialog, path, qtbot)
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    assert set(rates_of(group)) == {"44", "447", "49", "33"}


def test_the_window_closes_while_the_rows_are_checked(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(DECK)
    made, context = backend(dialog), dialog._context
    made.reading.clear()
    dialog.load(path)
    qtbot.waitUntil(lambda: "Checking" in dialog.doing.text())
    dialog.close_button.click()
    assert not dialog.isVisible()
    made.reading.set()
    qtbot.waitUntil(lambda: not context.ops.busy)


def test_columns_that_are_not_read_are_named(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(b"prefix,price,Currency,Margin <b>\n33,0.01,EUR,5\n")
    load(dialog, path, qtbot)
    assert "Columns that are not read: Currency, Margin <b>" in dialog.summary.text()


def test_a_header_that_says_something_twice_names_it(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(b"prefix,code,rate\n33,33,0.01\n")
    load(dialog, path, qtbot)
    assert "contradict each other: code." in dialog.banner.text
    assert "Missing" not in dialog.banner.text
