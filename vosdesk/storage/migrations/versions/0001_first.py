"""The first schema"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("payments", "charges", "log")


def exact(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


NEVER_GIVEN_AGAIN = {"sqlite_autoincrement": True}
"""For what is deleted: whoever still has the id of a row that is gone must not meet another one under it."""
KNOWN_BY = {
    "payments": (("id",), ("account_id", "seq"), ("key", "account_id"), ("reverses",)),
    "log": (("id",),),
}


def forbid_replacing(table: str) -> None:
    """SQLite deletes what an INSERT OR REPLACE takes the place of without a word to the trigger of deletions.

    Charges come by the million, and none can be replaced without breaking the chain of its account.
    """
    same = (" AND ".join(f"{column} = NEW.{column}" for column in columns) for columns in KNOWN_BY[table])
    there = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {asked})" for asked in same)  # noqa: S608 - no input
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def forbid_changes(table: str) -> None:
    """Rows of the table are added and never changed or deleted, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        if table in KNOWN_BY:
            forbid_replacing(table)
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )


DECIDED = 1
CALL_FACTS = (
    "id", "flow", "import_id", "caller", "callee", "account_number", "start", "stop", "hold",
)  # fmt: skip


def forbid_rewriting_calls() -> None:
    """A refused call may be decided anew; what was said of it stays, and no call is deleted."""
    if op.get_bind().dialect.name == "sqlite":
        facts = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in CALL_FACTS)
        op.execute(
            f"CREATE TRIGGER calls_no_update BEFORE UPDATE ON calls WHEN OLD.state = {DECIDED} OR {facts} "
            "BEGIN SELECT RAISE(ABORT, 'calls is append-only'); END"
        )
        op.execute(
            "CREATE TRIGGER calls_no_delete BEFORE DELETE ON calls "
            "BEGIN SELECT RAISE(ABORT, 'calls is append-only'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION calls_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'calls is append-only'; END $$"
    )
    facts = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in CALL_FACTS)
    op.execute(
        f"CREATE TRIGGER calls_no_update BEFORE UPDATE ON calls FOR EACH ROW WHEN (OLD.state = {DECIDED} OR {facts}) "
        "EXECUTE FUNCTION calls_append_only()"
    )
    op.execute(
        "CREATE TRIGGER calls_no_delete BEFORE DELETE OR TRUNCATE ON calls "
        "FOR EACH STATEMENT EXECUTE FUNCTION calls_append_only()"
    )


