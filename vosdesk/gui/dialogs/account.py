"""Opening an account, and editing its details."""

from PySide6.QtWidgets import QWidget

from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import text_rules
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, Empty
from vosdesk.contract.parameters import PARAMETERS
from vosdesk.contract.permissions import AccountVerb, Right, UserType
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import cover_text, label_of
from vosdesk.gui.dialogs.account_fields import RateGroupField
from vosdesk.gui.dialogs.assembling import disassemble
from vosdesk.gui.dialogs.confirmation import add_confirmation, show_confirmation
from vosdesk.gui.dialogs.form import Form, Reread, Values
from vosdesk.gui.dialogs.loss_note import look_at_account
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import AccountField, ChoiceField, DateField, LineField, MemoField, MoneyEdit
from vosdesk.gui.ops import Call
from vosdesk.gui.text import enum_text, reason, refusal_text, tr
from vosdesk.gui.theme import Tone


def type_choice() -> ChoiceField:
    """The vendor's types of accounts."""
    return ChoiceField([(t, enum_text(t)) for t in a.AccountType])


def add_contact(form: Form[a.CreateAccount, AccountId] | Form[a.UpdateAccount, Empty]) -> None:
    """The section of contact details."""
    form.section(tr("Contact"), columns=2)
    labels = {
        "company": tr("Company"), "contact": tr("Contact"), "phone": tr("Phone"), "email": tr("E-mail"),
        "address": tr("Address"), "postcode": tr("Postcode"), "id_type": tr("ID type"),
        "id_number": tr("ID number"), "bank": tr("Bank"),
    }  # fmt: skip
    for name, label in labels.items():
        # The length of each is the contract's to judge; the field only keeps control characters out.
        rule = text_rules.email if name == "email" else lambda text: text_rules.line(text, 254)
        form.add(f"contact.{name}", label, LineField(rule))


class AccountForm(Form[a.CreateAccount, AccountId]):
    """A new account. Below an agent account it shows what that allows: rate groups, and cover."""

    def __init__(self, context: Context, parent: QWidget | None = None, agent: a.AccountRow | None = None) -> None:
        title = tr("New account") if agent is None else tr("New sub-account of {number}", number=agent.number)
        super().__init__(context, o.ACCOUNTS_CREATE, title, ok=tr("Open account"), parent=parent)
        self._asked: Call | None = None
        self._above: AccountId | None = None
        self._fill_account(agent)
        self._fill_limits()
        add_contact(self)
        if agent is not None:
            self.agent.set_account(agent.id, agent.number, agent.name)
            self.agent.setEnabled(False)
        elif context.me.type is UserType.AGENT and len(context.me.own_accounts) == 1:
            own = context.me.own_accounts[0]
            self.agent.set_account(own.id, own.number, own.name)
        self.agent.changed.connect(self._agent_changed)
        self.rate_group.load(agent=None if agent is None else agent.id)
        self._agent_changed()

    def _fill_account(self, agent: a.AccountRow | None) -> None:
        optional = self.context.me.type is not UserType.AGENT
        self.section(tr("Account"), columns=2)
        self.add("number", tr("Account number"), LineField(text_rules.account_number), hint=tr("Never changes."))
        self.add("name", tr("Account name"), LineField())
        self.agent = self.add("agent", tr("Agent account"), AccountField(self.context, optional=optional))
        self.add("type", tr("Type"), type_choice())
        self.rate_group = self.add("rate_group", tr("Billing rate"), RateGroupField(self.context))
        days = self.context.me.parameters.get("account.expiry_days", PARAMETERS["account.expiry_days"].default)
        self.add(
            "expires",
            tr("Expires"),
            DateField(self.context.formats, never=True, optional=True),
            hint=tr("Empty: {days} days from today.", days=days),
        )
        self.add("memo", tr("Memo"), MemoField(lines=2))

    def _fill_limits(self) -> None:
        formats, context = self.context.formats, self.context
        self.section(tr("Limits and opening balance"), columns=2)
        self.add("opening", tr("Opening balance"), MoneyEdit(formats), 0, hint=tr("Written as a payment record."))
        self.add("overdraft", tr("Overdraft limit"), MoneyEdit(formats), 0)
        least = context.me.parameters.get("account.threshold", PARAMETERS["account.threshold"].default)
        self.add(
            "threshold",
            tr("Low-balance threshold"),
            MoneyEdit(formats, optional=True),
            hint=tr("Empty: {amount}.", amount=least),
        )
        add_confirmation(self)
        opening = self.field("opening")
        opening.changed.connect(lambda: show_confirmation(self, opening.value()))
        self.set_shown("opening", context.may(Right.PAYMENTS_RECHARGE))
        self.set_shown("overdraft", context.may(Right.ACCOUNTS_OVERDRAFT))
        self.note = ToneLabel("", Tone.ACCENT)
        self.note.hide()
        self.add_widget(self.note)

    def _agent_changed(self) -> None:
        above = self.agent.value()
        agent = above if isinstance(above, int) else None
        if agent == self._above:
            return
        self._above = AccountId(agent) if agent is not None else None
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self.note.hide()
        self.rate_group.load(agent=self._above)
        if self._above is not None:
            request = a.GetAccount(id=self._above)
            self._asked = self.context.ops.read(self, o.ACCOUNTS_GET, request, self._agent_read, self._agent_refused)

    def _agent_refused(self, refusal: Refusal) -> None:
        self._asked = None
        self._say(refusal_text(refusal, self.context.formats))

    def _agent_read(self, account: a.Account) -> None:
        self._asked = None
        if account.row.lower_rate and account.cover is not None:
            text = tr(
                "{agent} uses the lower rate: its own rates apply whatever billing rate is chosen here, and its "
                "balance must cover what is opened. {cover}.",
                agent=account.row.number,
                cover=cover_text(account.cover, self.context.formats),
            )
            self._say(text)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()


