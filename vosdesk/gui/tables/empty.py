"""What stands in the middle of a table that has no rows to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """A title, a hint and at most one button, calmly in the middle of ``parent``."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = self._label()
        self._hint = self._label()
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2 if font.pointSizeF() > 0 else 12)
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._button = QPushButton()
        self._button.clicked.connect(self.pressed)
        box = QVBoxLayout(self)
        box.setSpacing(6)
        box.addStretch(2)
        box.addWidget(self._title)
        box.addWidget(self._hint)
        box.addSpacing(6)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self.hide()

    def say(self, title: str, hint: str = "", button: str = "") -> None:
        """Show these texts; no button when it has no text."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title} {hint}".strip())
        self.show()

    @property
    def title(self) -> str:
        """The title on show."""
        return self._title.text()

    @property
    def hint(self) -> str:
        """The hint on show."""
        return self._hint.text()

    @property
    def button(self) -> QPushButton:
        """The button, which may be hidden."""
        return self._button

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setWordWrap(True)
        return label
