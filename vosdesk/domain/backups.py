"""Which backups are kept: the newest of each of the last days, weeks and months that have one."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from vosdesk.contract.backups import BackupKind
from vosdesk.contract.ids import SECOND, Time

DAYS, WEEKS, MONTHS = 14, 8, 12
"""Days, weeks and months of which a daily backup is kept."""
OTHERS = 5
"""Backups before migrations, and before restoring, that are kept of each kind. Those made by hand stay."""

_NAME = re.compile(r"(?P<stem>.+)-(?P<time>\d{8}-\d{6})-(?P<kind>[a-z]+)(?:-\d+)?\.backup", re.DOTALL)
_FORM = "%Y%m%d-%H%M%S"


class Kept(NamedTuple):
    """A backup by its name."""

    name: str
    time: Time
    kind: BackupKind


def file_name(stem: str, time: Time, kind: BackupKind, number: int = 1) -> str:
    """The name of a backup's file; ``number`` tells those of one second apart."""
    tail = f"-{number}" if number > 1 else ""
    return f"{stem}-{_moment(time).strftime(_FORM)}-{kind.value}{tail}.backup"


def parse_name(stem: str, name: str) -> Kept | None:
    """The backup of the database ``stem`` that a file's name tells of; None for any other file."""
    match = _NAME.fullmatch(name)
    if match is None or match["stem"] != stem or match["kind"] not in set(BackupKind):
        return None
    try:
        moment = datetime.strptime(match["time"], _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Kept(name, Time(int(moment.timestamp()) * SECOND), BackupKind(match["kind"]))


def superfluous(backups: Iterable[Kept]) -> list[Kept]:
    """Those that the rule does not keep, the oldest first."""
    found = sorted(backups, key=lambda b: (b.time, b.name), reverse=True)
    daily = [b for b in found if b.kind is BackupKind.DAILY]
    kept = {
        *_newest_of(daily, DAYS, lambda t: t.date()),
        *_newest_of(daily, WEEKS, lambda t: t.isocalendar()[:2]),
        *_newest_of(daily, MONTHS, lambda t: (t.year, t.month)),
        *(b for b in found if b.kind is BackupKind.HAND),
    }
    for kind in (BackupKind.MIGRATION, BackupKind.RESTORE):
        kept.update([b for b in found if b.kind is kind][:OTHERS])
    return [b for b in reversed(found) if b not in kept]


def _newest_of(found: Sequence[Kept], most: int, period: Callable[[datetime], Hashable]) -> list[Kept]:
    """The newest backup of each of the last ``most`` periods that have one; ``found`` begins with the newest."""
    first: dict[Hashable, Kept] = {}
    for backup in found:
        first.setdefault(period(_moment(backup.time)), backup)
    return list(first.values())[:most]


def _moment(time: Time) -> datetime:
    return datetime.fromtimestamp(time // SECOND, UTC)
