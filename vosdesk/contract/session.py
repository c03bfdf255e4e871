"""Logging in and out, and who I am."""

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import AccountId, SessionId, Time, UserId, Value
from vosdesk.contract.permissions import Right, UserType


class Status(Value, frozen=True):
    """What can be known before login: whether the first administrator is still to be made."""

    needs_setup: bool
    version: str


class Setup(Value, frozen=True):
    """Create the first administrator. Refused as soon as there is one."""

    login: str
    name: str
    password: str

    def checks(self) -> Found:
        """The rules of a new user."""
        yield "login", text_rules.login(self.login)
        yield "name", text_rules.line(self.name)
        yield "password", text_rules.password(self.password)

    def __repr__(self) -> str:
        return f"Setup(login={self.login!r})"


class Login(Value, frozen=True):
    """Log in by password. ``remember`` asks for a device token beside the session."""

    login: str
    password: str
    source: str = ""
    remember: bool = False

    def __repr__(self) -> str:
        return f"Login(login={self.login!r})"


class DeviceLogin(Value, frozen=True):
    """Log in by the device token that an earlier login returned."""

    login: str
    device_token: str
    source: str = ""

    def __repr__(self) -> str:
        return f"DeviceLogin(login={self.login!r})"


class OwnAccount(Value, frozen=True):
    """An account on whose access list the user stands."""

    id: AccountId
    number: str
    name: str


class NewPrivilegedUser(Value, frozen=True):
    """Who became an administrator or got the right to edit users since the reader's last login: new or promoted.

    ``by`` is the login name of who did it.
    """

    login: str
    type: UserType
    by: str
    at: Time


class Me(Value, frozen=True):
    """The user who is logged in, and what his console needs to know."""

    id: UserId
    login: str
    name: str
    type: UserType
    rights: frozenset[Right]
    must_change_password: bool
    own_accounts: tuple[OwnAccount, ...]
    parameters: dict[str, str]
    previous_login: Time | None = None
    new_privileged: tuple[NewPrivilegedUser, ...] = ()


class LoggedIn(Value, frozen=True):
    """An open session. ``token`` is its secret; only a hash of it is stored."""

    token: str
    me: Me
    device_token: str | None = None

    def __repr__(self) -> str:
        return f"LoggedIn(me={self.me!r})"


class ChangePassword(Value, frozen=True):
    """Change one's own password. Every other session of the user ends, and every device forgets him."""

    old: str
    new: str

    def checks(self) -> Found:
        """The rules of a new password."""
        yield "old", Problem(Code.FIELD_EMPTY) if not self.old else None
        yield "new", text_rules.password(self.new)
        yield "new", Problem(Code.PASSWORD_SAME) if self.new and self.new == self.old else None

    def __repr__(self) -> str:
        return "ChangePassword()"


class Unlock(Value, frozen=True):
    """Wake a session that was left idle."""

    password: str

    def __repr__(self) -> str:
        return "Unlock()"


class Logout(Value, frozen=True):
    """End the session; ``forget`` also revokes the device token of this device."""

    device_token: str | None = None

    def __repr__(self) -> str:
        return "Logout()"


class SessionRow(Value, frozen=True):
    """A live session: who, from where, since when."""

    id: SessionId
    user_id: UserId
    login: str
    name: str
    type: UserType
    source: str
    created: Time
    last_seen: Time
    locked: bool
    mine: bool


class Sessions(Value, frozen=True):
    """All live sessions, newest first."""

    rows: tuple[SessionRow, ...]


class EndSession(Value, frozen=True):
    """End somebody's session."""

    id: SessionId
