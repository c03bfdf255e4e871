"""Who can do this with that: the reverse of effective access."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.permissions import AccountVerb, GroupVerb, Right
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.effective import ALLOWED, REFUSED
from vosdesk.gui.dialogs.effective_steps import StepsPane
from vosdesk.gui.dialogs.explained import ExplainedDialog
from vosdesk.gui.dialogs.grant_removal import ask_to_remove
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import ChoiceField
from vosdesk.gui.tables import Column, EmptyTexts, TableSpec, TableView
from vosdesk.gui.text import enum_text, mark, tr, verb_text
from vosdesk.gui.theme import Tone

SPEC: TableSpec[g.WhoCanRow] = TableSpec(
    id="who_can",
    columns=(
        Column("login", mark("User"), lambda r, f: r.login, 130),
        Column("name", mark("User name"), lambda r, f: r.name, 140),
        Column("type", mark("Type"), lambda r, f: enum_text(r.type), 105, tone=lambda r: Tone.MUTED),
        Column(
            "allowed", mark("Can he?"), lambda r, f: tr("Yes") if r.access.allowed else tr("No"), 80,
            tone=lambda r: Tone.GOOD if r.access.allowed else Tone.BAD,
            mark=lambda r: ALLOWED if r.access.allowed else REFUSED,
        ),
    ),
    list=o.GRANTS_WHO_CAN,
    request=lambda filter_, sort, descending, window: filter_,
    row_id=lambda r: int(r.user_id),
    nouns=frozenset({Noun.GRANTS, Noun.USERS, Noun.ACCOUNTS, Noun.TEMPLATES, Noun.RATE_GROUPS}),
    empty=EmptyTexts(mark("Nobody can do this")),
    unpack=lambda answer: answer.rows,
)  # fmt: skip


class WhoCanDialog(ExplainedDialog):
    """Choose a verb; the users who can come first, then the agents who are listed and cannot."""

    def __init__(self, context: Context, noun: Noun, object_id: int, label: str, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Who can… with {label}", label=label), parent)
        self._noun, self._object = noun, object_id
        self.resize(920, 520)
        verbs = AccountVerb if noun is Noun.ACCOUNTS else GroupVerb
        self.verb = ChoiceField([(v.value, verb_text(v)) for v in verbs])
        self.verb.set_name(tr("What"))
        self.table: TableView[g.WhoCanRow] = TableView(context, SPEC, self)
        self.steps = StepsPane(context.formats)
        self.steps.may_remove = context.may(Right.ACCOUNTS_AUTHORIZE)
        self._arrange()
        self.verb.changed.connect(self._ask)
        self.table.selection_changed.connect(self._explain)
        self.steps.remove_wanted.connect(self._remove)
        self.verb.set_value(AccountVerb.RECHARGE.value if noun is Noun.ACCOUNTS else GroupVerb.USE.value)
        self._ask()

    def _arrange(self) -> None:
        caption = ToneLabel(tr("What"))
        caption.setBuddy(self.verb.target())
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(caption)
        top.addWidget(self.verb)
        top.addStretch(1)
        self.lay_out(self.table, self.steps, (480, 440), top)

    def _ask(self) -> None:
        request = g.WhoCan(noun=self._noun, id=self._object, verb=self.verb.value())
        if request != self.table.rows.filter:
            self.steps.clear(tr("Choose a user to see why."))
            self.table.set_filter(request)

    def _explain(self) -> None:
        rows = self.table.selected_rows()
        if rows:
            self.steps.explain(rows[0].access)

    def _remove(self, step: g.Step) -> None:
        rows = self.table.selected_rows()
        if rows and step.grant is not None:
            ask_to_remove(self.context, step.grant, rows[0].login, str(step.params.get("account", "")), self)


def open_account(context: Context, parent: QWidget | None, account: AccountId, number: str) -> WhoCanDialog:
    """Who can do what with an account."""
    label = tr("account {number}", number=number)
    return present(WhoCanDialog(context, Noun.ACCOUNTS, account, label, parent))


def open_group(context: Context, parent: QWidget | None, group: RateGroupId, name: str) -> WhoCanDialog:
    """Who can do what with a rate group."""
    label = tr("rate group {name}", name=name)
    return present(WhoCanDialog(context, Noun.RATE_GROUPS, group, label, parent))
