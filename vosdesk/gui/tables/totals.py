"""The strip under a table: how many rows, how many chosen, and the sums of the whole filter."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vosdesk.contract.errors import Refusal
from vosdesk.gui.context import Context
from vosdesk.gui.ops import Call
from vosdesk.gui.tables.flow import FlowLayout
from vosdesk.gui.tables.snapshot import State
from vosdesk.gui.tables.spec import Total
from vosdesk.gui.tables.view import TableView
from vosdesk.gui.text import refusal_text, tr
from vosdesk.gui.theme import Tone, tint


class TotalsStrip(QWidget):
    """Follows one TableView. The sums are asked of the service over the whole filter, never added up here."""

    def __init__(self, context: Context, view: TableView[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._call: Call | None = None
        self._figures: list[Total] = []
        # Figures that find no room go to the next line: long sums must not widen the window.
        self._row = FlowLayout(self, gap=16)
        self._row.setContentsMargins(8, 3, 8, 3)
        self._count = _label()
        self._chosen = _label()
        self._row.addWidget(self._count)
        self._row.addWidget(self._chosen)
        self._pairs: list[QWidget] = []
        self._shown: list[QLabel] = []
        view.rows.swapped.connect(self._ask)
        view.rows.counted.connect(self._say)
        view.rows.state_changed.connect(self._say)
        view.selection_changed.connect(self._say)
        self._say()

    def text(self) -> str:
        """Everything on the strip, for reading out and for tests."""
        labels = [self._count, self._chosen, *self._shown]
        return "  ".join(label.text() for label in labels if label.text())

    def _say(self) -> None:
        rows, formats = self._view.rows, self._context.formats
        if rows.state is not State.READY and not rows.rowCount():
            self._count.setText("")
            self._set(())
        else:
            count = formats.count(rows.rowCount())
            if not rows.count_known:
                self._count.setText(tr("{count}+ records", count=count))
            else:
                one = rows.rowCount() == 1
                self._count.setText(tr("1 record") if one else tr("{count} records", count=count))
        chosen = self._view.selection()
        self._chosen.setText(tr("{count} selected", count=formats.count(chosen.count)) if chosen.count > 1 else "")
        self._chosen.setVisible(chosen.count > 1)

    def _ask(self) -> None:
        spec = self._view.spec
        if self._call is not None:
            self._call.cancel()
        if spec.totals is not None:
            self._call = self._context.ops.read(
                self, spec.totals, self._view.rows.request(), self._answered, self._refused
            )

    def _answered(self, totals: Any) -> None:
        self._call = None
        figures = self._view.spec.figures
        self._set(() if figures is None else figures(totals, self._context.formats))

    def _refused(self, refusal: Refusal) -> None:
        self._call = None
        text = refusal_text(refusal, self._context.formats)
        self._set((Total(tr("Totals"), text, Tone.WARNING),))

    def _set(self, figures: Sequence[Total]) -> None:
        self._figures = list(figures)
        self._draw()

    def _draw(self) -> None:
        for old in self._pairs:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._pairs, self._shown = [], []
        for total in self._figures:
            holder = QWidget(self)
            pair = QHBoxLayout(holder)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(5)
            name, figure = _label(Tone.MUTED), _label(total.tone)
            name.setText(tr(total.label))
            figure.setText(total.text)
            font = QFont(figure.font())
            font.setWeight(QFont.Weight.DemiBold)
            figure.setFont(font)
            figure.setAccessibleName(f"{tr(total.label)} {total.text}")
            pair.addWidget(name)
            pair.addWidget(figure)
            self._row.addWidget(holder)
            self._pairs.append(holder)
            self._shown += [name, figure]


def _label(tone: Tone = Tone.MUTED) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    tint(label, tone)
    return label
