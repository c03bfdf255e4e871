"""What tables are made of."""

from typing import Any

from sqlalchemy import Boolean, Column, Integer, MetaData, String, false, true

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


def flag(name: str, on: bool = False) -> Column[bool]:
    """Yes or no; ``on`` is what it is at first."""
    return Column(name, Boolean(create_constraint=False), nullable=False, server_default=true() if on else false())


def text(name: str, length: int) -> Column[str]:
    """A text of at most ``length`` characters, empty at first."""
    return Column(name, String(length), nullable=False, server_default="")


def version() -> Column[int]:
    """Counts the changes of a row, so that a stale one is not written over."""
    return Column("version", Integer, nullable=False, server_default="1")
