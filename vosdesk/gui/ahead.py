"""What is imported behind the login window, so that nobody waits for it after his password.

All of it touches classes of Qt, which its binding makes at their first use. Two threads that do so at the same moment
can end the process, so that this is done on the GUI thread: one short step at a time, between the user's keys.
"""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from vosdesk.gui import icons

STEPS: tuple[str, ...] = (
    "formats", "context", "fields", "tables.column", "tables", "tabs.base", "tabs.list_tab", "navigation", "pages",
    "command_palette", "actions.catalog", "actions.registry", "why", "window_parts", "main_window", "lock", "guard",
    "following", "stay",
    "dialogs.sections", "dialogs.form", "dialogs.account_fields", "tabs.account_table",
    "tabs.accounts", "tabs.sub_accounts", "tabs.payments", "tabs.calls", "tabs.income",
    "tabs.rate_groups", "tabs.rates",
    "dialogs.account", "dialogs.rights", "dialogs.new_agent", "dialogs.user", "dialogs.payment", "dialogs.effective",
    "dialogs.authorize",
    "tabs.users", "tabs.templates", "tabs.sessions", "tabs.log", "tabs.parameters",
)  # fmt: skip
"""Modules of the console, what is used before what uses it: that keeps each step short."""


class Ahead(QObject):
    """Imports the steps one after the other, then reads the icons' font."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(reversed(STEPS))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin, as soon as nothing else is to be done."""
        self._timer.start(0)

    def _step(self) -> None:
        if self._left:
            import_module(f"vosdesk.gui.{self._left.pop()}")
        else:
            self._timer.stop()
            icons.load()
