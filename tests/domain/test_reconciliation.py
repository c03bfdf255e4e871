"""A list beside the books: every line and every record in one place, to the last digit, in any order."""

import random
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as some

from vosdesk.contract.reconciliation import ListOutcome, MatchedBy
from vosdesk.domain.reconciliation import Entry, Line, Record, folded, reconcile

O = ListOutcome  # noqa: E741 - said often
FIRST, LAST = 100, 103


def line(number: int, reference: str, amount: int, day: int | None = 100, payer: str = "") -> Line:
    return Line(number, reference, payer, day, amount)


def record(
    number: int, memo: str, amount: int, day: int = 100, account: str = "A", *, taken_back: bool = False
) -> Record:
    return Record(number, day, amount, account, f"Shop {account}", (memo,), taken_back)


def compare(lines: Sequence[Line], records: Sequence[Record]) -> list[Entry]:
    return reconcile(lines, records, FIRST, LAST, lambda done, total: None)


def told(entries: Sequence[Entry]) -> list[tuple[O, int, int]]:
    """Outcomes with the numbers of line and record, 0 for none."""
    return sorted(
        (e.outcome, 0 if e.line is None else e.line.number, 0 if e.record is None else e.record.id) for e in entries
    )


REFERENCES = ("", "INV-1001", "inv-1001 ", "INV-1001-2", "INV-1002", "77", "cash", "ＩＮＶ-1002")
MEMOS = (*REFERENCES, "paid INV-1001", "INV-1001 and INV-1002", "fee 77", "INV-1001/7")
LINES = some.lists(
    some.builds(
        Line,
        some.just(0),
        some.sampled_from(REFERENCES),
        some.sampled_from(("", "A", "Shop A", "shop b", "B")),
        some.none() | some.integers(FIRST - 1, LAST + 1),
        some.sampled_from((5, 7, 9, -5)),
    ),
    max_size=12,
).map(lambda found: [one._replace(number=n) for n, one in enumerate(found, 1)])
RECORDS = some.lists(
    some.tuples(
        some.sampled_from(MEMOS),
        some.sampled_from((5, 7, 9, -5)),
        some.integers(FIRST, LAST),
        some.sampled_from("AB"),
        some.booleans(),
    ),
    max_size=12,
).map(
    lambda found: [
        record(n, memo, amount, day, account, taken_back=back and n % 3 == 0)
        for n, (memo, amount, day, account, back) in enumerate(found, 1)
    ]
)


@given(LINES, RECORDS)
def test_every_line_and_every_record_stands_in_one_place(lines: list[Line], records: list[Record]) -> None:
    entries = compare(lines, records)
    assert sorted(e.line.number for e in entries if e.line) == [one.number for one in lines]
    assert sorted(e.record.id for e in entries if e.record) == [one.id for one in records]
    assert sum(e.line.amount for e in entries if e.line) == sum(one.amount for one in lines)
    assert sum(e.record.amount for e in entries if e.record) == sum(one.amount for one in records)
    both = {O.MATCHED, O.DIFFERS}
    ours, theirs = {O.MISSING_BOOKS, O.DOUBLED_LIST, O.OUTSIDE}, {O.MISSING_LIST, O.DOUBLED_BOOKS, O.REVERSED}
    for entry in entries:
        assert (entry.line is not None) == (entry.outcome in both | ours)
        assert (entry.record is not None) == (entry.outcome in both | theirs)
        if entry.line is not None and entry.record is not None:
            assert (entry.line.amount == entry.record.amount) == (entry.outcome is O.MATCHED)


@given(LINES, RECORDS, some.randoms(use_true_random=False))
def test_the_order_of_lines_and_records_does_not_matter(
    lines: list[Line], records: list[Record], chance: random.Random
) -> None:
    def contents(found: Sequence[Entry]) -> Counter[tuple[object, ...]]:
        # Which of two equal lines is the doubled one says their number alone.
        partners = [(e, (e.line, e.record, e.suggested_line, e.suggested_record)) for e in found]
        return Counter((e.outcome, e.by, *(None if o is None else o[1:] for o in others)) for e, others in partners)

    shuffled = chance.sample(lines, len(lines)), chance.sample(records, len(records))
    assert told(compare(*shuffled)) == told(compare(lines, records))
    anew = [one._replace(number=n) for n, one in enumerate(shuffled[0], 1)]
    assert contents(compare(anew, shuffled[1])) == contents(compare(lines, records))


@given(LINES, RECORDS)
def test_a_suggestion_is_no_match(lines: list[Line], records: list[Record]) -> None:
    for entry in compare(lines, records):
        if entry.suggested_record is not None:
            assert entry.outcome is O.MISSING_BOOKS
            assert entry.line is not None
            partner = entry.suggested_record
            assert (partner.amount, partner.day) == (entry.line.amount, entry.line.day)
            assert folded(entry.line.payer) in {folded(partner.account_number), folded(partner.account_name)}
        if entry.suggested_line is not None:
            assert entry.outcome is O.MISSING_LIST


def test_by_the_reference_whatever_its_case_and_width() -> None:
    entries = compare(
        [line(1, " inv-1001", 5), line(2, "ＲＥＦ 9９", 7)], [record(1, "INV-1001", 5), record(2, "ref  99", 7)]
    )
    assert told(entries) == [(O.MATCHED, 1, 1), (O.MATCHED, 2, 2)]
    assert {e.by for e in entries} == {MatchedBy.REFERENCE}


