"""Why may I (not) do this with this account: every verb of the reader himself, and the steps."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from vosdesk.contract import operations as o
from vosdesk.contract.accounts import Account, AccountRow, AskAccount, GetAccount
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Refusal
from vosdesk.contract.grants import VerbAccess
from vosdesk.contract.permissions import AccountVerb
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import label_of
from vosdesk.gui.dialogs.effective import ALLOWED, REFUSED
from vosdesk.gui.dialogs.effective_steps import StepsPane
from vosdesk.gui.dialogs.explained import ExplainedDialog
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.ops import Call
from vosdesk.gui.tables import Column, EmptyTexts, TableSpec, TableView
from vosdesk.gui.text import mark, reason, refusal_text, tr, verb_text
from vosdesk.gui.theme import Tone


class Verdict(NamedTuple):
    """A verb, and the code of the reason why not ("" when it is allowed)."""

    verb: AccountVerb
    code: str


def _verdicts(account: Account) -> tuple[Verdict, ...]:
    can = account.row.can
    return tuple(Verdict(verb, can[verb.value]) for verb in AccountVerb if verb.value in can)


def _spec(account: AccountRow) -> TableSpec[Verdict]:
    return TableSpec(
        id="account_why",
        columns=(
            Column("verb", mark("What"), lambda r, f: verb_text(r.verb), 190),
            Column(
                "allowed", mark("May I?"), lambda r, f: tr("No") if r.code else tr("Yes"), 80,
                tone=lambda r: Tone.BAD if r.code else Tone.GOOD, mark=lambda r: REFUSED if r.code else ALLOWED,
            ),
            Column(
                "reason", mark("Why not"), lambda r, f: reason(r.code) if r.code else "", 300,
                tone=lambda r: Tone.MUTED, tip=lambda r, f: reason(r.code) if r.code else "",
            ),
        ),
        list=o.ACCOUNTS_GET,
        request=lambda filter_, sort, descending, window: GetAccount(id=account.id),
        row_id=lambda r: list(AccountVerb).index(r.verb),
        nouns=frozenset({Noun.GRANTS, Noun.ACCOUNTS}),
        empty=EmptyTexts(mark("Nothing can be done here")),
        unpack=_verdicts,
    )  # fmt: skip


class WhyDialog(ExplainedDialog):
    """Every verb on an account with yes or no; the steps of the chosen one are asked of the service."""

    def __init__(self, context: Context, account: AccountRow, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("What may I do with {account}?", account=label_of(account)), parent)
        self._account = account
        self._call: Call | None = None
        self._asked_for: AccountVerb | None = None
        self.resize(960, 520)
        self.table: TableView[Verdict] = TableView(context, _spec(account), self)
        self.steps = StepsPane(context.formats, mine=True)
        self.lay_out(self.table, self.steps, (580, 380), None)
        self.table.selection_changed.connect(self._ask)
        self.table.set_filter(None)

    def _ask(self) -> None:
        rows = self.table.selected_rows()
        if not rows or rows[0].verb is self._asked_for:
            return
        self._asked_for = rows[0].verb
        if self._call is not None:
            self._call.cancel()
        request = AskAccount(id=self._account.id, verb=rows[0].verb)
        self._call = self.context.ops.read(self, o.ACCOUNTS_WHY, request, self._answered, self._refused)

    def _answered(self, access: VerbAccess) -> None:
        self._call = None
        self.steps.explain(access)

    def _refused(self, refusal: Refusal) -> None:
        self._call = None
        self.steps.clear(refusal_text(refusal, self.context.formats))


def open_dialog(context: Context, parent: QWidget | None, account: AccountRow) -> WhyDialog:
    """What the reader himself may do with an account, and why."""
    return present(WhyDialog(context, account, parent))
