"""Lines of the system log: every change in its own transaction, every refusal after its rollback."""

from typing import Any

from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import Time, UserId
from vosdesk.contract.log import Outcome
from vosdesk.services.runtime import Line
from vosdesk.storage.unit_of_work import WriteUnit


def done(unit: WriteUnit, now: Time, user: UserId, login: str, source: str, operation: str, line: Line) -> None:
    """Log an act that is about to be committed."""
    unit.log.add(
        _values(now, user, login, source, operation)
        | {
            "noun": None if line.noun is None else line.noun.value,
            "object_id": line.object_id,
            "label": line.label[:128],
            "outcome": Outcome.DONE.value,
            "code": None,
            "params": {"hidden": line.hidden} if line.hidden else {},
            "before": line.before,
            "after": line.after,
        }
    )


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
    unit.log.add(
        _values(now, user, login, source, operation)
        | {
            "noun": None if line.noun is None else line.noun.value,
            "object_id": line.object_id,
            "label": line.label[:128],
            "outcome": Outcome.REFUSED.value,
            "code": refusal.code.value,
            "params": refusal.params,
            "before": {},
            "after": {},
        }
    )


def _values(now: Time, user: UserId | None, login: str, source: str, operation: str) -> dict[str, Any]:
    return {"time": now, "user_id": user, "login": login[:64], "source": source[:128], "operation": operation}
