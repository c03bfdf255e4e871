"""Deleting the selected rates of one group."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vosdesk.contract.ids import Empty, RateId
from vosdesk.contract.operations import RATES_CANCEL_SCHEDULED, RATES_DELETE
from vosdesk.contract.rates import CancelScheduled, DeleteRates, RateRow, RateSelection
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ask_then
from vosdesk.gui.dialogs.loss_note import look_at_rate
from vosdesk.gui.dialogs.rate_texts import prefix_text
from vosdesk.gui.tables import Selection
from vosdesk.gui.text import tr

if TYPE_CHECKING:
    from vosdesk.gui.tabs.rates import RatesTab

MANY = 100
"""More rates than these are deleted only by who types how many they are."""


def rate_selection(selection: Selection) -> RateSelection:
    """The rows chosen in a table, as the command carries them."""
    if selection.everything:
        excluded = tuple(RateId(i) for i in selection.excluded)
        return RateSelection(filter=selection.filter, excluded=excluded)
    return RateSelection(ids=tuple(RateId(i) for i in selection.ids))


def ask_delete(context: Context, tab: "RatesTab", parent: QWidget | None) -> None:
    """Delete what is selected in ``tab``, after asking with the count."""
    tab.resolve(lambda selection: _ask(context, tab, selection, parent))


def ask_cancel(context: Context, row: RateRow, parent: QWidget) -> None:
    """Take back a rate that is not yet in effect, after asking."""
    request = CancelScheduled(id=row.id, version=row.version)
    since = context.formats.time(row.fields.effective_from)

    def cancel() -> None:
        context.ops.write(context.ops, RATES_CANCEL_SCHEDULED, request, cancelled)

    def cancelled(_: Empty) -> None:
        context.notices.done(tr("The scheduled rate is taken back."))
        look_at_rate(context, row.rate_group_id, prefix_text(row.fields), row.fields.effective_from)

    ask_then(
        tr("Cancel a scheduled rate"),
        tr("{prefix}, from {time}", prefix=prefix_text(row.fields), time=since),
        [tr("The rate before it goes on in its place.")],
        tr("Take it back"),
        cancel,
        parent,
    )


def _ask(context: Context, tab: "RatesTab", selection: Selection, parent: QWidget | None) -> None:
    count = context.formats.count(selection.count)
    chosen = rate_selection(selection)
    request = DeleteRates(rate_group=tab.group, selection=chosen, count=selection.count)

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
        typed=str(selection.count) if selection.count > MANY else "",
    )
