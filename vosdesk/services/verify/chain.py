"""The entries of every account, one after another: sequence, sums, hashes, and where they lead.

Payments and charges come as two ordered streams and are read as the one sequence that they are. Memory does not grow
with the number of entries.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from vosdesk.contract.codec import encode
from vosdesk.contract.errors import Code
from vosdesk.contract.verification import Finding, Params
from vosdesk.domain.ledger import GENESIS, chain_hash
from vosdesk.services.verify.watch import EVERY, Watch
from vosdesk.storage.snapshot import Book, Raw, Snapshot

Report = Callable[[Finding], None]


class _Before(NamedTuple):
    """Where an account stood before an entry: its balance, its last hash, and the id of its last entry in the table."""

    balance: int
    hash: bytes
    id: int


class Stream:
    """The entries of one table in order, with the first one that was not looked at."""

    def __init__(self, snapshot: Snapshot, book: Book) -> None:
        self.noun = str(book.table.name)
        self.rows: Iterator[Raw] = snapshot.entries(book)
        self.width = len(book.hashed)
        self.amount, self.before, self.after = (
            book.hashed.index(name) for name in ("amount", "balance_before", "balance_after")
        )
        self.snapshots = tuple((name, book.hashed.index(name)) for name in book.snapshots)
        first, second = self.snapshots[0][1], self.snapshots[-1][1]
        self.layout = (
            self.rows, self.width, self.width + 1, self.amount, self.before, self.after, first, second,
        )  # fmt: skip
        """What the walk needs of every row, in one piece."""
        self.count = 0
        self.last = 0
        """The id of the last entry of the account that was looked at."""
        self.head: Any = next(self.rows, None)

    def skip(self) -> None:
        """Go to the next entry."""
        self.count += 1
        self.head = next(self.rows, None)

    def at(self, account: int) -> bool:
        """Whether the next entry is one of this account."""
        return self.head is not None and self.head[0] == account


class Chain:
    """Walks through every account. ``check`` returns how many accounts and entries there were."""

    def __init__(self, snapshot: Snapshot, streams: list[Stream], report: Report, watch: Watch) -> None:
        self._snapshot = snapshot
        self._streams = streams
        self._report = report
        self._watch = watch
        self._left = EVERY
        self._begin(0)

    def check(self) -> int:
        """Look at every entry; returns how many accounts there are."""
        accounts = 0
        for account, number, balance, last_seq, last_hash in self._snapshot.accounts():
            self._strangers(account)
            self._begin(account)
            self._entries()
            self._end(number, balance, last_seq, last_hash)
            accounts += 1
        self._strangers(None)
        self._watch.advance(EVERY - self._left)
        return accounts

    def _begin(self, account: int) -> None:
        self._account = account
        self._seq = 0
        self._balance = 0
        self._hash = GENESIS
        self._doubtful = False
        """Whether the last entry was found wrong: then what does not follow from it is no news."""
        self._computed = GENESIS
        """What the hash of an entry that was found wrong should be."""
        self._lost = False
        """Whether entries are missing before this one: then its hash cannot be computed."""

    def _entries(self) -> None:
        """Look at the entries of the account one after another, from whichever table the next one comes."""
        streams, account, left = self._streams, self._account, self._left
        seq, balance, previous = 1, 0, GENESIS
        for stream in streams:
            stream.last = 0
        while True:
            for stream in streams:
                row = stream.head
                if row is not None and row[1] == seq and row[0] == account:
                    break
            else:
                found = self._jump(seq)
                if found is None:
                    break
                seq, stream = found
                row = stream.head
            rows, width, place, amount, before, after, first, second = stream.layout
            last, begun = stream.last, seq
            while row is not None and row[1] == seq and row[0] == account:
                try:
                    digest = sha256(previous + encode(row[:width])).digest()
                    wrong = (
                        digest != row[place]
                        or row[before] != balance
                        or row[after] - balance != row[amount]
                        or row[width] <= last
                        or not row[first]
                        or not row[second]
                        or self._doubtful
                    )
                except TypeError:  # SQLite keeps a text where a number belongs
                    digest, wrong = b"", True
                if wrong:
                    self._explain(stream, row, _Before(balance, previous, last), digest)
                previous, balance, last = row[place], row[after], row[width]
                seq += 1
                left -= 1
                if not left:
                    left = EVERY
                    self._watch.advance(EVERY)
                row = next(rows, None)
            stream.head, stream.last = row, last
            stream.count += seq - begun
        self._seq, self._balance, self._hash, self._left = seq - 1, balance, previous, left

    def _explain(self, stream: Stream, row: Raw, came: "_Before", digest: bytes) -> None:
        """Say what is wrong with an entry that does not fit; nothing when only the one before it was wrong."""
        follows = self._doubtful
        found: list[tuple[Code, Params]] = []
        if not self._lost:
            if follows and digest != row[-1] and chain_hash(self._computed, row[: stream.width]) == row[-1]:
                digest = row[-1]
            if digest != row[-1]:
                found.append((Code.VERIFY_HASH, {}))
            if row[stream.before] != came.balance and not follows:
                found.append((Code.VERIFY_BALANCE_BEFORE, {"due": came.balance, "booked": row[stream.before]}))
        if not _adds_up(row[stream.before], row[stream.amount], row[stream.after]):
            found.append((Code.VERIFY_SUM, {"amount": row[stream.amount], "booked": row[stream.after]}))
        if row[stream.width] <= came.id:
            found.append((Code.VERIFY_ORDER, {"before": came.id}))
        missing = [name for name, place in stream.snapshots if not row[place]]
        if missing:
            found.append((Code.VERIFY_SNAPSHOT, {"fields": missing}))
        for code, params in found:
            self._tell(code, stream, row, params)
        self._computed = row[-1] if self._lost else digest
        self._doubtful = bool(found) or self._lost
        self._lost = False

    def _jump(self, seq: int) -> tuple[int, Stream] | None:
        """The next entry has another number than ``seq``: the number it has, and where it is; None at the end."""
        while going := [stream for stream in self._streams if stream.at(self._account)]:
            stream = min(going, key=_number)
            found = stream.head[1]
            numbered = isinstance(found, int)
            code = Code.VERIFY_DOUBLE if numbered and found < seq else Code.VERIFY_GAP
            self._tell(code, stream, stream.head, {"expected": seq, "found": found})
            self._lost = self._doubtful = True
            if numbered:
                return found, stream
            stream.skip()
        return None

    def _strangers(self, account: int | None) -> None:
        """Pass over entries of accounts that there are not: what refers to nothing is told elsewhere."""
        for stream in self._streams:
            while stream.head is not None and (account is None or _precedes(stream.head[0], account)):
                stream.skip()

    def _end(self, number: str, balance: int, last_seq: int, last_hash: bytes | None) -> None:
        """Compare the account with its last entry."""
        found: list[tuple[Code, Params]] = []
        if not self._seq:
            found.append((Code.VERIFY_NO_ENTRY, {}))
        else:
            if last_seq != self._seq:
                found.append((Code.VERIFY_LAST, {"expected": self._seq, "found": last_seq}))
            elif last_hash != self._hash and not (self._doubtful and last_hash == self._computed):
                found.append((Code.VERIFY_LAST_HASH, {}))
            if balance != self._balance and not self._doubtful:
                found.append((Code.VERIFY_BALANCE, {"due": self._balance, "booked": balance}))
        for code, params in found:
            told: Params = {"account": number, **{name: _shown(value) for name, value in params.items()}}
            self._report(Finding(code=code, noun="accounts", id=self._account, params=told))

    def _tell(self, code: Code, stream: Stream, row: Raw, params: Params) -> None:
        known = {"account_id": self._account, "seq": _shown(row[1]), **{k: _shown(v) for k, v in params.items()}}
        self._report(Finding(code=code, noun=stream.noun, id=row[stream.width], params=known))


def _number(stream: Stream) -> tuple[bool, Any]:
    """The number of the next entry; what is no number comes last, as it does in SQLite."""
    return not isinstance(stream.head[1], int), stream.head[1]


def _precedes(found: Any, account: int) -> bool:
    return isinstance(found, int) and found < account


def _adds_up(before: Any, amount: Any, after: Any) -> bool:
    numbers = isinstance(before, int) and isinstance(amount, int) and isinstance(after, int)
    return numbers and bool(before + amount == after)


def _shown(value: Any) -> str | int | list[str]:
    return value if isinstance(value, int | str | list) else repr(value)
