"""The composition root: the application, its look, its faults, the real backends."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from vosdesk.gui.first_paint import FirstPaint
from vosdesk.gui.front import Front
from vosdesk.gui.theme import look
from vosdesk.settings import paths

if TYPE_CHECKING:
    from vosdesk.contract.backend import Backend
    from vosdesk.gui.desk import Desk
    from vosdesk.gui.places import Progress


class EmbeddedFactory:
    """The real backends. Imported when the first is opened: in a thread, behind the login window."""

    def open_embedded(self, path: Path) -> "Backend":
        """The embedded backend on a database file. Raises a Refusal."""
        from vosdesk.backends import factory

        return factory.open_embedded(path)

    def open_demo(self, path: Path, progress: "Progress") -> "Backend":
        """The backend of the demo company, made on first use. Raises a Refusal."""
        from vosdesk.backends import factory

        return factory.open_demo(path, progress)

    def demo_logins(self) -> tuple[tuple[str, str, str], ...]:
        """Login, password and description of the demo company's users."""
        from vosdesk.backends import factory

        return factory.demo_logins()


def application() -> QApplication:
    """The process's QApplication, made now if there is none."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setApplicationName("vosdesk")
    QApplication.setDesktopFileName("vosdesk")
    # Told here it costs nothing; a call of setStyle has the binding make the whole class of styles.
    return QApplication([*sys.argv[:1], "-style", "fusion"])


def run(*, database: Path | None = None, demo: bool = False) -> int:
    """Run the console until its last window is closed; returns the exit code of the process."""
    app = application()
    front = Front(paths.of_user(), database=database, demo=demo)
    look().install(app, front.preferences.theme, front.preferences.density)
    console = _Console(app, front)
    try:
        return app.exec()
    finally:
        console.close()


class _Console:
    """The login window first; all that works behind it is imported once it has been seen."""

    def __init__(self, app: QApplication, front: Front) -> None:
        self._app = app
        self._front = front
        self._desk: Desk | None = None
        self._window = front.window()
        FirstPaint(self._window, self._go_on)

    def _go_on(self) -> None:
        from vosdesk.gui.collector import Collector
        from vosdesk.gui.desk import Desk
        from vosdesk.gui.faults import Faults
        from vosdesk.gui.mark_icon import application_icon

        self._app.setQuitOnLastWindowClosed(False)
        self._faults = Faults(self._front.paths.log)
        self._faults.install()
        self._collector = Collector()
        self._app.setWindowIcon(application_icon())
        self._desk = Desk(self._front, EmbeddedFactory())
        self._desk.finished.connect(self._app.quit)
        self._desk.entered.connect(self._collector.settle)
        self._desk.take(self._window)

    def close(self) -> None:
        """End the session and close the database."""
        if self._desk is not None:
            self._desk.close()
            self._collector.stop()
            self._faults.remove()