def test_by_a_word_of_the_memo_and_no_part_of_one() -> None:
    found = {
        "paid INV-1001 today": True,
        "(INV-1001)": True,
        "INV-1001.": True,
        "汇款INV-1001已收": True,
        "INV-10012": False,
        "XINV-1001": False,
        "INV-1001-2": False,
        "A/INV-1001": False,
    }
    for memo, is_there in found.items():
        expected = [(O.MATCHED, 1, 1)] if is_there else [(O.MISSING_BOOKS, 1, 0), (O.MISSING_LIST, 0, 1)]
        assert told(compare([line(1, "INV-1001", 5)], [record(1, memo, 5)])) == expected, memo
    assert told(compare([line(1, "77", 5), line(2, "thanks", 5)], [record(1, "77 thanks", 5)])) == [
        (O.MISSING_BOOKS, 1, 0), (O.MISSING_BOOKS, 2, 0), (O.MISSING_LIST, 0, 1),
    ]  # fmt: skip


def test_of_two_references_in_a_memo_that_of_the_same_amount_counts() -> None:
    lines = [line(1, "INV-1001", 5), line(2, "INV-10020", 7)]
    assert told(compare(lines, [record(1, "INV-10020 with INV-1001", 5)])) == [
        (O.MATCHED, 1, 1), (O.MISSING_BOOKS, 2, 0),
    ]  # fmt: skip


def test_the_same_reference_again() -> None:
    x = "INV-1001"
    cases: dict[tuple[tuple[int, ...], tuple[int, ...]], list[O]] = {
        ((5, 5), (5,)): [O.DOUBLED_LIST, O.MATCHED],
        ((5,), (5, 5)): [O.DOUBLED_BOOKS, O.MATCHED],
        ((5, 5), ()): [O.DOUBLED_LIST, O.MISSING_BOOKS],
        ((), (5, 5)): [O.MISSING_LIST, O.MISSING_LIST],
        ((5, 7), (5,)): [O.MATCHED, O.MISSING_BOOKS],
        ((5,), (7,)): [O.DIFFERS],
        ((5,), (7, 7)): [O.DIFFERS, O.DOUBLED_BOOKS],
        ((5, 5), (7,)): [O.DIFFERS, O.DOUBLED_LIST],
        ((5, 5), (5, 7)): [O.DIFFERS, O.MATCHED],
        ((5, 5, 7), (5, 9)): [O.DIFFERS, O.DOUBLED_LIST, O.MATCHED],
        ((5,), (-5,)): [O.MISSING_BOOKS, O.MISSING_LIST],
        ((-5,), (-7,)): [O.DIFFERS],
    }
    for (listed, booked), expected in cases.items():
        lines = [line(n, x, amount) for n, amount in enumerate(listed, 1)]
        records = [record(n, x, amount) for n, amount in enumerate(booked, 1)]
        assert sorted(e.outcome for e in compare(lines, records)) == expected, (listed, booked)


def test_what_lies_outside_and_what_was_taken_back_stand_aside() -> None:
    lines = [line(1, "INV-1001", 5, day=99), line(2, "INV-1002", 5, day=104), line(3, "INV-1003", 5, day=None)]
    records = [record(1, "INV-1001", 5), record(2, "INV-1003", 5, taken_back=True)]
    assert told(compare(lines, records)) == [
        (O.MISSING_BOOKS, 3, 0), (O.MISSING_LIST, 0, 1), (O.OUTSIDE, 1, 0), (O.OUTSIDE, 2, 0), (O.REVERSED, 0, 2),
    ]  # fmt: skip


def test_a_partner_of_the_same_day_goes_first() -> None:
    lines = [line(1, "INV-1001", 5, day=101), line(2, "INV-1001", 5, day=102)]
    records = [record(1, "INV-1001", 5, day=102), record(2, "INV-1001", 5, day=101)]
    assert told(compare(lines, records)) == [(O.MATCHED, 1, 2), (O.MATCHED, 2, 1)]


def test_a_reference_without_a_digit_holds_equal_amounts_together_and_no_more() -> None:
    lines = [line(1, "Rent", 5), line(2, "Rent", 5), line(3, "rent", 7)]
    records = [record(1, "rent", 5), record(2, "RENT", 9)]
    assert told(compare(lines, records)) == [
        (O.MATCHED, 1, 1), (O.MISSING_BOOKS, 2, 0), (O.MISSING_BOOKS, 3, 0), (O.MISSING_LIST, 0, 2),
    ]  # fmt: skip


def test_of_equal_amounts_the_payers_own_record_goes_first() -> None:
    lines = [line(1, "Rent", 5, payer="shop b"), line(2, "Rent", 5, payer="A")]
    records = [record(1, "Rent", 5, account="A"), record(2, "Rent", 5, account="B")]
    assert told(compare(lines, records)) == [(O.MATCHED, 1, 2), (O.MATCHED, 2, 1)]


def test_many_lines_of_one_reference_take_no_long() -> None:
    lines = [line(n, "SALARY 2026", 5, day=100 + n % 4) for n in range(1, 20_001)]
    records = [record(n, f"SALARY 2026 {n}", 5, day=100 + n % 3) for n in range(1, 20_001)]
    entries = compare(lines, records)
    assert Counter(e.outcome for e in entries) == {O.MATCHED: 20_000}
