"""The schedule of a prefix: its rates follow each other, and a new one takes its place among them.

A rate that begins while another one holds ends it at that moment; a rate without an end holds until the next begins.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, FieldProblem
from vosdesk.contract.ids import FOREVER, Empty, RateGroupId, RateId, Time
from vosdesk.domain.matching import code_of
from vosdesk.services import rate_access
from vosdesk.services.loss_guard import guarded
from vosdesk.services.losses import Area
from vosdesk.services.rate_rows import fields_of, logged
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Writing, require_version
from vosdesk.storage.types import AnyRow

handlers = Handlers()


def place(work: Writing, group: RateGroupId, fields: r.RateFields, moved: AnyRow | None = None) -> r.RateFields:
    """The rate as it fits among those of its prefix; the one that holds when it begins ends then.

    ``moved`` is the rate that it was before. Raises Conflict where another one begins at the same moment, or before
    an end that was given.
    """
    code = code_of(fields)
    others = [row for row in work.unit.rates.at(group, code) if moved is None or row.id != moved.id]
    if any(row.effective_from == fields.effective_from for row in others):
        raise _conflict(Code.RATE_TAKEN, "prefix", code)
    until = min((row.effective_from for row in others if row.effective_from > fields.effective_from), default=FOREVER)
    if fields.effective_until > until:
        if fields.effective_until != FOREVER:
            raise _conflict(Code.RATE_OVERLAP, "effective_until", code)
        fields = replace(fields, effective_until=Time(until))
    former = _former(others, fields, moved)
    if former is not None:
        _end(work, former, fields.effective_from)
    return fields


def _former(others: Sequence[AnyRow], fields: r.RateFields, moved: AnyRow | None) -> AnyRow | None:
    """The rate before, where it has to end at another moment now."""
    begun = [row for row in others if row.effective_from < fields.effective_from]
    if not begun:
        return None
    last = begun[-1]
    joined = moved is not None and moved.code == last.code and last.effective_until == moved.effective_from
    return last if last.effective_until > fields.effective_from or joined else None


def _end(work: Writing, row: AnyRow, until: Time) -> None:
    if row.effective_until != until:
        fields = replace(fields_of(row), effective_until=until)
        work.unit.rates.change(RateId(row.id), row.version, fields)
        work.unit.touch(Noun.RATES, row.id)


@handlers.writes(o.RATES_CANCEL_SCHEDULED)
def cancel_scheduled(work: Writing, request: r.CancelScheduled) -> Empty:
    """Take back a rate that is not yet in effect: the one that it would have ended goes on."""
    row = rate_access.held(work, request.id)
    require_version(row.version, request.version)
    if row.effective_from <= work.now:
        raise Conflict(Code.RATE_NOT_SCHEDULED)
    group = RateGroupId(row.rate_group_id)
    former = next(
        (one for one in work.unit.rates.at(group, row.code) if one.effective_until == row.effective_from), None
    )
    with guarded(work, Area(Time(row.effective_from), group=group, prefix=row.code)):
        work.unit.rates.remove_ids([RateId(row.id)])
        if former is not None:
            _end(work, former, Time(row.effective_until))
    work.unit.rate_groups.rates_changed(group)
    work.record(Noun.RATES, request.id, row.code, before=logged(fields_of(row)))
    work.unit.touch(Noun.RATES)
    return Empty()


def _conflict(code: Code, field: str, prefix: str) -> Conflict:
    params = {"prefix": prefix}
    return Conflict(code, params, [FieldProblem(field, code, params)])
