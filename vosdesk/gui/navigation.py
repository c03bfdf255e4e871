"""The navigation tree: the nodes that this user may see, his agent accounts, the rate groups that are open."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from vosdesk.contract.accounts import AgentNode
from vosdesk.contract.permissions import Node
from vosdesk.gui.icons import icon
from vosdesk.gui.sheets import flat_bars
from vosdesk.gui.tabs.base import tab_id
from vosdesk.gui.text import node_text, tr
from vosdesk.gui.theme import look

_NODE = Qt.ItemDataRole.UserRole.value + 1
_PARAMS = _NODE + 1


class NavigationTree(QTreeView):
    """Double-click or Return on a node asks for its page."""

    opened = Signal(object, object)
    """A node id and its parameters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Navigation"))
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIconSize(QSize(16, 16))
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(_Rows(self))
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._items: dict[str, QStandardItem] = {}
        self.doubleClicked.connect(self._open)
        flat_bars(self)
        look().changed.connect(self._dress)
        self._dress()

    def show_nodes(self, nodes: Iterable[Node], *, importing: bool = False) -> None:
        """Show the fixed nodes; folders come open. Whoever imports rates has their templates too."""
        self._model.clear()
        self._items.clear()
        for node in nodes:
            if node.id == "rates":
                # A rate group becomes a node when it is opened; whoever sees rates may look for them in all groups.
                self._add_node(SEARCH)
                if importing:
                    self._add_node(TEMPLATES)
            else:
                self._add_node(node)
        self.expandAll()

    def show_agents(self, agents: Iterable[AgentNode]) -> None:
        """Show agent accounts below Account management, parents before children; keeps what is open."""
        root = self._items.get("accounts")
        if root is None:
            return
        first = root.rowCount() == 0
        opened = {key for key, item in self._items.items() if self.isExpanded(item.index())}
        current = self._key(self.currentIndex())
        root.removeRows(0, root.rowCount())
        self._items = {key: item for key, item in self._items.items() if not key.startswith("sub_accounts")}
        for agent in agents:
            self._add_agent(agent, root)
        if first:
            self.expand(root.index())
        for key in opened & self._items.keys():
            self.expand(self._items[key].index())
        if current in self._items:
            self.setCurrentIndex(self._items[current].index())

    def show_group(self, params: Mapping[str, object], name: str) -> None:
        """Show an opened rate group below Rate group management."""
        key = tab_id("rates", params)
        root = self._items.get("rate_groups")
        if root is None or key in self._items:
            return
        item = _item("rates", params, name, "rates")
        root.appendRow(item)
        self._items[key] = item
        self.expand(root.index())

    def drop_group(self, key: str) -> None:
        """Take the node of a closed rate group away."""
        item = self._items.pop(key, None)
        if item is not None and item.parent() is not None:
            item.parent().removeRow(item.row())

    def select(self, key: str) -> None:
        """Mark the node of the tab with this id, without opening it; none where the tab has no node."""
        item = self._items.get(key)
        self.setCurrentIndex(QModelIndex() if item is None else item.index())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens; everything else as ever."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def places(self) -> list[tuple[str, str, dict[str, object]]]:
        """Every node that opens a page, as (text, node id, parameters), in order of the tree."""
        return [
            (item.text(), str(item.data(_NODE)), dict(item.data(_PARAMS)))
            for item in self._items.values()
            if item.data(_NODE) not in _FOLDERS
        ]

    def _add_node(self, node: Node) -> None:
        item = _item(node.id, {}, node_text(node.id), node.id)
        parent = self._items.get(node.parent or "", self._model.invisibleRootItem())
        parent.appendRow(item)
        self._items[node.id] = item

    def _add_agent(self, agent: AgentNode, root: QStandardItem) -> None:
        params: dict[str, object] = {"account": agent.id, "number": agent.number, "name": agent.name}
        label = f"{agent.number}  {agent.name}" if agent.name else agent.number
        item = _item("sub_accounts", params, label, "agent")
        above = self._items.get(tab_id("sub_accounts", {"account": agent.parent}), root)
        above.appendRow(item)
        self._items[tab_id("sub_accounts", params)] = item

    def _key(self, index: QModelIndex) -> str:
        item = self._model.itemFromIndex(index)
        return next((key for key, known in self._items.items() if known is item), "") if item else ""

    def _open(self, index: QModelIndex) -> None:
        node_id = index.data(_NODE)
        if node_id in _FOLDERS:
            self.setExpanded(index, not self.isExpanded(index))
        elif node_id is not None:
            self.opened.emit(node_id, dict(index.data(_PARAMS)))

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, look().colours.window)
        self.setPalette(palette)
        # Under a style sheet the viewport keeps the colours of the scheme it was made in.
        self.viewport().setPalette(palette)
        self.scheduleDelayedItemsLayout()


class _Rows(QStyledItemDelegate):
    """Rows as high as those of the tables."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), look().row_height)


SEARCH = Node("rate_search", "rate_management", None, None)
TEMPLATES = Node("deck_templates", "rate_management", None, None)
_FOLDERS = frozenset({"rate_management", "data_query", "system_management"})


def _item(node_id: str, params: Mapping[str, object], text: str, icon_name: str) -> QStandardItem:
    item = QStandardItem(icon(icon_name), text)
    item.setData(node_id, _NODE)
    item.setData(dict(params), _PARAMS)
    item.setData(text, Qt.ItemDataRole.AccessibleTextRole)
    return item
