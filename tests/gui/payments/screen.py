"""A user at his screen: the real window over real services."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.support.world import World
from vosdesk.contract.backend import Backend
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import SESSION_ME
from vosdesk.gui.context import Context
from vosdesk.gui.formats import Formats
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.gui.tabs.base import Tab
from vosdesk.settings.store import Store

W = TypeVar("W", bound=QWidget)
T = TypeVar("T", bound=Tab)
UNITED_STATES = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
GERMANY = QLocale(QLocale.Language.German, QLocale.Country.Germany)


class Screen:
    """The main window of one user of a world, in UTC."""

    def __init__(
        self,
        qtbot: QtBot,
        world: World,
        login: str = "admin",
        *,
        locale: QLocale = UNITED_STATES,
        wrap: Callable[[Backend], Any] = lambda backend: backend,
    ) -> None:
        from zoneinfo import ZoneInfo

        self._qtbot = qtbot
        self.world = world
        self.token = world.login(login)
        self.backend = wrap(world.backend(self.token))
        self.said: list[str] = []
        me = world.read(self.token, SESSION_ME, Empty())
        formats = Formats.of(me.parameters, locale, ZoneInfo("UTC"))
        notices = Notices(formats)
        notices.said.connect(self.said.append)
        notices.warned.connect(self.said.append)
        self.context = Context(
            backend=self.backend, ops=Ops(self.backend, notices), me=me, formats=formats, notices=notices,
            store=Store(), opener=self._open_page,
        )  # fmt: skip
        self.window = MainWindow(self.context, "test", "en")
        notices.window = self.window
        self.window.resize(1280, 800)
        self.window.start()
        self.window.show()
        qtbot.waitExposed(self.window)

    def _open_page(self, node_id: str, params: dict[str, object]) -> None:
        self.window.open_page(node_id, params)

    def open(self, kind: type[T], node_id: str, **params: object) -> T:
        """The page of a node, loaded."""
        self.window.open_page(node_id, params)
        tab = self.window.pages.current_tab
        assert isinstance(tab, kind)
        self.quiet()
        return tab

    def run(self, action_id: str) -> None:
        """Do an action on the current page, as its menu entry does. Fails when it is not there or is greyed."""
        assert self.window.registry.run(action_id), f"{action_id} cannot run"
        self.quiet()

    def dialog(self, kind: type[W]) -> W:
        """The dialog of this kind on the screen."""
        found = [w for w in self.window.findChildren(kind) if w.isVisible()]
        assert len(found) == 1, f"{len(found)} of {kind.__name__}"
        return found[0]

    def dialogs(self, kind: type[W]) -> list[W]:
        """All dialogs of this kind on the screen."""
        return [w for w in self.window.findChildren(kind) if w.isVisible()]

    def quiet(self) -> None:
        """Wait until nothing is under way."""
        idle = 0

        def settled() -> bool:
            nonlocal idle
            # Answers are delivered through the event loop, and may ask for more.
            idle = idle + 1 if self.context.ops.busy == 0 else 0
            return idle >= 3

        self._qtbot.waitUntil(settled)

    def close(self) -> None:
        """Put the window away."""
        for box in self.window.findChildren(QMessageBox):
            box.close()
        self.context.ops.drain()
        self.window.hide()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, 0)
