"""How dialogs come on screen: over their window, without stopping the program, gone when they are closed."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

D = TypeVar("D", bound=QDialog)


def present(dialog: D) -> D:
    """Open ``dialog`` over its parent; it is deleted when it closes."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
