"""An independent look at the stored ledger: sequence, sums, hashes, balances, cover."""

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, text

from vosdesk.domain.ledger import GENESIS, Charge, Entry
from vosdesk.storage.models import charges, payments


def check_ledger(connection: Connection) -> int:
    """Assert that every account's records chain, add up and lead to its balance; returns how many records."""
    accounts = {row.id: row for row in connection.execute(text("select * from accounts"))}
    last: dict[int, tuple[int, bytes, int]] = dict.fromkeys(accounts, (0, GENESIS, 0))
    count = 0
    for row in _entries(connection):
        seq, previous, balance = last[row.account_id]
        assert row.seq == seq + 1, f"a gap before record {row.id}"
        assert row.balance_before == balance, f"record {row.id} begins elsewhere"
        assert row.balance_after == row.balance_before + row.amount
        assert bytes(row.hash) == _hash(previous, row), f"record {row.id} was changed"
        last[row.account_id] = (row.seq, bytes(row.hash), row.balance_after)
        count += 1
    for account, (seq, digest, balance) in last.items():
        assert seq > 0, f"account {account} was opened without a record"
        assert (accounts[account].balance, accounts[account].last_seq) == (balance, seq)
        assert bytes(accounts[account].last_hash) == digest
    for agent in (a for a in accounts.values() if a.lower_rate):
        used = sum(max(0, s.balance + s.overdraft) for s in accounts.values() if s.agent_id == agent.id and s.active)
        assert used <= max(0, agent.balance), f"the cover of {agent.number} is short"
    return count


def _entries(connection: Connection) -> list[Any]:
    found = [row for table in (payments, charges) for row in connection.execute(table.select())]
    return sorted(found, key=lambda row: (row.account_id, row.seq))


def _hash(previous: bytes, row: Any) -> bytes:
    """The hash that an entry should have, by the standard library's JSON."""
    fields = [getattr(row, name) for name in (Charge if "call_id" in row._fields else Entry)._fields]
    return hashlib.sha256(previous + json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).digest()
