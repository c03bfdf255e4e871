"""New agent: user, account, access list and rate groups in one form, made all together or not at all."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.permissions import RATE_RIGHTS, AccountRight, Right, UserType
from vosdesk.contract.users import ListTemplates, Templates
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_fields import RateGroupField, account_rights
from vosdesk.gui.dialogs.confirmation import add_confirmation, show_confirmation
from vosdesk.gui.dialogs.form import Form, Values
from vosdesk.gui.dialogs.new_agent_groups import GroupChoicesField
from vosdesk.gui.dialogs.opening import present_after_events
from vosdesk.gui.dialogs.rights import RightsEditor, TemplateRights
from vosdesk.gui.dialogs.user_password import NewPasswordField
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import AccountField, ChoiceField, LineField, LoginField, MoneyEdit, SwitchField
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.text import enum_text, join, right_text, tr
from vosdesk.gui.theme import Tone


class NewAgentForm(Form[g.NewAgent, g.NewAgentResult]):
    """The three steps of making an agent on one page, and a summary of what will be made.

    ``templates`` are those for agents; without any, rights are given by hand.
    """

    def __init__(self, context: Context, templates: Sequence[TemplateRights], parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            o.GRANTS_NEW_AGENT,
            tr("New agent"),
            ok=tr("Create agent"),
            fixed={"user.type": UserType.AGENT},
            extra=self._conflicts,
            parent=parent,
        )
        self._templates = list(templates)
        self._add_user()
        self._add_account()
        self._add_access()
        self.section(tr("What will be made"))
        self.summary = ToneLabel()
        self.add_widget(self.summary)
        for field in (self.template, self.lower_rate, self.rights_by_hand):
            field.changed.connect(self._judge_rates)
        for name in ("user.login", "account.number", "account.opening", "rights", "rate_groups", "lower_rate"):
            self.field(name).changed.connect(self._sum_up)
        self._template_changed()
        self._sum_up()

    # --- building ----------------------------------------------------------------------------------------------

    def _add_user(self) -> None:
        self.section(tr("1  User: who logs in"), columns=2)
        self.add("user.login", tr("Login name"), LoginField())
        self.add("user.name", tr("User name"), LineField())
        hint = tr("To be changed at the first login.")
        self.add("user.password", tr("Password"), NewPasswordField(), hint=hint)
        by_hand = tr("Rights by hand")
        choices = [*((t.id, shipped_text(t.name)) for t in self._templates), (None, by_hand)]
        self.template = self.add("user.template", tr("Rights template"), ChoiceField(choices))
        self.rights_by_hand = self.add("user.rights", tr("Rights"), RightsEditor(self.context, UserType.AGENT))
        usual = next((t for t in self._templates if t.name == "Agent"), None)
        self.template.set_value(None if usual is None and not self._templates else (usual or self._templates[0]).id)
        self.template.changed.connect(self._template_changed)

    def _add_account(self) -> None:
        context, formats = self.context, self.context.formats
        self.section(tr("2  Account: what holds his money"), columns=2)
        self.add("account.number", tr("Account number"), LineField(text_rules.account_number))
        self.add("account.name", tr("Account name"), LineField())
        self.add("account.opening", tr("Opening balance"), MoneyEdit(formats), 0)
        self.add("account.overdraft", tr("Overdraft limit"), MoneyEdit(formats), 0)
        self.add("account.rate_group", tr("Billing rate"), RateGroupField(context)).load()
        above = AccountField(context)
        self.add("account.agent", tr("Below agent account"), above, hint=tr("Empty: below no other agent."))
        add_confirmation(self, "account.confirmation")
        opening = self.field("account.opening")
        opening.changed.connect(lambda: show_confirmation(self, opening.value(), "account.confirmation"))
        self.set_shown("account.opening", context.may(Right.PAYMENTS_RECHARGE))
        self.set_shown("account.overdraft", context.may(Right.ACCOUNTS_OVERDRAFT))

    def _add_access(self) -> None:
        self.section(tr("3  Access: what the user may do"))
        hint = tr("On the account and, always, on every account below it.")
        self.add("rights", tr("Access list"), account_rights(), frozenset(AccountRight), hint=hint)
        hint = tr("What he may choose for his sub-accounts, besides rate groups that he makes himself.")
        self.groups = self.add("rate_groups", tr("Rate groups"), GroupChoicesField(self.context), hint=hint)
        switch = SwitchField(tr("Use lower rate: his sub-accounts are billed at his own rates, within his balance"))
        self.lower_rate = self.add("lower_rate", "", switch)
        self.lower_rate.set_name(tr("Use lower rate"))
        self.set_shown("lower_rate", self.context.may(Right.ACCOUNTS_LOWER_RATE))
        self.offer = FixedRateOffer()
        self.offer.button.clicked.connect(self._take_fixed)
        self.add_widget(self.offer)

    # --- template and lower rate -------------------------------------------------------------------------------

    def _chosen(self) -> TemplateRights | None:
        chosen = self.template.value()
        return next((t for t in self._templates if t.id == chosen), None)

    def _given(self) -> frozenset[Right]:
        template = self._chosen()
        return self.rights_by_hand.value() if template is None else template.rights

    def _fixed_rate(self) -> TemplateRights | None:
        """The template without any right on rates that gives the most else."""
        fitting = [t for t in self._templates if not t.rights & RATE_RIGHTS]
        return max(fitting, key=lambda t: len(t.rights), default=None)

    def _template_changed(self) -> None:
        template = self._chosen()
        self.rights_by_hand.show_for(UserType.AGENT, template)
        self.set_shown("user.rights", template is None)
        self._judge_rates()

    def _judge_rates(self) -> None:
        against = self._given() & RATE_RIGHTS if self.lower_rate.value() else frozenset()
        self.offer.say(against, self._fixed_rate())
        self._judge()

    def _take_fixed(self) -> None:
        fixed = self._fixed_rate()
        if fixed is not None:
            self.template.set_value(fixed.id)

    def _conflicts(self, values: Values) -> Found:
        if not values.get("lower_rate"):
            return
        against = sorted(r.value for r in self._given() & RATE_RIGHTS)
        if against:
            number, login = values["account.number"], values["user.login"]
            yield (
                "user.template",
                Problem(Code.LOWER_RATE_RIGHTS, {"agent": number, "user": login, "rights": list(against)}),
            )

    # --- summary -----------------------------------------------------------------------------------------------

    def _text(self, name: str, fallback: str) -> str:
        value: Any = self.field(name).value()
        return value if isinstance(value, str) and value else fallback

    def _sum_up(self) -> None:
        formats = self.context.formats
        login, number = self._text("user.login", "…"), self._text("account.number", "…")
        opening: Any = self.field("account.opening").value()
        ticked = self.field("rights").value()
        rights = tr("every right")
        if len(ticked) < len(AccountRight):
            rights = join(enum_text(r) for r in AccountRight if r in ticked)
        lines = [
            tr("User {login} of type Agent, who chooses a new password at his first login", login=login),
            tr("Account {number}", number=number)
            if isinstance(opening, Problem) or not opening
            else tr("Account {number}, opened with {amount}", number=number, amount=formats.amount(opening)),
            tr("{login} on the access list of {number} and all below it: {rights}", login=login, number=number,
               rights=rights),
        ]  # fmt: skip
        names = self.groups.names()
        if names:
            lines.append(tr("{login} on the access lists of rate groups: {groups}", login=login, groups=join(names)))
        if self.lower_rate.value():
            lines.append(tr("Lower rate in use for {number}", number=number))
        lines.append(tr("All of it at once, or nothing."))
        self.summary.say("\n".join(f"•  {line}" for line in lines), Tone.MUTED)


class FixedRateOffer(QWidget):
    """Says which rights stand against the lower rate, and offers the template that has none of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = ToneLabel("", Tone.WARNING)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(12)
        row.addWidget(self.note, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, against: frozenset[Right], instead: TemplateRights | None) -> None:
        """Show what stands against it; nothing when nothing does."""
        rights = join(right_text(r) for r in Right if r in against)
        self.note.setText(
            tr("With the lower rate the agent can hold no right on rates. The rights chosen hold: {rights}.",
               rights=rights)
        )  # fmt: skip
        if instead is not None:
            self.button.setText(tr("Use template “{name}”", name=shipped_text(instead.name)))
        self.button.setVisible(instead is not None)
        self.setVisible(bool(against))


def open_dialog(context: Context, parent: QWidget) -> None:
    """Read the templates for agents where the user may, then open the form."""

    def show(templates: Sequence[TemplateRights]) -> None:
        form = NewAgentForm(context, templates, parent)
        form.sent.connect(lambda _: context.notices.done(_made(form)))
        present_after_events(form)

    def read(answer: Templates) -> None:
        show([TemplateRights.of(row) for row in answer.rows])

    if context.may(Right.TEMPLATES_VIEW):
        context.ops.read(parent, o.TEMPLATES_LIST, ListTemplates(type=UserType.AGENT), read)
    else:
        show(())


def _made(form: NewAgentForm) -> str:
    login, number = form.field("user.login").value(), form.field("account.number").value()
    return tr("Agent {login} with account {number} was created.", login=login, number=number)
