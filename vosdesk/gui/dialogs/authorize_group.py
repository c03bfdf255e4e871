"""Authorization on a rate group: which agents' users may use it, see its rates, edit them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import Empty, RateGroupId
from vosdesk.contract.permissions import GroupRight, Right, UserType
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.access_list import TICK, AccessList
from vosdesk.gui.dialogs.account_fields import group_rights
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.fields.user import UserChoice, UserField
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, TableSpec
from vosdesk.gui.tables.column import Width
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone

Grant = g.GroupGrant

_TITLES: dict[GroupRight, str] = {
    GroupRight.USE: mark("Use"),
    GroupRight.SEE: mark("See rates"),
    GroupRight.EDIT: mark("Edit rates"),
}


def _right(which: GroupRight) -> Column[Grant]:
    def text(row: Grant, formats: Formats) -> str:
        return TICK.sign if which in row.rights else ""

    return Column(which.value, _TITLES[which], text, 95, Align.CENTER)


def group_spec(group: RateGroupId) -> TableSpec[Grant]:
    """The access list of a rate group."""
    return TableSpec(
        id="rate_group_grants",
        columns=(
            Column("login", mark("User"), lambda r, f: r.login, 130),
            Column("name", mark("User name"), lambda r, f: r.user_name, Width.NAME),
            *(_right(r) for r in GroupRight),
            Column("by", mark("Set by"), lambda r, f: r.created_by, 100, tone=lambda r: Tone.MUTED),
            Column("at", mark("When"), lambda r, f: f.time(r.created), Width.TIME, tone=lambda r: Tone.MUTED),
        ),
        list=o.GRANTS_LIST_GROUP,
        request=lambda filter_, sort, descending, window: g.ListGroupGrants(rate_group=group),
        row_id=lambda r: int(r.id),
        nouns=frozenset({Noun.GRANTS, Noun.USERS, Noun.RATE_GROUPS}),
        empty=EmptyTexts(mark("Nobody is listed"), mark("Add lets an agent's user choose this rate group.")),
        unpack=lambda answer: answer.rows,
    )


class GroupGrantForm(Form[g.SetGroupGrant, Empty]):
    """An entry of a rate group's access list."""

    def __init__(
        self, context: Context, group: RateGroupId, name: str, grant: Grant | None, parent: QWidget | None = None
    ) -> None:
        title = mark("Authorize a user on {name}") if grant is None else mark("Change an entry on {name}")
        super().__init__(
            context,
            o.GRANTS_SET_GROUP,
            tr(title, name=name),
            ok=tr("Add") if grant is None else tr("Save"),
            fixed={"rate_group": group},
            parent=parent,
        )
        self.section()
        self.user = self.add("user", tr("Agent's user"), UserField(context, UserType.AGENT))
        text = tr("To edit rates a user needs the operation right as well.")
        self.rights = self.add("rights", tr("Rights"), group_rights(), hint=text)
        if grant is not None:
            self.user.set_value(UserChoice(id=grant.user_id, login=grant.login, name=grant.user_name))
            self.user.setEnabled(False)
            self.rights.set_value(grant.rights)
        else:
            self.rights.set_value(frozenset({GroupRight.USE, GroupRight.SEE}))


class GroupAccess(AccessList[Grant]):
    """Authorization: who may choose a rate group, see its rates, edit them."""

    def __init__(self, context: Context, group: RateGroupId, name: str, parent: QWidget | None = None) -> None:
        text = tr(
            "An agent's user may choose, for his sub-accounts, his own private rate groups and those that list him "
            "with “Use”. Administrators and operators need no entry."
        )
        super().__init__(context, tr("Authorization on rate group {name}", name=name), group_spec(group), text, parent)
        self._group, self._name = group, name
        self.add_button("add", tr("Add…"), "add", self.add, self._adding)
        self.add_button("change", tr("Change…"), "edit", self.change, self._choosing)
        self.add_button("remove", tr("Remove…"), "remove", self.remove, self._choosing)
        if context.may(Right.USERS_VIEW) and context.may(Right.ACCOUNTS_AUTHORIZE):
            self.add_button("explain", tr("Effective access…"), "explain", self.explain, self._choosing)
        self.page.start()
        self.page.table.row_activated.connect(lambda _row: self.change())

    def add(self) -> GroupGrantForm:
        """List a user."""
        return present(GroupGrantForm(self.context, self._group, self._name, None, self))

    def change(self) -> GroupGrantForm | None:
        """Change the rights of the chosen entry."""
        row = self.chosen()
        return None if row is None else present(GroupGrantForm(self.context, self._group, self._name, row, self))

    def remove(self) -> ConfirmDialog | None:
        """Take the chosen user off the list, after asking."""
        row = self.chosen()
        if row is None:
            return None
        dialog = ConfirmDialog(
            tr("Remove from the access list"),
            tr("Remove {login} from the access list of rate group {name}?", login=row.login, name=self._name),
            [tr("He can no longer choose it. Accounts that have it already keep it.")],
            tr("Remove"),
            self,
        )
        dialog.accepted.connect(partial(self._remove, row))
        return present(dialog)

    def explain(self) -> None:
        """Effective access of the chosen user on this rate group."""
        from vosdesk.gui.dialogs import effective

        row = self.chosen()
        if row is not None:
            user = UserChoice(id=row.user_id, login=row.login, name=row.user_name)
            effective.open_group(self.context, self, self._group, self._name, user)

    def _remove(self, row: Grant) -> None:
        text = tr("{login} is off the access list of {name}.", login=row.login, name=self._name)
        request = g.RemoveGroupGrant(id=row.id)
        self.context.ops.write(self, o.GRANTS_REMOVE_GROUP, request, lambda _: self.context.notices.done(text))

    def _adding(self, row: Grant | None) -> str:
        may = self.context.may(Right.USERS_VIEW)
        return "" if may else tr("To choose a user you need the right to view users.")

    def _choosing(self, row: Grant | None) -> str:
        return tr("Choose an entry first.") if row is None else ""


def open_dialog(context: Context, parent: QWidget, rate_group_id: RateGroupId, name: str) -> GroupAccess:
    """The access list of a rate group."""
    return present(GroupAccess(context, rate_group_id, name, parent))
