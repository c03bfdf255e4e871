"""Authorization on an account: its access list, what is inherited, and the warning before a right is hidden."""

from PySide6.QtWidgets import QWidget

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Invalid, Refusal
from vosdesk.contract.ids import AccountId, Empty
from vosdesk.contract.permissions import AccountRight, Right, UserType
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.access_list import TICK, AccessList, always
from vosdesk.gui.dialogs.account_fields import account_rights
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.effective import open_account as open_effective
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.grant_removal import ask_to_remove
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.fields import SwitchField
from vosdesk.gui.fields.user import UserChoice, UserField
from vosdesk.gui.formats import Formats
from vosdesk.gui.ops import Call
from vosdesk.gui.tables import Align, Column, EmptyTexts, TableSpec
from vosdesk.gui.tables.column import Width
from vosdesk.gui.text import join, mark, tr, verb_text
from vosdesk.gui.theme import Tone

Grant = g.AccountGrant

# A look is in every entry: it needs no column.
_TITLES: dict[AccountRight, str] = {
    AccountRight.MODIFY: mark("Modify"),
    AccountRight.ADD_SUB: mark("Add sub"),
    AccountRight.CANCEL_SUB: mark("Cancel sub"),
    AccountRight.PAY_SUB: mark("Pay sub"),
    AccountRight.RATE_SUB: mark("Rate sub"),
}


def grants_spec(account: AccountId) -> TableSpec[Grant]:
    """The access list of an account, and greyed below it the entries on accounts above that reach it."""

    def tone(row: Grant) -> Tone | None:
        return None if row.account_id == account else Tone.MUTED

    def right(which: AccountRight) -> Column[Grant]:
        def text(row: Grant, formats: Formats) -> str:
            return TICK.sign if which in row.rights else ""

        return Column(which.value, _TITLES[which], text, 95, Align.CENTER, tone=tone)

    def place(row: Grant, formats: Formats) -> str:
        return tr("this account") if row.account_id == account else tr("{number}, above", number=row.account_number)

    def covers(row: Grant, formats: Formats) -> str:
        return TICK.sign if row.covers_subs else ""

    columns: tuple[Column[Grant], ...] = (
        Column("login", mark("User"), lambda r, f: r.login, 110, tone=tone, tip=lambda r, f: r.user_name),
        Column("place", mark("Listed on"), place, 115, tone=tone),
        *(right(r) for r in _TITLES),
        Column("covers", mark("Sub-accounts too"), covers, 140, Align.CENTER, tone=tone),
        Column("by", mark("Set by"), lambda r, f: r.created_by, 100, tone=lambda r: Tone.MUTED),
        Column("at", mark("When"), lambda r, f: f.time(r.created), Width.TIME, tone=lambda r: Tone.MUTED),
    )
    return TableSpec(
        id="account_grants",
        columns=columns,
        list=o.GRANTS_LIST_ACCOUNT,
        request=lambda filter_, sort, descending, window: g.ListAccountGrants(account=account),
        row_id=lambda r: int(r.id),
        nouns=frozenset({Noun.GRANTS, Noun.USERS, Noun.ACCOUNTS}),
        empty=EmptyTexts(
            mark("Nobody is listed"), mark("Administrators and operators need no entry. Add lists an agent's user.")
        ),
        unpack=lambda answer: (*answer.rows, *answer.inherited),
    )


class GrantForm(Form[g.SetAccountGrant, Empty]):
    """An entry of an account's access list. What it would hide is told before it is saved."""

    def __init__(
        self, context: Context, account: AccountId, number: str, grant: Grant | None, parent: QWidget | None = None
    ) -> None:
        title = mark("Authorize a user on {number}") if grant is None else mark("Change an entry on {number}")
        super().__init__(
            context,
            o.GRANTS_SET_ACCOUNT,
            tr(title, number=number),
            ok=tr("Add") if grant is None else tr("Save"),
            fixed={"account": account},
            parent=parent,
        )
        self._number = number
        self._asked: Call | None = None
        self.warning: ConfirmDialog | None = None
        self.section()
        self.user = self.add("user", tr("Agent's user"), UserField(context, UserType.AGENT))
        rights = account_rights()
        self.rights = self.add("rights", tr("Rights"), rights)
        self.covers = self.add("covers_subs", "", SwitchField(tr("The accounts below it too")), True)
        self.covers.set_name(tr("The accounts below it too"))
        if grant is not None:
            self.user.set_value(UserChoice(id=grant.user_id, login=grant.login, name=grant.user_name))
            self.user.setEnabled(False)
            self.rights.set_value(grant.rights)
            self.covers.set_value(grant.covers_subs)
        else:
            self.rights.set_value(frozenset(AccountRight))

    def send(self) -> None:
        """Look first at what the entry would hide; ask when it hides something."""
        if self._asked is not None or self.sending:
            return
        try:
            request = self.build()
        except Invalid:
            super().send()
            return
        preview = g.PreviewAccountGrant(
            user=request.user, account=request.account, rights=request.rights, covers_subs=request.covers_subs
        )
        self.ok.setEnabled(False)
        self._asked = self.context.ops.read(self, o.GRANTS_PREVIEW_ACCOUNT, preview, self._previewed, self._unseen)

    def _previewed(self, preview: g.GrantPreview) -> None:
        self._asked = None
        self.ok.setEnabled(True)
        if not (preview.loses or preview.loses_below):
            super().send()
            return
        login = self.user.display(None)
        self.warning = ConfirmDialog(
            tr("This takes rights away"),
            tr("This entry takes rights away from {login}.", login=login),
            loss_lines(preview, login, self._number, self.context.formats),
            tr("Save it all the same"),
            self,
        )
        self.warning.safe.setText(tr("Leave it as it is"))
        self.warning.accepted.connect(super().send)
        present(self.warning)

    def _unseen(self, refusal: Refusal) -> None:
        self._asked = None
        self.ok.setEnabled(True)
        self._failed(refusal)


