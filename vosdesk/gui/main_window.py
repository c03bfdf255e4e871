"""The main window: navigation at the left, pages at the right, and at the foot who and where one is."""

from base64 import b64decode, b64encode
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from vosdesk.contract.accounts import AgentTree
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import ACCOUNTS_TREE
from vosdesk.contract.permissions import Node, Right, visible_nodes
from vosdesk.gui import sheets
from vosdesk.gui.actions.catalog import ACTIONS
from vosdesk.gui.actions.registry import Registry
from vosdesk.gui.actions.spec import Scene
from vosdesk.gui.command_palette import Command, CommandPalette
from vosdesk.gui.context import Context
from vosdesk.gui.icons import icon
from vosdesk.gui.mark_icon import application_icon
from vosdesk.gui.navigation import NavigationTree
from vosdesk.gui.pages import Frame, Pages
from vosdesk.gui.sheets import dress
from vosdesk.gui.splitter import Splitter
from vosdesk.gui.tabs import PAGES
from vosdesk.gui.tabs.base import Tab
from vosdesk.gui.text import enum_text, join, tr
from vosdesk.gui.theme import look
from vosdesk.gui.why import show_why
from vosdesk.gui.window_parts import Banner, Foot, welcome
from vosdesk.settings.preferences import Density, ThemeChoice

STATUS_MS = 12_000
SAVE_MS = 5_000
FIRST_PAGES = ("accounts", "payments", "rate_groups", "users", "log")

_TREE_LEAST = 212
"""Pixels: the longest names of pages are not cut."""


