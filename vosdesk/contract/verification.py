"""Verification: what was checked of the books, and what was found. Findings are data; the console renders them."""

from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import Time, Value
from vosdesk.contract.money import Money, parse_money, plain_money

MAX_FINDINGS = 1_000
"""Findings that a report names one by one; beyond them it counts."""
MAX_EXPLAINING = 20
"""Charges that are named for one short cover."""
LEAST_HASH = 16
"""Digits of a hash that say enough of it."""


Params = dict[str, str | int | list[str]]


class Finding(Value, frozen=True):
    """Something that is not as it must be: why, which row of which table, and what is needed to look it up."""

    code: Code
    noun: str
    id: int
    params: Params = {}


class Report(Value, frozen=True):
    """What a verification looked at, and what it found.

    ``found`` counts every finding; ``findings`` names the first of them. ``explained`` are covers that are short as
    the rules allow: by the charges that are named. The books are in order when ``found`` is 0.
    """

    begun: Time
    ended: Time
    by: str
    accounts: int
    entries: int
    found: int
    findings: tuple[Finding, ...]
    explained: tuple[Finding, ...] = ()


class LastReport(Value, frozen=True):
    """The report of the last verification; None before the first."""

    report: Report | None


class Closing(Value, frozen=True):
    """What the end of a statement says: the account's last entry in it, the balance after it, and its hash.

    ``hash`` is hexadecimal; a beginning of it will do. Written in one line: ``number/seq/balance/hash``.
    """

    account: str
    seq: int
    balance: Money
    hash: str

    def line(self) -> str:
        """In one line, as a statement carries it."""
        return f"{self.account}/{self.seq}/{plain_money(self.balance)}/{self.hash}"

    def checks(self) -> Found:
        """A beginning of a hash that is long enough to mean something."""
        known = LEAST_HASH <= len(self.hash) <= 64 and not set(self.hash) - set("0123456789abcdef")
        yield "hash", None if known else Problem(Code.FIELD_INVALID)


class StartVerification(Value, frozen=True):
    """Prove the books now, and that they lead to ``closing``, the end of a statement, where one is named."""

    closing: Closing | None = None

    def checks(self) -> Found:
        """The rules of a closing figure."""
        if self.closing is not None:
            yield from self.closing.checks()


def parse_closing(line: str) -> Closing | None:
    """The closing figure in a line; None when it is none."""
    parts = line.strip().split("/")
    if len(parts) != 4 or not (parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 19):
        return None
    balance = parse_money(parts[2])
    if isinstance(balance, Problem):
        return None
    found = Closing(account=parts[0], seq=int(parts[1]), balance=balance, hash=parts[3].lower())
    return None if any(problem for _, problem in found.checks()) else found
