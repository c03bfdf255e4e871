"""A small installation for tests: real services over a database of its own, with a clock that the test moves."""

from collections.abc import Iterable
from typing import Any, TypeVar

from tests.support.clock import FakeClock
from vosdesk.backends.embedded import EmbeddedBackend
from vosdesk.contract import accounts as a
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.changes import Done
from vosdesk.contract.ids import AccountId, Key, RateGroupId, TemplateId, Time, UserId, new_key
from vosdesk.contract.money import Money
from vosdesk.contract.operations import Read, Write
from vosdesk.contract.permissions import AccountRight, GroupRight, Right, UserType
from vosdesk.services import auth, catalog
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.passwords import Hasher
from vosdesk.services.runtime import Services
from vosdesk.services.shipped import TEMPLATES
from vosdesk.storage.unit_of_work import Store

Q = TypeVar("Q")
R = TypeVar("R")

ADMIN = "admin"
PASSWORD = "correct horse battery staple 7"
"""The password of every user that a test makes, unless it says otherwise."""
UNIT = 1_000_000
"""Micro-units of one unit of money."""
ALL_ACCOUNT_RIGHTS = frozenset(AccountRight)
AGENT_RIGHTS = next(t.rights for t in TEMPLATES if t.name == "Agent")
FIXED_RATE_RIGHTS = next(t.rights for t in TEMPLATES if t.name == "Agent (fixed rate)")
SHARED_HASHER = Hasher(time_cost=1, memory_kib=8, lanes=1)
"""Cheap parameters: tests hash often and protect nothing."""


def first_run(store: Store) -> None:
    """What every filled database begins with: the administrator "admin" and the shipped templates."""
    auth.setup(services_over(store, FakeClock()), s.Setup(login=ADMIN, name="Ada Admin", password=PASSWORD))


def services_over(store: Store, clock: FakeClock) -> Services:
    """Services that hash cheaply and go by ``clock``."""
    return Services(store, clock, SHARED_HASHER)


class World:
    """A filled database with everything that works on it. Made things are made through operations."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = FakeClock()
        self.clock.advance(minutes=1)
        self.services = services_over(store, self.clock)
        self.dispatcher = Dispatcher(self.services, catalog.NOUNS)
        self.admin_id = self.user_id(ADMIN)
        self.admin = self.login(self.admin_id)
        """The token of the administrator's session."""

    def login(self, user: UserId | str, source: str = "test") -> str:
        """A new session of a user (by id or login name), without a password; its token."""
        known = self.user_id(user) if isinstance(user, str) else user
        return auth.open_session(self.services, known, source)

    def user_id(self, login: str) -> UserId:
        """The id of the user of this login name."""
        with self.store.read() as unit:
            row = unit.users.credentials(login)
        assert row is not None, f"no user {login}"
        return UserId(row.id)

    def read(self, token: str | None, operation: Read[Q, R], request: Q) -> R:
        """Call a read in a session."""
        result: R = self.dispatcher.execute(token, operation, request)
        return result

    def write(self, token: str | None, operation: Write[Q, R], request: Q, key: Key | None = None) -> Done[R]:
        """Call a write in a session, under a fresh key unless one is given."""
        done: Done[R] = self.dispatcher.execute(token, operation, request, key or new_key())
        return done

    def do(self, token: str | None, operation: Write[Q, R], request: Q) -> R:
        """Call a write in a session; its bare result."""
        return self.write(token, operation, request).value

    def backend(self, token: str | None = None) -> EmbeddedBackend:
        """A backend over this world. Closing it closes the world's database."""
        backend = EmbeddedBackend(self.dispatcher)
        backend.use(token)
        return backend

    def user(
        self,
        login: str,
        kind: UserType = UserType.OPERATOR,
        rights: Iterable[Right] = (),
        *,
        template: str | None = None,
        **values: Any,
    ) -> UserId:
        """A user who need not change his password; ``template`` is a name."""
        request = u.CreateUser(
            login=login,
            name=values.pop("name", login.title()),
            type=kind,
            password=values.pop("password", PASSWORD),
            must_change_password=values.pop("must_change_password", False),
            template=None if template is None else self.template(template),
            rights=frozenset(rights),
            **values,
        )
        return self.do(self.admin, o.USERS_CREATE, request)

    def agent(self, login: str, rights: Iterable[Right] = AGENT_RIGHTS) -> UserId:
        """A user of type agent."""
        return self.user(login, UserType.AGENT, rights)

    def template(self, name: str) -> TemplateId:
        """The id of the template of this name."""
        rows = self.read(self.admin, o.TEMPLATES_LIST, u.ListTemplates()).rows
        return next(row.id for row in rows if row.name == name)

    def account(
        self,
        number: str,
        agent: AccountId | None = None,
        *,
        opening: float = 0,
        token: str | None = None,
        **values: Any,
    ) -> AccountId:
        """An account opened with ``opening`` units, by the administrator unless another session is given."""
        request = a.CreateAccount(number=number, agent=agent, opening=units(opening), **values)
        return self.do(token or self.admin, o.ACCOUNTS_CREATE, request)

    def grant(
        self,
        user: UserId,
        account: AccountId,
        rights: Iterable[AccountRight] = ALL_ACCOUNT_RIGHTS,
        *,
        covers_subs: bool = True,
    ) -> None:
        """Put a user on the access list of an account."""
        request = g.SetAccountGrant(user=user, account=account, rights=frozenset(rights), covers_subs=covers_subs)
        self.do(self.admin, o.GRANTS_SET_ACCOUNT, request)

    def rate_group(self, name: str, token: str | None = None) -> RateGroupId:
        """A rate group, of the administrator unless another session is given."""
        return self.do(token or self.admin, o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name=name))

    def grant_group(
        self, user: UserId, group: RateGroupId, rights: Iterable[GroupRight] = (GroupRight.USE, GroupRight.SEE)
    ) -> None:
        """Put a user on the access list of a rate group."""
        request = g.SetGroupGrant(user=user, rate_group=group, rights=frozenset(rights))
        self.do(self.admin, o.GRANTS_SET_GROUP, request)

    def recharge(self, account: AccountId, amount: float, token: str | None = None) -> p.PaymentRow:
        """Recharge an account by so many units."""
        request = p.Recharge(account=account, amount=units(amount))
        return self.do(token or self.admin, o.PAYMENTS_RECHARGE, request)

    def account_row(self, account: AccountId, token: str | None = None) -> a.AccountRow:
        """An account as the administrator (or another session) sees it."""
        return self.read(token or self.admin, o.ACCOUNTS_GET, a.GetAccount(id=account)).row

    def user_row(self, user: UserId, token: str | None = None) -> u.UserRow:
        """A user as the administrator (or another session) sees him."""
        return self.read(token or self.admin, o.USERS_GET, u.GetUser(id=user)).row

    @property
    def now(self) -> Time:
        """The time of this world."""
        return self.clock.now

    def close(self) -> None:
        """Stop the jobs and close the database."""
        self.services.close()


def units(amount: float) -> Money:
    """Units of money as micro-units."""
    return Money(round(amount * UNIT))
