"""How dialogs come on screen: over their window, without stopping the program, gone when they are closed."""

from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

D = TypeVar("D", bound=QDialog)

_AFTER_EVENTS_MS = 1
"""A timer of none would come before the events that wait."""


def present(dialog: D) -> D:
    """Open ``dialog`` over its parent; it is deleted when it closes."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def present_after_events(dialog: QDialog) -> None:
    """``present`` a large form once waiting events are done: building it was one stretch of work, this is another."""
    QTimer.singleShot(_AFTER_EVENTS_MS, dialog, lambda: present(dialog))


def show_after_events(widget: QWidget) -> None:
    """Show a large ``widget`` once waiting events are done: building it was one stretch of work, this is another."""
    widget.hide()
    QTimer.singleShot(_AFTER_EVENTS_MS, widget, widget.show)
