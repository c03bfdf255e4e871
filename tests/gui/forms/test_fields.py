from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import CHOICES, FakeBackend
from vosdesk.contract import text_rules
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER, Time
from vosdesk.contract.operations import ACCOUNTS_SUGGEST
from vosdesk.contract.permissions import NAMED_RIGHTS, NODES, Right
from vosdesk.gui.context import Context
from vosdesk.gui.fields import (
    AccountField,
    ChoiceField,
    DateField,
    DateTimeField,
    LineField,
    LoginField,
    MemoField,
    MoneyEdit,
    PasswordField,
    PriceEdit,
    RightsGrid,
    SwitchField,
    WholeField,
)
from vosdesk.gui.fields.base import Field, TextField
from vosdesk.gui.formats import Formats

ENGLISH = Formats.of({}, QLocale("en_US"), ZoneInfo("UTC"))
GERMAN = Formats.of({}, QLocale("de_DE"), ZoneInfo("Europe/Berlin"))
FRENCH = Formats.of({}, QLocale("fr_FR"), ZoneInfo("UTC"))


def typed(qtbot: QtBot, field: TextField, text: str) -> Any:
    qtbot.addWidget(field)
    if not text:  # an empty field that stays empty tells nothing
        field.edit.setText(text)
        return field.value()
    with qtbot.waitSignal(field.changed):
        field.edit.setText(text)
    return field.value()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.FIELD_EMPTY),
        ("1000a", Code.NUMBER_INVALID),
        ("1e5", Code.NUMBER_INVALID),
        ("NaN", Code.NUMBER_INVALID),
        ("-5", Code.NUMBER_NOT_POSITIVE),
        ("0", Code.NUMBER_NOT_POSITIVE),
        ("9" * 40, Code.NUMBER_TOO_LARGE),
        ("1.0000001", Code.NUMBER_DECIMALS),
        ("1.000,50", Code.NUMBER_SEPARATORS),
        ("١٢", Code.NUMBER_INVALID),
    ],
)
def test_an_amount_is_never_guessed(qtbot: QtBot, text: str, code: Code) -> None:
    value = typed(qtbot, MoneyEdit(ENGLISH, positive=True), text)
    assert isinstance(value, Problem)
    assert value.code is code


@pytest.mark.parametrize(
    ("formats", "text", "value"),
    [
        (ENGLISH, "1,234.5", 1_234_500_000),
        (GERMAN, "1.234,5", 1_234_500_000),
        (FRENCH, "1 234,5", 1_234_500_000),
        (FRENCH, "1\u00a0234,5", 1_234_500_000),
        (ENGLISH, " 1000000000000.000001 ", None),
        (ENGLISH, "999999999999.999999", 999_999_999_999_999_999),
    ],
)
def test_amounts_are_read_in_the_readers_style(qtbot: QtBot, formats: Formats, text: str, value: int | None) -> None:
    found = typed(qtbot, MoneyEdit(formats), text)
    assert found == (Problem(Code.NUMBER_TOO_LARGE) if value is None else value)


def test_a_pasted_amount_with_other_separators_names_the_right_ones(qtbot: QtBot) -> None:
    value = typed(qtbot, MoneyEdit(GERMAN), "1,234.50")
    assert value == Problem(Code.NUMBER_SEPARATORS, {"decimal": ",", "group": "."})


@pytest.mark.parametrize("amount", [0, 1, -1, 10**18, -(10**18), 1_234_567_890_123_456])
@pytest.mark.parametrize("formats", [ENGLISH, GERMAN, FRENCH])
def test_what_an_amount_field_shows_it_reads_back_to_the_last_digit(
    qtbot: QtBot, formats: Formats, amount: int
) -> None:
    field = MoneyEdit(formats)
    qtbot.addWidget(field)
    field.set_value(amount)
    assert field.value() == amount


def test_an_optional_amount_may_be_empty(qtbot: QtBot) -> None:
    assert typed(qtbot, MoneyEdit(ENGLISH, optional=True), "") is None


