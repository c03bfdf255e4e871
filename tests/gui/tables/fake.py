"""A backend for tables and forms: handlers by operation, and a ledger of payment records of any length."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QLocale

from vosdesk.contract.accounts import AccountChoice, AccountChoices, SuggestAccounts
from vosdesk.contract.changes import Changes, Done, Noun
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, Key, PaymentId, Time, UserId
from vosdesk.contract.money import Money
from vosdesk.contract.operations import (
    ACCOUNTS_SUGGEST,
    PAYMENTS_EXTENT,
    PAYMENTS_LIST,
    PAYMENTS_TOTALS,
    Operation,
)
from vosdesk.contract.paging import Cursor, Extent, Page
from vosdesk.contract.payments import (
    ListPayments,
    PaymentFilter,
    PaymentKind,
    PaymentMode,
    PaymentRow,
    PaymentSort,
    PaymentTotals,
)
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.session import Me, OwnAccount
from vosdesk.gui.context import Context
from vosdesk.gui.formats import Formats
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.settings.store import Store

START = 1_700_000_000_000_000
NAMES = ("Aster Telecom", "Blue Ridge Voice", "Cobalt Networks", "Delta Calling", "Ember Communications")
MEMOS = ("", "", "bank transfer", "", "cash at the desk", "invoice 2026-11", "", "correction of a wrong amount")


class Ledger:
    """Payment records numbered 1 to ``count``, the newest first in the list, made when they are asked for."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._orders: dict[Any, Sequence[int]] = {}

    def row(self, number: int) -> PaymentRow:
        """The record whose id is ``number``."""
        amount = (number * 7_919 % 900_000 + 1_000) * 1_000
        kind = PaymentKind(number % 7 % 4)
        if kind in {PaymentKind.DEDUCT, PaymentKind.MAKE_ZERO}:
            amount = -amount
        after = (number * 104_729 % 2_000_000 - 300_000) * 1_000
        account = number % 97
        return PaymentRow(
            id=PaymentId(number), seq=number, time=Time(START + number * 61_000_000), account_id=AccountId(account),
            account_number=f"{1000 + account}", account_name=NAMES[account % len(NAMES)], kind=kind,
            mode=(PaymentMode.CASH, PaymentMode.OTHER)[number % 2], amount=Money(amount),
            balance_before=Money(after - amount), balance_after=Money(after), operator=("alice", "bob")[number % 2],
            memo=MEMOS[number % len(MEMOS)], agent_number="9001", agent_name="Northern Agency",
        )  # fmt: skip

    def add(self) -> int:
        """One record more, as the newest; its id."""
        self.count += 1
        self._orders.clear()
        return self.count

    def order(self, request: ListPayments) -> Sequence[int]:
        """The ids that the request is about, in its order."""
        key = (request.filter, request.sort, request.descending)
        if key == (PaymentFilter(), PaymentSort.TIME, True):
            return range(self.count, 0, -1)
        if key not in self._orders:
            rows = [r for r in map(self.row, range(1, self.count + 1)) if _passes(r, request.filter)]
            rows.sort(key=lambda r: self.cursor(r, request.sort), reverse=request.descending)
            self._orders[key] = [r.id for r in rows]
        return self._orders[key]

    def cursor(self, row: PaymentRow, sort: PaymentSort) -> Cursor:
        """The sort value of a row and its id."""
        value: dict[PaymentSort, int | str] = {
            PaymentSort.TIME: row.time, PaymentSort.AMOUNT: row.amount, PaymentSort.ACCOUNT: row.account_number,
        }  # fmt: skip
        return [value[sort], int(row.id)]

    def page(self, request: ListPayments) -> Page[PaymentRow]:
        """A window: the rows behind a cursor, by its values, not by a number of rows."""
        order = self.order(request)
        start = 0
        if request.window.after is not None:
            start = self._behind(order, request.window.after, request)
        start += request.window.skip
        rows = tuple(self.row(i) for i in order[start : start + request.window.limit])
        return Page(rows=rows, last=self.cursor(rows[-1], request.sort) if rows else None)

    def _behind(self, order: Sequence[int], after: Cursor, request: ListPayments) -> int:
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            here = self.cursor(self.row(order[middle]), request.sort)
            passed = here >= after if request.descending else here <= after
            low, high = (middle + 1, high) if passed else (low, middle)
        return low

    def extent(self, request: ListPayments, step: int = 5_000) -> Extent:
        """The length, and the cursor of every ``step``-th row."""
        order = self.order(request)
        numbers = range(step - 1, len(order), step)
        return Extent(
            count=len(order), anchors=tuple(self.cursor(self.row(order[n]), request.sort) for n in numbers), step=step
        )

    def totals(self, request: ListPayments) -> PaymentTotals:
        """Sums over the whole filter."""
        by_kind: dict[str, tuple[int, int]] = {}
        for number in self.order(request):
            row = self.row(number)
            count, amount = by_kind.get(row.kind.name.lower(), (0, 0))
            by_kind[row.kind.name.lower()] = (count + 1, amount + row.amount)
        total = sum(amount for _, amount in by_kind.values())
        return PaymentTotals(count=len(self.order(request)), amount=Money(total), by_kind=by_kind)


