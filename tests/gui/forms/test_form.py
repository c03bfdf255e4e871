from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import Asking, FakeBackend
from vosdesk.contract import text_rules
from vosdesk.contract.accounts import AccountType, Contact, CreateAccount, GetAccount
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code, Conflict, Denied, Invalid, Problem, SessionOver, Stale, Unavailable
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.operations import ACCOUNTS_CREATE, ACCOUNTS_GET, RATE_GROUPS_UPDATE
from vosdesk.contract.rate_groups import UpdateRateGroup
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.form import Form, Reread
from vosdesk.gui.fields import ChoiceField, LineField, MemoField, MoneyEdit, WholeField
from vosdesk.gui.fields.base import TextField

AccountForm = Form[CreateAccount, AccountId]


@pytest.fixture
def form(context: Context, backend: FakeBackend, qtbot: QtBot) -> AccountForm:
    backend.on(ACCOUNTS_CREATE, lambda request: AccountId(41))
    backend.touches = {Noun.ACCOUNTS: [41]}
    made: AccountForm = Form(context, ACCOUNTS_CREATE, "New account", ok="Create account")
    qtbot.addWidget(made, before_close_func=release)
    made.section("Account", columns=2)
    made.add("number", "Account number", LineField(text_rules.account_number))
    made.add("name", "Name", LineField())
    made.add("type", "Type", ChoiceField([(t, t.name) for t in AccountType]))
    made.add("opening", "Opening balance", MoneyEdit(context.formats), 0)
    made.add("memo", "Memo", MemoField())
    made.section("Contact", columns=2)
    made.add("contact.email", "E-mail", LineField())
    made.add("contact.company", "Company", LineField())
    with qtbot.waitExposed(made):
        made.show()
    return made


def release(form: QWidget) -> None:
    assert isinstance(form, Form)
    form.set_clean()


def fill(form: Form[Any, Any], **texts: str) -> None:
    for name, text in texts.items():
        field = form.field(name.replace("__", "."))
        assert isinstance(field, TextField)
        field.edit.setText(text)


def notices(context: Context) -> Asking:
    assert isinstance(context.notices, Asking)
    return context.notices


def test_a_form_builds_the_request_with_nested_values(form: AccountForm) -> None:
    fill(form, number="1001", name="Blue", opening="12.5", contact__email="a@b.example")
    assert form.build() == CreateAccount(
        number="1001", name="Blue", opening=12_500_000, contact=Contact(email="a@b.example")  # type: ignore[arg-type]
    )  # fmt: skip


def test_problems_show_as_they_are_typed_and_not_before(form: AccountForm) -> None:
    assert form.problem_text("number") == ""
    fill(form, number="10 01", opening="1000a", contact__email="nobody")
    assert form.problem_text("number").startswith("An account number")
    assert form.problem_text("opening").startswith("This is not a number")
    assert form.problem_text("contact.email")
    fill(form, number="1001", opening="-5")
    assert form.problem_text("number") == ""
    assert form.problem_text("opening") == "This number cannot be negative."


def test_sending_shows_every_problem_and_goes_to_the_first(form: AccountForm, backend: FakeBackend) -> None:
    form.field("memo").setFocus()
    form.ok.click()
    assert form.problem_text("number") == "Fill this in."
    assert form.field("number").target().hasFocus()
    assert backend.asked == []
    assert form.isVisible()


def test_ok_is_dead_while_sending_and_a_second_press_sends_nothing(
    form: AccountForm, backend: FakeBackend, context: Context, qtbot: QtBot
) -> None:
    fill(form, number="1001")
    backend.open.clear()
    form.ok.click()
    assert not form.ok.isEnabled()
    assert form.sending
    form.send()
    QTest.keyClick(form, Qt.Key.Key_Return)
    with qtbot.waitSignals([form.sent, context.ops.changed]):
        backend.open.set()
    assert len(backend.asked) == 1
    assert (form.result_value, form.isVisible()) == (41, False)


def test_what_the_service_refuses_stands_at_the_same_fields(
    form: AccountForm, backend: FakeBackend, qtbot: QtBot
) -> None:
    fill(form, number="1001", name="Blue")
    backend.refusals[ACCOUNTS_CREATE.id] = Invalid.at("number", Code.FIELD_TAKEN)
    form.ok.click()
    qtbot.waitUntil(lambda: not form.sending)
    assert form.problem_text("number") == "This is taken already. Choose another."
    assert form.values()["name"] == "Blue"
    assert form.ok.isEnabled()
    backend.refusals[ACCOUNTS_CREATE.id] = Invalid.at("agent", Code.FIELD_CHOICE)
    fill(form, number="1002")
    form.ok.click()
    qtbot.waitUntil(lambda: form.banner.text == "Choose one of the values offered.")


