"""Decks compared by coverage, and losses: the jobs, and the lists of what they found."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from vosdesk.contract import coverage as cv
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import NotFound
from vosdesk.contract.files import FileInfo
from vosdesk.contract.ids import FileId, RateGroupId, Time
from vosdesk.contract.jobs import JobState, Stage
from vosdesk.contract.paging import ANCHOR_STEP, Extent, Page
from vosdesk.contract.permissions import AccountVerb, GroupVerb
from vosdesk.domain import coverage
from vosdesk.domain.coverage import Layer, Offer, Range
from vosdesk.services import account_access, group_access, losses, range_export
from vosdesk.services.jobs import JobContext
from vosdesk.services.losses import Area, Groups
from vosdesk.services.number_price import groups_of, payer_of
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Aside, Reading, Writing
from vosdesk.storage.range_file import RangeFile, Row, StoredRange, row_of

handlers = Handlers()

_SPACE = 10**18
"""What all numbers together are, as ranges are stored."""
_FILE = "comparison"


class _Asked(NamedTuple):
    """A deck that this user may see, and what it is called."""

    groups: Groups
    names: tuple[str, ...]
    account: str


def _asked(work: Reading | Writing, deck: cv.DeckRef) -> _Asked:
    """The groups of a deck. Raises unless all of their rates are open to the user."""
    groups: Groups = () if deck.rate_group is None else (deck.rate_group,)
    account = ""
    if deck.account is not None:
        row = account_access.load(work, deck.account, AccountVerb.SEE)
        groups, account = groups_of(payer_of(work.unit, row)), row.number
    names = tuple(group_access.load(work, group, GroupVerb.SEE_RATES).name for group in groups)
    return _Asked(groups, names, account)


def _admit(work: Writing, request: cv.CompareDecks) -> None:
    work.about(Noun.RATES, None, "")
    decks = [_asked(work, deck) for deck in (request.here, request.there)]
    work.about(Noun.RATES, None, " · ".join(deck.account or deck.names[0] for deck in decks if deck.groups)[:128])


@handlers.starts(o.RATES_COMPARE, admit=_admit)
def compare(job: JobContext, request: cv.CompareDecks) -> cv.Compared:
    """Compare two decks; the ranges go into a file that is listed in windows."""
    job.progress(0, 0, Stage.READING)
    with job.read() as work:
        here, one = _deck(work, request.here)
        there, other = _deck(work, request.there)
    kept = job.new_file(_FILE)
    with RangeFile.opened(kept.path) as file:
        job.progress(0, 0, Stage.COMPARING)
        whole = coverage.whole([one], [other])
        ranges = coverage.compare([one], [other], job.progress)
        file.fill(_rows(ranges, whole), {"groups": sorted({*here.groups, *there.groups})})
        job.progress(0, 0, Stage.FINISHING)
        totals = _totals(file, cv.RangeFilter(file=kept.id), _offered(file))
    return cv.Compared(file=kept.id, here=here.names, there=there.names, totals=totals)


class _Deck(NamedTuple):
    groups: Groups
    names: cv.DeckNames


def _deck(work: Reading, deck: cv.DeckRef) -> tuple[_Deck, Layer]:
    asked = _asked(work, deck)
    at = work.now if deck.at is None else deck.at
    layer = coverage.flat([work.unit.decks.offers(group, at) for group in asked.groups])
    names = cv.DeckNames(account=asked.account, rate_groups=asked.names, at=Time(at), rates=len(layer))
    return _Deck(asked.groups, names), layer


def _rows(ranges: Iterable[Range], whole: int) -> Iterator[Row]:
    """The ranges as they are kept."""
    for range_ in ranges:
        here, there = range_.here, range_.there
        change = None if here is None or there is None else coverage.change(here, there)
        space = coverage.share(range_.space, whole, _SPACE)
        offers = _encode((here, there)).decode()
        yield row_of(range_.code, range_.without, losses.area_of(range_), range_.outcome, space, change, offers)


_encode = msgspec.json.Encoder().encode
_offers_of = msgspec.json.Decoder(tuple[Offer | None, Offer | None])


def shown(stored: StoredRange, offered: int) -> cv.RangeRow:
    """A stored range for people."""
    here, there = _offers_of.decode(stored.offers)
    return cv.RangeRow(
        id=stored.seq,
        code=stored.code,
        without=stored.without,
        area_name=stored.area_name,
        outcome=stored.outcome,
        share=coverage.share(stored.space, offered, cv.WHOLE),
        change=stored.change,
        cheaper=() if here is None or there is None else coverage.cheaper_at(here, there),
        here=losses.offered(here),
        there=losses.offered(there),
    )


def _offered(file: RangeFile) -> int:
    """The space of all ranges of a comparison."""
    return sum(space for _, space in file.totals(cv.RangeFilter(file=FileId(""))).values())


def _totals(file: RangeFile, wanted: cv.RangeFilter, offered: int) -> tuple[cv.OutcomeTotal, ...]:
    found = file.totals(wanted)
    return tuple(
        cv.OutcomeTotal(outcome=o, ranges=ranges, share=coverage.share(space, offered, cv.WHOLE))
        for o in cv.Outcome
        for ranges, space in (found.get(o, (0, 0)),)
    )


@contextmanager
def _opened(work: Aside, file: FileId) -> Iterator[RangeFile]:
    """A comparison of this user, as long as the rates of all of its groups are open to him."""
    kept = work.services.spool.get(work.actor.id, file)
    if kept.name != _FILE:
        raise NotFound
    with RangeFile.opened(kept.path) as found:
        with work.services.store.read() as unit:
            require_open(Reading(unit, work.principal, work.services.clock()), found)
        yield found


def require_open(work: Reading, file: RangeFile) -> None:
    """Raise unless the rates of all groups that a comparison is of are open to the user."""
    for group in file.meta("groups"):
        group_access.load(work, RateGroupId(group), GroupVerb.SEE_RATES)


@handlers.asides(o.RATES_RANGES)
def list_ranges(work: Aside, request: cv.ListRanges) -> Page[cv.RangeRow]:
    """A window of the ranges of a comparison."""
    with _opened(work, request.filter.file) as file:
        offered = _offered(file)
        rows, last = file.window(request.filter, request.sort, request.descending, request.window)
        return Page(rows=tuple(shown(row, offered) for row in rows), last=last)


@handlers.asides(o.RATES_RANGES_EXTENT)
def count_ranges(work: Aside, request: cv.ListRanges) -> Extent:
    """How many ranges the filter holds."""
    with _opened(work, request.filter.file) as file:
        return file.extent(request.filter, request.sort, request.descending)


@handlers.asides(o.RATES_RANGES_TOTALS)
def sum_ranges(work: Aside, request: cv.ListRanges) -> cv.RangeTotals:
    """The ranges of the filter by outcome."""
    with _opened(work, request.filter.file) as file:
        return cv.RangeTotals(totals=_totals(file, request.filter, _offered(file)))


def _admit_export(work: Writing, request: cv.ExportRanges) -> None:
    work.about(Noun.RATES, None, "")


@handlers.starts(o.RATES_RANGES_EXPORT, admit=_admit_export)
def export_ranges(job: JobContext, request: cv.ExportRanges) -> FileInfo:
    """Write the ranges of a filter into a file."""
    kept = job.services.spool.get(job.actor.id, request.filter.file)
    if kept.name != _FILE:
        raise NotFound
    with RangeFile.opened(kept.path) as file:
        with job.read() as work:
            require_open(work, file)
        made = job.new_file(f"{_FILE}.{request.form.value}")
        total, offered = sum(n for n, _ in file.totals(request.filter).values()), _offered(file)
        rows = (shown(row, offered) for row in file.ordered(request.filter, request.sort, request.descending))
        range_export.write(job, made, rows, request, total)
    return job.info(made)


def _admit_report(work: Writing, request: cv.ReportLosses) -> None:
    work.about(Noun.RATES, None, "")
    if request.rate_group is not None:
        work.about(Noun.RATES, None, group_access.load(work, request.rate_group, GroupVerb.SEE_RATES).name)


@handlers.starts(o.RATES_LOSS_REPORT, admit=_admit_report)
def report(job: JobContext, request: cv.ReportLosses) -> cv.Losses:
    """Every account that pays less than its agent, as far as all rates on both sides are open to the user."""
    job.progress(0, 0, Stage.COMPARING)
    with job.read() as work:
        area = Area(work.now if request.at is None else request.at, group=request.rate_group)
        found = losses.find(work, area, open_to=work.actor, progress=job.progress)
        return losses.told(*found)


def _losses(work: Aside, request: cv.ListLosses) -> list[cv.Loss]:
    job = work.services.jobs.get(work.actor.id, request.filter.job)
    if job.operation is not o.RATES_LOSS_REPORT or job.state is not JobState.DONE:
        raise NotFound
    found = msgspec.json.decode(job.result, type=cv.Losses).rows
    text = request.filter.text.strip().lower()
    chosen = [loss for loss in found if any(text in part.lower() for part in _texts(loss))]
    return sorted(
        chosen, key=lambda loss: (_LOSS_KEYS[request.sort](loss), loss.account_id), reverse=request.descending
    )


def _texts(loss: cv.Loss) -> tuple[str, ...]:
    return loss.account_number, loss.account_name, loss.agent_number, loss.agent_name


_LOSS_KEYS = {
    cv.LossSort.ACCOUNT: lambda loss: loss.account_number,
    cv.LossSort.AGENT: lambda loss: loss.agent_number,
    cv.LossSort.RANGES: lambda loss: loss.ranges,
    cv.LossSort.SHARE: lambda loss: loss.share,
}


@handlers.asides(o.RATES_LOSSES)
def list_losses(work: Aside, request: cv.ListLosses) -> Page[cv.Loss]:
    """A window of the losses that a report of this user found."""
    found, window = _losses(work, request), request.window
    begin = (int(window.after[0]) if window.after else 0) + max(window.skip, 0)
    rows = found[begin : begin + max(window.limit, 0)]
    return Page(rows=tuple(rows), last=[begin + len(rows)] if rows else None)


@handlers.asides(o.RATES_LOSSES_EXTENT)
def count_losses(work: Aside, request: cv.ListLosses) -> Extent:
    """How many losses the filter holds."""
    count = len(_losses(work, request))
    return Extent(count=count, anchors=tuple([at] for at in range(ANCHOR_STEP, count, ANCHOR_STEP)))


@handlers.reads(o.RATES_CHECK_ASSIGNMENT)
def check_assignment(work: Reading, request: cv.CheckAssignment) -> cv.Losses:
    """What an account and those below it would lose with groups that are not chosen yet."""
    row = account_access.load(work, request.account, AccountVerb.SEE)
    billing = _chosen(work, request.rate_group, row.rate_group_id)
    private = _chosen(work, request.private_rate_group, row.private_rate_group_id)
    groups = tuple(dict.fromkeys(RateGroupId(g) for g in (private, billing) if g is not None))
    area = Area(work.now, below=request.account)
    return losses.told(*losses.find(work, area, chosen={request.account: groups}, open_to=work.actor))


def _chosen(work: Reading, group: RateGroupId | msgspec.UnsetType | None, stored: int | None) -> int | None:
    if group is msgspec.UNSET or group is None:
        return stored if group is msgspec.UNSET else None
    if group != stored:
        group_access.load(work, group, GroupVerb.USE)
    return group


@handlers.reads(o.RATES_CHECK_PREFIX)
def check_prefix(work: Reading, request: cv.CheckPrefix) -> cv.Losses:
    """What accounts lose through a group for the numbers of a prefix."""
    group_access.load(work, request.rate_group, GroupVerb.SEE_RATES)
    at = Time(max(work.now, request.at))
    area = Area(at, group=request.rate_group, prefix=request.prefix)
    return losses.told(*losses.find(work, area, open_to=work.actor))
