"""Spans of whole days, and the tabs of lists whose filter has a period."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from vosdesk.contract.ids import Time
from vosdesk.gui.fields import ChoiceField
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import mark, tr

Row = TypeVar("Row")


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


class PeriodTab(ListTab[Row]):
    """A list whose filter has the fields ``time_from`` and ``time_to``: whole periods are chosen beside them."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.period = ChoiceField([(period, tr(text)) for period, text in PERIODS.items()])
        self._setting = False
        if self.bar is not None:
            self.bar.add_beside("time_to", tr("Period"), self.period, 112)
            self.bar.field("time_from").changed.connect(self._times_changed)
            self.bar.field("time_to").changed.connect(self._times_changed)
        self.period.changed.connect(self._period_chosen)

    def _period_chosen(self) -> None:
        if self.bar is None or self._setting:
            return
        first, last = self._times(self.period.value())
        self._setting = True
        self.bar.field("time_from").set_value(first)
        self.bar.field("time_to").set_value(last)
        self._setting = False
        self.bar.apply()

    def _times(self, period: Period | None) -> tuple[Time | None, Time | None]:
        if period is None:
            return None, None
        formats = self.context.formats
        first, last = days(period, formats.today())
        return formats.at(first), formats.end_of(last)

    def _times_changed(self) -> None:
        if self.bar is None or self._setting:
            return
        shown = self.bar.field("time_from").value(), self.bar.field("time_to").value()
        fitting = next((p for p in PERIODS if self._times(p) == shown), None)
        self._setting = True
        self.period.set_value(fitting)
        self._setting = False
