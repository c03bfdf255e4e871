"""What a statement says, in the reader's words and zone: the one source of the screen, the PDF and the files.

Every cell has the text that is read and, where it is an amount or a number, its exact value.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from vosdesk.contract.money import format_money
from vosdesk.contract.payments import PaymentRow
from vosdesk.contract.statements import Statement
from vosdesk.gui.dialogs.receipt import signed
from vosdesk.gui.formats import Formats
from vosdesk.gui.text import enum_text, tr

WIDTH = 6
"""Cells of a line."""


class Kind(Enum):
    """What a line is, and so how it looks."""

    TITLE = "title"
    FACT = "fact"
    SECTION = "section"
    HEADS = "heads"
    ROW = "row"
    SUM = "sum"
    NOTE = "note"


class Cell(NamedTuple):
    """A text; ``money`` (micro-units) or ``number`` where it is one, and it then stands at the right."""

    text: str
    money: int | None = None
    number: int | None = None

    @property
    def right(self) -> bool:
        """Whether it stands at the right."""
        return self.money is not None or self.number is not None


class Line(NamedTuple):
    """One line. ``share`` are the widths of its cells, in parts of the whole."""

    kind: Kind
    cells: tuple[Cell, ...]
    share: tuple[int, ...] = ()


class _Amounts:
    """Amounts that stand below each other: with equal decimals, as many as any of them needs."""

    def __init__(self, formats: Formats, amounts: Iterable[int]) -> None:
        self._style, self._decimals = formats.style, formats.decimals
        for amount in amounts:
            while self._decimals < _MICRO and amount % 10 ** (_MICRO - self._decimals):
                self._decimals += 1

    def money(self, value: int) -> Cell:
        """An amount as it is."""
        return Cell(format_money(value, self._decimals, self._style), money=value)

    def moved(self, value: int) -> Cell:
        """An amount with a sign, as it moved the balance."""
        return Cell(("+" if value > 0 else "") + format_money(value, self._decimals, self._style), money=value)


_MICRO = 6
RECORDS = (20, 15, 17, 18, 30)
CHARGES = (16, 36, 14, 16, 18)


def lines(statement: Statement, records: Iterable[PaymentRow], formats: Formats) -> Iterator[Line]:
    """The statement from its title to the line by which its end can be checked."""
    yield from _head(statement, formats)
    yield from _payments(statement, records, formats)
    yield from _charges(statement, formats)
    yield Line(Kind.SECTION, (Cell(tr("Summary")),))
    yield from _sums(statement, formats)
    yield _note(
        tr("Balance brought forward + payments + call charges = closing balance. Amounts in {currency}.",
           currency=formats.currency)
    )  # fmt: skip
    if statement.closing_entry is not None:
        yield _note(tr("Closing entry, for verification:"))
        yield _note(statement.closing_entry.line())


def period(statement: Statement, formats: Formats) -> str:
    """The first and the last day."""
    first, last = formats.date(statement.begin), formats.date(statement.end - 1)
    return first if first == last else tr("{first} to {last}", first=first, last=last)


def _head(statement: Statement, formats: Formats) -> Iterator[Line]:
    yield Line(Kind.TITLE, (Cell(tr("Statement of account")),))
    account = f"{statement.account_number}  {statement.account_name}".rstrip()
    amounts = _Amounts(formats, _ends(statement))
    facts: Sequence[tuple[str, Cell]] = (
        (tr("Account"), Cell(account)),
        (tr("Period"), Cell(period(statement, formats))),
        (tr("Time zone"), Cell(formats.zone_name)),
        (tr("Currency"), Cell(formats.currency)),
        (tr("Balance brought forward"), amounts.money(statement.opening)),
        (tr("Closing balance"), amounts.money(statement.closing)),
    )
    for name, cell in facts:
        yield Line(Kind.FACT, (Cell(name), cell), (30, 70))


def _payments(statement: Statement, records: Iterable[PaymentRow], formats: Formats) -> Iterator[Line]:
    yield Line(Kind.SECTION, (Cell(tr("Payments")),))
    if not statement.payments:
        yield _note(tr("None in this period."))
        return
    heads = (tr("Time"), tr("Kind"), tr("Amount"), tr("Balance after"), tr("Memo"))
    yield Line(Kind.HEADS, _heads(heads, {2, 3}), RECORDS)
    for row in records:
        yield Line(
            Kind.ROW,
            (
                Cell(formats.time(row.time)),
                Cell(enum_text(row.kind)),
                _moved(row.amount, formats),
                _money(row.balance_after, formats),
                Cell(row.memo.replace("\n", " ")),
            ),
            RECORDS,
        )
    total = Cell(formats.count(statement.payments), number=statement.payments)
    yield Line(Kind.SUM, (Cell(tr("Payments in all")), total, _moved(statement.paid, formats)), RECORDS)


def _charges(statement: Statement, formats: Formats) -> Iterator[Line]:
    yield Line(Kind.SECTION, (Cell(tr("Call charges by day and destination")),))
    if not statement.charges:
        yield _note(tr("None in this period."))
        return
    amounts = _Amounts(formats, (day.amount for day in statement.charges))
    heads = (tr("Day"), tr("Destination"), tr("Calls"), tr("Seconds"), tr("Amount"))
    yield Line(Kind.HEADS, _heads(heads, {2, 3, 4}), CHARGES)
    for day in statement.charges:
        yield Line(
            Kind.ROW,
            (
                Cell(tr("Other period") if day.day is None else formats.date(day.day)),
                Cell(day.destination),
                _count(day.calls, formats),
                _count(day.hold, formats),
                amounts.moved(day.amount),
            ),
            CHARGES,
        )
    held = sum(day.hold for day in statement.charges)
    yield Line(
        Kind.SUM,
        (
            Cell(tr("Calls in all")),
            Cell(""),
            _count(statement.calls, formats),
            _count(held, formats),
            amounts.moved(statement.charged),
        ),
        CHARGES,
    )


def _sums(statement: Statement, formats: Formats) -> Iterator[Line]:
    share = (60, 40)
    amounts = _Amounts(formats, _ends(statement))
    yield Line(Kind.ROW, (Cell(tr("Balance brought forward")), amounts.money(statement.opening)), share)
    yield Line(Kind.ROW, (Cell(tr("Payments")), amounts.moved(statement.paid)), share)
    yield Line(Kind.ROW, (Cell(tr("Call charges")), amounts.moved(statement.charged)), share)
    yield Line(Kind.SUM, (Cell(tr("Closing balance")), amounts.money(statement.closing)), share)


def _ends(statement: Statement) -> tuple[int, ...]:
    return statement.opening, statement.paid, statement.charged, statement.closing


def _note(text: str) -> Line:
    return Line(Kind.NOTE, (Cell(text),))


def _heads(texts: Sequence[str], right: set[int]) -> tuple[Cell, ...]:
    # A title stands over its column: those of amounts and numbers at the right.
    return tuple(Cell(text, number=0 if place in right else None) for place, text in enumerate(texts))


def _money(value: int, formats: Formats) -> Cell:
    return Cell(formats.money(value), money=value)


def _moved(value: int, formats: Formats) -> Cell:
    return Cell(signed(formats, value), money=value)


def _count(value: int, formats: Formats) -> Cell:
    return Cell(formats.count(value), number=value)
