"""Deleting the selected rates of one group."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vosdesk.contract.ids import Empty, RateId
from vosdesk.contract.operations import RATES_DELETE
from vosdesk.contract.rates import DeleteRates
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ask_then
from vosdesk.gui.tables import Selection
from vosdesk.gui.text import tr

if TYPE_CHECKING:
    from vosdesk.gui.tabs.rates import RatesTab


def ask_delete(context: Context, tab: "RatesTab", parent: QWidget | None) -> None:
    """Delete what is selected in ``tab``, after asking with the count."""
    chosen = tab.selection()
    if chosen.everything:
        # The operation takes ids: what was never seen is not deleted by a slip of Ctrl+A.
        context.notices.warn(tr("Choose the rates to delete one by one or as a range; all at once is not possible."))
    else:
        tab.resolve(lambda selection: _ask(context, tab, selection, parent))


def _ask(context: Context, tab: "RatesTab", selection: Selection, parent: QWidget | None) -> None:
    count = context.formats.count(selection.count)
    request = DeleteRates(rate_group=tab.group, ids=tuple(RateId(i) for i in selection.ids))

    def deleted(_: Empty) -> None:
        context.notices.done(tr("Rates deleted: {count}", count=count))

    def delete() -> None:
        context.ops.write(context.ops, RATES_DELETE, request, deleted)

    ask_then(
        tr("Delete rates"),
        tr("Rates of {group}: {count}", group=tab.group_name, count=count),
        [tr("Numbers with these prefixes are priced by shorter prefixes from now on, or refused.")],
        tr("Delete"),
        delete,
        parent,
    )
