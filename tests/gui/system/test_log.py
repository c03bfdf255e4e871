"""The system log in the real window, and its lines in the reader's words."""

from typing import Any

import pytest

from tests.gui.payments.screen import GERMANY, Screen
from tests.gui.users.pages import Screens, cells, choose, refused, rows_of
from tests.support.world import AGENT_RIGHTS, World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import FOREVER, AccountId, LogId, Time
from vosdesk.contract.log import LogRow, Outcome
from vosdesk.contract.permissions import Right, UserType
from vosdesk.gui.dialogs.log_fields import FIELDS, changes, message
from vosdesk.gui.formats import Formats
from vosdesk.gui.tabs.log import LogTab


@pytest.fixture
def account(world: World) -> AccountId:
    """An account that was recharged, changed, and could not be charged more than it holds."""
    account = world.account("1001", name="Blue Ridge", opening=50)
    world.recharge(account, 1_250.5)
    row = world.account_row(account)
    request = a.UpdateAccount(
        id=account, version=row.version, name="Blue Ridge Voice", type=row.type, expires=row.expires,
        threshold=units(100), memo="", contact=a.Contact(email="desk@blue.example"),
    )  # fmt: skip
    world.do(world.admin, o.ACCOUNTS_UPDATE, request)
    refused(lambda: world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=account, amount=units(5_000))))
    return account


def details(tab: LogTab) -> dict[str, tuple[str, str]]:
    """Field → before and after, as shown under the list."""
    model = tab.details.model
    return {
        str(model.index(n, 0).data()): (str(model.index(n, 1).data()), str(model.index(n, 2).data()))
        for n in range(model.rowCount())
    }


def filtered(screen: Screen, tab: LogTab, **values: object) -> list[Any]:
    assert tab.bar is not None
    for name, value in values.items():
        tab.bar.field(name).set_value(value)
    tab.bar.apply()
    screen.quiet()
    return rows_of(tab)


def test_lines_come_newest_first_with_their_message(account: AccountId, screen_of: Screens) -> None:
    tab = screen_of().open(LogTab, "log")
    assert cells(tab, "operation")[:4] == ["Deduct", "Modify account", "Recharge", "Open account"]
    assert cells(tab, "label")[:4] == ["1001"] * 4
    assert cells(tab, "outcome")[:3] == ["✕ Refused", "Done", "Done"]
    messages = cells(tab, "message")
    assert messages[0] == "Balance 1,300.500 with overdraft limit 0.000 does not allow 5,000.000."
    assert "Name: Blue Ridge → Blue Ridge Voice" in messages[1]
    assert "Low-balance threshold: 20.000 → 100.000" in messages[1]
    assert "Balance: 50.000 → 1,300.500" in messages[2]


def test_the_details_show_each_field_before_and_after(account: AccountId, screen_of: Screens) -> None:
    tab = screen_of().open(LogTab, "log")
    assert tab.details.title.text() == "Choose a line to see what it changed."
    choose(tab, operation="accounts.update")
    assert tab.details.title.text() == "Modify account: Account 1001"
    assert details(tab) == {
        "E-mail": ("", "desk@blue.example"),
        "Low-balance threshold": ("20.000", "100.000"),
        "Name": ("Blue Ridge", "Blue Ridge Voice"),
    }
    choose(tab, operation="payments.deduct")
    assert details(tab) == {}
    assert tab.details.message.text().startswith("Balance 1,300.500")
    tab.table.clearSelection()
    assert tab.details.title.text() == "Choose a line to see what it changed."


def test_amounts_and_times_are_written_as_the_reader_writes_them(account: AccountId, screen_of: Screens) -> None:
    tab = screen_of(locale=GERMANY).open(LogTab, "log")
    assert cells(tab, "message")[0] == "Balance 1.300,500 with overdraft limit 0,000 does not allow 5.000,000."


def test_a_change_of_rights_is_told_by_their_names(world: World, screen_of: Screens) -> None:
    zhang = world.user("zhang", UserType.AGENT, {Right.ACCOUNTS_VIEW})
    row = world.user_row(zhang)
    request = u.UpdateUser(
        id=zhang, version=row.version, name=row.name, type=row.type, expires=FOREVER, template=None,
        rights=frozenset({Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW}), memo="",
    )  # fmt: skip
    world.do(world.admin, o.USERS_UPDATE, request)
    tab = screen_of().open(LogTab, "log")
    choose(tab, operation="users.update")
    assert details(tab) == {"Rights": ("View accounts", "View accounts, View payment records")}


@pytest.mark.parametrize(
    ("values", "operations"),
    [
        ({"outcome": Outcome.REFUSED}, ["payments.deduct"]),
        ({"operation": "payments.recharge"}, ["payments.recharge"]),
        ({"label": "1001", "noun": Noun.ACCOUNTS, "outcome": Outcome.DONE},
         ["accounts.update", "payments.recharge", "accounts.create"]),
        ({"login": "nobody"}, []),
        ({"time_from": 4_000_000_000_000_000}, []),
    ],
)  # fmt: skip
def test_filters_narrow_the_log(
    account: AccountId, screen_of: Screens, values: dict[str, object], operations: list[str]
) -> None:
    screen = screen_of()
    tab = screen.open(LogTab, "log")
    assert [row.operation for row in filtered(screen, tab, **values)] == operations