def _passes(row: PaymentRow, wanted: PaymentFilter) -> bool:
    return (
        wanted.account_number in {"", row.account_number}
        and wanted.kind in {None, row.kind}
        and wanted.memo in row.memo
        and (wanted.amount_from is None or row.amount >= wanted.amount_from)
    )


class FakeBackend:
    """Answers by handlers; remembers what was asked; can be held and made to refuse."""

    def __init__(self, **handlers: Callable[[Any], Any]) -> None:
        self.handlers: dict[str, Callable[[Any], Any]] = dict(handlers)
        self.asked: list[tuple[str, Any]] = []
        self.keys: list[Key] = []
        self.refusals: dict[str, Refusal] = {}
        self.touches: dict[Noun, list[int]] = {}
        self.open = threading.Event()
        self.open.set()

    def on(self, operation: Operation[Any, Any], handler: Callable[[Any], Any]) -> None:
        """Answer ``operation`` by ``handler``."""
        self.handlers[operation.id] = handler

    def requests(self, operation: Operation[Any, Any]) -> list[Any]:
        """The requests made of ``operation``, in order."""
        return [request for name, request in self.asked if name == operation.id]

    def call(self, operation: Operation[Any, Any], request: Any, key: Key | None = None) -> Any:
        """One call, as a backend answers it."""
        self.open.wait(20)
        self.asked.append((operation.id, request))
        refusal = self.refusals.get(operation.id)
        if key is not None:
            self.keys.append(key)
        if refusal is not None:
            raise refusal
        value = self.handlers[operation.id](request)
        return value if key is None else Done(value=value, changes=Changes(dict(self.touches)))

    def use(self, token: str | None) -> None:
        """Sessions are of no interest here."""

    def close(self) -> None:
        """Nothing to close."""


def payments_backend(ledger: Ledger) -> FakeBackend:
    """A backend that serves ``ledger`` and completes three accounts, one of them the user's own."""
    backend = FakeBackend()
    backend.on(PAYMENTS_LIST, ledger.page)
    backend.on(PAYMENTS_EXTENT, ledger.extent)
    backend.on(PAYMENTS_TOTALS, ledger.totals)
    backend.on(ACCOUNTS_SUGGEST, suggest)
    return backend


CHOICES = (
    AccountChoice(id=AccountId(7), number="9001", name="Northern Agency", own=True),
    AccountChoice(id=AccountId(8), number="1001", name="Blue Ridge Voice", own=False),
    AccountChoice(id=AccountId(9), number="10012", name="Cobalt Networks", own=False),
)


def suggest(request: SuggestAccounts) -> AccountChoices:
    """Accounts whose number or name holds the text, own ones first."""
    text = request.text.lower()
    found = (c for c in CHOICES if text in c.number or text in c.name.lower())
    return AccountChoices(rows=tuple(found)[: request.limit])


def me(rights: frozenset[Right] = frozenset(Right)) -> Me:
    """An administrator who stands on one access list."""
    own = (OwnAccount(id=AccountId(7), number="9001", name="Northern Agency"),)
    return Me(
        id=UserId(1), login="admin", name="Admin", type=UserType.ADMINISTRATOR, rights=rights,
        must_change_password=False, own_accounts=own, parameters={},
    )  # fmt: skip


class Asking(Notices):
    """Notices whose questions are answered by the test."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = False
        self.questions: list[str] = []
        self.told: list[str] = []
        self.warned.connect(self.told.append)
        self.said.connect(self.told.append)

    def ask(self, title: str, text: str, yes: str) -> bool:
        """Remember the question."""
        self.questions.append(text)
        return self.answer


def make_context(backend: FakeBackend, store: Store | None = None) -> Context:
    """A login on ``backend`` with English separators and UTC."""
    notices = Asking()
    formats = Formats.of({}, QLocale(QLocale.Language.English, QLocale.Country.UnitedStates), _utc())
    ops = Ops(backend, notices)
    return Context(backend=backend, ops=ops, me=me(), formats=formats, notices=notices, store=store or Store())


def _utc() -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo("UTC")
