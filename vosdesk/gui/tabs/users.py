"""User management."""

import time
from collections.abc import Mapping

from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import FOREVER
from vosdesk.contract.operations import USERS_EXTENT, USERS_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.users import ListUsers, UserFilter, UserRow, UserSort
from vosdesk.gui.context import Context
from vosdesk.gui.fields import ChoiceField, LineField
from vosdesk.gui.formats import Formats
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.tables import Column, EmptyTexts, FilterField, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.user_fields import TemplateFilter
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

OFFERED = (
    "users.new", "grants.new_agent", "users.edit", "users.reset_password", "users.lock", "users.unlock",
    "grants.explain", "users.log", "console.reload",
)  # fmt: skip
MICROSECONDS = 1_000_000


def expired(row: UserRow) -> bool:
    """Whether the user's time is over, by this machine's clock: a mark for the eye, never a decision."""
    return row.expires != FOREVER and row.expires <= time.time() * MICROSECONDS


def _out(row: UserRow) -> Tone | None:
    return Tone.MUTED if row.locked or expired(row) else None


def _state(row: UserRow) -> str:
    states = [tr("Locked")] if row.locked else []
    return " · ".join([*states, tr("Expired")] if expired(row) else states) or tr("Active")


def _state_mark(row: UserRow) -> Mark | None:
    if row.locked:
        return Mark("⊘", tr("Locked: he cannot log in"))
    return Mark("◷", tr("Expired: he cannot log in")) if expired(row) else None


def _state_tone(row: UserRow) -> Tone | None:
    if row.locked:
        return Tone.BAD
    return Tone.WARNING if expired(row) else None


def _rights(row: UserRow) -> str:
    if row.type is UserType.ADMINISTRATOR:
        return tr("Every right")
    return shipped_text(row.template_name) or tr("By hand")


def _last_login(row: UserRow, formats: Formats) -> str:
    return tr("Not yet") if row.last_login is None else formats.time(row.last_login)


def _request(filter_: UserFilter, sort: UserSort, descending: bool, window: Window) -> ListUsers:
    return ListUsers(filter=filter_, sort=sort, descending=descending, window=window)


SPEC: TableSpec[UserRow] = TableSpec(
    id="users",
    columns=(
        Column("login", mark("Login name"), lambda r, f: r.login, 150, sort=UserSort.LOGIN, tone=_out),
        Column("name", mark("User name"), lambda r, f: r.name, 170, sort=UserSort.NAME, tone=_out),
        Column("type", mark("User type"), lambda r, f: enum_text(r.type), 110, sort=UserSort.TYPE, tone=_out),
        Column("state", mark("State"), lambda r, f: _state(r), 110, tone=_state_tone, mark=_state_mark),
        Column(
            "expires", mark("Expires"), lambda r, f: f.date(r.expires), 100, sort=UserSort.EXPIRES,
            tone=lambda r: Tone.WARNING if expired(r) else None,
        ),
        Column("rights", mark("Rights"), lambda r, f: _rights(r), 140),
        Column(
            "last_login", mark("Last login"), lambda r, f: _last_login(r, f), 165,
            sort=UserSort.LAST_LOGIN, tone=lambda r: Tone.MUTED if r.last_login is None else None,
        ),
        Column("memo", mark("Memo"), lambda r, f: r.memo, 180, tip=lambda r, f: r.memo),
        Column("created_by", mark("Created by"), lambda r, f: r.created_by, 110, tone=lambda r: Tone.MUTED),
        Column(
            "created", mark("Created"), lambda r, f: f.time(r.created), 165, sort=UserSort.CREATED,
            tone=lambda r: Tone.MUTED,
        ),
        Column(
            "password_changed", mark("Password changed"), lambda r, f: f.time(r.password_changed), 165, visible=False,
            tone=lambda r: Tone.MUTED,
        ),
    ),
    list=USERS_LIST,
    extent=USERS_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.USERS}),
    empty=EmptyTexts(mark("No users"), mark("New user makes one; New agent makes one with his account.")),
    sort=UserSort.LOGIN,
    no_filter=UserFilter(),
)  # fmt: skip


def _yes_no(yes: str, no: str) -> ChoiceField:
    return ChoiceField(((None, tr("Any")), (True, yes), (False, no)))


def _types() -> ChoiceField:
    return ChoiceField(((None, tr("Any")), *((t, enum_text(t)) for t in UserType)))


FIELDS: tuple[FilterField, ...] = (
    FilterField("text", mark("Login or user name"), lambda c: LineField(), 190),
    FilterField("type", mark("User type"), lambda c: _types(), 130),
    FilterField("locked", mark("Lock"), lambda c: _yes_no(tr("Locked"), tr("Not locked")), 120),
    FilterField("expired", mark("Expiry"), lambda c: _yes_no(tr("Expired"), tr("Not expired")), 120),
)
BY_TEMPLATE = FilterField("template", mark("Template"), TemplateFilter, 170)


def create(context: Context, params: Mapping[str, object]) -> ListTab[UserRow]:
    """The page of all users. Who may not list templates has no filter for them."""
    fields = (*FIELDS, BY_TEMPLATE) if context.may(Right.TEMPLATES_VIEW) else FIELDS
    return ListTab(context, "users", params, SPEC, fields, offered=OFFERED, opens="users.edit")