def test_prices_have_nine_decimals_and_no_sign(qtbot: QtBot) -> None:
    assert typed(qtbot, PriceEdit(ENGLISH), "0.000000001") == 1
    assert typed(qtbot, PriceEdit(ENGLISH), "-0.1") == Problem(Code.NUMBER_NEGATIVE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60", 60), ("0", Problem(Code.FIELD_RANGE, {"low": 1, "high": 86_400})),
        ("9" * 5_000, Problem(Code.FIELD_RANGE, {"low": 1, "high": 86_400})), ("6.5", Problem(Code.NUMBER_INVALID)),
        ("", Problem(Code.FIELD_EMPTY)),
    ],
)  # fmt: skip
def test_whole_numbers(qtbot: QtBot, text: str, value: Any) -> None:
    assert typed(qtbot, WholeField(ENGLISH, 1, 86_400), text) == value


def test_lines_follow_the_rules_of_the_contract(qtbot: QtBot) -> None:
    assert typed(qtbot, LineField(text_rules.account_number), "10 01") == Problem(Code.ACCOUNT_NUMBER_FORM)
    assert typed(qtbot, LineField(text_rules.email), "nobody") == Problem(Code.FIELD_EMAIL)
    assert typed(qtbot, LoginField(), " admin") == Problem(Code.LOGIN_FORM)
    assert typed(qtbot, LoginField(), "agent.1@north") == "agent.1@north"


def test_a_memo_keeps_its_lines(qtbot: QtBot) -> None:
    field = MemoField()
    qtbot.addWidget(field)
    field.set_value("one\ntwo")
    assert field.value() == "one\ntwo"
    field.set_value("x" * 501)
    assert field.problem() == Problem(Code.FIELD_TOO_LONG, {"limit": 500})


def test_a_password_is_hidden_until_it_is_shown(qtbot: QtBot) -> None:
    field = PasswordField()
    qtbot.addWidget(field)
    field.edit.setText("correct horse battery")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field._show.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field.value() == "correct horse battery"
    assert "horse" not in field.display("correct horse battery") + repr(field)


def test_a_choice_that_is_gone_is_a_problem_and_not_the_first(qtbot: QtBot) -> None:
    field = ChoiceField([(1, "One"), (2, "Two")])
    qtbot.addWidget(field)
    assert field.value() == 1
    field.set_value(7)
    assert field.value() == Problem(Code.FIELD_CHOICE)
    field.set_value(2)
    field.set_choices([(2, "Two"), (3, "Three")])
    assert field.value() == 2
    switch = SwitchField("On")
    qtbot.addWidget(switch)
    switch.set_value(True)
    assert switch.value() is True


def test_a_date_is_the_last_moment_of_the_day_in_the_readers_zone(qtbot: QtBot) -> None:
    field = DateField(GERMAN, never=True)
    qtbot.addWidget(field)
    field.edit.setText("2026-11-22")
    assert field.value() == GERMAN.end_of(GERMAN.today(Time(field.value())))
    assert GERMAN.time(field.value()) == "2026-11-22 23:59:59"
    field.set_value(FOREVER)
    assert field.value() == FOREVER
    field.edit.setText("2026-02-30")
    assert field.value() == FOREVER
    field.set_value(None)
    assert field.value() == Problem(Code.FIELD_EMPTY)
    field.edit.setText("2026-02-30")
    assert field.value() == Problem(Code.FIELD_INVALID)


def test_a_date_left_alone_changes_nothing(qtbot: QtBot) -> None:
    field = DateField(GERMAN)
    qtbot.addWidget(field)
    field.set_value(1_790_000_000_123_456)
    assert field.value() == 1_790_000_000_123_456
    field.edit.setText("2027-01-01")
    assert field.value() != 1_790_000_000_123_456


@pytest.mark.parametrize(
    ("text", "end", "shown"),
    [
        ("2026-11-22", False, "2026-11-22 00:00:00"),
        ("2026-11-22", True, "2026-11-22 23:59:59"),
        ("2026-11-22 9:05", False, "2026-11-22 09:05:00"),
        ("2026-11-22 09:05", True, "2026-11-22 09:05:59"),
        ("2026-11-22 09:05:07", True, "2026-11-22 09:05:07"),
    ],
)
def test_moments_are_read_as_the_start_or_end_of_what_was_typed(qtbot: QtBot, text: str, end: bool, shown: str) -> None:
    value = typed(qtbot, DateTimeField(GERMAN, end=end), text)
    assert GERMAN.time(value) == shown


