"""The rates of a group as a file: every field, or the vendor's columns and what they lose."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from vosdesk.contract import operations as o
from vosdesk.contract import rate_export as x
from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import Time
from vosdesk.contract.jobs import Stage
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupVerb
from vosdesk.contract.rate_export import DeckColumns, FileForm, Lost
from vosdesk.contract.rates import LockType, RateFields, RateFilter, RateType, Section
from vosdesk.domain.deck_writing import NUMBERS, PRICES, TITLES, DeckWriter
from vosdesk.services import group_access, outfiles
from vosdesk.services.jobs import JobContext
from vosdesk.services.outfiles import Column, Dialect
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.services.spool import Kept
from vosdesk.storage.repositories.rate_exports import Held
from vosdesk.storage.types import AnyRow

handlers = Handlers()

_DIALECTS: dict[tuple[FileForm, bool], Dialect] = {
    (FileForm.CSV, True): outfiles.COMMAS,
    (FileForm.CSV, False): outfiles.BARS,
    (FileForm.TXT, False): outfiles.SPACED_BARS,
}
_REMEMBERED = 50_000
"""How many sets of terms and how many names are kept as cells: most groups have a few thousand."""
_sections = msgspec.json.Decoder(tuple[Section, ...])


@handlers.reads(o.RATES_PREVIEW_EXPORT)
def preview(work: Reading, request: x.ExportRates) -> x.ExportPreview:
    """How many rates the file would hold, and of how many something would be lost."""
    group_access.load(work, request.rate_group, GroupVerb.SEE_RATES)
    wanted, held = _wanted(request, work.now), _held(request, work.now)
    rates = work.unit.rate_exports.count(wanted, held)
    if held is None:
        return x.ExportPreview(rates=rates, lost={})
    found = work.unit.rate_exports.lost(wanted, held)
    lost = {
        Lost.NOT_IN_EFFECT: work.unit.rate_exports.count(wanted, None) - rates,
        Lost.FROM: found.begins,
        Lost.UNTIL: found.ends,
        Lost.TAX: found.tax,
        Lost.NAME: 0 if request.form is FileForm.XLSX else found.name,
    }
    return x.ExportPreview(rates=rates, lost={what: count for what, count in lost.items() if count})


def _admit(work: Writing, request: x.ExportRates) -> str:
    """The group's name, for whoever may see its rates."""
    work.about(Noun.RATE_GROUPS, request.rate_group, "")
    row = group_access.load(work, request.rate_group, GroupVerb.SEE_RATES)
    work.about(Noun.RATE_GROUPS, request.rate_group, row.name)
    return str(row.name)


@handlers.starts(o.RATES_EXPORT, admit=_admit)
def export(job: JobContext, request: x.ExportRates) -> x.RatesExported:
    """Write the rates to a file."""
    kept = job.new_file(f"{job.admitted}.{request.form.value}")
    with job.read() as work:
        group_access.load(work, request.rate_group, GroupVerb.SEE_RATES)
        job.progress(0, 0, Stage.COUNTING)
        wanted, held = _wanted(request, work.now), _held(request, work.now)
        total = work.unit.rate_exports.count(wanted, held)
        sheets = 1
        written = 0
        with _writer(job, request, kept) as write:
            for rows in work.unit.rate_exports.stream(wanted, held):
                sheets = write(rows)
                written += len(rows)
                job.progress(written, total, Stage.WRITING)
            job.progress(written, total, Stage.FINISHING)
    job.record(after={"rates": written, "columns": request.columns.value, "form": request.form.value})
    return x.RatesExported(file=job.info(kept), rates=written, sheets=sheets)


def _wanted(request: x.ExportRates, now: Time) -> RateFilter:
    """The filter with its moment said."""
    wanted = request.wanted
    return wanted if wanted.at is not None else msgspec.structs.replace(wanted, at=now)


def _held(request: x.ExportRates, now: Time) -> Held | None:
    if request.columns is DeckColumns.FULL:
        return None
    return Held(now, later=request.columns is DeckColumns.VENDOR_13)