@pytest.mark.parametrize(
    "refusal",
    [Conflict(Code.ACCOUNT_TOO_DEEP, {"most": 6}), Denied(Code.OWN_ACCOUNT, {"account": "9001"})],
)
def test_a_refusal_stands_in_the_form_and_nothing_is_lost(
    form: AccountForm, backend: FakeBackend, qtbot: QtBot, refusal: Conflict | Denied
) -> None:
    fill(form, number="1001")
    backend.refusals[ACCOUNTS_CREATE.id] = refusal
    form.ok.click()
    qtbot.waitUntil(lambda: form.banner.text != "")
    assert form.isVisible()
    assert form.values()["number"] == "1001"


def test_a_retry_keeps_its_key_and_another_content_gets_another(
    form: AccountForm, backend: FakeBackend, qtbot: QtBot
) -> None:
    fill(form, number="1001")
    backend.refusals[ACCOUNTS_CREATE.id] = Unavailable(Code.DATABASE_BUSY)
    for _ in range(2):
        form.ok.click()
        qtbot.waitUntil(lambda: not form.sending)
    assert form.banner.text.endswith("You can send it again: it will not be done twice.")
    fill(form, number="1002")
    form.ok.click()
    qtbot.waitUntil(lambda: not form.sending)
    assert backend.keys[0] == backend.keys[1]
    assert backend.keys[2] != backend.keys[0]


def test_an_ended_session_leaves_the_work(form: AccountForm, backend: FakeBackend, qtbot: QtBot) -> None:
    fill(form, number="1001")
    backend.refusals[ACCOUNTS_CREATE.id] = SessionOver(Code.SESSION_ENDED)
    form.ok.click()
    qtbot.waitUntil(lambda: form.banner.text.startswith("Log in again"))
    backend.refusals.clear()
    with qtbot.waitSignal(form.sent):
        form.ok.click()


def test_closing_asks_only_when_something_was_typed(form: AccountForm, context: Context) -> None:
    fill(form, number="1001")
    form.reject()
    assert notices(context).questions == ["What you typed has not been sent."]
    assert form.isVisible()
    event = QCloseEvent()
    QApplication.sendEvent(form, event)
    assert not event.isAccepted()
    fill(form, number="")
    form.reject()
    assert len(notices(context).questions) == 2
    assert not form.isVisible()


def test_closing_while_sending_says_that_it_may_have_been_done(
    form: AccountForm, backend: FakeBackend, context: Context
) -> None:
    fill(form, number="1001")
    backend.open.clear()
    form.ok.click()
    form.reject()
    assert notices(context).questions[0].startswith("The answer is still out")
    assert form.isVisible()


def test_tab_follows_what_is_seen(form: AccountForm, qtbot: QtBot) -> None:
    names = ["number", "name", "type", "opening", "memo", "contact.email", "contact.company"]
    form.activateWindow()
    form.field("number").target().setFocus()
    for name in names[1:]:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert form.field(name).target().hasFocus(), name


def test_labels_name_their_fields(form: AccountForm) -> None:
    assert form.field("contact.email").target().accessibleName() == "E-mail"
    fill(form, contact__email="nobody")
    assert form.field("contact.email").target().accessibleDescription() == "This is not an e-mail address."


def test_a_long_form_fits_the_screen(context: Context, qtbot: QtBot) -> None:
    form: AccountForm = Form(context, ACCOUNTS_CREATE, "Long")
    qtbot.addWidget(form)
    form.section("Much", columns=2)
    for number in range(60):
        form.add(f"_{number}", f"Field {number}", LineField())
    form.show()
    assert form.width() <= 1_280
    assert form.height() <= 760


# --- a stale edit ------------------------------------------------------------------------------------------------

RateForm = Form[UpdateRateGroup, Any]


def rate_form(context: Context, qtbot: QtBot, reread: Reread[Any, Any] | None = None) -> RateForm:
    made: RateForm = Form(
        context, RATE_GROUPS_UPDATE, "Rate group", fixed={"id": RateGroupId(3), "version": 1}, reread=reread
    )
    qtbot.addWidget(made, before_close_func=release)
    made.add("name", "Name", LineField(), "Wholesale")
    made.add("announcement", "Announcement", WholeField(context.formats, 0, 3_600), 60)
    made.add("memo", "Memo", MemoField(), "")
    with qtbot.waitExposed(made):
        made.show()
    return made


