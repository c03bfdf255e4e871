"""The fields above a table that make a filter of the contract."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.checking import problems
from vosdesk.contract.errors import Problem
from vosdesk.gui.context import Context
from vosdesk.gui.fields import Field
from vosdesk.gui.sheets import primary
from vosdesk.gui.tables.flow import FlowLayout
from vosdesk.gui.text import sentence, tr
from vosdesk.gui.theme import Tone, tint


@dataclass(frozen=True)
class FilterField:
    """One field: the filter's attribute, its English label, how the widget is made, its width in pixels."""

    name: str
    label: str
    make: Callable[[Context], Field]
    width: int = 140


class FilterBar(QWidget):
    """Filter fields with *Filter* and *Clear*. ``applied`` carries the filter.

    Return filters, Esc clears. A field that narrows the list has its label in the accent colour with a dot.
    ``no_filter`` is the filter that *Clear* goes back to; what has no field keeps its value from there.
    """

    applied = Signal(object)

    def __init__(
        self, context: Context, no_filter: Any, fields: Sequence[FilterField], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._no_filter = no_filter
        self._kind = type(no_filter)
        self._applied: Any = no_filter
        self._cells = {f.name: _Cell(f, f.make(context)) for f in fields}
        self._flow = FlowLayout(self, gap=10)
        for cell in self._cells.values():
            self._flow.addWidget(cell)
            cell.field.changed.connect(self._typed)
            cell.watch(self)
        buttons = self._buttons()
        self._flow.addWidget(buttons)
        self._flow.drop(buttons, self.fontMetrics().height() + 2)
        self._show(no_filter)

    # --- what others use ---------------------------------------------------------------------------------------

    @property
    def filter(self) -> Any:
        """The filter in force."""
        return self._applied

    def field(self, name: str) -> Field:
        """The field of an attribute."""
        return self._cells[name].field

    def label(self, name: str) -> str:
        """The label on show over a field."""
        return self._cells[name].label.text()

    def problem(self, name: str) -> str:
        """The sentence at a field, or nothing."""
        return self._cells[name].note.text()

    def add_beside(self, name: str, label: str, field: Field, width: int) -> None:
        """Put a field that is no part of the filter behind the one of ``name``, under a text already translated."""
        cell = _Cell(FilterField("", label, lambda _: field, width), field)
        self._flow.addWidget(cell)
        self._flow.place_after(cell, self._cells[name])
        cell.watch(self)

    def set_filter(self, filter_: Any) -> None:
        """Show ``filter_`` in the fields and apply it."""
        self._show(filter_)
        self._apply(filter_)

    def apply(self) -> None:
        """Filter by what the fields say, unless one has a problem: then it shows and takes the keyboard."""
        filter_ = self._read(self._applied)
        if filter_ is not None:
            self._apply(filter_)

    def clear(self) -> None:
        """Back to the filter that leaves nothing out."""
        self.set_filter(self._no_filter)

    def active(self) -> list[str]:
        """The attributes that narrow the list."""
        return [n for n in self._cells if getattr(self._applied, n) != getattr(self._no_filter, n)]

    # --- inside ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return filters and Esc clears, wherever in the bar the keyboard is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.apply()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.clear()
                return True
        return super().eventFilter(watched, event)

    def _buttons(self) -> QWidget:
        holder = QWidget(self)
        self._filter = QPushButton(tr("Filter"), holder)
        primary(self._filter)
        self._filter.clicked.connect(self.apply)
        self._clear = QPushButton(tr("Clear"), holder)
        self._clear.clicked.connect(self.clear)
        self._count = QLabel(holder)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(holder)
        row.setSpacing(6)
        for widget in (self._filter, self._clear, self._count):
            row.addWidget(widget)
        row.setContentsMargins(0, 0, 0, 0)
        return holder

    def _read(self, base: Any) -> Any:
        values: dict[str, Any] = {}
        wrong: dict[str, Problem] = {}
        for name, cell in self._cells.items():
            value = cell.field.value()
            if isinstance(value, Problem):
                wrong[name] = value
                value = getattr(self._no_filter, name)
            values[name] = value
        filter_ = self._kind(**{n: getattr(base, n) for n in base.__struct_fields__} | values)
        for found in problems(filter_):
            wrong.setdefault(found.field, Problem(found.code, found.params))
        self._show_problems(wrong)
        return None if wrong else filter_

    def _show_problems(self, wrong: dict[str, Problem]) -> None:
        focused = False
        for name, cell in self._cells.items():
            problem = wrong.get(name)
            cell.show_problem("" if problem is None else self._sentence(problem))
            if problem is not None and not focused:
                cell.field.target().setFocus()
                focused = True
        self._flow.invalidate()
        self.updateGeometry()

    def _sentence(self, problem: Problem) -> str:
        return sentence(problem.code, problem.params, self._context.formats)

    def _typed(self) -> None:
        cell = next((c for c in self._cells.values() if c.field is self.sender()), None)
        if cell is not None:
            problem = cell.field.problem()
            cell.show_problem("" if problem is None else self._sentence(problem))
            self._flow.invalidate()

    def _show(self, filter_: Any) -> None:
        for name, cell in self._cells.items():
            cell.field.set_value(getattr(filter_, name))
            cell.show_problem("")

    def _apply(self, filter_: Any) -> None:
        self._applied = filter_
        active = self.active()
        for name, cell in self._cells.items():
            cell.show_active(name in active)
        self._count.setText(tr("{count} active", count=len(active)) if active else "")
        self._flow.invalidate()
        self.applied.emit(filter_)


class _Cell(QWidget):
    """A label, a field, and room for its problem."""

    def __init__(self, spec: FilterField, field: Field) -> None:
        super().__init__()
        self._title = tr(spec.label)
        self.field = field
        self.label = QLabel(self._title, self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(field.target())
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        field.set_name(self._title)
        narrowing = self.label.fontMetrics().horizontalAdvance(_active(self._title)) + 2
        width = max(spec.width, field.minimumSizeHint().width(), narrowing)
        for widget in (field, self.label, self.note):
            widget.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.label, field, self.note):
            column.addWidget(widget)
        column.addStretch(1)
        tint(self.label, Tone.MUTED)
        tint(self.note, Tone.BAD)

    def watch(self, bar: QObject) -> None:
        """Let ``bar`` see the keys pressed in the field."""
        self.field.target().installEventFilter(bar)

    def show_problem(self, text: str) -> None:
        """Show a sentence under the field, or none."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.field.set_wrong(bool(text))
        self.field.target().setAccessibleDescription(text)

    def show_active(self, on: bool) -> None:
        """Tell whether the field narrows the list."""
        self.label.setText(_active(self._title) if on else self._title)
        tint(self.label, Tone.ACCENT if on else Tone.MUTED)

    def sizeHint(self) -> QSize:
        """As high as label, field and note need at the fixed width."""
        hint = super().sizeHint()
        if not self.note.isHidden():
            height = self.note.heightForWidth(self.note.width())
            hint.setHeight(self.label.sizeHint().height() + self.field.sizeHint().height() + height + 4)
        return hint


def _active(title: str) -> str:
    """A label that tells without colour that its field narrows the list."""
    return f"● {title}"
