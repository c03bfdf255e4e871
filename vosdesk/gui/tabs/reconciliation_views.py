"""Which results of a reconciliation are looked at: a tab for each, with its count and its sums."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from vosdesk.contract.reconciliation import DIFFERENCES, ListOutcome, Reconciled
from vosdesk.gui import sheets
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.formats import Formats
from vosdesk.gui.sheets import dress
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

Outcomes = tuple[ListOutcome, ...]
EVERYTHING: Outcomes = ()
DIFFERENT: Outcomes = tuple(outcome for outcome in ListOutcome if outcome in DIFFERENCES)
_FIRST: dict[Outcomes, str] = {EVERYTHING: mark("All"), DIFFERENT: mark("Differences")}


class ResultViews(QWidget):
    """``chosen`` carries the outcomes of the tab that the user chooses; none of them means all."""

    chosen = Signal(object)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._result: Reconciled | None = None
        self._views: list[Outcomes] = []
        self.bar = QTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(tr("Results"))
        dress(self.bar, sheets.tab_bar)
        self.bar.currentChanged.connect(self._changed)
        self.sums = ToneLabel("", Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.sums)

    def value(self) -> Outcomes:
        """The outcomes that are looked at."""
        return self._views[self.bar.currentIndex()] if self._views else EVERYTHING

    def show_result(self, result: Reconciled, wanted: Outcomes | None) -> None:
        """Show what there is; ``wanted`` stays chosen where there is such a tab, else the differences are."""
        self._result = result
        found = [o for o in ListOutcome if result.count(o)]
        self._views = [*_FIRST, *((outcome,) for outcome in found)]
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for outcomes in self._views:
            count = self._formats.count(sum(result.count(o) for o in outcomes or found))
            name = tr(_FIRST[outcomes]) if outcomes in _FIRST else enum_text(outcomes[0])
            self.bar.addTab(f"{name} {count}")
        if wanted is None or wanted not in self._views:
            wanted = DIFFERENT if result.differences else EVERYTHING
        self.bar.setCurrentIndex(self._views.index(wanted))
        self.bar.blockSignals(False)
        self._tell()

    def choose(self, outcomes: Outcomes) -> None:
        """Go to a tab."""
        self.bar.setCurrentIndex(self._views.index(outcomes))

    def _changed(self, _: int) -> None:
        self._tell()
        self.chosen.emit(self.value())

    def _tell(self) -> None:
        if self._result is None:
            return
        formats, outcomes = self._formats, self.value()
        sums = [s for s in self._result.sums if not outcomes or s.outcome in outcomes]
        text = tr(
            "In the list: {lines} lines, {listed}. In the books: {records} records, {booked}.",
            lines=formats.count(sum(s.lines for s in sums)),
            listed=formats.amount(sum(s.listed for s in sums)),
            records=formats.count(sum(s.records for s in sums)),
            booked=formats.amount(sum(s.booked for s in sums)),
        )
        self.sums.say(text, Tone.MUTED)
