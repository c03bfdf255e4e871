"""System parameters."""

from collections.abc import Mapping

from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import PARAMETERS_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.parameters import PARAMETERS, ParameterRow, ParameterRows
from vosdesk.gui.context import Context
from vosdesk.gui.parameter_words import EFFECTS, limits, shown
from vosdesk.gui.tables import Align, Column, EmptyTexts, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import mark, parameter_text, tr
from vosdesk.gui.theme import Tone

OFFERED = ("parameters.edit", "console.reload")
_NUMBERS = {name: number for number, name in enumerate(PARAMETERS, start=1)}


def changed(row: ParameterRow) -> bool:
    """Whether a parameter is other than it was shipped."""
    return row.value != PARAMETERS[row.name].default


def _changed_mark(row: ParameterRow) -> Mark | None:
    return Mark("✎", tr("Not the default")) if changed(row) else None


def _request(filter_: None, sort: None, descending: bool, window: Window) -> Empty:
    return Empty()


def _rows(answer: ParameterRows) -> tuple[ParameterRow, ...]:
    return answer.rows


SPEC: TableSpec[ParameterRow] = TableSpec(
    id="parameters",
    columns=(
        Column("name", mark("Parameter"), lambda r, f: parameter_text(r.name), 240),
        Column(
            "value", mark("Value"), lambda r, f: shown(r.name, r.value, f), 120, Align.RIGHT,
            tone=lambda r: Tone.ACCENT if changed(r) else None, mark=_changed_mark,
        ),
        Column("effect", mark("Effect"), lambda r, f: tr(EFFECTS[r.name]), 680, tip=lambda r, f: tr(EFFECTS[r.name])),
        Column(
            "default", mark("Default"), lambda r, f: shown(r.name, PARAMETERS[r.name].default, f), 110, Align.RIGHT,
            tone=lambda r: Tone.MUTED,
        ),
        Column("limits", mark("Limits"), lambda r, f: limits(r.name, f), 150, tone=lambda r: Tone.MUTED),
    ),
    list=PARAMETERS_LIST,
    request=_request,
    unpack=_rows,
    row_id=lambda r: _NUMBERS[r.name],
    nouns=frozenset({Noun.PARAMETERS}),
    empty=EmptyTexts(mark("No parameters")),
)  # fmt: skip


def create(context: Context, params: Mapping[str, object]) -> ListTab[ParameterRow]:
    """The page of all system parameters."""
    return ListTab(context, "parameters", params, SPEC, offered=OFFERED, opens="parameters.edit")
