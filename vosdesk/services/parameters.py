"""System parameters: what an installation has set."""

from vosdesk.contract import operations as o
from vosdesk.contract import parameters as pm
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Stale
from vosdesk.contract.ids import Empty
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing

handlers = Handlers()


@handlers.reads(o.PARAMETERS_LIST)
def list_parameters(work: Reading, request: Empty) -> pm.ParameterRows:
    """All parameters with their values in force."""
    return pm.ParameterRows(rows=work.unit.parameters.rows())


@handlers.writes(o.PARAMETERS_SET)
def set_parameter(work: Writing, request: pm.SetParameter) -> Empty:
    """Change a parameter; it is in force at the next click of everybody."""
    work.about(Noun.PARAMETERS, None, request.name)
    stored = next(row for row in work.unit.parameters.rows() if row.name == request.name)
    if stored.version != request.version or not work.unit.parameters.set(request.name, request.value, request.version):
        raise Stale(Code.STALE, {"version": stored.version})
    before, after = {request.name: stored.value}, {request.name: request.value}
    work.record(Noun.PARAMETERS, None, request.name, before=before, after=after)
    return Empty()
