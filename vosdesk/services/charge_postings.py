"""The bulk form of posting: charges of many calls, on the ledgers of many accounts held in one transaction.

Beside ``postings.post`` the only place that moves a balance. A charge is a fact and knows no limit: whether a call may
be made is decided before it, by ``domain.billing``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vosdesk.contract.ids import AccountId, CallId, RateGroupId, Time
from vosdesk.domain import paths
from vosdesk.domain.billing import Due, Find, Link, groups_of
from vosdesk.domain.ledger import GENESIS, chain_hash, moment
from vosdesk.storage.repositories.charges import Head
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit, WriteUnit


class Chain(NamedTuple):
    """An account and its agents upwards, and the decks that each of them is billed by."""

    account: AccountId
    name: str
    upwards: tuple[Link, ...]
    decks: tuple[tuple[Find, ...], ...]


_Call = tuple[CallId, str, str, Time, int, Sequence[Due]]
"""A call as its charges name it, in the order of their fields, and what each account of its chain owes."""


class _End:
    """Where a ledger stands: the balance, the number and the hash of its last entry; and the time of the next ones."""

    __slots__ = ("balance", "hash", "seq", "time")

    def __init__(self, row: AnyRow, time: Time) -> None:
        self.time = time
        self.balance: int = row.balance
        self.seq: int = row.last_seq
        self.hash = GENESIS if row.last_hash is None else bytes(row.last_hash)


class Ledgers:
    """The accounts of the chains that a batch of calls needs, held, with where their ledgers stand.

    Calls are charged first, which moves the balances that the next ones are judged by; their entries are made when
    they are stored, one at a time as the database takes them.
    """

    def __init__(
        self, unit: ReadUnit, numbers: Iterable[str], deck: Callable[[RateGroupId], Find], *, lock: bool
    ) -> None:
        self._deck = deck
        self._held = _rows(unit, sorted(set(numbers)), lock=lock)
        self._links = {AccountId(row.id): _link(row) for row in self._held}
        self._rows = {row.number: row for row in self._held}
        self._chains: dict[str, Chain | None] = {}
        self._calls: list[_Call] = []

    def chain(self, number: str) -> Chain | None:
        """The chain of the account that has this number, None where there is none."""
        if number not in self._chains:
            self._chains[number] = self._chain(number)
        return self._chains[number]

    def _chain(self, number: str) -> Chain | None:
        row = self._rows.get(number)
        if row is None:
            return None
        links = [self._links[account] for account in paths.from_text(row.path)]
        decks = [tuple([self._deck(group) for group in groups]) for groups in groups_of(links)]
        return Chain(AccountId(row.id), row.name, tuple(reversed(links)), tuple(reversed(decks)))

    def charge(self, call: CallId, caller: str, callee: str, start: Time, hold: int, due: Sequence[Due]) -> None:
        """Charge every account of a chain what it owes for a call."""
        for link, fee, _ in due:
            link.balance -= fee
        if due:
            self._calls.append((call, caller, callee, start, hold, due))

    def store(self, unit: WriteUnit, now: Time) -> list[AccountId]:
        """Write the charges and the balances that they lead to; the accounts that were charged."""
        if not self._calls:
            return []
        last = unit.accounts.last_times(AccountId(row.id) for row in self._held)
        ends = {AccountId(row.id): _End(row, moment(now, last[row.id])) for row in self._held}
        unit.charges.append(_entries(self._calls, ends))
        moved = sorted(row.id for row in self._held if ends[row.id].seq > row.last_seq)
        unit.charges.move([Head(account, (end := ends[account]).balance, end.seq, end.hash) for account in moved])
        return moved


def _entries(calls: Iterable[_Call], ends: Mapping[AccountId, _End]) -> Iterator[tuple[Any, ...]]:
    """The charges of calls, each with its hash behind; ``ends`` move along."""
    for call, caller, callee, start, hold, due in calls:
        for link, fee, terms in due:
            account = link.id
            end = ends[account]
            before = end.balance
            after = end.balance = before - fee
            seq = end.seq = end.seq + 1
            # The fields of a ledger.Charge, in their order: made by the million, they stay a plain tuple.
            charge = (
                account, seq, call, -fee, before, after, end.time, link.agent_id, caller, callee, start, hold,
                terms.rate_group_id, terms.rate_group, terms.code, terms.area_name, terms.price, terms.cycle,
                terms.sections_text, terms.tax,
            )  # fmt: skip
            digest = end.hash = chain_hash(end.hash, charge)
            # The driver of SQLite looks for a way to adapt each of the bytes that it is given; a bytearray it takes.
            yield (*charge, bytearray(digest))


def _rows(unit: ReadUnit, numbers: list[str], *, lock: bool) -> Sequence[AnyRow]:
    """The accounts with these numbers and all above them; a move that went on meanwhile is followed."""
    while True:
        asked = unit.accounts.numbered(numbers)
        ids = {account for row in asked for account in paths.from_text(row.path)}
        rows = unit.accounts.billed(ids, lock=lock)
        now = {row.id: row.path for row in rows}
        if all(now.get(row.id) == row.path for row in asked):
            return rows


def _link(row: AnyRow) -> Link:
    groups = dict.fromkeys(
        RateGroupId(group) for group in (row.private_rate_group_id, row.rate_group_id) if group is not None
    )
    return Link(
        id=AccountId(row.id),
        number=row.number,
        agent_id=None if row.agent_id is None else AccountId(row.agent_id),
        balance=row.balance,
        overdraft=row.overdraft,
        active=row.active,
        locked=row.locked,
        expires=Time(row.expires),
        lower_rate=row.lower_rate,
        groups=tuple(groups),
    )
