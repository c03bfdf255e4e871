"""Fetching a statement with all its records."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from vosdesk.contract.ids import AccountId, Time
from vosdesk.contract.operations import PAYMENTS_STATEMENT, PAYMENTS_STATEMENT_RECORDS
from vosdesk.contract.paging import Page
from vosdesk.contract.payments import PaymentRow
from vosdesk.contract.statements import AskStatement, Statement, StatementRecords
from vosdesk.gui.context import Context
from vosdesk.gui.ops import Call
from vosdesk.gui.statements.content import Line, lines


class StatementReader(QObject):
    """Fetches a statement and all its records, then puts it in words. ``ready`` carries nothing."""

    ready = Signal()
    progressed = Signal(object, object)
    failed = Signal(object)

    def __init__(self, context: Context, account: AccountId, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._account = context, account
        self._call: Call | None = None
        self._records: list[PaymentRow] = []
        self.statement: Statement | None = None
        self.lines: Sequence[Line] = ()

    def read(self, bounds: tuple[Time, ...]) -> None:
        """Fetch the statement of these days; what was asked before is dropped."""
        self.stop()
        self.statement, self.lines, self._records = None, (), []
        request = AskStatement(account=self._account, days=bounds)
        self._call = self._context.ops.read(self, PAYMENTS_STATEMENT, request, self._came, self.failed.emit)

    def stop(self) -> None:
        """Drop what is under way."""
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def _came(self, statement: Statement) -> None:
        self.statement = statement
        self._more(statement.first - 1)

    def _more(self, after: int) -> None:
        statement = self.statement
        if statement is None:
            return
        self.progressed.emit(len(self._records), statement.payments)
        if len(self._records) >= statement.payments:
            work = partial(_in_words, statement, self._records, self._context)
            self._call = self._context.ops.disk(self, work, self._worded, _not_worded)
            return
        request = StatementRecords(account=self._account, after=after, last=statement.last)
        self._call = self._context.ops.read(self, PAYMENTS_STATEMENT_RECORDS, request, self._page, self.failed.emit)

    def _page(self, page: Page[PaymentRow]) -> None:
        self._records += page.rows
        self._more(self._records[-1].seq)

    def _worded(self, made: list[Line]) -> None:
        self._call = None
        self.lines = made
        self.ready.emit()


def _in_words(statement: Statement, records: Sequence[PaymentRow], context: Context) -> list[Line]:
    """Many records take longer to word than a frame has: this runs outside of the GUI thread."""
    return list(lines(statement, records, context.formats))


def _not_worded(error: OSError) -> None:
    raise error
