"""An independent look at the stored ledger: sequence, sums, hashes, balances, cover."""

from typing import Any

from sqlalchemy import Connection, text

from vosdesk.contract.ids import AccountId, Key, Time
from vosdesk.contract.money import Money
from vosdesk.contract.payments import PaymentKind, PaymentMode
from vosdesk.domain.ledger import GENESIS, Entry, entry_hash


def check_ledger(connection: Connection) -> int:
    """Assert that every account's records chain, add up and lead to its balance; returns how many records."""
    accounts = {row.id: row for row in connection.execute(text("select * from accounts"))}
    last: dict[int, tuple[int, bytes, int]] = dict.fromkeys(accounts, (0, GENESIS, 0))
    count = 0
    for row in connection.execute(text("select * from payments order by account_id, seq")):
        seq, previous, balance = last[row.account_id]
        assert row.seq == seq + 1, f"a gap before record {row.id}"
        assert row.balance_before == balance, f"record {row.id} begins elsewhere"
        assert row.balance_after == row.balance_before + row.amount
        assert bytes(row.hash) == entry_hash(previous, _entry(row)), f"record {row.id} was changed"
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


def _entry(row: Any) -> Entry:
    return Entry(
        account=AccountId(row.account_id),
        seq=row.seq,
        key=Key(row.key),
        kind=PaymentKind(row.kind),
        mode=PaymentMode(row.mode),
        amount=Money(row.amount),
        balance_before=Money(row.balance_before),
        balance_after=Money(row.balance_after),
        time=Time(row.time),
        operator=row.operator,
        memo=row.memo,
        account_number=row.account_number,
        account_name=row.account_name,
        agent_number=row.agent_number,
        agent_name=row.agent_name,
        reverses=row.reverses,
    )
