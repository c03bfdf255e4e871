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
    safe = harmless(text)
    return outfiles.COMMAS.joined([safe]) if safe else ""


def cells(texts: Sequence[str]) -> str:
    """Texts as they stand side by side."""
    return ",".join(map(cell, texts))


def second_text(second: int) -> str:
    """Seconds since 1970 UTC as ISO 8601, without what follows the second."""
    return (_EPOCH + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%S")


def iso(time: int) -> str:
    """Microseconds UTC as ISO 8601, to the microsecond."""
    second, rest = divmod(time, SECOND)
    return f"{second_text(second)}.{rest:06d}Z"


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
