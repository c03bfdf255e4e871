"""Why something was refused: a class for who is to mend it, a code, and parameters.

A sentence is never made here: the console renders codes in the reader's language.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar

import msgspec

Param = str | int | bool | None | list["Param"] | dict[str, "Param"]


class Code(StrEnum):
    """Every reason that the program gives. Each has a sentence in every language."""

    # a field
    FIELD_EMPTY = "field.empty"
    FIELD_TOO_LONG = "field.too_long"  # limit
    FIELD_INVALID = "field.invalid"
    FIELD_CHOICE = "field.choice"
    FIELD_CONTROL = "field.control"
    FIELD_TAKEN = "field.taken"
    FIELD_RANGE = "field.range"  # low, high
    FIELD_IN_PAST = "field.in_past"
    FIELD_EMAIL = "field.email"
    NUMBER_INVALID = "number.invalid"
    NUMBER_SEPARATORS = "number.separators"  # decimal, group
    NUMBER_DECIMALS = "number.decimals"  # digits
    NUMBER_TOO_LARGE = "number.too_large"
    NUMBER_NEGATIVE = "number.negative"
    NUMBER_NOT_POSITIVE = "number.not_positive"
    LOGIN_FORM = "login.form"
    ACCOUNT_NUMBER_FORM = "account.number_form"
    PREFIX_FORM = "prefix.form"
    PASSWORD_SHORT = "password.short"  # noqa: S105 - a code, not a secret; least
    PASSWORD_COMMON = "password.common"  # noqa: S105
    PASSWORD_SAME = "password.same"  # noqa: S105
    PASSWORD_WRONG = "password.wrong"  # noqa: S105
    PERIOD_REVERSED = "period.reversed"
    RIGHT_NOT_FOR_TYPE = "right.not_for_type"  # right, type
    RATE_ZERO_NOT_FREE = "rate.zero_not_free"

    # the session
    SESSION_MISSING = "session.missing"
    SESSION_ENDED = "session.ended"
    SESSION_LOCKED = "session.locked"
    LOGIN_FAILED = "login.failed"
    LOGIN_WAIT = "login.wait"  # seconds
    PASSWORD_MUST_CHANGE = "password.must_change"  # noqa: S105
    SETUP_DONE = "setup.done"

    # who may do what
    RIGHT_MISSING = "right.missing"  # right
    TYPE_CAP = "type.cap"  # right, type
    NOT_FOUND = "not_found"
    GRANT_LACKS = "grant.lacks"  # right, account, by, at
    GRANT_NOT_COVERING = "grant.not_covering"  # account, by, at
    GRANT_NONE = "grant.none"
    OWN_ACCOUNT = "account.own"  # account
    GRANT_HIDES = "grant.hides"  # grant_id, account, by, at, hidden_account, rights
    AGENT_NEVER = "agent.never"
    ADMINISTRATORS_ONLY = "administrators.only"
    GROUP_NOT_YOURS = "rate_group.not_yours"
    GROUP_GRANT_LACKS = "rate_group.grant_lacks"  # right
    SELF = "user.self"
    LAST_ADMINISTRATOR = "user.last_administrator"

    # the state of a thing
    STALE = "stale"
    SELECTION_CHANGED = "selection.changed"  # count
    USER_LOCKED = "user.locked"
    USER_NOT_LOCKED = "user.not_locked"
    USER_EXPIRED = "user.expired"
    ACCOUNT_CANCELLED = "account.cancelled"
    ACCOUNT_LOCKED = "account.locked"
    ACCOUNT_NOT_LOCKED = "account.not_locked"
    ACCOUNT_BALANCE_ZERO = "account.balance_zero"
    ACCOUNT_BALANCE_LEFT = "account.balance_left"  # balance
    ACCOUNT_HAS_SUBS = "account.has_subs"  # count
    ACCOUNT_CYCLE = "account.cycle"
    ACCOUNT_SAME_AGENT = "account.same_agent"
    ACCOUNT_TOO_DEEP = "account.too_deep"  # most
    LIMIT_EXCEEDED = "limit.exceeded"  # balance, overdraft, amount
    PAYMENT_REVERSED = "payment.reversed"  # by
    PAYMENT_IS_REVERSAL = "payment.is_reversal"
    PAYMENT_MOVED_NOTHING = "payment.moved_nothing"
    PAYMENT_NOT_YOURS = "payment.not_yours"
    PAYMENT_CONFIRM = "payment.confirm"  # amount, threshold
    COVER_SHORT = "cover.short"  # agent, cover, used, free, users
    LOWER_RATE_RIGHTS = "lower_rate.rights"  # agent, user, rights
    LOWER_RATE_GROUPS = "lower_rate.groups"  # agent, user, groups
    LOWER_RATE_ON = "lower_rate.on"
    LOWER_RATE_OFF = "lower_rate.off"
    ACCOUNT_UNKNOWN = "account.unknown"
    ACCOUNT_EXPIRED = "account.expired"
    ACCOUNT_EXHAUSTED = "account.exhausted"
    GROUP_IN_USE = "rate_group.in_use"  # accounts
    GROUP_NAME_TAKEN = "rate_group.name_taken"
    PRIVATE_RATES = "account.private_rates"
    GROUP_CANNOT_BE_USED = "rate_group.cannot_be_used"  # group, user
    RATE_TAKEN = "rate.taken"  # prefix
    RATE_OVERLAP = "rate.overlap"  # prefix
    RATE_NOT_SCHEDULED = "rate.not_scheduled"
    RATES_MUST_TYPE = "rates.must_type"  # count, present
    RATES_CHANGED_SINCE = "rates.changed_since"  # count, prefixes
    IMPORT_UNDONE = "rate_import.undone"
    RATE_NONE = "rate.none"
    RATE_LOCKED = "rate.locked"
    PRICE_NOT_YET_YOURS = "rate.price_not_yet_yours"
    RATE_LOSS = "rate.loss"  # account, agent, prefix, ranges, accounts
    FILE_EMPTY = "file.empty"
    FILE_HEADER = "file.header"  # missing, doubled
    FILE_ENCODING = "file.encoding"
    FILE_TOO_LARGE = "file.too_large"  # limit
    FILE_ROWS_BAD = "file.rows_bad"  # count
    FILE_COLUMNS = "file.columns"  # expected, found
    FILE_REPEATED = "file.repeated"  # line
    FILE_INCOMPLETE = "file.incomplete"  # name
    FILES_TOO_MANY = "files.too_many"  # limit
    FILES_TOO_LARGE = "files.too_large"  # limit
    JOBS_TOO_MANY = "jobs.too_many"  # limit
    JOB_RUNNING = "job.running"
    JOB_CANCELLED = "job.cancelled"
    # a sheet as a whole
    FILE_PROTECTED = "file.protected"
    FILE_NO_SHEET = "file.no_sheet"
    FILE_DAMAGED = "file.damaged"
    FILE_UNPACKS = "file.unpacks"  # limit
    FILE_WIDE = "file.wide"  # limit
    FILE_NO_CODES = "file.no_codes"
    FILE_NO_PRICES = "file.no_prices"
    FILE_NO_INCREMENTS = "file.no_increments"
    # a cell of a sheet
    CELL_CUT = "cell.cut"
    CELL_DAMAGED = "cell.damaged"
    CELL_NO_PRICE = "cell.no_price"
    CELL_CONDITION = "cell.condition"
    CELL_DATE = "cell.date"
    CELL_QUOTE = "cell.quote"
    CODE_PATTERN = "code.pattern"
    CODE_RANGE = "code.range"
    CODE_MANY = "code.many"  # limit
    TEMPLATE_IN_USE = "template.in_use"  # count
    TEMPLATE_SHIPPED = "template.shipped"

    # what a verification finds
    VERIFY_GAP = "verify.gap"  # account_id, seq, expected, found
    VERIFY_DOUBLE = "verify.double"  # account_id, seq, expected, found
    VERIFY_HASH = "verify.hash"  # account_id, seq
    VERIFY_BALANCE_BEFORE = "verify.balance_before"  # account_id, seq, due, booked
    VERIFY_SUM = "verify.sum"  # account_id, seq, amount, booked
    VERIFY_ORDER = "verify.order"  # account_id, seq, before
    VERIFY_SNAPSHOT = "verify.snapshot"  # account_id, seq, fields
    VERIFY_NUMBERING = "verify.numbering"  # expected, found
    VERIFY_NO_ENTRY = "verify.no_entry"  # account
    VERIFY_LAST = "verify.last"  # account, expected, found
    VERIFY_LAST_HASH = "verify.last_hash"  # account
    VERIFY_BALANCE = "verify.balance"  # account, due, booked
    VERIFY_KEY = "verify.key"  # account_id, times
    VERIFY_REVERSAL = "verify.reversal"  # account_id, seq, reverses
    VERIFY_REVERSED_TWICE = "verify.reversed_twice"  # reverses
    VERIFY_DANGLING = "verify.dangling"  # column
    VERIFY_PATH = "verify.path"  # account
    VERIFY_CALL = "verify.call"
    VERIFY_LOGGED = "verify.logged"  # account, expected, found
    VERIFY_FEWER = "verify.fewer"  # expected, found
    VERIFY_UNGUARDED = "verify.unguarded"
    VERIFY_COVER = "verify.cover"  # account, short, unexplained, charges, count
    VERIFY_COVER_EXPLAINED = "verify.cover_explained"  # account, short, charges, count
    VERIFY_STATEMENT = "verify.statement"  # account, seq

    # backups
    BACKUP_NOT_HERE = "backup.not_here"
    BACKUP_DAMAGED = "backup.damaged"
    BACKUP_FINDINGS = "backup.findings"  # count
    BACKUP_GONE = "backup.gone"

    # lists beside the books
    LIST_NO_AMOUNTS = "list.no_amounts"
    LIST_NO_REFERENCES = "list.no_references"
    LIST_NOT_MISSING = "list.not_missing"
    LIST_NO_RECORD = "list.no_record"

    # the machine
    DATABASE_BUSY = "database.busy"
    DATABASE_FULL = "database.full"
    DATABASE_CLOSED = "database.closed"
    DATABASE_DAMAGED = "database.damaged"
    DATABASE_NEWER = "database.newer"  # found, known
    DATABASE_OLDER = "database.older"
    REQUEST_MALFORMED = "request.malformed"
    KEY_REUSED = "key.reused"
    FAULT = "fault"  # reference


class Problem:
    """One thing wrong with one field, before it is known which field."""

    __slots__ = ("code", "params")

    def __init__(self, code: Code, params: Mapping[str, Param] | None = None) -> None:
        self.code = code
        self.params: dict[str, Param] = dict(params or {})

    def __repr__(self) -> str:
        return f"Problem({self.code.value!r}, {self.params!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and (self.code, self.params) == (other.code, other.params)

    def __hash__(self) -> int:
        return hash(self.code)


class FieldProblem(msgspec.Struct, frozen=True):
    """What is wrong with which field of a request."""

    field: str
    code: Code
    params: dict[str, Any] = {}


class ErrorData(msgspec.Struct, frozen=True):
    """An error as it crosses the wire."""

    kind: str
    code: Code
    params: dict[str, Any] = {}
    fields: tuple[FieldProblem, ...] = ()


class Refusal(Exception):  # noqa: N818 - a refusal is not a fault
    """An expected no. ``code`` and ``params`` say why; ``fields`` says where, for a form."""

    kind: ClassVar[str] = "refusal"
    _kinds: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init__(
        self,
        code: Code,
        params: Mapping[str, Any] | None = None,
        fields: Sequence[FieldProblem] = (),
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.params: dict[str, Any] = dict(params or {})
        self.fields = tuple(fields)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        Refusal._kinds[cls.kind] = cls

    def data(self) -> ErrorData:
        """The error as it crosses the wire."""
        return ErrorData(self.kind, self.code, self.params, self.fields)

    @staticmethod
    def of(data: ErrorData) -> "Refusal":
        """The error that ``data`` describes, as an instance of its own class."""
        return Refusal._kinds[data.kind](data.code, data.params, data.fields)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code.value!r}, {self.params!r}, {self.fields!r})"


class SessionOver(Refusal):
    """Log in again: there is no live session, or it waits for its password."""

    kind = "session"


class LoginRefused(Refusal):
    """The login failed. One sentence for unknown, locked and expired users and for wrong passwords."""

    kind = "login"


class Forbidden(Refusal):
    """The user lacks the operation right."""

    kind = "forbidden"


class Denied(Refusal):
    """The user has the right, but a grant or a rule takes it away on this object."""

    kind = "denied"


class NotFound(Refusal):
    """There is no such thing, or it is not this user's to see: the two look the same."""

    kind = "not_found"

    def __init__(
        self,
        code: Code = Code.NOT_FOUND,
        params: Mapping[str, Any] | None = None,
        fields: Sequence[FieldProblem] = (),
    ) -> None:
        super().__init__(code, params, fields)


class Invalid(Refusal):
    """The input is wrong, at the fields named."""

    kind = "invalid"

    @staticmethod
    def at(field: str, code: Code, params: Mapping[str, Any] | None = None) -> "Invalid":
        """An error at one field."""
        return Invalid(code, params, [FieldProblem(field, code, dict(params or {}))])


class Conflict(Refusal):
    """The rules or the present state of things forbid it."""

    kind = "conflict"


class Stale(Refusal):
    """Somebody changed the row since it was read; ``params`` holds the version now stored."""

    kind = "stale"


class Unavailable(Refusal):
    """The database cannot do it now (busy, closed, full); trying again later is safe."""

    kind = "unavailable"


class Fault(Refusal):
    """A defect of ours. Only a reference number leaves; the detail stands in the log under it."""

    kind = "fault"
