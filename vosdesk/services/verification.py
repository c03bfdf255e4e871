"""Verification as users ask for it: a job that proves the books, and its last report."""

from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import Empty
from vosdesk.contract.jobs import Stage
from vosdesk.contract.verification import LastReport, Report, StartVerification
from vosdesk.services.jobs import JobContext
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.services.verify import Watch, verify

handlers = Handlers()


def _admit(work: Writing, request: StartVerification) -> None:
    """Whoever has the right may verify: it changes nothing."""
    work.about(Noun.VERIFICATION, None, "")


@handlers.starts(o.VERIFICATION_START, admit=_admit)
def start(job: JobContext, request: StartVerification) -> Report:
    """Prove the books as they are now, and keep the report."""

    def progress(done: int, total: int) -> None:
        job.progress(done, total, Stage.CHECKING)

    services = job.services
    report = verify(services.store, Watch(progress), clock=services.clock, by=job.actor.login, closing=request.closing)

    def keep(work: Writing) -> None:
        work.unit.verification.add(report)
        counts = {"accounts": report.accounts, "entries": report.entries, "found": report.found}
        work.record(Noun.VERIFICATION, None, "", after=counts)

    job.write(keep)
    return report


@handlers.reads(o.VERIFICATION_LIST)
def last(work: Reading, request: Empty) -> LastReport:
    """The last report."""
    return LastReport(report=work.unit.verification.last())
