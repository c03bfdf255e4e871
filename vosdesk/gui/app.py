"""The composition root: the application, its look, its faults, the real backends."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from vosdesk.gui.desk import Desk
from vosdesk.gui.faults import Faults
from vosdesk.gui.icons import application_icon
from vosdesk.gui.theme import look
from vosdesk.settings import paths, preferences

if TYPE_CHECKING:
    from vosdesk.contract.backend import Backend
    from vosdesk.gui.connection import Progress


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
    return QApplication(sys.argv[:1])


def run(*, database: Path | None = None, demo: bool = False) -> int:
    """Run the console until its last window is closed; returns the exit code of the process."""
    app = application()
    where = paths.of_user()
    faults = Faults(where.log)
    faults.install()
    kept = preferences.load(where.preferences)
    look().install(app, kept.theme, kept.density)
    app.setWindowIcon(application_icon())
    app.setQuitOnLastWindowClosed(False)
    desk = Desk(where, EmbeddedFactory(), database=database, demo=demo)
    desk.finished.connect(app.quit)
    desk.start()
    try:
        return app.exec()
    finally:
        desk.close()
        faults.remove()
