"""Dates and times in the reader's zone, typed or picked from a calendar."""

import re
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER, Time
from vosdesk.gui.fields.base import TextField
from vosdesk.gui.formats import Formats
from vosdesk.gui.icons import icon
from vosdesk.gui.text import tr

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)


def read_date(text: str) -> date | None:
    """A date written year-month-day; None when it is not one, or not within a sensible span of years."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        year, month, number = (int(part) for part in found.groups())
        day = date(year, month, number)
    except ValueError:
        return None
    return day if 1970 <= day.year <= 9000 else None


def read_clock(text: str) -> time | None:
    """A time of day written hours:minutes[:seconds]."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    try:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return time(hours, minutes, seconds)
    except ValueError:
        return None


class _Dated(TextField):
    """A line edit with a calendar behind an icon (or Alt+Down)."""

    def __init__(self, formats: Formats, *, optional: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._optional = optional
        self._kept: tuple[str, int] | None = None
        self.neutral: Any = None if optional else FOREVER
        self._pick = QAction(icon("calendar-blank"), tr("Pick from the calendar"), self)
        self._pick.triggered.connect(self._open)
        self.edit.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)
        shortcut = QShortcut(QKeySequence("Alt+Down"), self.edit, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._open)

    def _read(self, text: str) -> int | Problem:
        raise NotImplementedError

    def _write(self, value: int) -> str:
        raise NotImplementedError

    def value(self) -> Any:
        """The moment in microseconds UTC, None when empty and optional, or the Problem."""
        text = self.edit.text().strip()
        if self._kept is not None and text == self._kept[0]:
            # What is shown is coarser than what is stored: a field left alone changes nothing.
            return Time(self._kept[1])
        if not text:
            return None if self._optional else Problem(Code.FIELD_EMPTY)
        return self._read(text)

    def set_value(self, value: int | None) -> None:
        """Show a moment; nothing for None."""
        text = "" if value is None else self._write(value)
        self._kept = None if value is None else (text, value)
        self.edit.setText(text)

    def display(self, value: int | None) -> str:
        """The moment as it would stand in the field; never as such."""
        return "" if value is None else self._write(value)

    def _day(self) -> date:
        return read_date(self.edit.text().strip().split(" ")[0]) or self._formats.today()

    def _open(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._day()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(popup.close)
        calendar.clicked.connect(popup.close)
        box = QVBoxLayout(popup)
        box.setContentsMargins(2, 2, 2, 2)
        box.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        self.edit.setText(date(day.year(), day.month(), day.day()).isoformat())


class DateField(_Dated):
    """A day, as the last moment of it (or its first, when ``start``); with *never* as FOREVER if allowed."""

    def __init__(
        self,
        formats: Formats,
        *,
        never: bool = False,
        optional: bool = False,
        start: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(formats, optional=optional, parent=parent)
        self._start = start
        self.edit.setPlaceholderText(tr("yyyy-mm-dd"))
        self.edit.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000-00-00") + 48)
        self._never: QCheckBox | None = None
        if never:
            self._never = QCheckBox(tr("Never"), self)
            self._never.toggled.connect(self._never_toggled)
            self._box.addWidget(self._never)

    def value(self) -> Any:
        """The moment, FOREVER for never, None when empty and optional, or the Problem."""
        return FOREVER if self._never is not None and self._never.isChecked() else super().value()

    def set_value(self, value: int | None) -> None:
        """Show a moment or never."""
        if self._never is not None:
            self._never.setChecked(value == FOREVER)
        super().set_value(None if value == FOREVER else value)

    def set_name(self, name: str) -> None:
        """The accessible name, of the box for never too."""
        super().set_name(name)
        if self._never is not None:
            self._never.setAccessibleName(f"{name}: {tr('Never')}")

    def _read(self, text: str) -> int | Problem:
        day = read_date(text)
        if day is None:
            return Problem(Code.FIELD_INVALID)
        return self._formats.at(day) if self._start else self._formats.end_of(day)

    def _write(self, value: int) -> str:
        return self._formats.date(value)

    def _never_toggled(self, on: bool) -> None:
        self.edit.setEnabled(not on)
        self.changed.emit()


class DateTimeField(_Dated):
    """A moment, to the second. A date alone is its first moment, or its last one when ``end``."""

    def __init__(
        self, formats: Formats, *, end: bool = False, optional: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(formats, optional=optional, parent=parent)
        self._end = end
        self.edit.setPlaceholderText(tr("yyyy-mm-dd hh:mm"))
        self.edit.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000-00-00 00:00:00") + 48)

    def _read(self, text: str) -> int | Problem:
        day_text, _, clock_text = text.partition(" ")
        day = read_date(day_text)
        if day is None:
            return Problem(Code.FIELD_INVALID)
        if not clock_text.strip():
            return self._formats.end_of(day) if self._end else self._formats.at(day)
        clock = read_clock(clock_text.strip())
        if clock is None:
            return Problem(Code.FIELD_INVALID)
        # "Until 10:30" holds the whole of that second or minute.
        fine = clock_text.count(":") == 2
        until = clock.replace(second=clock.second if fine else 59, microsecond=999_999)
        return self._formats.at(day, until if self._end else clock)

    def _write(self, value: int) -> str:
        moment = self._formats.moment(value)
        if moment is None:
            return self._formats.time(value)
        whole = moment.time() == (time.max if self._end else time.min)
        return moment.date().isoformat() if whole else _to_the_second(moment)


def _to_the_second(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")
