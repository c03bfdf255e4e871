"""What the reader is told of system parameters: their effect, their values, and what these can be."""

from enum import StrEnum

from vosdesk.contract.coverage import LossMode
from vosdesk.contract.errors import Problem
from vosdesk.contract.money import parse_money
from vosdesk.contract.parameters import PARAMETERS
from vosdesk.gui.formats import Formats
from vosdesk.gui.text import enum_text, join, mark, tr

EFFECTS: dict[str, str] = {
    "currency.name": mark("The unit beside every amount; consoles that are at work follow within a minute."),
    "currency.decimals": mark(
        "Amounts show at least so many decimals; stored amounts stay exact. Consoles follow within a minute."
    ),
    "account.expiry_days": mark("A new account, and one that is recharged, stays valid for at least so many days."),
    "account.threshold": mark("Accounts opened from now on are marked as low when their balance falls below this."),
    "payments.confirm_from": mark(
        "Whoever posts a payment of this amount or more enters his password again; 0: nobody."
    ),
    "rates.loss_protection": mark(
        "If an account would pay less than its agent for some numbers: nothing, a warning, or a refusal."
    ),
    "session.idle_minutes": mark("A console left alone for so long asks for its user's password; his work is kept."),
    "session.hours": mark("So long after a login, from now on, the user has to log in again, however busy he is."),
}
"""What a change of each parameter does, in one sentence."""
CHOICES: dict[str, type[StrEnum]] = {"rates.loss_protection": LossMode}
"""Of which the values of parameters are that can be chosen."""


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
