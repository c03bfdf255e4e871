"""A list of payments beside the records of them: which line is which record, and what has no partner.

Lines and records that share a reference make a group. Within it equal amounts belong together; of what is left, lines
and records pair as differing; what still has no partner is missing on the other side, unless its own side has the same
reference and amount a second time: then it is doubled. A reference without a digit tells nothing of what is left. What
has no partner by a reference may have one by amount, day and payer, which is suggested only. Nothing here depends on
the order of lines or records.
"""

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from vosdesk.contract.reconciliation import ListOutcome as Outcome
from vosdesk.contract.reconciliation import MatchedBy

_WORD = re.compile(r"[0-9a-z]+|[^\W_]+")
_INNER = "-_/."
"""Signs that hold a word together when a letter or digit stands behind them."""
_LEAST = 4
"""Signs of a reference that is looked for within texts: shorter ones stand in many by accident."""

Progress = Callable[[int, int], None]
T = TypeVar("T")


class Line(NamedTuple):
    """A line of the list that could be read. ``day`` is None where it says none."""

    number: int
    reference: str
    payer: str
    day: int | None
    amount: int


class Record(NamedTuple):
    """A payment record of the period. ``texts`` are those that may hold a reference, the memo first."""

    id: int
    day: int
    amount: int
    account_number: str
    account_name: str
    texts: tuple[str, ...]
    reversed: bool = False


class Entry(NamedTuple):
    """Where a line, a record, or both stand. A suggested partner stands somewhere itself."""

    outcome: Outcome
    line: Line | None = None
    record: Record | None = None
    by: MatchedBy | None = None
    suggested_line: Line | None = None
    suggested_record: Record | None = None


_Found = tuple[MatchedBy, Record]


def folded(text: str) -> str:
    """A text as references are compared: without case, full-width signs and blanks around it."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(plain.casefold().split())


class _Known:
    """The references of the list, found in texts as a whole or as a word."""

    def __init__(self, amounts: Mapping[str, set[int]]) -> None:
        self._amounts = amounts
        self._by_word: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        for reference in amounts:
            words = list(_WORD.finditer(reference))
            core = reference[words[0].start() : words[-1].end()] if words else ""
            if len(core) >= _LEAST and any(sign.isdecimal() for sign in core):
                # The longest word with a digit is the rarest one: the others may stand in every reference.
                telling = max(words, key=lambda w: (any(s.isdecimal() for s in w[0]), len(w[0]), w.start()))
                self._by_word[telling[0]].append((core, telling.start() - words[0].start(), reference))

    def find(self, record: Record) -> tuple[str, MatchedBy] | None:
        """The reference that a record's texts are, or hold."""
        texts = [folded(text) for text in record.texts if text.strip()]
        for text in texts:
            if text in self._amounts:
                return text, MatchedBy.REFERENCE
        found = {reference for text in texts for reference in self._within(text)}
        if not found:
            return None
        best = min(found, key=lambda ref: (record.amount not in self._amounts[ref], -len(ref), ref))
        return best, MatchedBy.WORDS

    def _within(self, text: str) -> Iterable[str]:
        for word in _WORD.finditer(text):
            for core, offset, reference in self._by_word.get(word[0], ()):
                begin = word.start() - offset
                if begin >= 0 and text.startswith(core, begin) and _parted(text, begin, begin + len(core)):
                    yield reference


def _parted(text: str, begin: int, end: int) -> bool:
    """Whether what stands between is a word of its own: letters of another script part words as blanks do."""
    before, after = text[:begin][-2:], text[end : end + 2]
    return not (_joined(text[begin], before[::-1]) or _joined(text[end - 1], after))


def _joined(edge: str, beside: str) -> bool:
    if not beside:
        return False
    near = beside[0]
    if near in _INNER and len(beside) > 1:
        near = beside[1]
    return near.isalnum() and near.isascii() == edge.isascii()


def _line_order(line: Line) -> tuple[Any, ...]:
    # What is written otherwise and means the same has an order too: the number of a line decides between equals only.
    plain = folded(line.payer), folded(line.reference)
    return line.amount, line.day or 0, *plain, line.payer, line.reference, line.day is None, line.number


def _record_order(record: Record) -> tuple[Any, ...]:
    return record.amount, record.day, record.account_number, record.texts, record.account_name, record.id


def reconcile(
    lines: Sequence[Line], records: Sequence[Record], first_day: int, last_day: int, progress: Progress
) -> list[Entry]:
    """Every line and every record in one entry each. ``progress`` is called now and then, and may raise."""
    made = [Entry(Outcome.REVERSED, record=record) for record in sorted(records, key=_record_order) if record.reversed]
    groups: dict[str, _Group] = {}
    alone: list[Line] = []
    for line in sorted(lines, key=_line_order):
        reference = folded(line.reference)
        if line.day is not None and not first_day <= line.day <= last_day:
            made.append(Entry(Outcome.OUTSIDE, line=line))
        elif reference:
            groups.setdefault(reference, _Group(reference)).lines.append(line)
        else:
            alone.append(line)
    known = _Known({reference: {line.amount for line in group.lines} for reference, group in groups.items()})
    for done, record in enumerate(sorted(records, key=_record_order)):
        if not done % 1_000:
            progress(done, len(records))
        found = None if record.reversed else known.find(record)
        if found is not None:
            groups[found[0]].records.append((found[1], record))
        elif not record.reversed:
            made.append(Entry(Outcome.MISSING_LIST, record=record))
    for reference in sorted(groups):
        made += groups[reference].settled()
    made += [Entry(Outcome.MISSING_BOOKS, line=line) for line in alone]
    progress(len(records), len(records))
    return _suggested(made)


