"""A user's own password, asked for again in a session that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from vosdesk.contract import text_rules
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Invalid, Unavailable
from vosdesk.contract.money import parse_money
from vosdesk.contract.operations import Write
from vosdesk.contract.parameters import CONFIRM_FROM, PARAMETERS
from vosdesk.services import audit, throttle
from vosdesk.services.runtime import Line, Principal, Services, Writing
from vosdesk.storage.unit_of_work import WriteUnit


@dataclass(frozen=True, slots=True)
class OwnPassword:
    """Proof that the user gave his own password: the stored hash that it was found to match."""

    stored: str

    def require_current(self, work: Writing) -> None:
        """Raise Unavailable when another password was set since the check."""
        row = work.unit.users.credentials(work.actor.login)
        if row is None or row.password_hash != self.stored:
            raise Unavailable(Code.DATABASE_BUSY)


def check_own(services: Services, principal: Principal, operation: str, field: str, password: str) -> OwnPassword:
    """Check the user's own password, outside of any transaction: the hash is slow.

    Wrong ones count towards the delays of logins. Raises Invalid at ``field`` for a wrong one, LoginRefused while a
    delay runs.
    """
    actor = principal.actor
    services.store.write(lambda unit: throttle.begin(unit, actor.login, actor.source, services.clock()))
    with services.store.read() as unit:
        row = unit.users.credentials(actor.login)
    stored = None if row is None or len(password) > text_rules.PASSWORD_MOST else row.password_hash
    if row is not None and services.hasher.matches(stored, password):
        services.store.write(lambda unit: throttle.succeeded(unit, actor.login, actor.source))
        return OwnPassword(str(row.password_hash))
    refusal = Invalid.at(field, Code.PASSWORD_WRONG)
    line = Line(Noun.USERS, actor.id, actor.login)

    def act(unit: WriteUnit) -> None:
        now = services.clock()
        throttle.failed(unit, actor.login, actor.source, now)
        audit.refused(unit, now, actor.id, actor.login, actor.source, operation, line, refusal)

    services.store.write(act)
    raise refusal


class Confirmed(Protocol):
    """A command that may carry the user's own password."""

    @property
    def confirmation(self) -> str | None:
        """The password, where it was asked for."""


def is_confirmed(request: Confirmed) -> bool:
    """Whether a command carries the user's own password."""
    return request.confirmation is not None


def confirming(operation: Write[Any, Any]) -> Callable[[Services, Confirmed, Principal], OwnPassword | None]:
    """What prepares a payment: the check of the password that its command carries, if it carries one."""

    def prepare(services: Services, request: Confirmed, principal: Principal) -> OwnPassword | None:
        if request.confirmation is None:
            return None
        return check_own(services, principal, operation.id, "confirmation", request.confirmation)

    return prepare


def require_confirmed(work: Writing, amount: int) -> None:
    """Raise Invalid at ``confirmation`` when so large an amount (micro-units) asks for the password and has none."""
    text = work.unit.parameters.value(CONFIRM_FROM)
    if text == PARAMETERS[CONFIRM_FROM].default:
        return
    least = parse_money(text)
    if not isinstance(least, int):
        raise TypeError("a stored parameter is not valid")
    if not least or abs(amount) < least:
        return
    if not isinstance(work.prepared, OwnPassword):
        raise Invalid.at("confirmation", Code.PAYMENT_CONFIRM, {"amount": abs(amount), "threshold": least})
    work.prepared.require_current(work)
