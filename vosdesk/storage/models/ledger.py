"""What moves balances: payments, and calls with their charges."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from vosdesk.contract import text_rules
from vosdesk.contract.calls import FLOW_LENGTH, PARTY_LENGTH
from vosdesk.storage.models.columns import NEVER_GIVEN_AGAIN, metadata, text, version
from vosdesk.storage.types import Id, Micros, exact

payments = Table(
    "payments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("key", exact(36), nullable=False),
    Column("kind", Integer, nullable=False),
    Column("mode", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("balance_before", BigInteger, nullable=False),
    Column("balance_after", BigInteger, nullable=False),
    Column("time", Micros, nullable=False),
    Column("operator_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False),
    Column("operator", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("memo", String(text_rules.MEMO_LENGTH), nullable=False),
    Column("account_number", exact(text_rules.NUMBER_LENGTH), nullable=False),
    Column("account_name", String(text_rules.NAME_LENGTH), nullable=False),
    Column("agent_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT")),
    Column("agent_number", exact(text_rules.NUMBER_LENGTH), nullable=False),
    Column("agent_name", String(text_rules.NAME_LENGTH), nullable=False),
    Column("reverses", Id, ForeignKey("payments.id", ondelete="RESTRICT"), unique=True),
    # For administrators and operators: no agent writes or reads it.
    text("note", text_rules.MEMO_LENGTH),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("account_id", "seq"),
    UniqueConstraint("key", "account_id"),
    CheckConstraint("balance_after = balance_before + amount", name="sum"),
    Index("ix_payments_account_time", "account_id", "time", "id"),
    # The account is in these so that what a user may not see is passed over in the index alone.
    Index("ix_payments_time", "time", "id", "account_id"),
    Index("ix_payments_amount", "amount", "id", "account_id"),
    Index("ix_payments_number", "account_number", "id", "account_id"),
)
"""Append-only: triggers refuse UPDATE and DELETE (see the migrations)."""

call_imports = Table(
    "call_imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("time", Micros, nullable=False),
    Column("operator_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False),
    Column("operator", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("name", String(255), nullable=False),
)
"""Files of call records that were imported, by whom."""

calls = Table(
    "calls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("flow", exact(FLOW_LENGTH), nullable=False, unique=True),
    Column("import_id", Id, ForeignKey("call_imports.id", ondelete="RESTRICT"), nullable=False, index=True),
    Column("caller", exact(PARTY_LENGTH), nullable=False),
    Column("callee", exact(PARTY_LENGTH), nullable=False),
    # NULL where no account has the number that the record names.
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT")),
    Column("account_number", exact(PARTY_LENGTH), nullable=False),
    Column("account_name", String(text_rules.NAME_LENGTH), nullable=False),
    Column("start", Micros, nullable=False),
    Column("stop", Micros, nullable=False),
    Column("hold", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    # The code of the refusal, and the account of the chain that it is about; "" and NULL for a rated call.
    Column("reason", String(32), nullable=False),
    Column("refused_by", Id, ForeignKey("accounts.id", ondelete="RESTRICT")),
    Column("decided", Micros, nullable=False),
    CheckConstraint("hold >= 0 AND stop >= start", name="duration"),
    CheckConstraint(
        "(state = 1 AND reason = '' AND account_id IS NOT NULL) OR (state = 2 AND reason <> '')", name="state"
    ),
    Index("ix_calls_account_start", "account_id", "start", "id"),
    Index("ix_calls_start", "start", "id"),
)
"""Call records. Triggers let a refused call be decided anew; nothing else of a call changes, and none is deleted."""
# Of many millions of calls a few are refused: they are found without a look at the others.
Index(
    "ix_calls_refused",
    calls.c.start,
    calls.c.id,
    sqlite_where=calls.c.state == literal_column("2"),
    postgresql_where=calls.c.state == literal_column("2"),
)

call_templates = Table(
    "call_templates",
    metadata,
    Column("id", Id, primary_key=True),
    version(),
    Column("name", exact(text_rules.NAME_LENGTH), nullable=False, unique=True),
    Column("signature", Text, nullable=False),
    Column("columns", Text, nullable=False),
    Column("created_by", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("created", Micros, nullable=False),
    **NEVER_GIVEN_AGAIN,
)
"""Which column of a file of calls says what, by the file's header line."""

charges = Table(
    "charges",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT"), nullable=False),
    # One sequence, one chain of hashes and one balance with the account's payments.
    Column("seq", BigInteger, nullable=False),
    Column("call_id", Id, ForeignKey("calls.id", ondelete="RESTRICT"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("balance_before", BigInteger, nullable=False),
    Column("balance_after", BigInteger, nullable=False),
    Column("time", Micros, nullable=False),
    # The agent of that moment, whose own charge for the call is what it cost him.
    Column("agent_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT")),
    Column("caller", exact(PARTY_LENGTH), nullable=False),
    Column("callee", exact(PARTY_LENGTH), nullable=False),
    Column("start", Micros, nullable=False),
    Column("hold", Integer, nullable=False),
    # The rate as it was. Its group may be deleted since: an id without a foreign key.
    Column("rate_group_id", BigInteger, nullable=False),
    Column("rate_group", String(text_rules.NAME_LENGTH), nullable=False),
    Column("code", exact(2 * text_rules.PREFIX_LENGTH), nullable=False),
    Column("area_name", String(128), nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("cycle", Integer, nullable=False),
    Column("sections", Text, nullable=False),
    Column("tax", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("account_id", "seq"),
    UniqueConstraint("call_id", "account_id"),
    CheckConstraint("amount <= 0 AND balance_after = balance_before + amount", name="sum"),
    # With the amount, so that what an account used on a day is answered by the index alone.
    Index("ix_charges_account_start", "account_id", "start", "amount"),
)
"""What calls cost: one entry for every account of the chain. Append-only, as payments are."""
