"""Spans of whole days that the reader chooses by name."""

from datetime import date, timedelta
from enum import StrEnum

from vosdesk.gui.text import mark


class Period(StrEnum):
    """Spans of whole days up to today, or the month before."""

    TODAY = "today"
    SEVEN_DAYS = "seven_days"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"


PERIODS: dict[Period | None, str] = {
    None: mark("Any time"),
    Period.TODAY: mark("Today"),
    Period.SEVEN_DAYS: mark("7 days"),
    Period.THIS_MONTH: mark("This month"),
    Period.LAST_MONTH: mark("Last month"),
}


def days(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of ``period``."""
    first = today.replace(day=1)
    if period is Period.LAST_MONTH:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    begin = {Period.TODAY: today, Period.SEVEN_DAYS: today - timedelta(days=6), Period.THIS_MONTH: first}
    return begin[period], today