@contextmanager
def _writer(job: JobContext, request: x.ExportRates, kept: Kept) -> Iterator[Callable[[Sequence[AnyRow]], int]]:
    """Writes rows of the database, and tells how many sheets there are by then."""
    titles = TITLES[request.columns]
    if request.form is FileForm.XLSX:
        cells = _Cells(request)
        with outfiles.xlsx_file(kept.path, "Rates", [_column(title) for title in titles], job.check) as book:

            def add(rows: Sequence[AnyRow]) -> int:
                book.add(map(cells.cells, rows))
                return book.sheets

            yield add
        return
    dialect = _DIALECTS[request.form, request.columns is DeckColumns.FULL]
    lines = _Lines(request, dialect)
    with outfiles.text_file(kept.path, titles, dialect) as text:

        def add_lines(rows: Sequence[AnyRow]) -> int:
            text.add_lines(lines.lines(rows))
            return text.sheets

        yield add_lines


def _column(title: str) -> Column:
    if title in PRICES:
        return Column(title, "0.000000000", 18)
    return Column(title, "General" if title in NUMBERS else "", 34 if title == "Area Name" else 20)


class _Cells:
    """Rows of the database as cells. Rates repeat their terms and their names: those are made into cells once."""

    def __init__(self, request: x.ExportRates) -> None:
        self._writer = DeckWriter(request.columns, bars=_has_bars(request))
        self._terms: dict[Sequence[AnyRow], tuple[list[str], str, list[str]]] = {}

    def cells(self, row: AnyRow) -> list[str]:
        """The cells of a rate."""
        front, kind, back = self.terms(row[3:])
        return [*front, row[0], row[1], kind, self._writer.name(row[2]), *back]

    def terms(self, said: Sequence[AnyRow]) -> tuple[list[str], str, list[str]]:
        """What many rates have in common."""
        found = self._terms.get(said)
        if found is None:
            _make_room(self._terms)
            found = self._terms[said] = self._writer.terms(_terms_of(said))
        return found

    def name(self, name: str) -> str:
        """The cell of a name."""
        return self._writer.name(name)


class _Lines:
    """Rows of the database as lines of text, put together from parts that many of them share."""

    def __init__(self, request: x.ExportRates, dialect: Dialect) -> None:
        self._cells, self._dialect = _Cells(request), dialect
        self._terms: dict[Sequence[AnyRow], tuple[str, str, str]] = {}
        self._names: dict[str, str] = {}

    def lines(self, rows: Iterable[AnyRow]) -> Iterator[str]:
        """The lines of rates. Prefixes are digits, and nothing in them parts cells."""
        terms, names, sign = self._terms, self._names, self._dialect.delimiter
        for prefix, area_prefix, name, *rest in rows:
            said = tuple(rest)
            front, kind, back = terms.get(said) or self._new_terms(said)
            written = names.get(name)
            if written is None:
                written = self._new_name(name)
            yield f"{front}{prefix}{sign}{area_prefix}{kind}{written}{back}"

    def _new_terms(self, said: Sequence[AnyRow]) -> tuple[str, str, str]:
        _make_room(self._terms)
        front, kind, back = self._cells.terms(said)
        sign, join = self._dialect.delimiter, self._dialect.joined
        made = self._terms[said] = (
            join([*front, ""]) if front else "",
            f"{sign}{join([kind])}{sign}",
            f"{sign}{join(back)}{self._dialect.line_end}",
        )
        return made

    def _new_name(self, name: str) -> str:
        _make_room(self._names)
        cell = self._cells.name(name)
        made = self._names[name] = self._dialect.joined([cell]) if cell else ""
        return made


def _make_room(kept: dict[Any, Any]) -> None:
    if len(kept) >= _REMEMBERED:
        kept.clear()


def _has_bars(request: x.ExportRates) -> bool:
    return request.columns is not DeckColumns.FULL and request.form is not FileForm.XLSX


def _terms_of(said: Sequence[AnyRow]) -> RateFields:
    kind, price, cycle, lock, sections, tax, prompt_price, prompt_cycle, begins, ends = said
    return RateFields(
        prefix="",
        rate_type=RateType(kind),
        price=Price(price),
        cycle=cycle,
        lock=LockType(lock),
        sections=_sections.decode(sections),
        tax=tax,
        prompt_price=Price(prompt_price),
        prompt_cycle=prompt_cycle,
        effective_from=Time(begins),
        effective_until=Time(ends),
    )
