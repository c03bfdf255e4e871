"""Lines of the system log: every change in its own transaction, every refusal after its rollback."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from vosdesk.contract.errors import Refusal, Unavailable
from vosdesk.contract.ids import Time, UserId
from vosdesk.contract.log import Outcome
from vosdesk.services.runtime import Line
from vosdesk.storage.failures import unavailable
from vosdesk.storage.unit_of_work import Store, WriteUnit

_log = logging.getLogger("vosdesk")


def done(
    unit: WriteUnit,
    now: Time,
    user: UserId | None,
    login: str,
    source: str,
    operation: str,
    line: Line,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Log an act that is about to be committed."""
    unit.log.add(told(now, user, login, source, operation, line, outcome))


def told(
    now: Time,
    user: UserId | None,
    login: str,
    source: str,
    operation: str,
    line: Line,
    outcome: Outcome = Outcome.DONE,
) -> dict[str, Any]:
    """What the log says of an act."""
    return {
        "time": now,
        "user_id": user,
        "login": login[:64],
        "source": source[:128],
        "operation": operation,
        "noun": None if line.noun is None else line.noun.value,
        "object_id": line.object_id,
        "label": line.label[:128],
        "outcome": outcome.value,
        "code": None,
        "params": {"hidden": line.hidden} if line.hidden else {},
        "before": line.before,
        "after": line.after,
    }


def refused(
    unit: WriteUnit,
    now: Time,
    user: UserId | None,
    login: str,
    source: str,
    operation: str,
    line: Line,
    refusal: Refusal,
) -> None:
    """Log a refusal, with its reason."""
    line = Line(line.noun, line.object_id, line.label)
    reason = {"code": refusal.code.value, "params": refusal.params}
    unit.log.add(told(now, user, login, source, operation, line, Outcome.REFUSED) | reason)


def beside(store: Store, work: Callable[[WriteUnit], None], what: str) -> None:
    """Write what goes along with an answer; the answer stands even when the database cannot take it now.

    Behind a long transaction of this process it waits in line, and the answer does not wait for it.
    """
    if store.busy:
        store.post(work, partial(_not_noted, what))
        return
    try:
        store.write(work)
    except Exception as error:
        if not isinstance(error, Unavailable) and unavailable(error) is None:
            raise
        _not_noted(what, error)


def _not_noted(what: str, error: BaseException) -> None:
    _log.warning("not noted %s: %s", what, error)
