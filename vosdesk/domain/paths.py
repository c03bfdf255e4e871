"""The path of an account: ids from the topmost agent down to itself, as tuple and as stored text.

The text form ``/1/5/9/`` makes "everything below" a range that an index answers.
"""

from vosdesk.contract.ids import AccountId

MAX_DEPTH = 16
"""Accounts on one path. Real chains of resellers have three or four; billing walks them for every call."""

Path = tuple[AccountId, ...]


def to_text(path: Path) -> str:
    """The stored form."""
    return "/" + "".join(f"{i}/" for i in path)


def from_text(text: str) -> Path:
    """The path that ``text`` stores."""
    return tuple(AccountId(int(part)) for part in text.strip("/").split("/") if part)


def subtree(path: Path) -> tuple[str, str]:
    """The half-open range of stored paths of an account and all below it."""
    text = to_text(path)
    return text, text[:-1] + "0"
