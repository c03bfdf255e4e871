"""The table of a reconciliation: lines of the list at the left, payment records at the right."""

from datetime import date

from vosdesk.contract.operations import RECONCILIATION_EXTENT, RECONCILIATION_LIST
from vosdesk.contract.paging import Window
from vosdesk.contract.reconciliation import EntryFilter, EntryRow, EntrySort, ListEntries, ListOutcome
from vosdesk.gui.fields import LineField
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, Mark, TableSpec
from vosdesk.gui.tables.column import Unit, Width
from vosdesk.gui.text import enum_text, mark, sentence, tr
from vosdesk.gui.theme import Tone

TONES: dict[ListOutcome, Tone] = {
    ListOutcome.MATCHED: Tone.GOOD,
    ListOutcome.DIFFERS: Tone.BAD,
    ListOutcome.MISSING_BOOKS: Tone.BAD,
    ListOutcome.MISSING_LIST: Tone.WARNING,
    ListOutcome.DOUBLED_LIST: Tone.WARNING,
    ListOutcome.DOUBLED_BOOKS: Tone.BAD,
    ListOutcome.UNREADABLE: Tone.WARNING,
    ListOutcome.OUTSIDE: Tone.MUTED,
    ListOutcome.REVERSED: Tone.MUTED,
}
MATCHED = Mark("✓", mark("Amount and reference are the same on both sides."))
DIFFERENT = Mark("≠", mark("The reference is the same, the amount is not."))
MISSING = Mark("✗", mark("It stands on one side only."))
DOUBLED = Mark("⧉", mark("The reference and the amount stood on this side before."))
UNREADABLE = Mark("?", mark("The line cannot be read."))
SUGGESTED = Mark("≈", mark("The same amount, day and payer: perhaps this one. It is not counted as matched."))
MARKS: dict[ListOutcome, Mark] = {
    ListOutcome.MATCHED: MATCHED,
    ListOutcome.DIFFERS: DIFFERENT,
    ListOutcome.MISSING_BOOKS: MISSING,
    ListOutcome.MISSING_LIST: MISSING,
    ListOutcome.DOUBLED_LIST: DOUBLED,
    ListOutcome.DOUBLED_BOOKS: DOUBLED,
    ListOutcome.UNREADABLE: UNREADABLE,
}


def _outcome_tip(row: EntryRow, formats: Formats) -> str:
    parts = [tr(MARKS[row.outcome].meaning)] if row.outcome in MARKS else []
    if row.by is not None:
        parts.append(tr("Found by: {what}", what=enum_text(row.by)))
    if row.line is not None and row.line.reason is not None:
        parts.append(sentence(row.line.reason))
    return " ".join(parts)


def _line(row: EntryRow, formats: Formats) -> str:
    return "" if row.line is None else formats.count(row.line.line)


def _reference(row: EntryRow, formats: Formats) -> str:
    return "" if row.line is None else row.line.reference


def _day(row: EntryRow, formats: Formats) -> str:
    return "" if row.line is None or row.line.day is None else date.fromordinal(row.line.day).isoformat()


def _payer(row: EntryRow, formats: Formats) -> str:
    return "" if row.line is None else row.line.payer


def _listed(row: EntryRow, formats: Formats) -> str:
    return "" if row.line is None or row.line.amount is None else formats.money(row.line.amount)


def _booked(row: EntryRow, formats: Formats) -> str:
    return "" if row.record is None else formats.money(row.record.amount)


def _difference(row: EntryRow, formats: Formats) -> str:
    if row.outcome is not ListOutcome.DIFFERS or row.line is None or row.record is None:
        return ""
    return formats.money(row.record.amount - (row.line.amount or 0))


def _time(row: EntryRow, formats: Formats) -> str:
    return "" if row.record is None else formats.time(row.record.time)


def _account(row: EntryRow, formats: Formats) -> str:
    if row.record is not None:
        return row.record.account_number
    return row.account_number


def _account_tone(row: EntryRow) -> Tone | None:
    return Tone.MUTED if row.record is None else None


