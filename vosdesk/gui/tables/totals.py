"""The strip under a table: how many rows, how many chosen, and the sums of the whole filter."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from vosdesk.contract.errors import Refusal
from vosdesk.contract.paging import Search, Window
from vosdesk.gui.context import Context
from vosdesk.gui.ops import Call
from vosdesk.gui.tables.flow import FlowLayout
from vosdesk.gui.tables.snapshot import State
from vosdesk.gui.tables.spec import Total
from vosdesk.gui.tables.status import searching
from vosdesk.gui.tables.view import TableView
from vosdesk.gui.text import mark, refusal_text, tr
from vosdesk.gui.theme import Tone, tint


class TotalsStrip(QWidget):
    """Follows one TableView. The sums are asked of the service over the whole filter, never added up here."""

    def __init__(self, context: Context, view: TableView[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._call: Call | None = None
        self._sum: Any = None
        self._figures: list[Total] = []
        # Figures that find no room go to the next line: long sums must not widen the window.
        self._row = FlowLayout(self, gap=16)
        self._row.setContentsMargins(8, 3, 8, 3)
        self._count = _label()
        self._chosen = _label()
        self._row.addWidget(self._count)
        self._row.addWidget(self._chosen)
        self._stop = QPushButton(tr("Stop"), self)
        self._stop.setFlat(True)
        self._stop.setAccessibleName(tr("Stop searching"))
        self._stop.setFixedHeight(self._count.sizeHint().height())
        self._stop.clicked.connect(self._stop_searching)
        self._row.addWidget(self._stop)
        self._pairs: list[QWidget] = []
        self._shown: list[QLabel] = []
        view.rows.swapped.connect(self._ask)
        view.rows.counted.connect(self._say)
        view.rows.searched.connect(self._say)
        view.rows.searched.connect(self._stopped)
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
                so_far = tr("{count}+ records", count=count)
                share = "" if rows.progress is None else searching(rows.progress)
                self._count.setText(f"{so_far} · {share}" if share else so_far)
            else:
                one = rows.rowCount() == 1
                self._count.setText(tr("1 record") if one else tr("{count} records", count=count))
        chosen = self._view.selection()
        self._chosen.setText(tr("{count} selected", count=formats.count(chosen.count)) if chosen.count > 1 else "")
        self._chosen.setVisible(chosen.count > 1)
        self._stop.setVisible(rows.progress is not None and rows.rowCount() > 0)

    def _ask(self) -> None:
        if self._call is not None:
            self._call.cancel()
        self._sum = None
        if self._view.spec.totals is not None:
            self._read(self._view.rows.request())

    def _read(self, request: Any) -> None:
        spec = self._view.spec

        def answered(totals: Any) -> None:
            self._answered(request, totals)

        if spec.totals is not None:
            self._call = self._context.ops.read(self, spec.totals, request, answered, self._refused)

    def _answered(self, request: Any, totals: Any) -> None:
        self._call = None
        spec = self._view.spec
        if self._sum is not None and spec.plus is not None:
            totals = spec.plus(self._sum, totals)
        self._sum = totals
        search: Search | None = getattr(totals, "search", None)
        if search is not None:
            self._set((Total(mark("Totals"), tr("{percent} %", percent=search.share // 10), Tone.MUTED),))
            self._read(replace(request, window=Window(after=search.resume)))
            return
        self._set(() if spec.figures is None else spec.figures(totals, self._context.formats))

    def _stop_searching(self) -> None:
        self._view.rows.stop()

    def _stopped(self) -> None:
        """Sums of a part would be taken for those of the whole."""
        if self._view.rows.stopped and self._call is not None:
            self._call.cancel()
            self._call = None
            self._set(())

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
