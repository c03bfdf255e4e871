"""Accounts, and the access lists of accounts and rate groups."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Table, UniqueConstraint

from vosdesk.contract import text_rules
from vosdesk.contract.money import MAX_MONEY
from vosdesk.contract.permissions import AccountRight, GroupRight
from vosdesk.storage.models.columns import NEVER_GIVEN_AGAIN, flag, metadata, text, version
from vosdesk.storage.types import Id, Json, Micros, exact

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    version(),
    Column("number", exact(text_rules.NUMBER_LENGTH), nullable=False, unique=True),
    text("name", text_rules.NAME_LENGTH),
    Column("type", Integer, nullable=False),
    Column("agent_id", Id, ForeignKey("accounts.id", ondelete="RESTRICT"), index=True),
    Column("path", exact(400), nullable=False, index=True),
    Column("balance", BigInteger, nullable=False, server_default="0"),
    Column("overdraft", BigInteger, nullable=False, server_default="0"),
    Column("rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="RESTRICT"), index=True),
    Column("private_rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="RESTRICT"), index=True),
    flag("lower_rate"),
    flag("locked"),
    flag("active", on=True),
    Column("created", Micros, nullable=False),
    Column("expires", Micros, nullable=False),
    Column("threshold", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False, server_default="0"),
    Column("last_hash", LargeBinary(32)),
    text("memo", text_rules.MEMO_LENGTH),
    text("company", 128),
    text("contact", 64),
    text("phone", 32),
    text("email", 254),
    text("address", 200),
    text("postcode", 16),
    text("id_type", 32),
    text("id_number", 64),
    text("bank", 128),
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
    flag("covers_subs"),
    text("created_by", text_rules.LOGIN_LENGTH),
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
    text("created_by", text_rules.LOGIN_LENGTH),
    Column("created", Micros, nullable=False),
    UniqueConstraint("user_id", "rate_group_id"),
    **NEVER_GIVEN_AGAIN,
)
