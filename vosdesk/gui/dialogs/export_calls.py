"""Calls as lines of a CSV file."""

from vosdesk.contract.calls import CallRow, ExportCalls
from vosdesk.contract.money import plain_money
from vosdesk.contract.operations import CALLS_EXPORT, CALLS_EXTENT
from vosdesk.gui.dialogs.export import Kind
from vosdesk.gui.dialogs.export_file import harmless, iso
from vosdesk.gui.text import mark

HEADER = (
    "flow", "caller", "callee", "account", "account_name", "start", "stop", "hold", "state", "reason", "fee",
    "agent_fee", "prefix", "area_name",
)  # fmt: skip
"""The names of the columns: the same in every language, and those that the import knows."""


def record(row: CallRow) -> tuple[str, ...]:
    """One line of the file, in order of HEADER."""
    return (
        harmless(row.flow), harmless(row.caller), harmless(row.callee), harmless(row.account_number),
        harmless(row.account_name), iso(row.start), iso(row.stop), str(row.hold), row.state.name.lower(),
        "" if row.reason is None else row.reason.value, _money(row.fee), _money(row.agent_fee), harmless(row.code),
        harmless(row.area_name),
    )  # fmt: skip


def _money(value: int | None) -> str:
    return "" if value is None else plain_money(value)


CALLS = Kind(mark("Export calls"), "calls", CALLS_EXTENT, CALLS_EXPORT, ExportCalls, HEADER, record)
