"""Effective access: every verb of a user on an account or a rate group, whether he has it, and every step why."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QWidget

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.permissions import AccountVerb, GroupVerb, Right
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.effective_steps import NO, YES, StepsPane
from vosdesk.gui.dialogs.explained import ExplainedDialog
from vosdesk.gui.dialogs.grant_removal import ask_to_remove
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.fields import AccountField
from vosdesk.gui.fields.user import UserChoice, UserField
from vosdesk.gui.tables import Column, EmptyTexts, Mark, TableSpec, TableView
from vosdesk.gui.text import mark, tr, verb_text
from vosdesk.gui.theme import Tone

_ORDER = {v.value: n for n, v in reversed(list(enumerate((*AccountVerb, *GroupVerb))))}
ALLOWED, REFUSED = Mark(YES, mark("Yes")), Mark(NO, mark("No"))


def verdict_column(allowed: Callable[[g.VerbAccess], bool] = lambda row: row.allowed) -> Column[g.VerbAccess]:
    """Yes or no, by sign, word and tone."""
    return Column(
        "allowed", mark("May he?"), lambda r, f: tr("Yes") if allowed(r) else tr("No"), 90,
        tone=lambda r: Tone.GOOD if allowed(r) else Tone.BAD, mark=lambda r: ALLOWED if allowed(r) else REFUSED,
    )  # fmt: skip


SPEC: TableSpec[g.VerbAccess] = TableSpec(
    id="effective_access",
    columns=(Column("verb", mark("What"), lambda r, f: verb_text(r.verb), 200), verdict_column()),
    list=o.GRANTS_EXPLAIN,
    request=lambda filter_, sort, descending, window: filter_,
    row_id=lambda r: _ORDER[r.verb],
    nouns=frozenset({Noun.GRANTS, Noun.USERS, Noun.ACCOUNTS, Noun.TEMPLATES, Noun.RATE_GROUPS}),
    empty=EmptyTexts(mark("Choose a user and an account")),
    unpack=lambda answer: answer.verbs,
)


class EffectiveAccess(ExplainedDialog):
    """Choose a user, and an account unless the object is a rate group; read what he may do, and why."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, group: tuple[RateGroupId, str] | None = None
    ) -> None:
        super().__init__(context, tr("Effective access"), parent)
        self._group = group
        self.resize(880, 560)
        self.user = UserField(context)
        self.user.set_name(tr("User"))
        self.account = AccountField(context, optional=False)
        self.account.set_name(tr("Account"))
        self.table: TableView[g.VerbAccess] = TableView(context, SPEC, self)
        self.steps = StepsPane(context.formats)
        self.steps.may_remove = context.may(Right.ACCOUNTS_AUTHORIZE)
        self._arrange()
        self.user.changed.connect(self._ask)
        self.account.changed.connect(self._ask)
        self.table.selection_changed.connect(self._explain)
        self.steps.remove_wanted.connect(self._remove)

    def show_user(self, user: UserChoice) -> None:
        """Choose the user."""
        self.user.set_value(user)

    def show_account(self, account: AccountId, number: str, name: str = "") -> None:
        """Choose the account."""
        self.account.set_account(account, number, name)

    def request(self) -> g.ExplainAccess | None:
        """What is asked, or None while something is not chosen."""
        user = self.user.value()
        if isinstance(user, Problem):
            return None
        if self._group is not None:
            return g.ExplainAccess(user=user, noun=Noun.RATE_GROUPS, id=self._group[0])
        account = self.account.value()
        if isinstance(account, Problem):
            return None
        return g.ExplainAccess(user=user, noun=Noun.ACCOUNTS, id=account)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(_caption(tr("User"), self.user.target()), self.user)
        if self._group is None:
            form.addRow(_caption(tr("Account"), self.account.target()), self.account)
        else:
            self.account.hide()
            name = QLabel(self._group[1], self)
            name.setTextFormat(Qt.TextFormat.PlainText)
            form.addRow(_caption(tr("Rate group"), name), name)
        top = QHBoxLayout()
        top.addLayout(form, 2)
        top.addStretch(1)
        self.lay_out(self.table, self.steps, (320, 540), top)

    def _ask(self) -> None:
        request = self.request()
        if request is not None and request != self.table.rows.filter:
            self.steps.clear(tr("Choose a line to see why."))
            self.table.set_filter(request)

    def _explain(self) -> None:
        rows = self.table.selected_rows()
        if rows:
            self.steps.explain(rows[0])

    def _remove(self, step: g.Step) -> None:
        if step.grant is not None:
            number = str(step.params.get("account", ""))
            ask_to_remove(self.context, step.grant, self.user.display(None), number, self)


def _caption(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setBuddy(buddy)
    return label


def open_account(
    context: Context, parent: QWidget | None, account: AccountId, number: str, user: UserChoice | None = None
) -> EffectiveAccess:
    """Effective access on an account, of ``user`` if he is known already."""
    dialog = EffectiveAccess(context, parent)
    dialog.show_account(account, number)
    if user is not None:
        dialog.show_user(user)
    return present(dialog)


def open_group(
    context: Context, parent: QWidget | None, group: RateGroupId, name: str, user: UserChoice | None = None
) -> EffectiveAccess:
    """Effective access on a rate group, of ``user`` if he is known already."""
    dialog = EffectiveAccess(context, parent, group=(group, name))
    if user is not None:
        dialog.show_user(user)
    return present(dialog)


def open_user(context: Context, parent: QWidget | None, user: UserChoice) -> EffectiveAccess:
    """Effective access of a user, on an account that is still to be chosen."""
    dialog = EffectiveAccess(context, parent)
    dialog.show_user(user)
    return present(dialog)
