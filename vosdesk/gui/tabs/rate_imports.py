"""The history of changes of many rates: imports, bulk edits and deletions."""

from collections.abc import Mapping

from vosdesk.contract.changes import Noun
from vosdesk.contract.operations import RATE_IMPORTS_EXTENT, RATE_IMPORTS_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.rate_imports import (
    ImportKind,
    ListRateImports,
    RateImportFilter,
    RateImportRow,
    RateImportSort,
)
from vosdesk.gui.actions import rate_imports as acts
from vosdesk.gui.context import Context
from vosdesk.gui.fields import ChoiceField, DateTimeField, LineField
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: RateImportFilter, sort: RateImportSort, descending: bool, window: Window) -> ListRateImports:
    return ListRateImports(filter=filter_, sort=sort, descending=descending, window=window)


def _count(value: int, formats: Formats) -> str:
    return formats.count(value) if value else ""


def _state(row: RateImportRow, formats: Formats) -> str:
    if row.undone is None:
        return tr("In effect")
    when = formats.time(row.undone)
    return (
        tr("Undone {time} by {login}", time=when, login=row.undone_by)
        if row.undone_by
        else tr("Undone {time}", time=when)
    )


def _undone_mark(row: RateImportRow) -> Mark | None:
    return None if row.undone is None else Mark("↺", tr("All of it was taken back"))


def _what(row: RateImportRow) -> str:
    return row.file if row.kind is ImportKind.FILE and row.file else enum_text(row.kind)


SPEC: TableSpec[RateImportRow] = TableSpec(
    id="rate_imports",
    columns=(
        Column("time", mark("Time"), lambda r, f: f.time(r.time), 160, sort=RateImportSort.TIME),
        Column("group", mark("Rate group"), lambda r, f: r.rate_group, 170),
        Column("login", mark("User"), lambda r, f: r.login, 100),
        Column("file", mark("File or act"), lambda r, f: _what(r), 190,
               tip=lambda r, f: r.sha256 and f"SHA-256 {r.sha256}"),
        Column("mode", mark("Mode"), lambda r, f: enum_text(r.mode) if r.kind is ImportKind.FILE else "", 90,
               tone=lambda r: Tone.MUTED),
        Column("read", mark("Read"), lambda r, f: f.count(r.sums.read), 72, Align.RIGHT),
        Column("added", mark("Added"), lambda r, f: _count(r.sums.added, f), 72, Align.RIGHT),
        Column("up", mark("Up"), lambda r, f: _count(r.sums.up, f), 64, Align.RIGHT, tone=lambda r: Tone.WARNING),
        Column("down", mark("Down"), lambda r, f: _count(r.sums.down, f), 64, Align.RIGHT, tone=lambda r: Tone.GOOD),
        Column("changed", mark("Otherwise changed"), lambda r, f: _count(r.sums.changed, f), 130, Align.RIGHT),
        Column("unchanged", mark("Unchanged"), lambda r, f: _count(r.sums.unchanged, f), 86, Align.RIGHT,
               tone=lambda r: Tone.MUTED),
        Column("closed", mark("Closed"), lambda r, f: _count(r.sums.closed + r.sums.missing, f), 72, Align.RIGHT),
        Column("refused", mark("Refused"), lambda r, f: _count(r.sums.refused, f), 76, Align.RIGHT,
               tone=lambda r: Tone.BAD),
        Column("state", mark("State"), _state, 230, mark=_undone_mark,
               tone=lambda r: Tone.MUTED if r.undone is not None else None),
    ),
    list=RATE_IMPORTS_LIST,
    extent=RATE_IMPORTS_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.RATE_IMPORTS, Noun.RATE_GROUPS, Noun.GRANTS}),
    empty=EmptyTexts(
        mark("No changes of many rates yet"),
        mark("Every import, bulk edit and deletion is kept here, and can be undone."),
    ),
    sort=RateImportSort.TIME,
    descending=True,
    no_filter=RateImportFilter(),
)  # fmt: skip


def _kinds() -> ChoiceField:
    return ChoiceField([(None, tr("Any")), *((kind, enum_text(kind)) for kind in ImportKind)])


def _states() -> ChoiceField:
    return ChoiceField([(None, tr("Any")), (False, tr("In effect")), (True, tr("Undone"))])


FIELDS: tuple[FilterField, ...] = (
    FilterField("text", mark("File name"), lambda c: LineField(), 170),
    FilterField("login", mark("Login name (exact)"), lambda c: LineField(), 130),
    FilterField("kind", mark("Kind"), lambda c: _kinds(), 120),
    FilterField("undone", mark("State"), lambda c: _states(), 110),
    FilterField("time_from", mark("From"), lambda c: DateTimeField(c.formats), 160),
    FilterField("time_to", mark("To"), lambda c: DateTimeField(c.formats, end=True), 160),
)


class RateImportsTab(ListTab[RateImportRow]):
    """The history of one group, or of all that the user may see."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        self.group_name = str(params.get("name", ""))
        super().__init__(context, "rate_imports", params, SPEC, FIELDS, actions=acts.ACTIONS, opens=acts.CHANGES.id)

    def title(self) -> str:
        """The name of the group, where it is the history of one."""
        return tr("Import history: {group}", group=self.group_name) if self.group_name else tr("Import history")


def create(context: Context, params: Mapping[str, object]) -> RateImportsTab:
    """The page for ``params``."""
    return RateImportsTab(context, params)
