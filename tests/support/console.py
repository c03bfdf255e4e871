"""The whole console on a database file, without a test around it: for benchmarks and screenshots."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from vosdesk.gui.app import EmbeddedFactory, application
from vosdesk.gui.collector import Collector
from vosdesk.gui.desk import Desk
from vosdesk.gui.front import Front
from vosdesk.gui.login_dialog import LoginWindow
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.tables import State, TableView
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.theme import look
from vosdesk.services.demo import PASSWORD
from vosdesk.settings.paths import Paths
from vosdesk.settings.preferences import Density, ThemeChoice
from vosdesk.settings.secrets import NotAvailable, Ring, Secrets

W = TypeVar("W")

PATIENCE = 60.0
"""Seconds that anything may take before it counts as failed."""
_CALM = 3


def _no_ring() -> Ring:
    raise NotAvailable("none")


class Console:
    """One run of the program. ``demo`` shows the demo company's logins at the login window."""

    def __init__(self, folder: Path, database: Path, *, demo: bool, theme: ThemeChoice) -> None:
        self.app = application()
        look().install(self.app, theme, Density.COMFORTABLE)
        paths = Paths(folder / "data", folder / "config")
        front = Front(paths, database=database, demo=demo)
        self._collector = Collector()
        self.desk = Desk(front, EmbeddedFactory(), secrets=Secrets(_no_ring))
        self.desk.entered.connect(self._collector.settle)
        self.desk.start()

    @property
    def login_window(self) -> LoginWindow:
        """The login window, which is on the screen."""
        return present(self.desk.login_window)

    @property
    def window(self) -> MainWindow:
        """The main window, which is on the screen."""
        return present(self.desk.window)

    @property
    def tab(self) -> ListTab[Any]:
        """The list in front."""
        tab = self.window.pages.current_tab
        if not isinstance(tab, ListTab):
            raise LookupError("the page in front is not a list")
        return tab

    @property
    def table(self) -> TableView[Any]:
        """The table of the list in front."""
        return self.tab.table

    def wait(self, condition: Callable[[], bool] = lambda: True) -> None:
        """Run the event loop until ``condition`` holds and no call is under way."""
        calm = 0
        end = time.monotonic() + PATIENCE
        while calm < _CALM:
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            calm = calm + 1 if not self._busy() and condition() else 0
            if time.monotonic() > end:
                raise TimeoutError("the console did not come to rest")

    def ready(self) -> None:
        """Wait until the database is open behind the login window."""
        self.wait(lambda: not self.login_window.error.text())

    def send_login(self, login: str) -> None:
        """Log in as a user of the demo company, and do not wait."""
        self.login_window.login.set_text(login)
        self.login_window.password.set_text(PASSWORD)
        self.login_window.send()

    def log_in(self, login: str, width: int = 1280, height: int = 800) -> None:
        """Log in as a user of the demo company; the first page is filled."""
        self.ready()
        self.send_login(login)
        self.wait(lambda: self.desk.window is not None)
        self.window.resize(width, height)
        self.loaded()

    def log_out(self) -> None:
        """Log out; the login window is ready again."""
        self.window.ask_logout()
        self.wait(lambda: self.desk.login_window is not None and not self.login_window.error.text())

    def open(self, node: str, **params: object) -> ListTab[Any]:
        """Open a page; its table is filled."""
        self.window.open_page(node, params)
        self.loaded()
        return self.tab

    def loaded(self) -> None:
        """Wait until the table in front shows its rows."""
        self.wait(lambda: self.table.rows.state in (State.READY, State.FAILED))

    def select(self, **wanted: object) -> Any:
        """Select the first loaded row whose attributes are these."""
        model = self.table.rows
        for number in range(model.rowCount()):
            row = model.row(number)
            if row is not None and all(getattr(row, name) == value for name, value in wanted.items()):
                self.table.selectRow(number)
                self.wait()
                return row
        raise LookupError(f"no row of {wanted}")

    def act(self, action: str) -> None:
        """Trigger an action of the catalogue."""
        self.window.registry.judge()
        made = self.window.registry.action(action)
        if not made.isEnabled():
            raise LookupError(f"{action} is greyed: {made.statusTip()}")
        made.trigger()
        self.wait()

    def close(self) -> None:
        """End the session and close everything."""
        self.desk.close()
        self._collector.stop()
        self.desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def _busy(self) -> bool:
        return self.desk.window is not None and self.desk.window.context.ops.busy > 0


def present(window: W | None) -> W:
    """``window``, which must be there."""
    if window is None:
        raise LookupError("the window is not on the screen")
    return window


@contextmanager
def console(database: Path, *, demo: bool = False, theme: ThemeChoice = ThemeChoice.LIGHT) -> Iterator[Console]:
    """A console with settings of its own, closed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        running = Console(Path(folder), database, demo=demo, theme=theme)
        try:
            yield running
        finally:
            running.close()
