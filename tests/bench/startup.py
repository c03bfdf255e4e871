"""[startup] From the start of the process to the login window's first paint, and from login to a filled first tab.

Each start is a process of its own. The bare side is a window with a label, two fields and a button, and imports
nothing but PySide6; for the login it is a main window with the same table of rows read by bare sqlite3.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench import bare
from tests.bench.figures import Figure, demo_company, seconds
from tests.support.console import console
from vosdesk.services.demo import PASSWORD
from vosdesk.services.passwords import Hasher

ROUNDS = 15

_WATCH = """
class Watch(QObject):
    def __init__(self, window):
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time(), flush=True)
            os._exit(0)
        return False
"""
_BARE = f"""
import os, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
{_WATCH}
app = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
for part in (QLabel("Login"), QLineEdit(), QLineEdit(), QPushButton("Log in")):
    column.addWidget(part)
Watch(window)
window.show()
app.exec()
"""
# The program's own imports come first, in its own order: what Qt's binding does at each import depends on it.
# A watch on the window alone, on both sides: one on the application would slow the making of every widget.
_OURS = f"""
import os, sys, time
from vosdesk import cli
from vosdesk.gui import app
from PySide6.QtCore import QEvent, QObject
{_WATCH}
app.FirstPaint = lambda window, then: Watch(window)
cli.main(["gui", "--database", sys.argv[1]])
"""


def run() -> Iterator[Figure]:
    """Milliseconds to the login window; seconds from login to rows."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "VOSDESK_HOME": folder,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            # What is imported was compiled by an earlier start, as on any user's machine.
            "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        database = str(Path(folder) / "start.db")
        for code in (_OURS, _BARE):
            _start(code, database, environment)
        pairs = [(_start(_OURS, database, environment), _start(_BARE, database, environment)) for _ in range(ROUNDS)]
        ours, bare_window = (statistics.median(pair[side] for pair in pairs) * 1_000 for side in (0, 1))
        yield Figure("startup", ours, "ms", "a bare PySide6 window", bare_window)
        yield from _login(demo_company(Path(folder)))


def _start(code: str, database: str, environment: dict[str, str]) -> float:
    begun = time.time()
    shown = subprocess.run(
        [sys.executable, "-c", code, database], env=environment, capture_output=True, text=True, check=True
    ).stdout
    return float(shown.split()[-1]) - begun


def _login(database: Path) -> Iterator[Figure]:
    """The second login: the first hashes the demo's password anew, as strongly as everybody's."""
    with console(database) as running:
        running.log_in("admin")
        running.log_out()
        hasher = Hasher()
        stored = hasher.hash(PASSWORD)
        hashing = statistics.median(seconds(lambda: hasher.matches(stored, PASSWORD)) for _ in range(5))
        begun = time.perf_counter()
        running.send_login("admin")
        running.wait(lambda: running.desk.window is not None)
        running.loaded()
        value = time.perf_counter() - begun - hashing
        baseline = seconds(lambda: _bare_window(database))
    yield Figure("startup_login", value, "s", "a bare main window with the rows by bare sqlite3", baseline)


def _bare_window(database: Path) -> None:
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT * FROM accounts ORDER BY number LIMIT 100").fetchall()
    connection.close()
    main, _ = bare.window(bare.tab([[str(value) for value in row[:12]] for row in rows]))
    main.resize(1280, 800)
    main.show()
    QApplication.processEvents()
    main.close()
