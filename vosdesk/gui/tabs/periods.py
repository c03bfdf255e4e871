"""The tabs of lists whose filter has a period."""

from typing import Any, TypeVar

from vosdesk.contract.ids import Time
from vosdesk.gui.fields import ChoiceField
from vosdesk.gui.periods import PERIODS, Period, days
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import tr

Row = TypeVar("Row")


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
