"""One of several values, or yes and no."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from vosdesk.contract.errors import Code, Problem
from vosdesk.gui.fields.base import Field
from vosdesk.gui.text import tr


class ChoiceField(Field):
    """A combo box over (value, text) pairs. A value that is not offered is a problem, never a silent first."""

    def __init__(self, choices: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox(self)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self._box.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self._values: list[Any] = []
        self.set_choices(choices)
        self.combo.currentIndexChanged.connect(self.changed)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these, keeping the chosen value where it is offered again."""
        chosen = self.value() if self._values else None
        blocked = self.combo.blockSignals(True)
        self._values = [value for value, _ in choices]
        self.combo.clear()
        self.combo.addItems([text for _, text in choices])
        if self._values:
            self.combo.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0)
            self.neutral = self._values[0]
        self.combo.blockSignals(blocked)
        self.changed.emit()

    def value(self) -> Any:
        """The chosen value, or a Problem when nothing is chosen."""
        number = self.combo.currentIndex()
        return self._values[number] if 0 <= number < len(self._values) else Problem(Code.FIELD_CHOICE)

    def set_value(self, value: Any) -> None:
        """Choose ``value``; nothing is chosen when it is not offered (it may have been deleted)."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def display(self, value: Any) -> str:
        """The text of a value that is offered."""
        return self.combo.itemText(self._values.index(value)) if value in self._values else tr("(not offered)")

    def target(self) -> QWidget:
        """The combo box."""
        return self.combo


class SwitchField(Field):
    """Yes or no."""

    neutral: Any = False

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = QCheckBox(text, self)
        self._box.addWidget(self.check)
        self._box.addStretch(1)
        self.setFocusProxy(self.check)
        self.check.toggled.connect(self.changed)

    def value(self) -> bool:
        """Whether it is on."""
        return self.check.isChecked()

    def set_value(self, value: bool) -> None:
        """Turn it on or off."""
        self.check.setChecked(value)

    def display(self, value: bool) -> str:
        """Yes or no."""
        return tr("Yes") if value else tr("No")

    def target(self) -> QWidget:
        """The box."""
        return self.check