def loss_lines(preview: g.GrantPreview, login: str, number: str, formats: Formats) -> list[str]:
    """What an entry hides, from which entry, and what to do instead."""
    lines: list[str] = []
    above = preview.reached_by
    if above is not None:
        lines.append(
            tr(
                "{login} reaches {number} already, through the access list of {above} (set by {by}, {at}). An entry "
                "on {number} itself goes before that one and hides it.",
                login=login, number=number, above=above.account_number, by=above.created_by,
                at=formats.time(above.created),
            )
        )  # fmt: skip
    if preview.loses:
        verbs = join(verb_text(v) for v in preview.loses)
        lines.append(tr("No longer on {number}: {verbs}.", number=number, verbs=verbs))
    if preview.loses_below:
        verbs = join(verb_text(v) for v in preview.loses_below)
        lines.append(tr("No longer on the accounts below {number}: {verbs}.", number=number, verbs=verbs))
    if above is not None:
        lines.append(tr("An agent's user needs no entry on a sub-account: leave the list as it is."))
    return lines


class AccountAccess(AccessList[Grant]):
    """Authorization: who is listed on an account, and with which rights."""

    def __init__(self, context: Context, account: AccountId, number: str, parent: QWidget | None = None) -> None:
        text = tr(
            "The entry nearest to an account decides: one on the account itself goes before those of its agents, "
            "which are shown greyed. An agent never pays an account that he is listed on himself."
        )
        title = tr("Authorization on account {number}", number=number)
        super().__init__(context, title, grants_spec(account), text, parent, width=1150)
        self._account, self._number = account, number
        self.add_button("add", tr("Add…"), "add", self.add, self._adding)
        self.add_button("change", tr("Change…"), "edit", self.change, self._changing)
        self.add_button("remove", tr("Remove…"), "remove", self.remove, self._changing)
        if context.may(Right.USERS_VIEW):
            self.add_button("explain", tr("Effective access…"), "explain", self.explain, self._explaining)
        self.page.start()
        self.page.table.row_activated.connect(lambda _row: self.change())

    def add(self) -> GrantForm:
        """List a user."""
        return present(GrantForm(self.context, self._account, self._number, None, self))

    def change(self) -> GrantForm | None:
        """Change the rights of the chosen entry."""
        row = self.chosen()
        if row is None or self._changing(row):
            return None
        return present(GrantForm(self.context, self._account, self._number, row, self))

    def remove(self) -> ConfirmDialog | None:
        """Take the chosen user off the list, after asking."""
        row = self.chosen()
        return None if row is None else ask_to_remove(self.context, row.id, row.login, row.account_number, self)

    def explain(self) -> None:
        """Effective access of the chosen user on this account."""
        row = self.chosen()
        if row is not None:
            user = UserChoice(id=row.user_id, login=row.login, name=row.user_name)
            open_effective(self.context, self, self._account, self._number, user)

    def _adding(self, row: Grant | None) -> str:
        if self.context.may(Right.USERS_VIEW):
            return always(row)
        return tr("To choose a user you need the right to view users.")

    def _changing(self, row: Grant | None) -> str:
        if row is None:
            return tr("Choose an entry first.")
        if row.account_id != self._account:
            return tr("This entry stands on account {number}: change it there.", number=row.account_number)
        return ""

    def _explaining(self, row: Grant | None) -> str:
        return tr("Choose an entry first.") if row is None else ""


def open_dialog(context: Context, parent: QWidget, account: AccountId, number: str) -> AccountAccess:
    """The access list of an account."""
    return present(AccountAccess(context, account, number, parent))
