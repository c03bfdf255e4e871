"""Backups of the embedded database: files in a private folder beside it.

A database on a server is backed up by the server's own tools: there the operations refuse with BACKUP_NOT_HERE.
"""

from enum import StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import Time, Value

NAME_LENGTH = 255


class BackupKind(StrEnum):
    """What a backup was made for."""

    DAILY = "daily"
    HAND = "hand"
    MIGRATION = "migration"
    """Before the database was brought to a newer form."""
    RESTORE = "restore"
    """Of what stood there before another backup took its place."""


class BackupRow(Value, frozen=True):
    """A backup: the name of its file, when it was made, and how large it is in bytes."""

    name: str
    time: Time
    kind: BackupKind
    size: int


class Backups(Value, frozen=True):
    """The backups, the newest first, and the folder that they lie in.

    ``problem`` says why the last automatic one could not be made; None when it could.
    """

    folder: str
    rows: tuple[BackupRow, ...]
    problem: Code | None = None


class RestoreBackup(Value, frozen=True):
    """Put a backup in the place of the database. Everybody has to log in again."""

    name: str

    def checks(self) -> Found:
        """The name of a file."""
        yield "name", text_rules.line(self.name, NAME_LENGTH, required=True)
