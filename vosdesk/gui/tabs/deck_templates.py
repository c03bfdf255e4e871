"""Templates of rate sheets: those that came with the program, and those that were learnt while importing."""

from collections.abc import Mapping
from zlib import crc32

from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import DECK_TEMPLATES_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.rate_imports import DeckTemplateRow, DeckTemplates
from vosdesk.gui.actions import deck_templates as acts
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.rate_import_words import ROLES
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Column, EmptyTexts, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import join, mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: None, sort: None, descending: bool, window: Window) -> Empty:
    return Empty()


def _rows(answer: DeckTemplates) -> tuple[DeckTemplateRow, ...]:
    return answer.rows


def _id(row: DeckTemplateRow) -> int:
    # Shipped templates have no id of their own: their names tell them apart.
    return int(row.id) or -crc32(row.template.name.encode())


def _columns(row: DeckTemplateRow, formats: Formats) -> str:
    layout = row.template.layout
    named = sorted(layout.columns, key=lambda column: column.place)
    return join(tr("{title}: {role}", title=layout.title(c.place), role=tr(ROLES[c.role])) for c in named)


def _shipped(row: DeckTemplateRow) -> Mark | None:
    return Mark("⊙", tr("Came with the program: it cannot be changed")) if row.template.shipped else None


def _muted(row: DeckTemplateRow) -> Tone | None:
    return Tone.MUTED if row.template.shipped else None


SPEC: TableSpec[DeckTemplateRow] = TableSpec(
    id="deck_templates",
    columns=(
        Column("name", mark("Name"), lambda r, f: r.template.name, 200, tip=lambda r, f: r.template.name),
        Column("origin", mark("Origin"), lambda r, f: tr("Shipped") if r.template.shipped else tr("Own"), 100,
               tone=_muted, mark=_shipped),
        Column("columns", mark("What its columns say"), _columns, 520, tip=_columns),
        Column("created_by", mark("Made by"), lambda r, f: r.created_by, 110),
        Column("created", mark("Created"), lambda r, f: f.time(r.created) if r.created else "", 160),
    ),
    list=DECK_TEMPLATES_LIST,
    request=_request,
    unpack=_rows,
    row_id=_id,
    nouns=frozenset({Noun.DECK_TEMPLATES}),
    empty=EmptyTexts(
        mark("No sheet templates"), mark("Import a rate file and save how it was read: the next one is read alike.")
    ),
)  # fmt: skip


class DeckTemplatesTab(ListTab[DeckTemplateRow]):
    """The list of templates. Those that came with the program are there to be looked at."""

    def selected(self) -> tuple[DeckTemplateRow, ...]:
        """The selected rows; what can be done with them is judged with them."""
        rows = super().selected()
        shipped = any(row.template.shipped for row in rows)
        self.can = dict.fromkeys(("modify", "delete"), Code.TEMPLATE_SHIPPED.value if shipped else "")
        return rows


def create(context: Context, params: Mapping[str, object]) -> DeckTemplatesTab:
    """The page of all templates of rate sheets."""
    return DeckTemplatesTab(context, "deck_templates", params, SPEC, actions=acts.ACTIONS, opens=acts.RENAME.id)
