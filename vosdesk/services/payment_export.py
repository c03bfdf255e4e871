"""Payment records as a CSV file, with every column that the reader has on screen."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.changes import Noun
from vosdesk.contract.files import Exported
from vosdesk.contract.ids import AccountId
from vosdesk.contract.jobs import Stage
from vosdesk.contract.money import plain_money
from vosdesk.services.csv_export import Made, cell, cells, iso, write
from vosdesk.services.jobs import JobContext
from vosdesk.services.payments import hidden_agents, walk
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Writing
from vosdesk.storage.repositories.payment_questions import EXPORTED

handlers = Handlers()

HEADER = (
    "record", "serial", "time", "account_number", "account_name", "kind", "mode", "amount", "balance_before",
    "balance_after", "operator", "memo", "agent_number", "agent_name", "reverses", "reversed_by",
)  # fmt: skip
NOTE = "note"
"""The last column, which no agent has."""
_AGENT = next(place for place, column in enumerate(EXPORTED) if column.name == "agent_id")


def _admit(work: Writing, request: p.ExportPayments) -> None:
    """Whoever has the rights; it holds what he may see."""
    work.about(Noun.PAYMENTS, None, "")


@handlers.starts(o.PAYMENTS_EXPORT, admit=_admit)
def export(job: JobContext, request: p.ExportPayments) -> Exported:
    """Write the records to a file."""
    with job.read() as work:
        found = walk(work, request.filter, request.sort, request.descending)
        total = 0
        for count in found.counts():
            total += count
            job.progress(total, 0, Stage.COUNTING)
        lines = Lines(notes=not work.actor.scoped)

        def portions() -> Iterator[Sequence[str]]:
            for rows in found.portions():
                yield list(lines.of(rows, hidden_agents(work, (row[_AGENT] for row in rows))))

        header = HEADER if work.actor.scoped else (*HEADER, NOTE)
        return write(job, "payments.csv", header, total, portions())


class Lines:
    """Records as lines of text, put together from parts that many of them share."""

    def __init__(self, *, notes: bool) -> None:
        self._notes = notes
        self._accounts: Made[tuple[str, str]] = Made(cells)
        self._texts: Made[str] = Made(cell)
        self._kinds: Made[tuple[int, int]] = Made(_kinds)

    def of(self, rows: Iterable[Sequence[Any]], hidden: Container[AccountId]) -> Iterator[str]:
        """The lines of records as they are stored; the agent accounts that are ``hidden`` stay unnamed."""
        accounts, texts, kinds, notes = self._accounts, self._texts, self._kinds, self._notes
        money = plain_money
        for (
            number, seq, time, account, name, kind, mode, amount, before, after, operator, memo, agent, agent_number,
            agent_name, note, reverses, taken_back, _, _,
        ) in rows:  # fmt: skip
            above = "," if agent in hidden else accounts[agent_number, agent_name]
            ends = f",{texts[note]}\r\n" if notes else "\r\n"
            yield (
                f"{number},{seq},{iso(time)},{accounts[account, name]},{kinds[kind, mode]},"
                f"{money(amount)},{money(before)},{money(after)},{texts[operator]},{texts[memo]},{above},"
                f"{reverses or ''},{taken_back or ''}{ends}"
            )


def _kinds(pair: tuple[int, int]) -> str:
    kind, mode = pair
    return f"{p.PaymentKind(kind).name.lower()},{p.PaymentMode(mode).name.lower()}"
