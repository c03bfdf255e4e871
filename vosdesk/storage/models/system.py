"""The log, what was done under which key, verifications, parameters."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, Text

from vosdesk.contract import text_rules
from vosdesk.contract.verification import Report
from vosdesk.storage.models.columns import metadata, version
from vosdesk.storage.types import Id, Json, Micros, exact

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
    version(),
    Column("value", Text, nullable=False),
)
