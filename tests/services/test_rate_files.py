"""What is written into a file of rates is read back as the same rates."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from msgspec.structs import replace

from tests.support.decks import DECKS
from vosdesk.contract.ids import FOREVER, SECOND, Time
from vosdesk.contract.money import Price
from vosdesk.contract.rate_export import DeckColumns, FileForm
from vosdesk.contract.rates import BadRow, RateFields
from vosdesk.domain.deck_rows import interpret
from vosdesk.domain.deck_writing import NUMBERS, TITLES, DeckWriter
from vosdesk.services import outfiles
from vosdesk.services.outfiles import Column
from vosdesk.services.sheets import guess_layout, open_sheets

DIALECTS = {
    (FileForm.CSV, DeckColumns.FULL): outfiles.COMMAS,
    (FileForm.CSV, DeckColumns.VENDOR_11): outfiles.BARS,
    (FileForm.CSV, DeckColumns.VENDOR_13): outfiles.BARS,
    (FileForm.TXT, DeckColumns.VENDOR_11): outfiles.SPACED_BARS,
    (FileForm.TXT, DeckColumns.VENDOR_13): outfiles.SPACED_BARS,
}
STRANGE = RateFields(prefix="0", area_name="=1", price=Price(1), effective_from=Time(8), effective_until=Time(9))


def nothing() -> None:
    """Nobody cancels."""


def written(path: Path, form: FileForm, columns: DeckColumns, rates: Sequence[RateFields]) -> None:
    titles = TITLES[columns]
    writer = DeckWriter(columns, bars=form is not FileForm.XLSX and columns is not DeckColumns.FULL)
    if form is FileForm.XLSX:
        kinds = [Column(title, "General" if title in NUMBERS else "") for title in titles]
        with outfiles.xlsx_file(path, "Rates", kinds, nothing) as sink:
            sink.add(map(writer.cells, rates))
    else:
        with outfiles.text_file(path, titles, DIALECTS[form, columns]) as sink:
            sink.add(map(writer.cells, rates))


def read(path: Path) -> list[RateFields]:
    sheets = open_sheets(path, path.name)
    found = guess_layout(sheets)
    assert found.asks == ()
    layout = replace(found.layout, free=True)
    made = []
    for row in interpret(sheets.sheet(layout.sheet).rows, layout):
        assert not isinstance(row, BadRow), row
        assert not row.rounded
        made.append(row.fields)
    return made


def there_and_back(form: FileForm, columns: DeckColumns, rates: Sequence[RateFields]) -> list[RateFields]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"deck.{form.value}"
        written(path, form, columns, rates)
        return read(path)


def in_vendors_words(columns: DeckColumns, rate: RateFields) -> RateFields:
    """The rate as far as the vendor's columns can say it."""
    kept = replace(rate, tax=0, effective_until=FOREVER)
    dated = (
        rate.effective_from % SECOND == 0 and Time(631_152_000 * SECOND) <= rate.effective_from < 2_900 * 366 * 86_400
    )
    if columns is DeckColumns.VENDOR_11 or not dated:
        kept = replace(kept, effective_from=Time(0))
    return kept


@given(DECKS)
@example([STRANGE])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_deck_comes_back_from_csv(rates: list[RateFields]) -> None:
    assert there_and_back(FileForm.CSV, DeckColumns.FULL, rates) == rates


@given(DECKS)
@example([STRANGE])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_deck_comes_back_from_a_spreadsheet(rates: list[RateFields]) -> None:
    assert there_and_back(FileForm.XLSX, DeckColumns.FULL, rates) == rates
