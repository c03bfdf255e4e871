"""Users, their rights and their sessions."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from vosdesk.contract import text_rules
from vosdesk.contract.permissions import Right
from vosdesk.storage.models.columns import NEVER_GIVEN_AGAIN, flag, metadata, text, version
from vosdesk.storage.types import Id, Json, Micros, exact

templates = Table(
    "templates",
    metadata,
    Column("id", Id, primary_key=True),
    version(),
    Column("name", exact(text_rules.NAME_LENGTH), nullable=False, unique=True),
    Column("type", String(16), nullable=False),
    flag("shipped"),
    Column("rights", Json[frozenset[Right]](frozenset[Right]), nullable=False),
    text("memo", text_rules.MEMO_LENGTH),
    **NEVER_GIVEN_AGAIN,
)

users = Table(
    "users",
    metadata,
    Column("id", Id, primary_key=True),
    version(),
    Column("login", exact(text_rules.LOGIN_LENGTH), nullable=False, unique=True),
    text("name", text_rules.NAME_LENGTH),
    Column("type", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    flag("must_change_password"),
    flag("locked"),
    Column("expires", Micros, nullable=False),
    Column("template_id", Id, ForeignKey("templates.id", ondelete="RESTRICT"), index=True),
    Column("rights", Json[frozenset[Right]](frozenset[Right]), nullable=False),
    text("memo", text_rules.MEMO_LENGTH),
    text("created_by", text_rules.LOGIN_LENGTH),
    Column("created", Micros, nullable=False),
    Column("last_login", Micros),
    Column("password_changed", Micros, nullable=False),
    # When he last rose to rule over users, and by whom: NULL for who does not.
    Column("privileged_since", Micros),
    text("privileged_by", text_rules.LOGIN_LENGTH),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), nullable=False, index=True),
    text("source", 128),
    Column("created", Micros, nullable=False),
    Column("last_seen", Micros, nullable=False),
    Column("expires", Micros, nullable=False),
    flag("locked"),
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
