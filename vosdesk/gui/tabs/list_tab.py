"""A tab that shows one list: filter bar, table, totals, and the actions that its rows allow."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vosdesk.gui.actions.spec import Action
from vosdesk.gui.context import Context
from vosdesk.gui.tables import FilterBar, FilterField, TablePage, TableSpec, TableView
from vosdesk.gui.tabs.base import Tab

Row = TypeVar("Row")
F = TypeVar("F", bound=msgspec.Struct)

FILTER = "filter_"


class ListTab(Tab, Generic[Row]):
    """A tab over a TableSpec.

    ``offered`` are ids of actions, in the order of toolbar and context menu; ids that no catalogue holds are left
    out. ``opens`` is the action of a double-click or Return. Parameters called ``filter_<attribute>`` (plain
    JSON) fill the filter. ``head`` is shown over the filter bar. The list is loaded as soon as the tab is made.
    """

    def __init__(
        self,
        context: Context,
        node_id: str,
        params: Mapping[str, object] | None,
        spec: TableSpec[Row],
        fields: Sequence[FilterField] = (),
        *,
        offered: Sequence[str] = (),
        opens: str = "",
        head: QWidget | None = None,
    ) -> None:
        super().__init__(context, node_id, params)
        self.spec = spec
        self._offered, self._opens = tuple(offered), opens
        self.page: TablePage[Row] = TablePage(context, spec, fields, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if head is not None:
            column.addWidget(head)
        column.addWidget(self.page, 1)
        self.setFocusProxy(self.page)
        self.table.selection_changed.connect(self.selection_changed)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.table.row_activated.connect(self._activated)
        self.page.start(filter_from(self.params, spec.no_filter))

    @property
    def table(self) -> TableView[Row]:
        """The table; ``table.resolve`` gives a selection for a bulk command."""
        return self.page.table

    @property
    def bar(self) -> FilterBar | None:
        """The filter bar, where the list has filter fields."""
        return self.page.bar

    @cached_property
    def _actions(self) -> tuple[Action, ...]:
        from vosdesk.gui.actions.catalog import by_id

        known = by_id()
        return tuple(known[i] for i in self._offered if i in known)

    def offers(self) -> tuple[Action, ...]:
        """The actions that can be done here."""
        return self._actions

    def selected(self) -> tuple[Any, ...]:
        """The selected rows that are loaded."""
        return tuple(self.table.selected_rows())

    def reload(self) -> None:
        """Fetch the list once more, keeping selection and place."""
        self.table.reload()

    def opened_again(self, params: Mapping[str, object]) -> None:
        """Take over a filter when ``params`` bring one."""
        if any(name.startswith(FILTER) for name in params):
            self.page.start(filter_from(params, self.spec.no_filter))

    def _activated(self, row: object) -> None:
        if self._opens:
            self.act_wanted.emit(self._opens)


def filter_from(params: Mapping[str, object], no_filter: F) -> F:
    """``no_filter`` with the attributes that ``filter_…`` parameters name; as it is when they do not fit it.

    Parameters may come from an earlier version's remembered tabs, so that a misfit is nobody's error.
    """
    given = {name.removeprefix(FILTER): value for name, value in params.items() if name.startswith(FILTER)}
    if no_filter is None or not given:
        return no_filter
    values = {f: msgspec.to_builtins(getattr(no_filter, f)) for f in no_filter.__struct_fields__}
    try:
        return msgspec.convert(values | given, type(no_filter))
    except msgspec.ValidationError:
        return no_filter
