"""The tab of one list: filter fields, table, totals, and the actions that its rows allow."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vosdesk.gui.actions.spec import Action
from vosdesk.gui.context import Context
from vosdesk.gui.splitter import Splitter
from vosdesk.gui.tables import FilterBar, FilterField, Selection, TablePage, TableSpec, TableView
from vosdesk.gui.tabs.base import Tab
from vosdesk.gui.text import tr, without_mnemonic

Row = TypeVar("Row")

FILTER = "filter_"
RELOAD = "console.reload"
_log = logging.getLogger(__name__)


class ListTab(Tab, Generic[Row]):
    """Shows ``spec`` under ``fields``; ``opens`` is the id of the action for a double-click or Return.

    It offers ``actions``, then those of the catalogue whose ids are ``offered`` (ids that no catalogue holds are
    left out), and Refresh. Parameters called ``filter_<attribute>`` (plain JSON) fill the filter. ``head`` stands
    over the filter fields, ``foot`` under the table behind a handle. Loading begins at once; the table follows
    changes by itself.
    """

    def __init__(
        self,
        context: Context,
        node_id: str,
        params: Mapping[str, object] | None,
        spec: TableSpec[Row],
        fields: Sequence[FilterField] = (),
        *,
        actions: Sequence[Action] = (),
        offered: Sequence[str] = (),
        opens: str = "",
        head: QWidget | None = None,
        foot: QWidget | None = None,
    ) -> None:
        super().__init__(context, node_id, params)
        self.spec = spec
        self._given, self._offered, self._opens = tuple(actions), tuple(offered), opens
        self._actions: tuple[Action, ...] | None = None
        self.page: TablePage[Row] = TablePage(context, spec, fields, self)
        self.table.setAccessibleName(self.title())
        self.table.selection_changed.connect(self.selection_changed)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.table.row_activated.connect(self._open_row)
        self.table.links.use(self._leads())
        self.table.links.followed.connect(self.act_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if head is not None:
            column.addWidget(head)
        column.addWidget(self.page if foot is None else self._with_foot(foot), 1)
        self.setFocusProxy(self.page)
        self.page.start(self.filter_from(self.params))

    def filter_from(self, params: Mapping[str, object]) -> Any:
        """The filter that ``params`` ask for; None when they ask for none."""
        return preset(params, self.spec.no_filter)

    @property
    def table(self) -> TableView[Row]:
        """The table."""
        return self.page.table

    @property
    def bar(self) -> FilterBar | None:
        """The filter fields, where the list has some."""
        return self.page.bar

    @property
    def filter(self) -> Any:
        """The filter in force."""
        return self.table.rows.filter

    def offers(self) -> tuple[Action, ...]:
        """The actions that can be done here."""
        if self._actions is None:
            # The catalogue imports what the actions open, and so this module.
            from vosdesk.gui.actions.catalog import by_id

            known = by_id()
            wanted = dict.fromkeys((*self._offered, RELOAD))
            self._actions = (*self._given, *(known[i] for i in wanted if i in known))
        return self._actions

    def selected(self) -> tuple[Row, ...]:
        """The selected rows that are loaded, in order."""
        return tuple(self.table.selected_rows())

    def selection(self) -> Selection:
        """The selection as a bulk command carries it; complete only after ``resolve``."""
        return self.table.selection()

    def resolve(self, done: Callable[[Selection], None]) -> None:
        """Call ``done`` with the complete selection."""
        self.table.resolve(done)

    def reload(self) -> None:
        """Fetch the list once more, keeping selection and place."""
        self.table.reload()

    def opened_again(self, params: Mapping[str, object]) -> None:
        """Take over the filter that ``params`` ask for, if they ask for one."""
        wanted = self.filter_from(params)
        if wanted is not None:
            self.page.start(wanted)

    def _leads(self) -> dict[str, str]:
        """The texts of the offered actions that this user has, by id."""
        rights = self.context.me.rights
        return {a.id: without_mnemonic(tr(a.text)) for a in self.offers() if a.shown(rights)}

    def _open_row(self, row: Row) -> None:
        if self._opens:
            self.act_wanted.emit(self._opens)

    def _with_foot(self, foot: QWidget) -> Splitter:
        split = Splitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.page)
        split.addWidget(foot)
        split.setStretchFactor(0, 1)
        return split


def preset(params: Mapping[str, object], no_filter: Any) -> Any:
    """``no_filter`` with the attributes that ``filter_…`` parameters name; None when there are none that fit.

    Parameters may come from an earlier version's remembered tabs, so that a misfit is nobody's error.
    """
    given = {name.removeprefix(FILTER): value for name, value in params.items() if name.startswith(FILTER)}
    if no_filter is None or not given:
        return None
    try:
        return msgspec.convert(msgspec.to_builtins(no_filter) | given, type(no_filter))
    except msgspec.ValidationError as error:
        _log.info("a remembered filter was left out: %s", error)
        return None