def create_calls() -> None:
    op.create_table(
        "call_templates",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", exact(64), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("created_by", exact(64), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_templates")),
        sa.UniqueConstraint("name", name=op.f("uq_call_templates_name")),
        **NEVER_GIVEN_AGAIN,
    )
    op.create_table(
        "call_imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", ID, nullable=False),
        sa.Column("operator", exact(64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["users.id"], name=op.f("fk_call_imports_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_imports")),
    )
    op.create_table(
        "calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("flow", exact(64), nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("caller", exact(64), nullable=False),
        sa.Column("callee", exact(64), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("account_number", exact(64), nullable=False),
        sa.Column("account_name", sa.String(length=64), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("stop", sa.BigInteger(), nullable=False),
        sa.Column("hold", sa.Integer(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("refused_by", ID, nullable=True),
        sa.Column("decided", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("hold >= 0 AND stop >= start", name=op.f("ck_calls_duration")),
        sa.CheckConstraint(
            "(state = 1 AND reason = '' AND account_id IS NOT NULL) OR (state = 2 AND reason <> '')",
            name=op.f("ck_calls_state"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_calls_account_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["call_imports.id"], name=op.f("fk_calls_import_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["refused_by"], ["accounts.id"], name=op.f("fk_calls_refused_by"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("flow", name=op.f("uq_calls_flow")),
    )
    op.create_index("ix_calls_account_start", "calls", ["account_id", "start", "id"])
    op.create_index("ix_calls_import_id", "calls", ["import_id"])
    op.create_index("ix_calls_start", "calls", ["start", "id"])
    op.create_index(
        "ix_calls_refused",
        "calls",
        ["start", "id"],
        sqlite_where=sa.text("state = 2"),
        postgresql_where=sa.text("state = 2"),
    )
    op.create_table(
        "charges",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("call_id", ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance_before", sa.BigInteger(), nullable=False),
        sa.Column("balance_after", sa.BigInteger(), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("agent_id", ID, nullable=True),
        sa.Column("caller", exact(64), nullable=False),
        sa.Column("callee", exact(64), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("hold", sa.Integer(), nullable=False),
        sa.Column("rate_group_id", sa.BigInteger(), nullable=False),
        sa.Column("rate_group", sa.String(length=64), nullable=False),
        sa.Column("code", exact(60), nullable=False),
        sa.Column("area_name", sa.String(length=128), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("tax", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("amount <= 0 AND balance_after = balance_before + amount", name=op.f("ck_charges_sum")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_charges_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["accounts.id"], name=op.f("fk_charges_agent_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_charges_call_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        sa.UniqueConstraint("account_id", "seq", name=op.f("uq_charges_account_id_seq")),
        sa.UniqueConstraint("call_id", "account_id", name=op.f("uq_charges_call_id_account_id")),
    )
    op.create_index("ix_charges_account_start", "charges", ["account_id", "start", "amount"])


def rate_columns(side: str) -> list[Any]:
    """What a rate says, on one side of a change."""
    kinds: dict[str, Any] = {
        "prefix": exact(30),
        "area_prefix": exact(30),
        "rate_type": sa.Integer(),
        "area_name": sa.String(length=128),
        "price": sa.BigInteger(),
        "cycle": sa.Integer(),
        "lock": sa.Integer(),
        "sections": sa.Text(),
        "tax": sa.Integer(),
        "prompt_price": sa.BigInteger(),
        "prompt_cycle": sa.Integer(),
        "effective_from": sa.BigInteger(),
        "effective_until": sa.BigInteger(),
    }
    return [sa.Column(f"{side}_{name}", kind, nullable=True) for name, kind in kinds.items()]


def upgrade() -> None:
    op.create_table(
        "log",
        sa.Column("id", ID, nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("login", exact(64), nullable=False),
        sa.Column("source", sa.String(length=128), nullable=False),
        sa.Column("operation", exact(64), nullable=False),
        sa.Column("noun", sa.String(length=16), nullable=True),
        sa.Column("object_id", sa.BigInteger(), nullable=True),
        sa.Column("label", sa.String(length=128), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
    )
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index("ix_log_object", ["noun", "object_id"], unique=False)
        batch_op.create_index("ix_log_time", ["time", "id"], unique=False)
        batch_op.create_index("ix_log_user", ["user_id", "time", "id"], unique=False)

    op.create_table(
        "verifications",
        sa.Column("id", ID, nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("login", exact(64), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
    )
    op.create_table(
        "parameters",
        sa.Column("name", exact(64), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_parameters")),
    )
    op.create_table(
        "templates",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", exact(64), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("shipped", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("memo", sa.String(length=500), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sa.UniqueConstraint("name", name=op.f("uq_templates_name")),
        **NEVER_GIVEN_AGAIN,
    )
    op.create_table(
        "throttle",
        sa.Column("name", exact(160), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_throttle")),
    )
    op.create_table(
        "users",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("login", exact(64), nullable=False),
        sa.Column("name", sa.String(length=64), server_default="", nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("locked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("template_id", ID, nullable=True),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("memo", sa.String(length=500), server_default="", nullable=False),
        sa.Column("created_by", sa.String(length=64), server_default="", nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("last_login", sa.BigInteger(), nullable=True),
        sa.Column("password_changed", sa.BigInteger(), nullable=False),
        sa.Column("privileged_since", sa.BigInteger(), nullable=True),
        sa.Column("privileged_by", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"], ["templates.id"], name=op.f("fk_users_template_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_users_template_id"), ["template_id"], unique=False)

    op.create_table(
        "acts",
        sa.Column("key", exact(36), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("operation", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_acts_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_acts")),
    )
    with op.batch_alter_table("acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acts_time"), ["time"], unique=False)

    op.create_table(
        "devices",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_devices_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
        **NEVER_GIVEN_AGAIN,
    )
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_devices_user_id"), ["user_id"], unique=False)

    op.create_table(
        "rate_groups",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", exact(64), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("announcement", sa.Integer(), nullable=False),
        sa.Column("memo", sa.String(length=500), server_default="", nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("rates_revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_rate_groups_owner_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_groups")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_rate_groups_owner_id_name")),
        **NEVER_GIVEN_AGAIN,
    )
    with op.batch_alter_table("rate_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_groups_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            "uq_rate_groups_public_name",
            ["name"],
            unique=True,
            sqlite_where=sa.text("owner_id IS NULL"),
            postgresql_where=sa.text("owner_id IS NULL"),
        )

    op.create_table(
        "sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("source", sa.String(length=128), server_default="", nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("locked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sessions_token_hash")),
        **NEVER_GIVEN_AGAIN,
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_user_id"), ["user_id"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("number", exact(32), nullable=False),
        sa.Column("name", sa.String(length=64), server_default="", nullable=False),
        sa.Column("type", sa.Integer(), nullable=False),
        sa.Column("agent_id", ID, nullable=True),
        sa.Column("path", exact(400), nullable=False),
        sa.Column("balance", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("overdraft", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rate_group_id", ID, nullable=True),
        sa.Column("private_rate_group_id", ID, nullable=True),
        sa.Column("lower_rate", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("locked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("memo", sa.String(length=500), server_default="", nullable=False),
        sa.Column("company", sa.String(length=128), server_default="", nullable=False),
        sa.Column("contact", sa.String(length=64), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=32), server_default="", nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=16), server_default="", nullable=False),
        sa.Column("id_type", sa.String(length=32), server_default="", nullable=False),
        sa.Column("id_number", sa.String(length=64), server_default="", nullable=False),
        sa.Column("bank", sa.String(length=128), server_default="", nullable=False),
        sa.CheckConstraint(
            "balance BETWEEN -1000000000000000000 AND 1000000000000000000", name=op.f("ck_accounts_balance")
        ),
        sa.CheckConstraint("overdraft BETWEEN 0 AND 1000000000000000000", name=op.f("ck_accounts_overdraft")),
        sa.ForeignKeyConstraint(["agent_id"], ["accounts.id"], name=op.f("fk_accounts_agent_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["private_rate_group_id"],
            ["rate_groups.id"],
            name=op.f("fk_accounts_private_rate_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["rate_group_id"], ["rate_groups.id"], name=op.f("fk_accounts_rate_group_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("number", name=op.f("uq_accounts_number")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_agent_id"), ["agent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accounts_path"), ["path"], unique=False)
        batch_op.create_index(batch_op.f("ix_accounts_private_rate_group_id"), ["private_rate_group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accounts_rate_group_id"), ["rate_group_id"], unique=False)

    op.create_table(
        "group_grants",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("rate_group_id", ID, nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=64), server_default="", nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rate_group_id"], ["rate_groups.id"], name=op.f("fk_group_grants_rate_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_group_grants_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_grants")),
        sa.UniqueConstraint("user_id", "rate_group_id", name=op.f("uq_group_grants_user_id_rate_group_id")),
        **NEVER_GIVEN_AGAIN,
    )
    with op.batch_alter_table("group_grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_grants_rate_group_id"), ["rate_group_id"], unique=False)

    op.create_table(
        "rates",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("rate_group_id", ID, nullable=False),
        sa.Column("code", exact(60), nullable=False),
        sa.Column("prefix", exact(30), nullable=False),
        sa.Column("area_prefix", exact(30), nullable=False),
        sa.Column("rate_type", sa.Integer(), nullable=False),
        sa.Column("area_name", sa.String(length=128), server_default="", nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("lock", sa.Integer(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("tax", sa.Integer(), nullable=False),
        sa.Column("prompt_price", sa.BigInteger(), nullable=False),
        sa.Column("prompt_cycle", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.BigInteger(), nullable=False),
        sa.Column("effective_until", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("code = prefix || area_prefix AND code <> ''", name=op.f("ck_rates_code")),
        sa.CheckConstraint("cycle > 0", name=op.f("ck_rates_cycle")),
        sa.CheckConstraint("effective_until > effective_from", name=op.f("ck_rates_period")),
        sa.CheckConstraint("price >= 0 AND prompt_price >= 0", name=op.f("ck_rates_not_negative")),
        sa.ForeignKeyConstraint(
            ["rate_group_id"], ["rate_groups.id"], name=op.f("fk_rates_rate_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rates")),
        sa.UniqueConstraint(
            "rate_group_id", "code", "effective_from", name=op.f("uq_rates_rate_group_id_code_effective_from")
        ),
        **NEVER_GIVEN_AGAIN,
    )
    op.create_table(
        "rate_imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rate_group_id", ID, nullable=True),
        sa.Column("rate_group", exact(64), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("login", exact(64), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("holds", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("sums", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("undone", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["rate_group_id"], ["rate_groups.id"], name=op.f("fk_rate_imports_rate_group_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_rate_imports_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_imports")),
    )
    with op.batch_alter_table("rate_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_imports_rate_group_id"), ["rate_group_id"], unique=False)
        batch_op.create_index("ix_rate_imports_time", ["time", "id"], unique=False)

    op.create_table(
        "rate_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("outcome", sa.Integer(), nullable=False),
        sa.Column("write", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", exact(60), nullable=False),
        *(column for side in ("was", "now") for column in rate_columns(side)),
        sa.ForeignKeyConstraint(
            ["import_id"], ["rate_imports.id"], name=op.f("fk_rate_changes_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_changes")),
    )
    with op.batch_alter_table("rate_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_changes_import_id"), ["import_id"], unique=False)

    op.create_table(
        "deck_templates",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", exact(64), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("created_by", exact(64), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_deck_templates_owner_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deck_templates")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_deck_templates_owner_id_name")),
        **NEVER_GIVEN_AGAIN,
    )
    with op.batch_alter_table("deck_templates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deck_templates_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            "uq_deck_templates_shared_name",
            ["name"],
            unique=True,
            sqlite_where=sa.text("owner_id IS NULL"),
            postgresql_where=sa.text("owner_id IS NULL"),
        )

    op.create_table(
        "account_grants",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("covers_subs", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_by", sa.String(length=64), server_default="", nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_grants_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_account_grants_user_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_grants")),
        sa.UniqueConstraint("user_id", "account_id", name=op.f("uq_account_grants_user_id_account_id")),
        **NEVER_GIVEN_AGAIN,
    )
    with op.batch_alter_table("account_grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_grants_account_id"), ["account_id"], unique=False)

    op.create_table(
        "payments",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("key", exact(36), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance_before", sa.BigInteger(), nullable=False),
        sa.Column("balance_after", sa.BigInteger(), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", ID, nullable=False),
        sa.Column("operator", exact(64), nullable=False),
        sa.Column("memo", sa.String(length=500), nullable=False),
        sa.Column("account_number", exact(32), nullable=False),
        sa.Column("account_name", sa.String(length=64), nullable=False),
        sa.Column("agent_id", ID, nullable=True),
        sa.Column("agent_number", exact(32), nullable=False),
        sa.Column("agent_name", sa.String(length=64), nullable=False),
        sa.Column("reverses", ID, nullable=True),
        sa.Column("note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("balance_after = balance_before + amount", name=op.f("ck_payments_sum")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_payments_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["accounts.id"], name=op.f("fk_payments_agent_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["users.id"], name=op.f("fk_payments_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["reverses"], ["payments.id"], name=op.f("fk_payments_reverses"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("account_id", "seq", name=op.f("uq_payments_account_id_seq")),
        sa.UniqueConstraint("key", "account_id", name=op.f("uq_payments_key_account_id")),
        sa.UniqueConstraint("reverses", name=op.f("uq_payments_reverses")),
    )
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index("ix_payments_account_time", ["account_id", "time", "id"], unique=False)
        batch_op.create_index("ix_payments_amount", ["amount", "id", "account_id"], unique=False)
        batch_op.create_index("ix_payments_number", ["account_number", "id", "account_id"], unique=False)
        batch_op.create_index("ix_payments_time", ["time", "id", "account_id"], unique=False)

    create_calls()
    for table in APPEND_ONLY:
        forbid_changes(table)
    forbid_rewriting_calls()
