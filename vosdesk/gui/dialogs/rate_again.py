"""Rating refused calls again: the selected ones, or everything in a filter."""

from PySide6.QtWidgets import QWidget

from vosdesk.contract.call_imports import AgainOutcome, CallSelection, RateAgain
from vosdesk.contract.calls import CallState
from vosdesk.contract.ids import CallId
from vosdesk.contract.operations import CALLS_RATE_AGAIN
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.import_calls import refused_text
from vosdesk.gui.dialogs.task import TaskDialog
from vosdesk.gui.jobs import Job
from vosdesk.gui.tables import Selection
from vosdesk.gui.text import tr


def begin(context: Context, parent: QWidget, selection: Selection) -> TaskDialog | None:
    """Rate what is selected again; calls that are rated already are passed over."""
    if selection.everything:
        if selection.filter.state is CallState.RATED:
            context.notices.done(tr("None of these calls is refused."))
            return None
        excluded = tuple(CallId(i) for i in selection.excluded)
        chosen = CallSelection(filter=selection.filter, excluded=excluded)
    else:
        chosen = CallSelection(ids=tuple(CallId(i) for i in selection.ids))

    def say(value: object) -> str:
        return told(context, value) if isinstance(value, AgainOutcome) else ""

    about = tr("Refused calls are rated at the rates and by the balances of now. Calls that were charged stay.")
    dialog = TaskDialog(context, tr("Rate calls again"), about, say, parent)
    dialog.run(Job(context, CALLS_RATE_AGAIN, RateAgain(selection=chosen), dialog))
    return dialog


def told(context: Context, outcome: AgainOutcome) -> str:
    """What came of it."""
    formats = context.formats
    text = tr(
        "Tried: {tried}. Charged: {charged} ({amount}). Without duration: {free}. Refused: {refused}.",
        tried=formats.count(outcome.tried),
        charged=formats.count(outcome.charged),
        amount=formats.amount(outcome.amount),
        free=formats.count(outcome.free),
        refused=refused_text(outcome.refused, formats),
    )
    return " ".join((tr("Cancelled; what was done by then stays."), text)) if outcome.cancelled else text