@pytest.mark.parametrize("text", ["22.11.2026", "2026-11-22 25:00", "2026-13-01", "soon", "99999-01-01"])
def test_what_is_no_moment_is_a_problem(qtbot: QtBot, text: str) -> None:
    assert typed(qtbot, DateTimeField(ENGLISH), text) == Problem(Code.FIELD_INVALID)


def test_an_empty_moment_filters_nothing(qtbot: QtBot) -> None:
    assert typed(qtbot, DateTimeField(ENGLISH), "") is None


@pytest.mark.qt_log_ignore("This plugin does not support")  # a list that pops up, without a display
def test_an_account_is_completed_with_the_users_own_first(context: Context, backend: FakeBackend, qtbot: QtBot) -> None:
    field = AccountField(context)
    qtbot.addWidget(field)
    field.show()
    field.offer()
    qtbot.waitUntil(lambda: len(field.offered) == 3)
    assert field.offered[0].own
    QTest.keyClicks(field.edit, "1001")
    qtbot.waitUntil(lambda: field.chosen == CHOICES[1])
    assert field.value() == CHOICES[1].id
    assert backend.requests(ACCOUNTS_SUGGEST)[-1].text == "1001"
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.value() == Problem(Code.FIELD_CHOICE)


def test_an_account_field_of_a_filter_takes_the_exact_text(context: Context, qtbot: QtBot) -> None:
    field = AccountField(context, by_number=True)
    assert typed(qtbot, field, "anything") == "anything"


def test_a_required_account_is_missing_when_empty(context: Context, qtbot: QtBot) -> None:
    assert typed(qtbot, AccountField(context, optional=False), "") == Problem(Code.FIELD_EMPTY)


def test_the_grid_has_a_box_for_every_right(qtbot: QtBot) -> None:
    grid = RightsGrid()
    qtbot.addWidget(grid)
    assert {r for r in Right if grid.box(r)} == set(Right)
    assert set(NAMED_RIGHTS) | {r for n in NODES for r in (n.view, n.edit) if r} == set(Right)
    grid.set_value({Right.EXPORT, Right.PAYMENTS_VIEW})
    assert grid.value() == {Right.EXPORT, Right.PAYMENTS_VIEW}
    grid.box(Right.ACCOUNTS_EDIT).click()
    assert Right.ACCOUNTS_VIEW in grid.value()
    grid.box(Right.ACCOUNTS_VIEW).click()
    assert Right.ACCOUNTS_EDIT not in grid.value()


def test_withheld_rights_are_greyed_and_left_out_until_the_type_changes_back(qtbot: QtBot) -> None:
    grid = RightsGrid()
    qtbot.addWidget(grid)
    grid.set_value({Right.USERS_EDIT, Right.USERS_VIEW, Right.EXPORT})
    grid.set_withheld({Right.USERS_EDIT, Right.USERS_VIEW}, "Never for an agent")
    assert grid.value() == {Right.EXPORT}
    assert not grid.box(Right.USERS_EDIT).isEnabled()
    assert grid.box(Right.USERS_EDIT).toolTip() == "Never for an agent"
    grid.set_withheld(())
    assert grid.value() == {Right.USERS_EDIT, Right.USERS_VIEW, Right.EXPORT}


def test_every_box_of_the_grid_has_a_name(qtbot: QtBot) -> None:
    grid = RightsGrid()
    qtbot.addWidget(grid)
    assert all(grid.box(r).text() or grid.box(r).accessibleName() for r in Right)


def test_a_wrong_field_is_marked_and_unmarked(qtbot: QtBot) -> None:
    field: Field = LineField()
    qtbot.addWidget(field)
    field.set_wrong(True)
    assert field.target().property("wrong") is True
    field.set_wrong(False)
    assert field.target().property("wrong") is False