def test_all_about_an_object_and_all_by_a_user(world: World, account: AccountId, screen_of: Screens) -> None:
    world.user("lena", template="Cashier")
    world.recharge(account, 5, world.login("lena"))
    screen = screen_of()
    tab = screen.open(LogTab, "log")
    choose(tab, operation="payments.recharge", login="lena")
    screen.run("log.same_user")
    assert {row.login for row in rows_of(tab)} == {"lena"}
    choose(tab, operation="payments.recharge")
    screen.run("log.same_object")
    assert {row.label for row in rows_of(tab)} == {"1001"}
    assert tab.bar is not None
    assert tab.bar.active() == ["label"]


def test_an_agent_finds_his_own_lines_alone(world: World, screen_of: Screens) -> None:
    zhang = world.user("zhang", UserType.AGENT, AGENT_RIGHTS)
    account = world.account("A100", opening=10)
    world.grant(zhang, account)
    sub = world.account("1001", account)
    world.recharge(sub, 3, world.login("zhang"))
    screen = screen_of("zhang")
    tab = screen.open(LogTab, "log")
    assert {row.login for row in rows_of(tab)} == {"zhang"}
    assert filtered(screen, tab, login="admin") == []


def line(operation: str, noun: Noun, before: dict[str, Any], after: dict[str, Any], **values: Any) -> LogRow:
    return LogRow(
        id=LogId(1), time=Time(0), login="admin", source="", operation=operation, noun=noun, object_id=1, label="x",
        outcome=values.get("outcome", Outcome.DONE), code=values.get("code"), params=values.get("params", {}),
        before=before, after=after,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "name", "value", "text"),
    [
        (Noun.USERS, "expires", FOREVER, "Never"),
        (Noun.USERS, "type", "agent", "Agent"),
        (Noun.ACCOUNTS, "type", 1, "Phone card"),
        (Noun.ACCOUNTS, "locked", True, "Yes"),
        (Noun.ACCOUNTS, "overdraft", 10**18 + 1, "1,000,000,000,000.000001"),
        (Noun.RATES, "price", 12_000_001, "0.012000001"),
        (Noun.RATES, "rate_type", 5, "International"),
        (Noun.RATES, "rate_type", 3, "3"),
        (Noun.RATES, "tax", 190_000, "19 %"),
        (Noun.RATES, "sections", [{"position": 0, "fee": 300_000_000, "seconds": 30}], "0 s: 0.3000 / 30 s"),
        (Noun.RATE_GROUPS, "rates", 12, "12"),
        (Noun.RATE_GROUPS, "access_users", ["lena", "zhang"], "lena, zhang"),
        (Noun.GRANTS, "rights", ["pay_sub", "add_sub"], "Add sub-account, Payment for sub-accounts"),
        (Noun.PARAMETERS, "session.hours", "8", "8"),
        (Noun.ACCOUNTS, "unheard_of", [1, "a"], "1, a"),
        (Noun.ACCOUNTS, "amount", "not a number", "not a number"),
    ],
)
def test_values_are_written_for_the_reader(
    screen_formats: Formats, noun: Noun, name: str, value: object, text: str
) -> None:
    (change,) = changes(line("x.y", noun, {}, {name: value}), screen_formats)
    assert change.after == text


def test_many_deleted_rates_are_counted_beyond_the_first(screen_formats: Formats) -> None:
    gone = [{"prefix": str(n), "area_prefix": "", "price": 1_000_000, "cycle": 60} for n in range(70)]
    (change,) = changes(line("rates.delete", Noun.RATE_GROUPS, {"rates": gone}, {}), screen_formats)
    assert change.before.startswith("0 0.0010 / 60 s, 1 0.0010 / 60 s")
    assert change.before.endswith(", 20 more")


def test_what_was_never_given_is_not_told(screen_formats: Formats) -> None:
    made = line("accounts.create", Noun.ACCOUNTS, {}, {"agent": None, "memo": "", "name": "Blue"})
    assert message(made, screen_formats) == "Name: Blue"
    moved = line("accounts.move", Noun.ACCOUNTS, {"agent": "A3"}, {"agent": None})
    assert message(moved, screen_formats) == "Agent account: A3 → none"


def test_a_refusal_speaks_its_code(screen_formats: Formats) -> None:
    row = line(
        "payments.deduct", Noun.ACCOUNTS, {}, {}, outcome=Outcome.REFUSED, code=Code.RIGHT_MISSING,
        params={"right": "payments.deduct", "type": "operator"},
    )  # fmt: skip
    assert message(row, screen_formats) == "You do not have the right “Deduct”."


def test_field_names_are_told_once_each() -> None:
    titles = [field.title for field in FIELDS.values()]
    assert len(set(titles)) == len(titles)
