"""The command palette: every action and every page by a few letters of its name."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from vosdesk.gui.text import tr


@dataclass(frozen=True)
class Command:
    """An entry: its text, a hint at the end (shortcut, or why it cannot run), and what it does."""

    text: str
    icon: QIcon
    run: Callable[[], object]
    hint: str = ""
    enabled: bool = True


def rank(text: str, typed: str) -> int | None:
    """How well ``text`` answers to what was typed, smaller is better; None when it does not."""
    words = typed.casefold().split()
    folded = text.casefold()
    if not all(word in folded for word in words):
        return None
    return sum(0 if folded.startswith(w) else 1 if f" {w}" in folded else 2 for w in words)


class CommandPalette(QDialog):
    """Type, choose with the arrows, Return runs."""

    def __init__(self, commands: list[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._commands = commands
        self._chosen: Command | None = None
        self.setAccessibleName(tr("Command palette"))
        self.setMinimumSize(560, 380)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Type what you want to do or see"))
        self.field.setAccessibleName(tr("Command"))
        self.field.setMinimumHeight(32)
        self.list = QListView()
        self.list.setAccessibleName(tr("Commands"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setIconSize(QSize(16, 16))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self.filter)
        self.field.installEventFilter(self)
        self.list.activated.connect(self.run)
        self.filter("")
        self.field.setFocus()

    def filter(self, typed: str) -> None:
        """Show the commands that answer to ``typed``, the best first, those that can run before the others."""
        ranked = [(r, c) for c in self._commands if (r := rank(c.text, typed)) is not None]
        ranked.sort(key=lambda pair: (not pair[1].enabled, pair[0]))
        self._model.clear()
        for _, command in ranked:
            item = QStandardItem(command.icon, f"{command.text}    {command.hint}".rstrip())
            item.setEnabled(command.enabled)
            item.setData(command, Qt.ItemDataRole.UserRole)
            item.setSizeHint(QSize(0, 28))
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def shown(self) -> list[str]:
        """The texts in the list, in order."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def run(self) -> None:
        """Close, then do what the current entry says."""
        index = self.list.currentIndex()
        command = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if isinstance(command, Command) and command.enabled:
            self._chosen = command
            self.accept()
            command.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field has the keyboard."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
            by = step.get(Qt.Key(event.key()))
            if by is not None and self._model.rowCount():
                row = max(0, min(self._model.rowCount() - 1, self.list.currentIndex().row() + by))
                self.list.setCurrentIndex(self._model.index(row, 0))
                return True
        return super().eventFilter(watched, event)
