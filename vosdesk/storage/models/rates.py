"""Rate groups, rates, and what imports did to them."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from vosdesk.contract import text_rules
from vosdesk.contract.rates import Section
from vosdesk.storage.models.columns import NEVER_GIVEN_AGAIN, metadata, text, version
from vosdesk.storage.types import Id, Json, Micros, exact

rate_groups = Table(
    "rate_groups",
    metadata,
    Column("id", Id, primary_key=True),
    version(),
    Column("name", exact(text_rules.NAME_LENGTH), nullable=False),
    Column("owner_id", Id, ForeignKey("users.id", ondelete="RESTRICT"), index=True),
    Column("announcement", Integer, nullable=False),
    text("memo", text_rules.MEMO_LENGTH),
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
    version(),
    Column("rate_group_id", Id, ForeignKey("rate_groups.id", ondelete="CASCADE"), nullable=False),
    Column("code", exact(2 * text_rules.PREFIX_LENGTH), nullable=False),
    Column("prefix", exact(text_rules.PREFIX_LENGTH), nullable=False),
    Column("area_prefix", exact(text_rules.PREFIX_LENGTH), nullable=False),
    Column("rate_type", Integer, nullable=False),
    text("area_name", 128),
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
    **NEVER_GIVEN_AGAIN,
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
    text("undone_by", text_rules.LOGIN_LENGTH),
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
    version(),
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