class AccountEdit(Form[a.UpdateAccount, Empty]):
    """Details of an account: no money but the threshold. Balance changes only by a payment."""

    def __init__(self, context: Context, account: a.Account, parent: QWidget | None = None) -> None:
        row = account.row
        super().__init__(
            context,
            o.ACCOUNTS_UPDATE,
            tr("Edit account {account}", account=label_of(row)),
            ok=tr("Save"),
            fixed={"id": row.id, "version": row.version},
            reread=Reread(o.ACCOUNTS_GET, a.GetAccount(id=row.id), _editable),
            parent=parent,
        )
        formats = context.formats
        self.section(tr("Account"), columns=2)
        self.add("name", tr("Account name"), LineField())
        self.add("type", tr("Type"), type_choice())
        self.add("expires", tr("Expires"), DateField(formats, never=True))
        self.add("threshold", tr("Low-balance threshold"), MoneyEdit(formats))
        self.add("memo", tr("Memo"), MemoField(lines=2))
        add_contact(self)
        for name, value in _editable(account).items():
            if name != "version":
                self.field(name).set_value(value)
        if context.me.type is UserType.AGENT and row.id in {own.id for own in context.me.own_accounts}:
            for name in ("type", "expires"):
                self.field(name).setEnabled(False)
                self.field(name).target().setToolTip(tr("Not yours to change on an account that you are listed on."))


def _editable(account: a.Account) -> Values:
    row = account.row
    values = {n: getattr(row, n) for n in ("version", "name", "type", "expires", "threshold", "memo")}
    return values | disassemble(account.contact, "contact.")


def open_new(context: Context, parent: QWidget | None, agent: a.AccountRow | None = None) -> AccountForm:
    """The form for a new account, below ``agent`` if one is given."""
    form = AccountForm(context, parent, agent)
    form.sent.connect(lambda _: context.notices.done(_opened(form)))
    form.sent.connect(lambda opened: look_at_account(context, opened))
    return present(form)


def _opened(form: AccountForm) -> str:
    return tr("Account {number} opened.", number=form.field("number").value())


def open_below(context: Context, parent: QWidget, agent: AccountId) -> None:
    """Read the agent account, then open the form for a new account below it, or say why there can be none."""

    def read(found: a.Account) -> None:
        code = found.row.can.get(AccountVerb.ADD_SUB, "")
        if code:
            context.notices.warn(reason(code))
        else:
            open_new(context, parent, found.row)

    context.ops.read(parent, o.ACCOUNTS_GET, a.GetAccount(id=agent), read)


def open_edit(context: Context, parent: QWidget, account: AccountId) -> None:
    """Read the account, then open the form that edits it."""

    def read(found: a.Account) -> None:
        form = AccountEdit(context, found, parent)
        number = found.row.number
        form.sent.connect(lambda _: context.notices.done(tr("Account {number} saved.", number=number)))
        present(form)

    context.ops.read(parent, o.ACCOUNTS_GET, a.GetAccount(id=account), read)
