"""System parameters: what an installation can set, with limits and defaults."""

from typing import NamedTuple

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import Value
from vosdesk.contract.money import MAX_MONEY, parse_money


class Parameter(NamedTuple):
    """A parameter: its kind ("whole", "money", "text", "choice"), default, the least and most of whole numbers, and
    what can be chosen."""

    name: str
    kind: str
    default: str
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()


CONFIRM_FROM = "payments.confirm_from"
"""From this amount on a payment asks for the user's password again; 0 asks never."""

PARAMETERS: dict[str, Parameter] = {
    p.name: p
    for p in (
        Parameter("currency.name", "text", "USD", 1, 8),
        Parameter("currency.decimals", "whole", "3", 0, 6),
        Parameter("account.expiry_days", "whole", "365", 1, 36_500),
        Parameter("account.threshold", "money", "20"),
        Parameter(CONFIRM_FROM, "money", "0"),
        Parameter("rates.loss_protection", "choice", "warn", choices=("off", "warn", "refuse")),
        Parameter("session.idle_minutes", "whole", "15", 1, 1_440),
        Parameter("session.hours", "whole", "12", 1, 168),
    )
}


def problem(name: str, value: str) -> Problem | None:
    """What is wrong with ``value`` for the parameter ``name``."""
    spec = PARAMETERS.get(name)
    if spec is None:
        return Problem(Code.FIELD_CHOICE)
    if spec.kind == "choice":
        return None if value in spec.choices else Problem(Code.FIELD_CHOICE)
    if spec.kind == "text":
        return text_rules.line(value, spec.high, required=True)
    if spec.kind == "money":
        amount = parse_money(value)
        if isinstance(amount, Problem):
            return amount
        if amount < 0 and name == CONFIRM_FROM:
            return Problem(Code.NUMBER_NEGATIVE)
        return Problem(Code.NUMBER_TOO_LARGE) if abs(amount) > MAX_MONEY else None
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        return Problem(Code.NUMBER_INVALID)
    return text_rules.within(int(value), spec.low, spec.high)


class ParameterRow(Value, frozen=True):
    """A parameter with its value in force."""

    name: str
    value: str
    version: int


class ParameterRows(Value, frozen=True):
    """All parameters, in the order of ``PARAMETERS``."""

    rows: tuple[ParameterRow, ...]


class SetParameter(Value, frozen=True):
    """Change a parameter."""

    name: str
    version: int
    value: str

    def checks(self) -> Found:
        """The parameter's own limits."""
        yield "value", problem(self.name, self.value)