class _Group:
    """The lines and the records of one reference, in their order.

    A reference without a digit is a word that many payments share: it holds equal amounts together and no more.
    """

    def __init__(self, reference: str) -> None:
        self._tells = any(sign.isdecimal() for sign in reference)
        self.lines: list[Line] = []
        self.records: list[_Found] = []

    def settled(self) -> list[Entry]:
        """All of them in entries."""
        lines: dict[int, list[Line]] = defaultdict(list)
        records: dict[int, list[_Found]] = defaultdict(list)
        for line in self.lines:
            lines[line.amount].append(line)
        for found in sorted(self.records, key=lambda f: (f[0] is not MatchedBy.REFERENCE, _record_order(f[1]))):
            records[found[1].amount].append(found)
        made: list[Entry] = []
        for amount in sorted(lines.keys() & records.keys()):
            pairs, lines[amount], records[amount] = _equal(lines[amount], records[amount])
            made += [Entry(Outcome.MATCHED, line=line, record=record, by=by) for line, (by, record) in pairs]
        placed = {entry.line.amount for entry in made if entry.line is not None}
        for positive in (True, False):
            ours = [line for amount in sorted(lines) if (amount > 0) is positive for line in lines[amount]]
            theirs = [found for amount in sorted(records) if (amount > 0) is positive for found in records[amount]]
            if self._tells:
                made += _left(ours, theirs, placed)
            else:
                made += [Entry(Outcome.MISSING_BOOKS, line=line) for line in ours]
                made += [Entry(Outcome.MISSING_LIST, record=record) for _, record in theirs]
        return made


def _equal(lines: list[Line], records: list[_Found]) -> tuple[list[tuple[Line, _Found]], list[Line], list[_Found]]:
    """Lines and records of one amount in pairs, the likelier ones first; and what is left of both."""
    pairs: list[tuple[Line, _Found]] = []
    for of_line, of_record in _LIKENESS:
        waiting: dict[tuple[object, ...], deque[_Found]] = defaultdict(deque)
        for found in records:
            waiting[of_record(found[1])].append(found)
        rest: list[Line] = []
        for line in lines:
            fitting = waiting.get(of_line(line))
            if fitting:
                pairs.append((line, fitting.popleft()))
            else:
                rest.append(line)
        taken = {record.id for _, (_, record) in pairs}
        lines, records = rest, [found for found in records if found[1].id not in taken]
    return pairs, lines, records


_LIKENESS: tuple[tuple[Callable[[Line], tuple[object, ...]], Callable[[Record], tuple[object, ...]]], ...] = (
    (lambda line: (line.day, folded(line.payer)), lambda record: (record.day, folded(record.account_number))),
    (lambda line: (line.day, folded(line.payer)), lambda record: (record.day, folded(record.account_name))),
    (lambda line: (line.day,), lambda record: (record.day,)),
    (lambda line: (), lambda record: ()),
)
"""What a line and a record of one amount have in common, the most first: the day and the payer, the day, nothing."""


def _left(lines: Sequence[Line], records: Sequence[_Found], placed: set[int]) -> list[Entry]:
    """What has no partner of the same amount: the first of each amount pairs first, as differing."""
    ours = _again(lines, lambda line: line.amount, placed)
    theirs = _again(records, lambda found: found[1].amount, placed)
    pairs = min(len(ours), len(theirs))
    made = [
        Entry(Outcome.DIFFERS, line=line, record=found[1], by=found[0])
        for (_, line), (_, found) in zip(ours[:pairs], theirs[:pairs], strict=True)
    ]
    made += [Entry(Outcome.DOUBLED_LIST if again else Outcome.MISSING_BOOKS, line=line) for again, line in ours[pairs:]]
    made += [
        Entry(Outcome.DOUBLED_BOOKS if again else Outcome.MISSING_LIST, record=f[1]) for again, f in theirs[pairs:]
    ]
    return made


def _again(items: Sequence[T], amount: Callable[[T], int], placed: set[int]) -> list[tuple[bool, T]]:
    """Each with whether its amount stood on its side before, those for the first time first."""
    seen = set(placed)
    made: list[tuple[bool, T]] = []
    for item in items:
        made.append((amount(item) in seen, item))
        seen.add(amount(item))
    return sorted(made, key=lambda found: found[0])


def _number_of(record: Record) -> str:
    return record.account_number


def _name_of(record: Record) -> str:
    return record.account_name


_NAMES: tuple[Callable[[Record], str], ...] = (_number_of, _name_of)


def _suggested(entries: list[Entry]) -> list[Entry]:
    """The entries, with partners suggested to what is missing: the account's number goes before its name."""
    partners: dict[int, Line] = {}
    wanted: dict[int, Record] = {}
    for name in _NAMES:
        waiting: dict[tuple[int, int, str], deque[Record]] = defaultdict(deque)
        for entry in entries:
            record = entry.record
            if (
                entry.outcome is Outcome.MISSING_LIST
                and record is not None
                and record.id not in partners
                and name(record)
            ):
                waiting[(record.amount, record.day, folded(name(record)))].append(record)
        for entry in entries:
            line = entry.line
            if entry.outcome is not Outcome.MISSING_BOOKS or line is None or line.day is None or line.number in wanted:
                continue
            found = waiting.get((line.amount, line.day, folded(line.payer)))
            if found:
                record = found.popleft()
                partners[record.id], wanted[line.number] = line, record
    made = []
    for entry in entries:
        if entry.outcome is Outcome.MISSING_LIST and entry.record is not None and entry.record.id in partners:
            entry = entry._replace(suggested_line=partners[entry.record.id])
        elif entry.outcome is Outcome.MISSING_BOOKS and entry.line is not None and entry.line.number in wanted:
            entry = entry._replace(suggested_record=wanted[entry.line.number])
        made.append(entry)
    return made
