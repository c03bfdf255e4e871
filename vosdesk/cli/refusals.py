"""What the command line says of a refusal."""

import re

from vosdesk.contract.errors import Code, Refusal

# In a window some of these offer a button; here the sentence names the command.
_SAYINGS: dict[Code, str] = {
    Code.RATES_MUST_TYPE: "more than a fifth of the rates would be closed: say how many with --closing",
    Code.DATABASE_NEWER: "it was made by a newer version of vosdesk: update the program first",
    Code.DATABASE_DAMAGED: "it is damaged, or no database of vosdesk",
    Code.DATABASE_BUSY: "another program is using it; try again later",
    Code.DATABASE_FULL: "the disk is full",
    Code.DATABASE_OLDER: "it has an older form: run vosdesk migrate first",
    Code.BACKUP_DAMAGED: "the file is no backup of vosdesk, or it is damaged; nothing was changed",
    Code.BACKUP_FINDINGS: "the books of the backup are not in order; nothing was changed (see vosdesk verify)",
    Code.BACKUP_GONE: "there is no such backup",
    Code.DATABASE_CLOSED: "it cannot be opened, or its folder cannot be written",
}


def sentence(refusal: Refusal, database: str) -> str:
    """A line about a refusal of what was to be done with a database, which is named without its password."""
    return f"{_without_password(database)}: {_SAYINGS.get(refusal.code) or _as_in_windows(refusal)}"


def of_file(error: OSError) -> str:
    """A line about a file of this computer that could not be read or written."""
    why = error.strerror or type(error).__name__
    if isinstance(error, PermissionError):
        why = "it is open in another program, or it may not be used: close it there and try again"
    return f"{error.filename}: {why}" if error.filename is not None else why


def _as_in_windows(refusal: Refusal) -> str:
    """What the console says, in English, and the code for programs."""
    from vosdesk.gui.text import refusal_text

    return f"{refusal_text(refusal)} ({refusal.code.value})"


def _without_password(target: str) -> str:
    named = re.sub(r"(?<=://)([^/@:]*):[^/@]*@", r"\1@", target)
    return re.sub(r"(?<=[?&])password=[^&]*", "password=", named)
