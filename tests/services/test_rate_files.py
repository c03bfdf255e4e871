"""What is written into a file of rates is read back as the same rates."""

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.decks import DECKS
from vosdesk.contract.ids import FOREVER, Time
from vosdesk.contract.money import Price
from vosdesk.contract.rate_export import DeckColumns, FileForm
from vosdesk.contract.rates import BadRow, RateFields
from vosdesk.domain.deck_rows import interpret
from vosdesk.domain.deck_writing import NUMBERS, TITLES, DeckWriter, is_whole_second
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


def in_vendors_words(form: FileForm, columns: DeckColumns, rate: RateFields) -> RateFields:
    """The rate as far as the vendor's columns can say it."""
    kept = replace(rate, tax=0, effective_until=FOREVER)
    kept = replace(kept, area_name=kept.area_name if form is FileForm.XLSX else kept.area_name.replace("|", "/"))
    told = columns is DeckColumns.VENDOR_13 and is_whole_second(rate.effective_from)
    return kept if told else replace(kept, effective_from=Time(0))


@given(DECKS)
@example([STRANGE])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_deck_comes_back_from_csv(rates: list[RateFields]) -> None:
    assert there_and_back(FileForm.CSV, DeckColumns.FULL, rates) == rates


@given(DECKS)
@example([STRANGE])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_deck_comes_back_from_a_spreadsheet(rates: list[RateFields]) -> None:
    assert there_and_back(FileForm.XLSX, DeckColumns.FULL, rates) == rates


@pytest.mark.parametrize("form", list(FileForm))
@pytest.mark.parametrize("columns", [DeckColumns.VENDOR_11, DeckColumns.VENDOR_13])
@given(rates=DECKS)
@example(rates=[replace(STRANGE, area_name="a | b|")])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_vendors_files_come_back_as_far_as_they_can_say_it(
    form: FileForm, columns: DeckColumns, rates: list[RateFields]
) -> None:
    expected = [in_vendors_words(form, columns, rate) for rate in rates]
    assert there_and_back(form, columns, rates) == expected


RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize(
    ("form", "columns"), [*DIALECTS, *((FileForm.XLSX, columns) for columns in DeckColumns)], ids=str
)
@given(rates=DECKS, names=st.lists(st.text(st.sampled_from("=+-@＝＠'\"\t |,ab1"), max_size=6), min_size=1, max_size=4))
@example(rates=[], names=["=HYPERLINK(1)", "@SUM(1)", "+1", "-1", " =1", "＝1", "'=1"])
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_of_any_file_runs_in_a_spreadsheet(
    form: FileForm, columns: DeckColumns, rates: list[RateFields], names: list[str]
) -> None:
    odd = [replace(STRANGE, prefix=str(number), area_name=name) for number, name in enumerate(names)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"deck.{form.value}"
        written(path, form, columns, [*rates, *odd])
        cells = [text for row in open_sheets(path, path.name).sheets[0].rows for text in row if isinstance(text, str)]
        if form is FileForm.XLSX:
            with zipfile.ZipFile(path) as book:
                assert b"<f>" not in book.read("xl/worksheets/sheet1.xml"), "a formula"
    assert cells
    assert [text for text in cells if text.lstrip(" ").startswith(RUNS)] == []


def test_more_rates_than_a_sheet_holds_go_on_in_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "deck.xlsx"
    rates = [RateFields(prefix=str(number), price=Price(number)) for number in range(10, 17)]
    titles = TITLES[DeckColumns.FULL]
    kinds = [Column(title, "General" if title in NUMBERS else "") for title in titles]
    with outfiles.xlsx_file(path, "Rates", kinds, nothing, most=4) as sink:
        sink.add(map(DeckWriter(DeckColumns.FULL, bars=False).cells, rates))
    assert sink.sheets == 3
    sheets = open_sheets(path, path.name)
    assert [sheet.name for sheet in sheets.sheets] == ["Rates", "Rates 2", "Rates 3"]
    found = []
    for sheet in sheets.sheets:
        rows = interpret(sheet.rows, replace(guess_layout(sheets).layout, sheet=sheet.name))
        found += [row.fields for row in rows if not isinstance(row, BadRow)]
    assert found == rates


def test_a_spreadsheet_that_is_given_up_leaves_no_files_of_its_own(tmp_path: Path) -> None:
    class GaveUpError(Exception):
        pass

    def give_up() -> None:
        raise GaveUpError

    with pytest.raises(GaveUpError), outfiles.xlsx_file(tmp_path / "x.xlsx", "Rates", [Column("A")], give_up) as sink:
        sink.add([["1"]])
    assert [path.name for path in tmp_path.iterdir()] == ["x.xlsx"]