def _account_tip(row: EntryRow, formats: Formats) -> str:
    return tr("The line names this account.") if row.record is None and row.account_number else ""


def _hint(row: EntryRow, formats: Formats) -> str:
    """What stands beside a row: why it cannot be read, or which partner it may have."""
    if row.line is not None and row.line.reason is not None:
        return sentence(row.line.reason)
    found = row.suggested_record
    if found is not None:
        parts = (formats.time(found.time), found.account_number, found.memo)
        return tr("Perhaps: {what}", what=" · ".join(part for part in parts if part))
    if row.suggested_line is not None:
        return tr("Perhaps: line {line}", line=formats.count(row.suggested_line))
    return ""


def _hint_tip(row: EntryRow, formats: Formats) -> str:
    said = _hint(row, formats)
    has_partner = row.suggested_record is not None or row.suggested_line is not None
    return f"{said}\n{tr(SUGGESTED.meaning)}" if has_partner else said


def _hint_mark(row: EntryRow) -> Mark | None:
    return SUGGESTED if row.suggested_record is not None or row.suggested_line is not None else None


def _tone(row: EntryRow) -> Tone | None:
    return TONES[row.outcome]


def _amount_tone(row: EntryRow) -> Tone | None:
    return Tone.BAD if row.outcome is ListOutcome.DIFFERS else None


def _request(filter_: EntryFilter, sort: EntrySort, descending: bool, window: Window) -> ListEntries:
    return ListEntries(filter=filter_, sort=sort, descending=descending, window=window)


SPEC: TableSpec[EntryRow] = TableSpec(
    id="reconciliation",
    columns=(
        Column("outcome", mark("Result"), lambda r, f: enum_text(r.outcome), 165, sort=EntrySort.OUTCOME, tone=_tone,
               mark=lambda r: MARKS.get(r.outcome), tip=_outcome_tip),
        Column("line", mark("Line"), _line, 60, Align.RIGHT, tone=lambda r: Tone.MUTED),
        Column("reference", mark("Reference"), _reference, 140, sort=EntrySort.REFERENCE, tip=_reference),
        Column("day", mark("Date in the list"), _day, 110, sort=EntrySort.DAY),
        Column("payer", mark("Payer"), _payer, 130, tip=_payer),
        Column("listed", mark("Amount in the list"), _listed, 135, Align.RIGHT, EntrySort.AMOUNT, tone=_amount_tone),
        Column("booked", mark("Amount in the books"), _booked, 155, Align.RIGHT, tone=_amount_tone),
        Column("difference", mark("Difference"), _difference, 100, Align.RIGHT, tone=_amount_tone, visible=False),
        Column("account", mark("Account number"), _account, 120, tone=_account_tone, tip=_account_tip),
        Column("account_name", mark("Account name"), lambda r, f: "" if r.record is None else r.record.account_name,
               150),
        Column("hint", mark("Hint"), _hint, 260, tone=lambda r: Tone.ACCENT, mark=_hint_mark, tip=_hint_tip),
        Column("time", mark("Time of the record"), _time, Width.TIME, unit=Unit.ZONE),
        Column("memo", mark("Memo"), lambda r, f: "" if r.record is None else r.record.memo, 180,
               tip=lambda r, f: "" if r.record is None else r.record.memo),
        Column("operator", mark("Operator"), lambda r, f: "" if r.record is None else r.record.operator, 110,
               tone=lambda r: Tone.MUTED, visible=False),
    ),
    list=RECONCILIATION_LIST,
    extent=RECONCILIATION_EXTENT,
    request=_request,
    row_id=lambda r: r.id,
    nouns=frozenset(),
    empty=EmptyTexts(mark("Nothing here"), mark("Choose another result above.")),
    sort=EntrySort.OUTCOME,
)  # fmt: skip

FIELDS: tuple[FilterField, ...] = (
    FilterField("text", mark("Reference, payer, account or memo"), lambda c: LineField(), 240),
)
