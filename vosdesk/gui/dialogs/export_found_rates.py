"""Found rates as lines of a CSV file."""

from vosdesk.contract.ids import FOREVER
from vosdesk.contract.money import minute_cost, plain_price
from vosdesk.contract.operations import RATES_SEARCH_EXPORT, RATES_SEARCH_EXTENT
from vosdesk.contract.rates import ExportFoundRates, FoundRate
from vosdesk.gui.dialogs.export import Kind
from vosdesk.gui.dialogs.export_file import harmless, iso
from vosdesk.gui.text import mark

HEADER = (
    "rate_group", "rate_prefix", "area_prefix", "area_name", "rate_type", "billing_rate", "billing_cycle",
    "minute_cost", "lock", "effective_from", "effective_until",
)  # fmt: skip
"""The names of the columns: the same in every language, for the programs that read the file."""


def record(row: FoundRate) -> tuple[str, ...]:
    """One line of the file, in order of HEADER. Prices are exact."""
    fields = row.rate.fields
    since, until = fields.effective_from, fields.effective_until
    return (
        harmless(row.rate_group), fields.prefix, fields.area_prefix, harmless(fields.area_name),
        fields.rate_type.name.lower(), plain_price(fields.price), str(fields.cycle),
        plain_price(minute_cost(fields.price, fields.cycle)), fields.lock.name.lower(),
        iso(since) if since else "", "" if until == FOREVER else iso(until),
    )  # fmt: skip


FOUND_RATES = Kind(
    mark("Export found rates"), "rates", RATES_SEARCH_EXTENT, RATES_SEARCH_EXPORT, ExportFoundRates, HEADER, record
)
