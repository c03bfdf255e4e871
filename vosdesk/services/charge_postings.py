"""The bulk form of posting: charges of many calls, on the ledgers of many accounts held in one transaction.

Beside ``postings.post`` the only place that moves a balance. A charge is a fact and knows no limit: whether a call may
be made is decided before it, by ``domain.billing``.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from vosdesk.contract.ids import AccountId, CallId, RateGroupId, Time
from vosdesk.domain import paths
from vosdesk.domain.billing import SNAPSHOT, Due, Find, Link, groups_of
from vosdesk.domain.ledger import GENESIS, chain_hash
from vosdesk.storage.repositories.charges import Head
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit, WriteUnit


class Chain(NamedTuple):
    """An account and its agents upwards, and the decks that each of them is billed by."""

    name: str
    upwards: tuple[Link, ...]
    decks: tuple[tuple[Find, ...], ...]


class Ledgers:
    """The accounts of the chains that a batch of calls needs, held, with where their ledgers stand."""

    def __init__(
        self, unit: ReadUnit, numbers: Iterable[str], deck: Callable[[RateGroupId], Find], *, lock: bool
    ) -> None:
        self._deck = deck
        rows = _rows(unit, sorted(set(numbers)), lock=lock)
        self._links = {AccountId(row.id): _link(row) for row in rows}
        self._ends = {AccountId(row.id): _end(row) for row in rows}
        self._rows = {row.number: row for row in rows}
        self._chains: dict[str, Chain | None] = {}
        self._entries: list[tuple[Any, ...]] = []

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
        decks = [tuple(self._deck(group) for group in groups) for groups in groups_of(links)]
        return Chain(row.name, tuple(reversed(links)), tuple(reversed(decks)))

    def charge(
        self, call: CallId, caller: str, callee: str, start: Time, hold: int, due: Sequence[Due], now: Time
    ) -> None:
        """Charge every account of a chain what it owes for a call."""
        said = (caller, callee, start, hold)
        for link, fee, terms in due:
            account, before = link.id, link.balance
            seq, previous = self._ends[account]
            after = link.balance = before - fee
            seq += 1
            # The fields of a ledger.Charge, in their order: made by the million, they stay a plain tuple.
            charge = (account, seq, call, -fee, before, after, now, link.agent_id, *said, *terms[:SNAPSHOT])
            digest = chain_hash(previous, charge)
            self._ends[account] = seq, digest
            self._entries.append((*charge, digest))

    def store(self, unit: WriteUnit) -> list[AccountId]:
        """Write the charges and the balances that they lead to; the accounts that were charged."""
        charged = sorted({entry[0] for entry in self._entries})
        if self._entries:
            heads = [Head(account, self._links[account].balance, *self._ends[account]) for account in charged]
            unit.charges.append(self._entries, heads)
        return charged


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


def _end(row: AnyRow) -> tuple[int, bytes]:
    return row.last_seq, GENESIS if row.last_hash is None else bytes(row.last_hash)
