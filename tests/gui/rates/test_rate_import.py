"""The import wizard: a sheet is chosen, its columns pointed at, what it would do is shown, and just that is done."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.gui.payments.screen import Screen
from tests.gui.rates.conftest import DECK
from tests.support.faults import hold_open
from tests.support.ugly_sheets import book, packed, picture
from vosdesk.contract import rates as r
from vosdesk.contract.decks import Ask, DateForm, Decimals, Notice, Repeats, Role
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.rate_imports import Mode, Outcome, When
from vosdesk.gui.dialogs import rate_import_words as words
from vosdesk.gui.dialogs.rate_import import RateImportDialog, open_dialog
from vosdesk.gui.dialogs.rate_import_columns import ColumnsPage

Screens = Callable[..., Screen]
RatesOf = Callable[[RateGroupId], dict[str, r.RateFields]]
CHANGED = DECK.replace(b"0.0155", b"0.0166").replace(b"0.009", b"0.008") + b"33,France,0.01,1/1\n"
BAD = DECK + b"12a,Bad,0.1,1/1\n34,Spain,,1/1\n"


class Wizard:
    """The dialog, and a user who waits for it."""

    def __init__(self, dialog: RateImportDialog, folder: Path, qtbot: QtBot) -> None:
        self.dialog, self.folder, self._qtbot = dialog, folder, qtbot

    def idle(self) -> None:
        """Wait until no task runs."""
        self._qtbot.waitUntil(lambda: not self.dialog.strip.busy)

    def load(self, content: bytes, name: str = "deck.csv") -> None:
        """Choose a file of this content."""
        path = self.folder / name
        path.write_bytes(content)
        self.dialog.load(path)
        self.idle()

    def next(self) -> None:
        """Press Next or Import, and wait for what comes of it."""
        assert self.dialog.next.isEnabled()
        self.dialog.next.click()
        self.idle()

    def preview(self, content: bytes) -> None:
        """Go on to the preview without changing anything."""
        self.load(content)
        self.next()
        self.next()
        assert self.page == 3

    def show(self, outcome: Outcome) -> None:
        """Look at the rows of one kind."""
        self.dialog.plan.which.button(outcome).click()
        if outcome is Outcome.REFUSED:
            self._qtbot.waitUntil(lambda: self.dialog.plan.refused.model().rowCount() > 0)

    @property
    def page(self) -> int:
        """The step on show, counted from 0."""
        return self.dialog.pages.currentIndex()

    @property
    def sums(self) -> str:
        """The first line of the sums."""
        return self.dialog.plan.sums.text().splitlines()[0]


def asked(columns: ColumnsPage) -> list[Ask]:
    """The open questions."""
    return list(columns.asks.open)


@pytest.fixture
def wizard(screen_of: Screens, group: RateGroupId, tmp_path: Path, qtbot: QtBot) -> Iterator[Wizard]:
    screen = screen_of()
    dialog = open_dialog(screen.context, group, "Retail", screen.window)
    yield Wizard(dialog, tmp_path, qtbot)
    if isValid(dialog):
        dialog.close()


def test_from_the_file_to_the_rates(wizard: Wizard, group: RateGroupId, rates_of: RatesOf) -> None:
    wizard.load(CHANGED)
    assert wizard.page == 1
    wizard.next()
    assert wizard.page == 2
    wizard.next()
    assert wizard.sums == (
        "Rows read: 4 = added 1 + dearer 1 + cheaper 1 + changed otherwise 0 + unchanged 1 + closed 0 + refused 0"
    )
    assert rates_of(group)["44"].price == 15_500_000, "nothing is changed before the last step"
    assert wizard.dialog.next.text() == "Import"
    wizard.next()
    assert wizard.dialog.banner.text.startswith("Imported “deck.csv”.")
    assert not wizard.dialog.next.isVisible()
    after = rates_of(group)
    assert (after["44"].price, after["33"].cycle, set(after)) == (16_600_000, 1, {"44", "447", "49", "33"})


def test_a_sheet_with_nothing_new_offers_nothing(wizard: Wizard) -> None:
    wizard.preview(DECK)
    assert not wizard.dialog.next.isEnabled()
    assert "There is nothing to import" in wizard.dialog.plan.hint.text()


def test_an_open_question_stops_until_it_is_answered(wizard: Wizard, group: RateGroupId, rates_of: RatesOf) -> None:
    wizard.load(b"Prefix,Price,Effective Date\n33,0.5,03/04/2030\n")
    columns = wizard.dialog.columns
    assert asked(columns) == [Ask.DATE_FORM]
    assert not wizard.dialog.next.isEnabled()
    columns.fields["date_form"].set_value(DateForm.MONTH_FIRST)
    assert asked(columns) == []
    wizard.next()
    wizard.next()
    wizard.next()
    assert rates_of(group)["33"].effective_from == 1_898_812_800_000_000, "the fourth of March"


def test_a_question_can_be_answered_by_agreeing(wizard: Wizard) -> None:
    wizard.load(b"Prefix,Price\n0033,0.5\n0034,0.6\n")
    columns = wizard.dialog.columns
    assert asked(columns) == [Ask.ZEROS]
    columns.asks.answer(Ask.ZEROS)
    assert wizard.dialog.next.isEnabled()
    assert columns.layout_of().zeros


def test_columns_are_pointed_at(wizard: Wizard, group: RateGroupId, rates_of: RatesOf) -> None:
    wizard.load(b"Number;Peak;Night;Info\n3315;0.50;0.20;a\n3316;0.60;0.30;b\n")
    columns = wizard.dialog.columns
    assert asked(columns) == [Ask.CODES, Ask.PRICES]
    columns.table.say(2, Role.PRICE)
    assert asked(columns) == [Ask.CODES]
    columns.asks.answer(Ask.CODES)
    assert columns.layout_of().place(Role.PRICE) == 2
    wizard.next()
    wizard.next()
    wizard.next()
    assert rates_of(group)["3316"].price == 300_000_000


def test_a_column_is_chosen_from_a_menu_by_mouse_or_keyboard(wizard: Wizard, qtbot: QtBot) -> None:
    wizard.load(DECK)
    table = wizard.dialog.columns.table
    table.setCurrentIndex(table.model().index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Area name"]
    menu.actions()[0].trigger()
    menu.close()
    assert wizard.dialog.columns.layout_of().place(Role.AREA_NAME) is None
    table.say(1, Role.PREFIX)
    assert wizard.dialog.columns.layout_of().place(Role.PREFIX) == 1
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "not read"


def test_without_a_needed_column_it_goes_no_further(wizard: Wizard) -> None:
    wizard.load(DECK)
    wizard.dialog.columns.table.say(2, None)
    assert not wizard.dialog.next.isEnabled()
    assert "No column holds prices" in wizard.dialog.columns.problem.text()


def test_another_line_can_be_the_header(wizard: Wizard) -> None:
    wizard.load(DECK)
    columns = wizard.dialog.columns
    columns.table.set_header(2)
    assert columns.layout_of().titles == ("44", "United Kingdom", "0.0155", "60/60")
    columns.table.set_header(0)
    assert columns.layout_of().titles == ("", "", "", "")


def test_the_file_is_read_again_in_another_encoding(wizard: Wizard) -> None:
    wizard.load("Prefix,Name,Price\n86,中国移动通信,0.5\n".encode("gb18030"))
    columns = wizard.dialog.columns
    assert columns.layout_of().encoding == "gb18030"
    assert columns.table.model().index(1, 1).data() == "中国移动通信"
    columns.fields["encoding"].set_value("cp1252")
    wizard.idle()
    assert columns.table.model().index(1, 1).data() != "中国移动通信"


def test_a_sheet_of_several_is_chosen(wizard: Wizard) -> None:
    wizard.load(book([["Prefix", "Price"], ["33", 0.5]], [["Prefix", "Price"], ["34", 0.5], ["35", 0.5]]), "deck.xlsx")
    columns = wizard.dialog.columns
    assert not columns.fields["encoding"].isVisibleTo(columns)
    columns.fields["sheet"].set_value("Sheet2")
    wizard.idle()
    assert columns.table.model().rowCount() == 3


def test_refused_rows_are_mended_in_place(wizard: Wizard, group: RateGroupId, rates_of: RatesOf) -> None:
    wizard.preview(BAD)
    plan = wizard.dialog.plan
    assert wizard.sums.endswith("refused 2")
    assert not wizard.dialog.next.isEnabled()
    wizard.show(Outcome.REFUSED)
    assert not plan.mend.isEnabled()
    plan.refused.mend(5, 0, "12")
    plan.refused.mend(6, 2, "0.25")
    plan.mend.click()
    wizard.idle()
    assert wizard.sums.endswith("refused 0")
    wizard.next()
    after = rates_of(group)
    assert (after["12"].area_name, after["34"].price) == ("Bad", 4_166_667)


def test_a_mended_row_that_is_still_bad_stays_refused(wizard: Wizard) -> None:
    wizard.preview(BAD)
    wizard.show(Outcome.REFUSED)
    wizard.dialog.plan.refused.mend(5, 0, "12b")
    wizard.dialog.plan.mend.click()
    wizard.idle()
    assert wizard.sums.endswith("refused 2")
    assert wizard.dialog.plan.which.value() is Outcome.REFUSED


def test_what_is_mended_stays_while_other_rows_are_looked_at(wizard: Wizard) -> None:
    wizard.preview(BAD.replace(b"0.0155", b"0.0166"))
    plan = wizard.dialog.plan
    wizard.show(Outcome.REFUSED)
    plan.refused.mend(5, 0, "12")
    wizard.show(Outcome.UP)
    wizard.show(Outcome.REFUSED)
    wizard._qtbot.wait(0)
    assert [row.line for row in plan.refused.mended()] == [5]
    assert plan.mend.isEnabled()


def test_refused_rows_of_another_sheet_are_gone_at_once(wizard: Wizard) -> None:
    wizard.preview(BAD)
    wizard.show(Outcome.REFUSED)
    for _ in range(3):
        wizard.dialog.go_back()
    wizard.preview(DECK + b"99x,Worse,0.1,1/1\n")
    model = wizard.dialog.plan.refused.model()
    assert model.rowCount() == 0 or wizard.dialog.plan.which.value() is Outcome.REFUSED
    wizard._qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.index(0, 2).data() == "99x"


def test_refused_rows_are_left_out_or_saved(
    wizard: Wizard, group: RateGroupId, rates_of: RatesOf, qtbot: QtBot
) -> None:
    wizard.preview(BAD.replace(b"0.0155", b"0.0166"))
    target = wizard.folder / "refused.csv"
    wizard.dialog.write_refused(target)
    wizard.idle()
    assert target.read_text(encoding="utf-8-sig").count("12a") == 1
    wizard.dialog.plan.leave_out.click()
    wizard.next()
    assert set(rates_of(group)) == {"44", "447", "49"}
    assert rates_of(group)["44"].price == 16_600_000


def test_closing_much_is_typed(wizard: Wizard) -> None:
    wizard.load(b"Prefix,Price\n44,0.0155\n")
    wizard.next()
    wizard.dialog.rules.modes.button(list(Mode).index(Mode.REPLACE)).click()
    wizard.next()
    plan = wizard.dialog.plan
    assert plan.typed.isVisibleTo(plan)
    assert not wizard.dialog.next.isEnabled()
    plan.typed.setText("1")
    assert not wizard.dialog.next.isEnabled()
    plan.typed.setText("2")
    wizard.next()
    assert wizard.dialog.outcome is not None
    assert wizard.dialog.outcome.sums.missing == 2


def test_a_time_is_needed_where_one_is_chosen(wizard: Wizard) -> None:
    wizard.load(CHANGED)
    wizard.next()
    rules = wizard.dialog.rules
    rules.times.button(list(When).index(When.AT)).click()
    assert not wizard.dialog.next.isEnabled()
    assert rules.problem.text() == "Say from when on."
    rules.at.edit.setText("2030-01-01 00:00")
    wizard.next()
    assert wizard.page == 3


def test_the_same_prefix_twice_follows_the_rule(wizard: Wizard, group: RateGroupId, rates_of: RatesOf) -> None:
    wizard.load(DECK + b"33,First,0.1,1/1\n33,Last,0.2,1/1\n")
    wizard.next()
    wizard.dialog.rules.repeats.set_value(Repeats.LAST)
    wizard.next()
    assert wizard.dialog.next.isEnabled()
    wizard.next()
    assert rates_of(group)["33"].area_name == "Last"


def test_a_template_is_learnt_and_found_again(wizard: Wizard) -> None:
    odd = b"Ziffern;Kosten;Nacht\n3315;0,50;0,20\n3316;0,60;0,30\n"
    wizard.load(odd)
    columns = wizard.dialog.columns
    columns.table.say(0, Role.PREFIX)
    columns.table.say(1, Role.PRICE)
    assert columns.ready()
    wizard.dialog.save_template("Carrier X")
    wizard._qtbot.waitUntil(lambda: "Carrier X" in wizard.dialog.banner.text)
    wizard.dialog.go_back()
    wizard.load(b"Prices of June\n\n" + odd)
    assert columns.guess is not None
    assert (columns.guess.template, columns.asks.open) == ("Carrier X", ())
    assert columns.layout_of().header == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (picture(), "This is no rate sheet but another kind of file"),
        (b"", "The file is empty"),
        (b"T\t0048\tPoland\nT\t004850\tMobile\nF\t0049\tGermany\n", "No column holds prices"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(wizard: Wizard, content: bytes, said: str) -> None:
    wizard.load(content)
    assert wizard.dialog.banner.text.startswith(said)
    assert wizard.page == 0


def test_a_file_that_is_gone_says_so(wizard: Wizard) -> None:
    wizard.dialog.load(wizard.folder / "gone.csv")
    wizard.idle()
    assert wizard.dialog.banner.text.startswith("The file could not be read")


def test_a_file_that_another_program_holds_open_says_so(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_open(monkeypatch, "deck.csv")
    wizard.load(DECK)
    assert wizard.dialog.banner.text.startswith("The file is open in another program")
    assert wizard.page == 0
    monkeypatch.undo()
    wizard.load(DECK)
    assert wizard.page == 1


def test_a_spreadsheet_of_another_office_says_what_to_do(wizard: Wizard) -> None:
    wizard.load(packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "deck.ods")
    assert "open it in a spreadsheet and save it as XLSX or CSV" in wizard.dialog.banner.text
    assert wizard.page == 0


def test_a_file_is_dropped_on_the_window(wizard: Wizard) -> None:
    path = wizard.folder / "deck.csv"
    path.write_bytes(CHANGED)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(20, 20), copy, data, left, Qt.KeyboardModifier.NoModifier)
    wizard.dialog.dropEvent(event)
    wizard.idle()
    assert wizard.page == 1


def test_closing_while_a_task_runs_stops_it(
    wizard: Wizard, group: RateGroupId, rates_of: RatesOf, qtbot: QtBot
) -> None:
    before = rates_of(group)
    wizard.preview(CHANGED)
    wizard.dialog.go_back()
    wizard.dialog.next.click()
    assert wizard.dialog.strip.busy
    wizard.dialog.reject()
    qtbot.waitUntil(lambda: not isValid(wizard.dialog))
    assert rates_of(group) == before


def test_there_is_a_word_for_everything_that_is_shown() -> None:
    assert set(words.ROLES) == set(Role)
    assert set(words.ASKS) == set(Ask)
    assert set(words.NOTICES) == set(Notice)
    assert set(words.OUTCOMES) == set(Outcome)
    assert set(words.MODES) == set(Mode)
    assert set(words.DATE_FORMS) == set(DateForm)
    assert set(words.DECIMALS) == set(Decimals)


Rows = list[list[str | float | date | None]]


def numbered(start: int) -> Rows:
    """A sheet of twenty prefixes in a row."""
    rows: Rows = [["prefix", "name", "price", "increments"]]
    for code in range(start, start + 20):
        rows.append([str(code), "X", 0.01, "1/1"])
    return rows


def test_the_sheets_of_a_book_are_imported_one_after_the_other(
    wizard: Wizard, group: RateGroupId, rates_of: RatesOf
) -> None:
    first, second = numbered(500), numbered(700)
    wizard.load(book(first, second), "book.xlsx")
    wizard.next()
    wizard.dialog.rules.modes.button(list(Mode).index(Mode.REPLACE)).click()
    wizard.next()
    wizard.dialog.plan.typed.setText("3")
    wizard.next()
    assert "Only this sheet was imported; the file has others: Sheet2." in wizard.dialog.banner.text
    assert wizard.dialog.next_sheet.isVisible()
    wizard.dialog.next_sheet.click()
    wizard.idle()
    assert wizard.dialog.columns.layout_of().sheet == "Sheet2"
    wizard.next()
    wizard.next()
    wizard.next()
    assert not wizard.dialog.next_sheet.isVisible(), "no sheet is left"
    now = rates_of(group)
    assert {"500", "700", "719"} <= set(now), "the second sheet closes nothing of the first"