class MainWindow(QMainWindow):
    """One login's window. ``finished`` is emitted once it has closed."""

    logout_wanted = Signal()
    lock_wanted = Signal()
    finished = Signal()
    theme_chosen = Signal(object)
    density_chosen = Signal(object)
    pages: Pages

    def __init__(self, context: Context, connection: str, language: str) -> None:
        super().__init__()
        self.context = context
        self._language = language
        self._leaving = False
        self.setWindowTitle(f"{context.me.login} · {connection} — vosdesk")
        self.setWindowIcon(application_icon())
        self.tree = NavigationTree()
        self.pages = Pages(welcome())
        self.pages.use(context)
        self.banner = Banner()
        self._lay_out()
        self.registry = Registry(ACTIONS, self, self.scene, show_why)
        self.registry.fill_menu_bar(self.menuBar())
        dress(self.menuBar(), sheets.menu_bar)
        self.menuBar().setNativeMenuBar(False)
        self.foot = Foot(self.statusBar(), connection)
        self.foot.show_login(context.me, context.formats)
        self._connect()
        self._nodes: tuple[tuple[Node, ...], bool] | None = None
        self._show_nodes()
        self._saving = QTimer(self)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self._save)

    def start(self) -> None:
        """Take up the remembered look and pages, and fetch the agent accounts."""
        self._restore()
        self._fetch_agents()
        self.registry.judge()
        self._saving.start()

    def scene(self) -> Scene:
        """Where an action would run now."""
        tab = self.pages.current_tab
        rows = tab.selected() if tab is not None else ()
        return Scene(self.context, tab, rows, self)

    def open_page(self, node_id: str, params: dict[str, object]) -> None:
        """Open the page of a node as a tab, if this user may see it."""
        if self._allowed(node_id):
            self.pages.open(node_id, params)

    def show_palette(self) -> None:
        """Open the command palette at the top of the window."""
        self.registry.judge()
        palette = CommandPalette(self.commands(), self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.mapToGlobal(QPoint(max(0, (self.width() - palette.minimumWidth()) // 2), 48))
        palette.move(corner)
        palette.show()

    def commands(self) -> list[Command]:
        """Everything that the command palette offers: pages first, then actions."""
        found = [
            Command(tr("Open {page}", page=text), icon(node_id), partial(self.open_page, node_id, params))
            for text, node_id, params in self.tree.places()
        ]
        for action in self.registry.actions.values():
            made = self.registry.action(action.id)
            keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            hint = made.statusTip() if not made.isEnabled() else keys
            found.append(Command(made.iconText(), made.icon(), made.trigger, hint, made.isEnabled()))
        return found

    def change_password(self) -> None:
        """Open the dialog that changes one's own password."""
        from vosdesk.gui.dialogs.password import PasswordDialog

        dialog = PasswordDialog(self.context.ops, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._password_changed)
        dialog.open()

    def show_help(self) -> None:
        """Open the user guide at the page that tells of the current tab; one window is enough."""
        from vosdesk.gui.dialogs.help import OF_NODE, START, HelpWindow

        tab = self.pages.current_tab
        page = START if tab is None else OF_NODE.get(tab.node_id, START)
        window = self.findChild(HelpWindow)
        if window is None:
            window = HelpWindow(self._language, self, page)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.show_page(page)
        window.show()
        window.raise_()
        window.activateWindow()

    def show_about(self) -> None:
        """Open the dialog about the program."""
        from vosdesk.gui.dialogs.about import AboutDialog

        dialog = AboutDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_new_privileged(self) -> None:
        """Tell who became an administrator or user manager since the last login, if anybody did."""
        lines = [
            tr(
                "{login} ({type}), by {by}, {time}",
                login=user.login,
                type=enum_text(user.type),
                by=user.by,
                time=self.context.formats.time(user.at),
            )
            for user in self.context.me.new_privileged
        ]
        if lines:
            head = tr("Users who got the right to manage users since your last login:")
            self.context.notices.warn("\n".join([head, *lines]))

    def use_theme(self, theme: ThemeChoice) -> None:
        """Switch to a theme and remember it."""
        look().use(theme)
        self.theme_chosen.emit(theme)

    def use_density(self, density: Density) -> None:
        """Switch to a density and remember it."""
        look().use_density(density)
        self.density_chosen.emit(density)

    def focus_navigation(self) -> None:
        """Give the keyboard to the tree."""
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_lock(self) -> None:
        """Lock the console now."""
        self.lock_wanted.emit()

    def ask_logout(self) -> None:
        """Log out, and show the login window again."""
        self.logout_wanted.emit()

    def leave(self, *, force: bool = False) -> bool:
        """Close for a log-out; False when a page wants to stay, unless it is forced."""
        self._leaving = force
        return self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask pages with unfinished work, remember the look, and go."""
        if not self._leaving and not self.pages.may_close_all():
            event.ignore()
            return
        self._leaving = True
        self._saving.stop()
        self._save()
        super().closeEvent(event)
        self.finished.emit()

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(6, 4, 0, 4)
        side.addWidget(self.tree)
        left.setMinimumWidth(_TREE_LEAST)
        self.splitter = Splitter(Qt.Orientation.Horizontal, width=1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setCollapsible(1, False)
        self.splitter.setSizes([232, 1048])
        self.setCentralWidget(self.splitter)

    def _connect(self) -> None:
        notices, ops = self.context.notices, self.context.ops
        notices.window = self
        notices.said.connect(self._say)
        notices.warned.connect(self.banner.show_text)
        ops.busy_changed.connect(self.foot.show_busy)
        ops.changed.connect(self._changed)
        self.tree.opened.connect(self.open_page)
        self.pages.current_changed.connect(self._current_changed)
        self.pages.page_made.connect(self._page_made)
        self.pages.opened.connect(self._page_opened)
        self.pages.closed.connect(self._page_closed)
        self.pages.menu_wanted.connect(self._menu)
        self.pages.act_wanted.connect(self.registry.run)

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text.partition("\n")[0], STATUS_MS)

    def _changed(self, changes: Changes) -> None:
        self.pages.tell(changes)
        if Noun.ACCOUNTS in changes.touched or Noun.GRANTS in changes.touched:
            self._fetch_agents()

    def _fetch_agents(self) -> None:
        if self.context.may(Right.ACCOUNTS_VIEW):
            self.context.ops.read(self, ACCOUNTS_TREE, Empty(), self._show_agents)

    def _show_agents(self, tree: AgentTree) -> None:
        self.tree.show_agents(tree.nodes)

    def _current_changed(self) -> None:
        frame = self.pages.current
        if frame is not None:
            self.tree.select(frame.id)
        self.registry.judge()

    def _page_made(self, frame: Frame) -> None:
        self._put_toolbar(frame, frame.make())

    def _put_toolbar(self, frame: Frame, tab: Tab) -> None:
        frame.put_toolbar(self.registry.toolbar(tab.offers(), frame))

    def _page_opened(self, frame: Frame) -> None:
        if frame.node_id == "rates":
            self.tree.show_group(frame.params, str(frame.params.get("name", frame.title)))

    def _page_closed(self, frame: Frame) -> None:
        if frame.node_id == "rates":
            self.tree.drop_group(frame.id)

    def _menu(self, tab: Tab | None, place: QPoint) -> None:
        if tab is not None:
            self.registry.judge()
            self.registry.pop_up(tab.offers(), self, place)

    def _allowed(self, node_id: str) -> bool:
        page = PAGES.get(node_id)
        return page is not None and page.opens(self.context.me.rights)

    def _show_nodes(self) -> bool:
        """Show the nodes that this user may see; whether they are other ones than before."""
        rights = self.context.me.rights
        nodes = visible_nodes(rights), Right.RATES_IMPORT in rights
        if nodes == self._nodes:
            return False
        self._nodes = nodes
        self.tree.show_nodes(nodes[0], importing=nodes[1])
        return True

    def follow(self) -> None:
        """Show what the user may do now, and amounts as they are shown now. Tabs stay but those he may not see."""
        rights = self.context.me.rights
        self.registry.use(rights)
        self.registry.fill_menu_bar(self.menuBar())
        closed = self.pages.close_forbidden(self._allowed)
        for frame in self.pages.frames():
            if frame.tab is not None:
                self._put_toolbar(frame, frame.tab)
        if self._show_nodes():
            for frame in self.pages.frames():
                self._page_opened(frame)
        self._fetch_agents()
        self.foot.show_login(self.context.me, self.context.formats)
        self.pages.reload_all()
        self._current_changed()
        if closed:
            text = tr("Your rights have changed. These pages were closed: {pages}", pages=join(closed))
            self.context.notices.warn(text)
        else:
            self.context.notices.said.emit(tr("Your rights or the system parameters have changed."))

    def _password_changed(self) -> None:
        self.context.notices.done(tr("Your password was changed. Your other sessions have ended."))

    def _save(self) -> None:
        store = self.context.store
        store.set("window.geometry", b64encode(self.saveGeometry().data()).decode())
        store.set("window.splitter", self.splitter.sizes())
        store.set("window.tabs", self.pages.state())
        store.save()

    def _restore(self) -> None:
        store = self.context.store
        geometry = store.get("window.geometry", "")
        if not geometry or not self.restoreGeometry(QByteArray(b64decode(geometry))):
            self.resize(self._first_size())
        sizes = store.get("window.splitter", [0])
        if len(sizes) == 2 and all(isinstance(size, int) for size in sizes):
            self.splitter.setSizes(sizes)
        self.pages.restore(store.get("window.tabs", [None]), self._allowed)
        if not store.has("window.tabs"):
            first = next((node_id for node_id in FIRST_PAGES if self._allowed(node_id)), None)
            if first is not None:
                self.open_page(first, {})

    def _first_size(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(min(1440, room.width()), min(900, room.height()))
