"""A layout that fills lines from left to right and breaks where the width ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its widgets out like words in a paragraph."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        # Qt asks for heights of one width some dozens of times while a page opens.
        self._hints: list[tuple[QLayoutItem, QSize, int]] | None = None
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self._gap = gap
        self._drops: dict[QWidget, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)
        self.invalidate()

    def place_after(self, widget: QWidget, before: QWidget) -> None:
        """Let ``widget``, which is in the layout, stand behind ``before``."""
        item = next(i for i in self._items if i.widget() is widget)
        self._items.remove(item)
        place = next(n for n, i in enumerate(self._items) if i.widget() is before)
        self._items.insert(place + 1, item)
        self.invalidate()

    def drop(self, widget: QWidget, pixels: int) -> None:
        """Let ``widget`` stand so much lower than what it follows on its line; first on a line it does not."""
        self._drops[widget] = pixels
        self.invalidate()

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at ``index``."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove the item at ``index``."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """It grows in no direction by itself."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrower one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that all lines need."""
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return found

    def invalidate(self) -> None:
        """Forget the sizes: an item was added, changed, shown or hidden."""
        self._hints = self._least = None
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """One item's size at least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The size of the largest item."""
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return QSize(self._least)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        rect = rect.marginsRemoved(margins)
        x, y, line = rect.x(), rect.y(), 0
        if self._hints is None:
            self._hints = [(i, i.sizeHint(), self._drop_of(i)) for i in self._items if not i.isEmpty()]
        for item, hint, lower in self._hints:
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._gap // 2, 0
            drop = lower if x > rect.x() else 0
            if place:
                item.setGeometry(QRect(QPoint(x, y + drop), hint))
            x += hint.width() + self._gap
            line = max(line, drop + hint.height())
        return y + line - rect.y() + margins.top() + margins.bottom()

    def _drop_of(self, item: QLayoutItem) -> int:
        widget = item.widget()
        return 0 if widget is None else self._drops.get(widget, 0)
