"""Payment records, or other rows, as a CSV file that is there whole or not at all."""

import csv
import io
import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from vosdesk.contract.money import plain_money
from vosdesk.contract.payments import PaymentRow

HEADER = (
    "record", "serial", "time", "account_number", "account_name", "kind", "mode", "amount", "balance_before",
    "balance_after", "operator", "memo", "agent_number", "agent_name",
)  # fmt: skip
"""The names of the columns: the same in every language, for the programs that read the file."""

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MARK = b"\xef\xbb\xbf"
"""Spreadsheets take a file for UTF-8 only when it begins with this."""


def harmless(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def iso(time: int) -> str:
    """Microseconds UTC as ISO 8601, to the microsecond."""
    moment = _EPOCH + timedelta(microseconds=time)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record(row: PaymentRow) -> tuple[str, ...]:
    """One line of the file, in order of HEADER. Amounts are exact: six decimals, a point, an ASCII minus."""
    return (
        str(row.id), str(row.seq), iso(row.time), harmless(row.account_number), harmless(row.account_name),
        row.kind.name.lower(), row.mode.name.lower(), plain_money(row.amount), plain_money(row.balance_before),
        plain_money(row.balance_after), harmless(row.operator), harmless(row.memo), harmless(row.agent_number),
        harmless(row.agent_name),
    )  # fmt: skip


def as_csv(records: Iterable[tuple[str, ...]]) -> bytes:
    """Lines of a CSV file in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(records)
    return text.getvalue().encode()


class PartFile:
    """A file written beside its target, which it replaces when it is whole.

    Safe to discard from any thread at any time: what comes after that does nothing.
    """

    def __init__(
        self,
        target: Path,
        header: tuple[str, ...] = HEADER,
        line: Callable[[Any], tuple[str, ...]] = record,
    ) -> None:
        self.target = target
        self._header, self._line = header, line
        self.part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
        self._lock = Lock()
        self._over = False

    def begin(self) -> None:
        """Make the file with its line of names. Raises OSError."""
        self._append(MARK + as_csv([self._header]), "xb")

    def add(self, rows: Iterable[Any]) -> None:
        """Append records. Raises OSError."""
        self._append(as_csv(self._line(row) for row in rows), "ab")

    def finish(self) -> None:
        """Put the whole file in the target's place. Raises OSError."""
        with self._lock:
            if not self._over:
                with open(self.part, "ab") as file:
                    os.fsync(file.fileno())
                os.replace(self.part, self.target)
                self._over = True

    def discard(self) -> None:
        """Leave nothing behind; the target stays as it was. Raises OSError when the part cannot be removed."""
        with self._lock:
            if not self._over:
                self._over = True
                self.part.unlink(missing_ok=True)

    def _append(self, data: bytes, mode: str) -> None:
        with self._lock:
            if not self._over:
                with open(self.part, mode) as file:
                    file.write(data)
