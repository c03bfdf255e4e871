"""Known calls that a file tells otherwise, as a CSV file: what each line says, then what is kept of the call."""

from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType

from vosdesk.contract.call_imports import CallFacts, DifferentCall
from vosdesk.contract.files import FileInfo
from vosdesk.services import outfiles
from vosdesk.services.csv_export import cell, cells, iso
from vosdesk.services.jobs import JobContext
from vosdesk.services.spool import Kept

_FACTS = ("account", "caller", "callee", "start", "hold")
HEADER = ("line", "flow", *_FACTS, *(f"kept_{name}" for name in _FACTS))


class DifferentCalls:
    """The file, which comes to be with the first call that is added; it is whole when the block has ended."""

    def __init__(self, job: JobContext) -> None:
        self._job = job
        self._open = ExitStack()
        self._kept: Kept | None = None
        self._text: outfiles.TextSink | None = None

    def __enter__(self) -> "DifferentCalls":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def add(self, calls: Iterable[DifferentCall]) -> None:
        """Write calls. Raises OSError."""
        lines = [f"{call.line},{cell(call.flow)},{_facts(call.said)},{_facts(call.kept)}\r\n" for call in calls]
        if not lines:
            return
        if self._text is None:
            self._kept = self._job.new_file("different.csv")
            self._text = self._open.enter_context(outfiles.text_file(self._kept.path, HEADER))
        self._text.add_lines(lines)

    def file(self) -> FileInfo | None:
        """What came of it, after the end; None where no call was added."""
        return None if self._kept is None else self._job.info(self._kept)


def _facts(facts: CallFacts) -> str:
    return f"{cells((facts.account_number, facts.caller, facts.callee))},{iso(facts.start)},{facts.hold}"
