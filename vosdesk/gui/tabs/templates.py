"""Rights templates."""

from collections.abc import Mapping

from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.operations import TEMPLATES_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.users import ListTemplates, TemplateRow, Templates
from vosdesk.gui.context import Context
from vosdesk.gui.formats import Formats
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.tables import Align, Column, EmptyTexts, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, join, mark, right_text, tr
from vosdesk.gui.theme import Tone

OFFERED = (
    "templates.new", "templates.copy", "templates.edit", "templates.delete", "templates.users", "console.reload",
)  # fmt: skip


def verdicts(rows: tuple[TemplateRow, ...]) -> dict[str, str]:
    """What can be done with the selected template: rows of templates carry no verdicts of their own."""
    if any(row.shipped for row in rows):
        return {"copy": "", "modify": Code.TEMPLATE_SHIPPED, "delete": Code.TEMPLATE_SHIPPED}
    return {"copy": "", "modify": "", "delete": Code.TEMPLATE_IN_USE if any(row.users for row in rows) else ""}


def _names(row: TemplateRow, formats: Formats) -> str:
    return join(sorted(right_text(right) for right in row.rights))


def _memo(row: TemplateRow, formats: Formats) -> str:
    return shipped_text(row.memo)


def _shipped(row: TemplateRow) -> Mark | None:
    return Mark("⊙", tr("Came with the program: it can be copied, not changed")) if row.shipped else None


def _request(filter_: None, sort: None, descending: bool, window: Window) -> ListTemplates:
    return ListTemplates()


def _rows(answer: Templates) -> tuple[TemplateRow, ...]:
    return answer.rows


SPEC: TableSpec[TemplateRow] = TableSpec(
    id="templates",
    columns=(
        Column("name", mark("Name"), lambda r, f: shipped_text(r.name), 190),
        Column("type", mark("For users of type"), lambda r, f: enum_text(r.type), 130),
        Column(
            "origin", mark("Origin"), lambda r, f: tr("Shipped") if r.shipped else tr("Own"), 100,
            tone=lambda r: Tone.MUTED if r.shipped else None, mark=_shipped,
        ),
        Column("users", mark("Users"), lambda r, f: f.count(r.users), 70, Align.RIGHT,
               tone=lambda r: None if r.users else Tone.MUTED, opens="templates.users"),
        Column("count", mark("Rights"), lambda r, f: f.count(len(r.rights)), 70, Align.RIGHT, tip=_names),
        Column("memo", mark("Memo"), _memo, 420, tip=_memo),
    ),
    list=TEMPLATES_LIST,
    request=_request,
    unpack=_rows,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.TEMPLATES}),
    empty=EmptyTexts(mark("No rights templates"), mark("A template is a set of rights that many users can share.")),
)  # fmt: skip


class TemplatesTab(ListTab[TemplateRow]):
    """The list of templates. A double-click edits one's own; of a shipped one it says why not."""

    def selected(self) -> tuple[TemplateRow, ...]:
        """The selected rows; what can be done with them is judged with them."""
        rows = super().selected()
        self.can = verdicts(rows)
        return rows


def create(context: Context, params: Mapping[str, object]) -> TemplatesTab:
    """The page of all templates."""
    return TemplatesTab(context, "templates", params, SPEC, offered=OFFERED, opens="templates.edit")
