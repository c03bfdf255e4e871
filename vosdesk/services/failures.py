"""Whatever was raised, as the refusal that leaves the services."""

import logging
import secrets

from vosdesk.contract.errors import Code, Fault, Invalid, Refusal
from vosdesk.storage.failures import malformed, unavailable

_log = logging.getLogger("vosdesk")


def refusal_of(error: Exception, operation: str) -> Refusal:
    """The refusal that ``error`` is; a defect of ours becomes a Fault whose reference stands in the program's log."""
    if isinstance(error, Refusal):
        return error
    found = unavailable(error)
    if found is not None:
        return found
    if malformed(error):
        return Invalid(Code.REQUEST_MALFORMED)
    reference = secrets.token_hex(4)
    _log.error("fault %s in %s", reference, operation, exc_info=error)
    return Fault(Code.FAULT, {"reference": reference})
