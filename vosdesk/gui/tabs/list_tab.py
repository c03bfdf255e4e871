"""The page of a list: a TablePage as a tab, with the actions that it offers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout

from vosdesk.gui.actions.spec import Action
from vosdesk.gui.context import Context
from vosdesk.gui.tables import FilterBar, FilterField, Selection, TablePage, TableSpec, TableView
from vosdesk.gui.tabs.base import Tab

Row = TypeVar("Row")


class ListTab(Tab, Generic[Row]):
    """Shows ``spec`` under ``fields`` and offers ``actions``; ``opens`` is the id of the one for a double-click.

    Loading begins at once, under ``filter_from(params)``. The table follows changes by itself.
    """

    def __init__(
        self,
        context: Context,
        node_id: str,
        params: Mapping[str, object],
        spec: TableSpec[Row],
        fields: Sequence[FilterField] = (),
        *,
        actions: Sequence[Action] = (),
        opens: str = "",
    ) -> None:
        super().__init__(context, node_id, params)
        self._actions = tuple(actions)
        self._opens = opens
        self.page: TablePage[Row] = TablePage(context, spec, fields, self)
        self.page.table.setAccessibleName(self.title())
        self.table.selection_changed.connect(self.selection_changed)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.table.row_activated.connect(self._open_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setFocusProxy(self.page)
        self.page.start(self.filter_from(params))

    def filter_from(self, params: Mapping[str, object]) -> Any:
        """The filter that ``params`` ask for; None when they ask for none."""
        return None

    @property
    def table(self) -> TableView[Row]:
        """The table."""
        return self.page.table

    @property
    def bar(self) -> FilterBar | None:
        """The filter fields."""
        return self.page.bar

    @property
    def filter(self) -> Any:
        """The filter in force."""
        return self.table.rows.filter

    def offers(self) -> tuple[Action, ...]:
        """The actions that can be done here."""
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

    def _open_row(self, row: Row) -> None:
        if self._opens:
            self.act_wanted.emit(self._opens)
