"""The tables. Money is in micro-units, prices in nano-units, times in microseconds UTC; never a float."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
    true,
)

from vosdesk.contract import text_rules
from vosdesk.contract.calls import FLOW_LENGTH, PARTY_LENGTH
from vosdesk.contract.money import MAX_MONEY
from vosdesk.contract.permissions import AccountRight, GroupRight, Right
from vosdesk.contract.rates import Section
from vosdesk.contract.verification import Report
from vosdesk.storage.types import Id, Json, Micros, exact

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


NEVER_GIVEN_AGAIN: dict[str, Any] = {"sqlite_autoincrement": True}
"""For what is deleted: whoever still has the id of a row that is gone must not meet another one under it."""


def _flag(name: str, on: bool = False) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=False, server_default=true() if on else false())


def _text(name: str, length: int) -> Column[str]:
    return Column(name, String(length), nullable=False, server_default="")


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False, server_default="1")


templates = Table(
    "templates",
    metadata,
    Column("id", Id, primary_key=True),
    _version(),
    Column("name", exact(text_rules.NAME_LENGTH), nullable=False, unique=True),
    Column("type", String(16), nullable=False),
    _flag("shipped"),
    Column("rights", Json[frozenset[Right]](frozenset[Right]), nullable=False),
    _text("memo", text_rules.MEMO_LENGTH),
    **NEVER_GIVEN_AGAIN,
)

users = Table(
    "users",
    metadata,
    Column("id", Id, primary_key=True),
    _version(),
    Column("login", exact(text_rules.LOGIN_LENGTH), nullable=False, unique=True),
    _text("name", text_rules.NAME_LENGTH),
    Column("type", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    _flag("must_change_password"),
    _flag("locked"),
    Column("expires", Micros, nullable=False),
    Column("template_id", Id, ForeignKey("templates.id", ondelete="RESTRICT"), index=True),
    Column("rights", Json[frozenset[Right]](frozenset[Right]), nullable=False),
    _text("memo", text_rules.MEMO_LENGTH),
    _text("created_by", text_rules.LOGIN_LENGTH),
    Column("created", Micros, nullable=False),
    Column("last_login", Micros),
    Column("password_changed", Micros, nullable=False),
    # When he last rose to rule over users, and by whom: NULL for who does not.
    Column("privileged_since", Micros),
    _text("privileged_by", text_rules.LOGIN_LENGTH),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False, index=True),
    _text("source", 128),
    Column("created", Micros, nullable=False),
    Column("last_seen", Micros, nullable=False),
    Column("expires", Micros, nullable=False),
    _flag("locked"),
    **NEVER_GIVEN_AGAIN,
)

devices = Table(
    "devices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False, index=True),
    Column("created", Micros, nullable=False),
    Column("expires", Micros, nullable=False),
    **NEVER_GIVEN_AGAIN,
)

throttle = Table(
    "throttle",
    metadata,
    Column("name", exact(160), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", Micros, nullable=False),
    Column("until", Micros, nullable=False),
)

rate_groups = Table(
    "rate_groups",
    metadata,
    Column("id", Id, primary_key=True),
    _version(),
    Column("name", exact(text_rules.NAME_LENGTH), nullable=False),
    Column("owner_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), index=True),
    Column("announcement", Integer, nullable=False),
    _text("memo", text_rules.MEMO_LENGTH),
    Column("created", Micros, nullable=False),
    # Counts the changes of the group's rates: a plan is applied to the rates that it was made for.
    Column("rates_revision", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("owner_id", "name"),
    **NEVER_GIVEN_AGAIN,
)
# A name is taken per owner: were it taken for all, an agent could find out the names of groups that he cannot see.
Index(
    "uq_rate_groups_public_name",
    rate_groups.c.name,
    unique=True,
    sqlite_where=rate_groups.c.owner_id.is_(None),
    postgresql_where=rate_groups.c.owner_id.is_(None),
)

rates = Table(
    "rates",
    metadata,
    Column("id", Id, primary_key=True),
    _version(),
    Column("rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="CASCADE"), nullable=False),
    Column("code", exact(2 * text_rules.PREFIX_LENGTH), nullable=False),
    Column("prefix", exact(text_rules.PREFIX_LENGTH), nullable=False),
    Column("area_prefix", exact(text_rules.PREFIX_LENGTH), nullable=False),
    Column("rate_type", Integer, nullable=False),
    _text("area_name", 128),
    Column("price", BigInteger, nullable=False),
    Column("cycle", Integer, nullable=False),
    Column("lock", Integer, nullable=False),
    Column("sections", Json[tuple[Section, ...]](tuple[Section, ...]), nullable=False),
    Column("tax", Integer, nullable=False),
    Column("prompt_price", BigInteger, nullable=False),
    Column("prompt_cycle", Integer, nullable=False),
    Column("effective_from", Micros, nullable=False),
    Column("effective_until", Micros, nullable=False),
    UniqueConstraint("rate_group_id", "code", "effective_from"),
    CheckConstraint("price >= 0 AND prompt_price >= 0", name="not_negative"),
    CheckConstraint("cycle > 0", name="cycle"),
    CheckConstraint("effective_until > effective_from", name="period"),
    CheckConstraint("code = prefix || area_prefix AND code <> ''", name="code"),
)

rate_imports = Table(
    "rate_imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    # The group's name stays when the group goes.
    Column("rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="SET NULL"), index=True),
    Column("rate_group", exact(text_rules.NAME_LENGTH), nullable=False),
    Column("time", Micros, nullable=False),
    Column("user_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False),
    Column("login", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("file", String(255), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("holds", String(16), nullable=False),
    Column("at", Micros),
    Column("template", String(text_rules.NAME_LENGTH), nullable=False),
    Column("sums", Json[dict[str, int]](dict[str, int]), nullable=False),
    Column("layout", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("refused", Text, nullable=False),
    Column("undone", Micros),
    _text("undone_by", text_rules.LOGIN_LENGTH),
    Index("ix_rate_imports_time", "time", "id"),
)

rate_changes = Table(
    "rate_changes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("import_id", Id, ForeignKey("rate_imports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("outcome", Integer, nullable=False),
    Column("write", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("code", exact(2 * text_rules.PREFIX_LENGTH), nullable=False),
    *(
        Column(f"{side}_{name}", kind)
        for side in ("was", "now")
        for name, kind in (
            ("prefix", exact(text_rules.PREFIX_LENGTH)),
            ("area_prefix", exact(text_rules.PREFIX_LENGTH)),
            ("rate_type", Integer()),
            ("area_name", String(128)),
            ("price", BigInteger()),
            ("cycle", Integer()),
            ("lock", Integer()),
            ("sections", Text()),
            ("tax", Integer()),
            ("prompt_price", BigInteger()),
            ("prompt_cycle", Integer()),
            ("effective_from", Micros()),
            ("effective_until", Micros()),
        )
    ),
)
"""Every rate that an import touched, as it was and as it became: what an undo goes by."""

deck_templates = Table(
    "deck_templates",
    metadata,
    Column("id", Id, primary_key=True),
    _version(),
    Column("name", exact(text_rules.NAME_LENGTH), nullable=False),
    Column("owner_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), index=True),
    Column("signature", Text, nullable=False),
    Column("layout", Text, nullable=False),
    Column("created_by", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("created", Micros, nullable=False),
    UniqueConstraint("owner_id", "name"),
    **NEVER_GIVEN_AGAIN,
)
Index(
    "uq_deck_templates_shared_name",
    deck_templates.c.name,
    unique=True,
    sqlite_where=deck_templates.c.owner_id.is_(None),
    postgresql_where=deck_templates.c.owner_id.is_(None),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    _version(),
    Column("number", exact(text_rules.NUMBER_LENGTH), nullable=False, unique=True),
    _text("name", text_rules.NAME_LENGTH),
    Column("type", Integer, nullable=False),
    Column("agent_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT"), index=True),
    Column("path", exact(400), nullable=False, index=True),
    Column("balance", BigInteger, nullable=False, server_default="0"),
    Column("overdraft", BigInteger, nullable=False, server_default="0"),
    Column("rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="RESTRICT"), index=True),
    Column("private_rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="RESTRICT"), index=True),
    _flag("lower_rate"),
    _flag("locked"),
    _flag("active", on=True),
    Column("created", Micros, nullable=False),
    Column("expires", Micros, nullable=False),
    Column("threshold", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False, server_default="0"),
    Column("last_hash", LargeBinary(32)),
    _text("memo", text_rules.MEMO_LENGTH),
    _text("company", 128),
    _text("contact", 64),
    _text("phone", 32),
    _text("email", 254),
    _text("address", 200),
    _text("postcode", 16),
    _text("id_type", 32),
    _text("id_number", 64),
    _text("bank", 128),
    CheckConstraint(f"balance BETWEEN -{MAX_MONEY} AND {MAX_MONEY}", name="balance"),
    CheckConstraint(f"overdraft BETWEEN 0 AND {MAX_MONEY}", name="overdraft"),
)

account_grants = Table(
    "account_grants",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False),
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT"), nullable=False, index=True),
    Column("rights", Json[frozenset[AccountRight]](frozenset[AccountRight]), nullable=False),
    _flag("covers_subs"),
    _text("created_by", text_rules.LOGIN_LENGTH),
    Column("created", Micros, nullable=False),
    UniqueConstraint("user_id", "account_id"),
    **NEVER_GIVEN_AGAIN,
)

group_grants = Table(
    "group_grants",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False),
    Column("rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("rights", Json[frozenset[GroupRight]](frozenset[GroupRight]), nullable=False),
    _text("created_by", text_rules.LOGIN_LENGTH),
    Column("created", Micros, nullable=False),
    UniqueConstraint("user_id", "rate_group_id"),
    **NEVER_GIVEN_AGAIN,
)

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
    _text("note", text_rules.MEMO_LENGTH),
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
    _version(),
    Column("name", exact(text_rules.NAME_LENGTH), nullable=False, unique=True),
    Column("signature", Text, nullable=False),
    Column("columns", Text, nullable=False),
    Column("created_by", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("created", Micros, nullable=False),
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

log = Table(
    "log",
    metadata,
    Column("id", Id, primary_key=True),
    Column("time", Micros, nullable=False),
    Column("user_id", Id),
    Column("login", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("source", String(128), nullable=False),
    Column("operation", exact(64), nullable=False),
    Column("noun", String(16)),
    Column("object_id", BigInteger),
    Column("label", String(128), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("code", String(64)),
    Column("params", Json[dict[str, Any]](dict[str, Any]), nullable=False),
    Column("before", Json[dict[str, Any]](dict[str, Any]), nullable=False),
    Column("after", Json[dict[str, Any]](dict[str, Any]), nullable=False),
    Index("ix_log_time", "time", "id"),
    Index("ix_log_user", "user_id", "time", "id"),
    Index("ix_log_object", "noun", "object_id"),
)

acts = Table(
    "acts",
    metadata,
    Column("key", exact(36), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False),
    Column("operation", String(64), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("result", Text, nullable=False),
    Column("time", Micros, nullable=False, index=True),
)
"""What was done under which key, so that the same key gives the same result, once."""

verifications = Table(
    "verifications",
    metadata,
    Column("id", Id, primary_key=True),
    Column("time", Micros, nullable=False),
    Column("login", exact(text_rules.LOGIN_LENGTH), nullable=False),
    Column("report", Json[Report](Report), nullable=False),
)
"""What verifications said."""

parameters = Table(
    "parameters",
    metadata,
    Column("name", exact(64), primary_key=True),
    _version(),
    Column("value", Text, nullable=False),
)
