"""A verification from beginning to end."""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import Table
from sqlalchemy.exc import OperationalError

from vosdesk.contract.errors import Code
from vosdesk.contract.verification import MAX_FINDINGS, Closing, Finding, Params, Report
from vosdesk.services.runtime import Clock, system_clock
from vosdesk.services.verify import cover, relations
from vosdesk.services.verify.chain import Chain, Stream
from vosdesk.services.verify.watch import Watch
from vosdesk.storage.models import accounts
from vosdesk.storage.repositories.verification import VerificationRepository
from vosdesk.storage.snapshot import BOOKS, NEVER_DELETED, Snapshot
from vosdesk.storage.unit_of_work import Store

_NOT_UTF8 = "could not decode"


class _Found:
    """The first findings one by one, and how many there are in all."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[Finding] = []

    def add(self, finding: Finding) -> None:
        """Keep or count a finding."""
        self.count += 1
        if len(self.first) < MAX_FINDINGS:
            self.first.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Keep or count several."""
        for finding in findings:
            self.add(finding)


def verify(
    store: Store,
    watch: Watch | None = None,
    *,
    clock: Clock = system_clock,
    by: str = "",
    closing: Closing | None = None,
) -> Report:
    """Prove the books of ``store`` at this moment, and that they lead to ``closing``, the end of a statement.

    Raises Cancelled when ``watch`` says that nobody waits any more.
    """
    watch = watch or Watch()
    work = partial(_verify, store, watch, clock, by, closing)
    try:
        return work(forgiving=False)
    except OperationalError as error:
        if _NOT_UTF8 not in str(error.orig).lower():
            raise
    # A text was made unreadable: what is read with marks in its place has another hash, and is found by it.
    watch.done = 0
    return work(forgiving=True)


def _verify(store: Store, watch: Watch, clock: Clock, by: str, closing: Closing | None, *, forgiving: bool) -> Report:
    begun = clock()
    found = _Found()
    with store.snapshot() as snapshot:
        snapshot.forgiving = forgiving
        watch.begin(snapshot.expected())
        streams = [Stream(snapshot, book) for book in BOOKS]
        count = Chain(snapshot, streams, found.add, watch).check()
        found.extend(_numbering(snapshot, streams))
        found.extend(_fewer(snapshot, sum(stream.count for stream in streams)))
        found.extend(relations.findings(snapshot))
        found.extend(_unguarded(snapshot))
        watch.advance(0)
        if closing is not None and not snapshot.leads_to(closing):
            params: Params = {"account": closing.account, "seq": closing.seq}
            found.add(Finding(code=Code.VERIFY_STATEMENT, noun="accounts", id=0, params=params))
        covers = cover.short(snapshot)
        found.extend(covers.faults)
    return Report(
        begun=begun,
        ended=clock(),
        by=by,
        accounts=count,
        entries=sum(stream.count for stream in streams),
        found=found.count,
        findings=tuple(found.first),
        explained=covers.explained,
    )


def _numbering(snapshot: Snapshot, streams: Iterable[Stream]) -> Iterable[Finding]:
    """Records beyond what the database has ever numbered: they were renumbered, or others were taken away."""
    for stream, book in zip(streams, BOOKS, strict=True):
        yield from _beyond(book.table, snapshot.beyond(book.table, stream.count))
    for table in NEVER_DELETED:
        yield from _beyond(table, snapshot.beyond(table))


def _beyond(table: Table, found: Iterable[tuple[int, int]]) -> Iterable[Finding]:
    for given, id_ in found:
        params: Params = {"expected": given, "found": id_}
        yield Finding(code=Code.VERIFY_NUMBERING, noun=str(table.name), id=id_, params=params)


def _fewer(snapshot: Snapshot, entries: int) -> Iterable[Finding]:
    """Entries that were there when the books were verified last: they are never deleted."""
    last = VerificationRepository(snapshot.connection).last()
    if last is not None and entries < last.entries:
        params: Params = {"expected": last.entries, "found": entries}
        yield Finding(code=Code.VERIFY_FEWER, noun=str(accounts.name), id=0, params=params)


def _unguarded(snapshot: Snapshot) -> Iterable[Finding]:
    """Tables that anybody could change records of now."""
    for table in snapshot.unguarded():
        yield Finding(code=Code.VERIFY_UNGUARDED, noun=str(table), id=0)
