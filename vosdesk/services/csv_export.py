"""Lists as CSV files in UTF-8: the same names of columns in every language, times in UTC, amounts exact.

Texts are written by the rule of ``contract.cell_text``. A job writes every row once, portion by portion.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from vosdesk.contract.cell_text import harmless
from vosdesk.contract.files import Exported
from vosdesk.contract.ids import SECOND
from vosdesk.contract.jobs import Stage
from vosdesk.services import outfiles
from vosdesk.services.jobs import JobContext

K = TypeVar("K")

_REMEMBERED = 50_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 24 * 60
"""Minutes of a day."""


class Made(dict[K, str]):
    """Parts of lines by what they are made of: rows that share it have it made once."""

    def __init__(self, make: Callable[[K], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[key] = self._make(key)
        return made


def cell(text: str) -> str:
    """A text as it stands between two commas."""
    if text.isalnum():
        return text
    safe = harmless(text)
    return outfiles.COMMAS.joined([safe]) if safe else ""


def cells(texts: Sequence[str]) -> str:
    """Texts as they stand side by side."""
    return ",".join(map(cell, texts))


def iso(time: int) -> str:
    """Microseconds UTC as ISO 8601, to the microsecond."""
    second = time // SECOND
    minute = second // 60
    return f"{_days[minute // _DAY]}T{_minutes[minute % _DAY]}:{second % 60:02d}.{time % SECOND:06d}Z"


# A file has millions of times of a few days, and no calendar is asked twice for one.
_days: Made[int] = Made(lambda day: (_EPOCH + timedelta(days=day)).strftime("%Y-%m-%d"))
_minutes: Made[int] = Made(lambda minute: f"{minute // 60:02d}:{minute % 60:02d}")


def write(job: JobContext, name: str, header: Sequence[str], total: int, portions: Iterable[Sequence[str]]) -> Exported:
    """Write lines, each with its end, below the names of the columns; about ``total`` of them are expected."""
    kept, written = job.new_file(name), 0
    with outfiles.text_file(kept.path, header) as file:
        for lines in portions:
            file.add_lines(lines)
            written += len(lines)
            job.progress(written, max(total, written), Stage.WRITING)
        job.progress(written, written, Stage.FINISHING)
    job.record(after={"rows": written})
    return Exported(file=job.info(kept), rows=written)
