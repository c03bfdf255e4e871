"""What a client does, over any backend: it knows the protocol and nothing of what is behind."""

from typing import Any, TypeVar

from tests.support.world import ADMIN, PASSWORD
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.backend import Backend
from vosdesk.contract.ids import AccountId, UserId, new_key
from vosdesk.contract.operations import Write
from vosdesk.contract.permissions import UserType

Q = TypeVar("Q")
R = TypeVar("R")


def log_in(backend: Backend, login: str = ADMIN, password: str = PASSWORD) -> s.LoggedIn:
    """Log in, and call in that session from now on."""
    entered = backend.call(o.SESSION_LOGIN, s.Login(login=login, password=password, source="client"), new_key()).value
    backend.use(entered.token)
    return entered


def do(backend: Backend, operation: Write[Q, R], request: Q) -> R:
    """Write under a fresh key; the bare result."""
    return backend.call(operation, request, new_key()).value


def make_user(backend: Backend, login: str, **values: Any) -> UserId:
    """A user who need not change his password."""
    given: dict[str, Any] = {"name": "", "type": UserType.OPERATOR, "password": PASSWORD} | values
    return do(backend, o.USERS_CREATE, u.CreateUser(login=login, must_change_password=False, **given))


def make_account(backend: Backend, number: str, **values: Any) -> AccountId:
    """An account."""
    return do(backend, o.ACCOUNTS_CREATE, a.CreateAccount(number=number, **values))
