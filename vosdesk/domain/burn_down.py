"""How long an account's money lasts, going by what its calls cost in the last seven days."""

from vosdesk.contract.money import Money

DAYS = 7
"""Days that the average is taken of."""


def a_day(used: int) -> Money:
    """The average of a day, in micro-units, from what ``DAYS`` days cost; a part of one counts as one."""
    return Money(-(-used // DAYS))


def days_left(balance: int, overdraft: int, lower_rate: bool, used: int) -> int | None:
    """Whole days that the money lasts if every day costs as much; None where nothing is used.

    The overdraft of an account that uses lower rate covers nothing: it is its balance alone that its sub-accounts
    live on.
    """
    if used <= 0:
        return None
    return max(0, balance + (0 if lower_rate else overdraft)) * DAYS // used