STORED = {"version": 2, "name": "Retail", "announcement": 60, "memo": ""}


@pytest.fixture
def stale(context: Context, backend: FakeBackend, qtbot: QtBot) -> RateForm:
    def update(request: UpdateRateGroup) -> Any:
        if request.version != 2:
            raise Stale(Code.STALE, STORED)
        return {}

    backend.on(RATE_GROUPS_UPDATE, update)
    form = rate_form(context, qtbot)
    fill(form, name="Gross")
    form.ok.click()
    qtbot.waitUntil(form.stale.isVisible)
    return form


def test_a_stale_edit_shows_both_versions_of_what_differs(stale: RateForm) -> None:
    assert stale.stale.cells() == ["", "Yours", "Stored now", "Name", "Gross", "Retail"]
    assert stale.values()["name"] == "Gross"


def test_the_stored_version_can_be_taken(stale: RateForm, backend: FakeBackend) -> None:
    stale.stale.buttons[0].click()
    assert stale.build() == UpdateRateGroup(id=RateGroupId(3), version=2, name="Retail", announcement=60, memo="")
    assert not stale.dirty
    assert not stale.stale.isVisible()
    assert len(backend.asked) == 1


def test_or_be_overwritten_knowingly(stale: RateForm, backend: FakeBackend, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stale.sent):
        stale.stale.buttons[1].click()
    assert backend.requests(RATE_GROUPS_UPDATE)[-1].version == 2
    assert backend.requests(RATE_GROUPS_UPDATE)[-1].name == "Gross"
    assert backend.keys[0] != backend.keys[1]


def test_the_stored_version_can_be_read_by_an_operation(context: Context, backend: FakeBackend, qtbot: QtBot) -> None:
    backend.refusals[RATE_GROUPS_UPDATE.id] = Stale(Code.STALE)
    backend.on(ACCOUNTS_GET, lambda request: "Retail")
    reread: Reread[Any, Any] = Reread(
        ACCOUNTS_GET, GetAccount(id=AccountId(1)), lambda answer: {"name": answer, "version": 5}
    )
    form = rate_form(context, qtbot, reread)
    fill(form, name="Gross")
    form.ok.click()
    qtbot.waitUntil(form.stale.isVisible)
    assert form.stale.cells()[3:] == ["Name", "Gross", "Retail"]


# --- other ways to build -------------------------------------------------------------------------------------------


def test_a_form_can_check_what_only_it_knows(context: Context, backend: FakeBackend, qtbot: QtBot) -> None:
    def same(values: dict[str, Any]) -> Any:
        yield "_again", None if values["_again"] == values["name"] else Problem(Code.FIELD_INVALID)

    form: RateForm = Form(
        context, RATE_GROUPS_UPDATE, "Rate group",
        fixed={"id": RateGroupId(3), "version": 1, "announcement": 1, "memo": ""}, extra=same,
    )  # fmt: skip
    qtbot.addWidget(form, before_close_func=release)
    form.add("name", "Name", LineField(), "A")
    form.add("_again", "Again", LineField())
    form.show()
    assert set(form.problems()) == {"_again"}
    fill(form, _again="A")
    assert form.problems() == {}
    assert form.build().name == "A"


def test_a_hidden_field_leaves_the_default(form: AccountForm) -> None:
    fill(form, number="1001", contact__email="nobody")
    form.set_shown("contact.email", False)
    assert form.problems() == {}
    assert form.build().contact.email == ""


def test_the_safe_button_is_the_default(qtbot: QtBot) -> None:
    dialog = ConfirmDialog("Cancel account", "1001 <b>Blue</b>", ["It cannot be opened again."], "Cancel it")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.safe.isDefault()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()


def test_changes_reach_the_console_even_when_the_form_is_gone(
    form: AccountForm, backend: FakeBackend, context: Context, qtbot: QtBot
) -> None:
    fill(form, number="1001")
    backend.open.clear()
    form.ok.click()
    notices(context).answer = True
    form.reject()
    with qtbot.waitSignal(context.ops.changed) as changed:
        backend.open.set()
    assert changed.args == [Changes({Noun.ACCOUNTS: [41]})]
