"""Users and rights templates: rows, details, filters, commands."""

from enum import StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER, TemplateId, Time, UserId, Value
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Can, Right, UserType


class UserRow(Value, frozen=True):
    """A user as the table shows him."""

    id: UserId
    version: int
    login: str
    name: str
    type: UserType
    locked: bool
    expires: Time
    template_id: TemplateId | None
    template_name: str
    memo: str
    created_by: str
    created: Time
    last_login: Time | None
    password_changed: Time
    can: Can = {}


class User(Value, frozen=True):
    """A user with his rights: those stored, and those in effect after what his type forbids."""

    row: UserRow
    rights: frozenset[Right]
    effective: frozenset[Right]


class UserFilter(Value, frozen=True):
    """Which users. Empty fields filter nothing; text is found anywhere in login name or name."""

    text: str = ""
    type: UserType | None = None
    locked: bool | None = None
    expired: bool | None = None
    template: TemplateId | None = None


class UserSort(StrEnum):
    """Columns that users can be sorted by."""

    LOGIN = "login"
    NAME = "name"
    TYPE = "type"
    EXPIRES = "expires"
    CREATED = "created"
    LAST_LOGIN = "last_login"


class ListUsers(Value, frozen=True):
    """A window of users."""

    filter: UserFilter = UserFilter()
    sort: UserSort = UserSort.LOGIN
    descending: bool = False
    window: Window = Window()


class GetUser(Value, frozen=True):
    """One user."""

    id: UserId


class CreateUser(Value, frozen=True):
    """A new user. Rights come from a template, or by hand when ``template`` is None."""

    login: str
    name: str
    type: UserType
    password: str
    must_change_password: bool = True
    expires: Time = FOREVER
    template: TemplateId | None = None
    rights: frozenset[Right] = frozenset()
    memo: str = ""

    def checks(self) -> Found:
        """Login name, name, password, memo."""
        yield "login", text_rules.login(self.login)
        yield "name", text_rules.line(self.name)
        yield "password", text_rules.password(self.password)
        yield "memo", text_rules.memo(self.memo)
        yield "rights", _by_template(self.template, self.rights)

    def __repr__(self) -> str:
        return f"CreateUser(login={self.login!r}, type={self.type.value!r})"


class UpdateUser(Value, frozen=True):
    """Change a user. The login name stays; the password has commands of its own."""

    id: UserId
    version: int
    name: str
    type: UserType
    expires: Time
    template: TemplateId | None
    rights: frozenset[Right]
    memo: str

    def checks(self) -> Found:
        """Name, memo, and either a template or rights by hand."""
        yield "name", text_rules.line(self.name)
        yield "memo", text_rules.memo(self.memo)
        yield "rights", _by_template(self.template, self.rights)


def _by_template(template: TemplateId | None, rights: frozenset[Right]) -> Problem | None:
    return Problem(Code.FIELD_CHOICE) if template is not None and rights else None


class LockUser(Value, frozen=True):
    """Lock or unlock a user. A lock bites at the next click and ends his sessions."""

    id: UserId
    locked: bool


class ResetPassword(Value, frozen=True):
    """Give a user a new password, to be changed at his next login."""

    id: UserId
    password: str

    def checks(self) -> Found:
        """The rules of a new password."""
        yield "password", text_rules.password(self.password)

    def __repr__(self) -> str:
        return f"ResetPassword(id={self.id})"


class PreviewRights(Value, frozen=True):
    """What a user of ``type`` would have in effect."""

    type: UserType
    template: TemplateId | None = None
    rights: frozenset[Right] = frozenset()


class RightsPreview(Value, frozen=True):
    """Rights in effect, those that the type takes away, and the nodes that would be seen."""

    effective: frozenset[Right]
    withheld: frozenset[Right]
    nodes: tuple[str, ...]


class TemplateRow(Value, frozen=True):
    """A rights template. Shipped ones can be copied, not changed."""

    id: TemplateId
    version: int
    name: str
    type: UserType
    shipped: bool
    rights: frozenset[Right]
    users: int
    memo: str


class Templates(Value, frozen=True):
    """All templates, by name."""

    rows: tuple[TemplateRow, ...]


class ListTemplates(Value, frozen=True):
    """All templates, or those for one type of user."""

    type: UserType | None = None


class CreateTemplate(Value, frozen=True):
    """A new template."""

    name: str
    type: UserType
    rights: frozenset[Right]
    memo: str = ""

    def checks(self) -> Found:
        """Name and memo."""
        yield "name", text_rules.line(self.name, required=True)
        yield "memo", text_rules.memo(self.memo)


class UpdateTemplate(Value, frozen=True):
    """Change a template; it bites at the next click of every user who has it."""

    id: TemplateId
    version: int
    name: str
    rights: frozenset[Right]
    memo: str

    def checks(self) -> Found:
        """Name and memo."""
        yield "name", text_rules.line(self.name, required=True)
        yield "memo", text_rules.memo(self.memo)


class DeleteTemplate(Value, frozen=True):
    """Delete a template that no user has."""

    id: TemplateId
    version: int
