"""A small server of sessions, and the factory that opens it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vosdesk.contract.accounts import AgentNode, AgentTree
from vosdesk.contract.backend import Backend
from vosdesk.contract.changes import Changes, Done
from vosdesk.contract.errors import Code, Invalid, LoginRefused, Refusal, SessionOver
from vosdesk.contract.ids import AccountId, Empty, Key, UserId
from vosdesk.contract.operations import OPERATIONS, Operation
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.session import ChangePassword, DeviceLogin, LoggedIn, Login, Logout, Me, Setup, Status, Unlock
from vosdesk.gui.places import Progress
from vosdesk.settings.secrets import NotAvailable

PASSWORD = "correct horse 42"


def me(login: str = "admin", rights: frozenset[Right] = frozenset(Right), **values: Any) -> Me:
    """An administrator, or whoever is described."""
    return Me(
        id=UserId(1), login=login, name=values.pop("name", "Ada Admin"),
        type=values.pop("type", UserType.ADMINISTRATOR), rights=rights,
        must_change_password=values.pop("must_change_password", False), own_accounts=(),
        parameters=values.pop("parameters", {}), **values,
    )  # fmt: skip


@dataclass
class Server:
    """Sessions as the real services keep them, without any of the rest."""

    users: dict[str, Me] = field(default_factory=lambda: {"admin": me()})
    passwords: dict[str, str] = field(default_factory=lambda: {"admin": PASSWORD})
    needs_setup: bool = False
    refusals: dict[str, Refusal] = field(default_factory=dict)
    asked: list[tuple[str, Any]] = field(default_factory=list)
    devices: dict[str, str] = field(default_factory=dict)
    agents: tuple[AgentNode, ...] = ()
    handlers: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    token: str | None = None
    sessions: dict[str, str] = field(default_factory=dict)
    locked: set[str] = field(default_factory=set)
    closed: bool = False
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def requests(self, operation: Operation[Any, Any]) -> list[Any]:
        """The requests made of ``operation``."""
        return [request for name, request in self.asked if name == operation.id]

    def call(self, operation: Operation[Any, Any], request: Any, key: Key | None = None) -> Any:
        """One call, as a backend answers it."""
        self.gate.wait(20)
        self.asked.append((operation.id, request))
        if operation.id in self.refusals:
            raise self.refusals[operation.id]
        value = self._answer(operation, request)
        return value if key is None else Done(value=value, changes=Changes())

    def use(self, token: str | None) -> None:
        """Call with this session from now on."""
        self.token = token

    def close(self) -> None:
        """Later calls would be an error of the test's."""
        self.closed = True

    def _answer(self, operation: Operation[Any, Any], request: Any) -> Any:
        if operation.id in self.handlers:
            return self.handlers[operation.id](request)
        own = getattr(self, "_" + operation.id.replace(".", "_"), None)
        if own is not None:
            return own(request)
        if operation.id.endswith(".extent"):
            return Extent(count=0)
        if operation.id.endswith(".list") and operation.id in OPERATIONS:
            return Page(rows=())
        raise AssertionError(f"the fake server does not know {operation.id}")

    def _who(self) -> str:
        login = self.sessions.get(self.token or "")
        if login is None:
            raise SessionOver(Code.SESSION_ENDED)
        return login

    def _session_status(self, request: Empty) -> Status:
        return Status(needs_setup=self.needs_setup, version="1")

    def _session_setup(self, request: Setup) -> LoggedIn:
        self.users[request.login] = me(request.login, name=request.name)
        self.passwords[request.login] = request.password
        self.needs_setup = False
        return self._open(request.login)

    def _session_login(self, request: Login) -> LoggedIn:
        if self.passwords.get(request.login) != request.password:
            raise LoginRefused(Code.LOGIN_FAILED)
        device = None
        if request.remember:
            device = f"device-{len(self.devices)}"
            self.devices[device] = request.login
        return self._open(request.login, device)

    def _session_device_login(self, request: DeviceLogin) -> LoggedIn:
        if self.devices.get(request.device_token) != request.login:
            raise LoginRefused(Code.LOGIN_FAILED)
        return self._open(request.login)

    def _open(self, login: str, device: str | None = None) -> LoggedIn:
        token = f"token-{len(self.sessions)}"
        self.sessions[token] = login
        return LoggedIn(token=token, me=self.users[login], device_token=device)

    def _session_me(self, request: Empty) -> Me:
        return self.users[self._who()]

    def _session_change_password(self, request: ChangePassword) -> Empty:
        login = self._who()
        if self.passwords[login] != request.old:
            raise Invalid.at("old", Code.PASSWORD_WRONG)
        self.passwords[login] = request.new
        self.users[login] = me(login)
        return Empty()

    def _session_lock(self, request: Empty) -> Empty:
        self.locked.add(self._who())
        return Empty()

    def _session_unlock(self, request: Unlock) -> Empty:
        login = self._who()
        if self.passwords[login] != request.password:
            raise Invalid.at("password", Code.PASSWORD_WRONG)
        self.locked.discard(login)
        return Empty()

    def _session_logout(self, request: Logout) -> Empty:
        self.devices.pop(request.device_token or "", None)
        self.sessions.pop(self.token or "", None)
        return Empty()

    def _accounts_tree(self, request: Empty) -> AgentTree:
        self._who()
        if self._who() in self.locked:
            raise SessionOver(Code.SESSION_LOCKED)
        return AgentTree(nodes=self.agents)


@dataclass
class FakeFactory:
    """Opens the server, or refuses."""

    server: Server
    refusal: Refusal | None = None
    opened: list[Path] = field(default_factory=list)

    def open_embedded(self, path: Path) -> Backend:
        """The server, whatever the path."""
        self.opened.append(path)
        if self.refusal is not None:
            raise self.refusal
        self.server.closed = False
        return self.server

    def open_demo(self, path: Path, progress: Progress) -> Backend:
        """The server, after some progress."""
        for done in range(4):
            progress("Making accounts", done, 4)
        return self.open_embedded(path)

    def demo_logins(self) -> tuple[tuple[str, str, str], ...]:
        """One login."""
        return (("admin", PASSWORD, "Administrator"),)


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of an entry, or None."""
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Drop an entry."""
        del self.entries[service, username]


def no_ring() -> Ring:
    """What a machine without a keyring says."""
    raise NotAvailable("none")


def agent(number: int, parent: int | None = None) -> AgentNode:
    """An agent account as a node."""
    above = AccountId(parent) if parent is not None else None
    return AgentNode(
        id=AccountId(number), number=f"A{number:03}", name=f"Agent {number}", parent=above, subs=2, own=False
    )
