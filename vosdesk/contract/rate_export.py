"""Exporting the rates of a group: to a file that holds every field, or to the vendor's own."""

from enum import StrEnum

from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.files import FileInfo
from vosdesk.contract.ids import RateGroupId, Value
from vosdesk.contract.rates import RateFilter


class DeckColumns(StrEnum):
    """Which columns a file of rates has."""

    FULL = "full"
    """The vendor's eleven, tax, and the times from and until which a rate holds: nothing is lost."""
    VENDOR_11 = "vendor_11"
    VENDOR_13 = "vendor_13"
    """The eleven behind the time and the mode of a replacement that is to come."""


class FileForm(StrEnum):
    """The form of a file."""

    CSV = "csv"
    """Commas; of the vendor's columns, bars."""
    TXT = "txt"
    """The vendor's: bars with blanks around them, and lines that end in CR and LF."""
    XLSX = "xlsx"


class Lost(StrEnum):
    """What a file of the vendor's columns cannot hold."""

    FROM = "from"
    UNTIL = "until"
    TAX = "tax"
    NAME = "name"
    """A bar in a name would part it: a slash stands in its place."""
    NOT_IN_EFFECT = "not_in_effect"
    """Rates that hold at another time than now: they are left out, or an old price would come back to life."""


class ExportRates(Value, frozen=True):
    """Write the rates of a group to a file: all of them, or those of ``filter``, by prefix."""

    rate_group: RateGroupId
    filter: RateFilter | None = None
    columns: DeckColumns = DeckColumns.FULL
    form: FileForm = FileForm.CSV

    def checks(self) -> Found:
        """A filter of the same group, and a form that goes with the columns."""
        foreign = self.filter is not None and self.filter.rate_group != self.rate_group
        yield "filter", Problem(Code.FIELD_CHOICE) if foreign else None
        strange = self.form is FileForm.TXT and self.columns is DeckColumns.FULL
        yield "form", Problem(Code.FIELD_CHOICE) if strange else None

    @property
    def wanted(self) -> RateFilter:
        """Which rates, as a filter."""
        return self.filter or RateFilter(rate_group=self.rate_group)


class ExportPreview(Value, frozen=True):
    """How many rates would be written, and of how many something would be lost."""

    rates: int
    lost: dict[Lost, int]


class RatesExported(Value, frozen=True):
    """The file that was made, and how many rates are in it; an XLSX has a further sheet for every 1,048,575."""

    file: FileInfo
    rates: int
    sheets: int = 1
