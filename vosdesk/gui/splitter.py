"""A splitter whose handles are plain lines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from vosdesk.gui.theme import look


class Splitter(QSplitter):
    """Parts side by side or one above the other, with a line of ``width`` pixels between them."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None, width: int = 3) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(width)

    def createHandle(self) -> QSplitterHandle:
        """A handle without dots."""
        return _Line(self.orientation(), self)


class _Line(QSplitterHandle):
    """Filled with the colour of lines."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(look().colours.line))
