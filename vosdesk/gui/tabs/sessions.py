"""Online users."""

from collections.abc import Mapping

from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import SESSIONS_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.session import SessionRow, Sessions
from vosdesk.gui.context import Context
from vosdesk.gui.tables import Column, EmptyTexts, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

OFFERED = ("sessions.end", "sessions.log", "console.reload")


def _state(row: SessionRow) -> str:
    if row.mine:
        return tr("This session")
    return tr("Idle, locked") if row.locked else tr("At work")


def _state_mark(row: SessionRow) -> Mark | None:
    if row.mine:
        return Mark("➤", tr("The session that you are working in"))
    return Mark("⊖", tr("It waits for its user's password")) if row.locked else None


def _state_tone(row: SessionRow) -> Tone | None:
    if row.mine:
        return Tone.ACCENT
    return Tone.MUTED if row.locked else None


def _request(filter_: None, sort: None, descending: bool, window: Window) -> Empty:
    return Empty()


def _rows(answer: Sessions) -> tuple[SessionRow, ...]:
    return answer.rows


SPEC: TableSpec[SessionRow] = TableSpec(
    id="sessions",
    columns=(
        Column("login", mark("Login name"), lambda r, f: r.login, 150),
        Column("name", mark("User name"), lambda r, f: r.name, 180),
        Column("type", mark("User type"), lambda r, f: enum_text(r.type), 120),
        Column("state", mark("State"), lambda r, f: _state(r), 140, tone=_state_tone, mark=_state_mark),
        Column("source", mark("Source"), lambda r, f: r.source or tr("This machine"), 170),
        Column("created", mark("Logged in"), lambda r, f: f.time(r.created), 165),
        Column("last_seen", mark("Last seen"), lambda r, f: f.time(r.last_seen), 165),
    ),
    list=SESSIONS_LIST,
    request=_request,
    unpack=_rows,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.SESSIONS}),
    empty=EmptyTexts(mark("Nobody is logged in")),
)


def create(context: Context, params: Mapping[str, object]) -> ListTab[SessionRow]:
    """The page of all live sessions."""
    return ListTab(context, "sessions", params, SPEC, offered=OFFERED)
