"""System parameters."""

from collections.abc import Mapping
from enum import StrEnum

from vosdesk.contract.changes import Noun
from vosdesk.contract.coverage import LossMode
from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import Empty
from vosdesk.contract.money import parse_money
from vosdesk.contract.operations import PARAMETERS_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.parameters import PARAMETERS, ParameterRow, ParameterRows
from vosdesk.gui.context import Context
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, join, mark, parameter_text, tr
from vosdesk.gui.theme import Tone

OFFERED = ("parameters.edit", "console.reload")
EFFECTS: dict[str, str] = {
    "currency.name": mark("The unit beside every amount; consoles that are at work follow within a minute."),
    "currency.decimals": mark(
        "How many decimals amounts show at least; stored amounts stay exact. Consoles at work follow within a minute."
    ),
    "account.expiry_days": mark("A new account, and one that is recharged, stays valid for at least so many days."),
    "account.threshold": mark("Accounts opened from now on are marked as low when their balance falls below this."),
    "payments.confirm_from": mark(
        "Whoever posts a payment of this amount or more enters his password again; 0: nobody."
    ),
    "rates.loss_protection": mark(
        "What happens when an account would pay less than its agent for some numbers: nothing, a warning, or a refusal."
    ),
    "session.idle_minutes": mark("A console left alone for so long asks for its user's password; his work is kept."),
    "session.hours": mark("So long after a login, from now on, the user has to log in again, however busy he is."),
}
"""What a change of each parameter does, in one sentence."""
CHOICES: dict[str, type[StrEnum]] = {"rates.loss_protection": LossMode}
"""Of which the values of parameters are that can be chosen."""
_NUMBERS = {name: number for number, name in enumerate(PARAMETERS, start=1)}


def shown(name: str, value: str, formats: Formats) -> str:
    """A stored value as the reader writes it."""
    kind = PARAMETERS[name].kind
    if kind == "money":
        amount = parse_money(value)
        return value if isinstance(amount, Problem) else formats.amount(amount)
    if kind == "choice":
        return enum_text(CHOICES[name](value))
    return formats.count(int(value)) if kind == "whole" else value


def limits(name: str, formats: Formats) -> str:
    """What a value can be."""
    spec = PARAMETERS[name]
    if spec.kind == "whole":
        return tr("{low} to {high}", low=formats.count(spec.low), high=formats.count(spec.high))
    if spec.kind == "choice":
        return join(shown(name, choice, formats) for choice in spec.choices)
    return tr("Any amount") if spec.kind == "money" else tr("At most {count} characters", count=spec.high)


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
