"""The reader's words for reconciling lists with the books."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from vosdesk.contract.changes import Noun
from vosdesk.contract.reconciliation import ListAsk, ListOutcome, ListRole, MatchedBy
from vosdesk.gui.text import mark

NODES = {"reconciliation": mark("Reconciliation")}
NOUNS = {Noun.RECONCILIATION: mark("Reconciliation")}
RIGHTS = {"reconciliation.view": mark("Reconcile lists with payment records")}
OPERATIONS = {
    "reconciliation.inspect": mark("Look at a list of payments"),
    "reconciliation.start": mark("Reconcile a list with payment records"),
    "reconciliation.list": mark("List what was reconciled"),
    "reconciliation.extent": mark("Count what was reconciled"),
    "reconciliation.export": mark("Export what was reconciled"),
}
OUTCOMES: dict[ListOutcome, str] = {
    ListOutcome.MATCHED: mark("Matched"),
    ListOutcome.DIFFERS: mark("Amount differs"),
    ListOutcome.MISSING_BOOKS: mark("Missing in the books"),
    ListOutcome.MISSING_LIST: mark("Missing in the list"),
    ListOutcome.DOUBLED_LIST: mark("Doubled in the list"),
    ListOutcome.DOUBLED_BOOKS: mark("Doubled in the books"),
    ListOutcome.UNREADABLE: mark("Unreadable"),
    ListOutcome.OUTSIDE: mark("Outside the period"),
    ListOutcome.REVERSED: mark("Reversed"),
}
ROLES: dict[ListRole, str] = {
    ListRole.REFERENCE: mark("Reference"),
    ListRole.AMOUNT: mark("Amount"),
    ListRole.OUT: mark("Amount paid out"),
    ListRole.DATE: mark("Date"),
    ListRole.PAYER: mark("Payer"),
}
"""What a column of a list can say."""
ASKS: dict[ListAsk, str] = {
    ListAsk.COLUMNS: mark("Which column holds what? Click on the titles."),
    ListAsk.DECIMALS: mark("Amounts such as 1,226: is the comma a decimal sign, or does it part thousands?"),
    ListAsk.DATE_FORM: mark("Dates such as 03/04/2026: does the day, the month or the year stand first?"),
}
ENUMS: dict[type[Enum], Mapping[Any, str]] = {
    ListOutcome: OUTCOMES,
    ListRole: ROLES,
    ListAsk: ASKS,
    MatchedBy: {MatchedBy.REFERENCE: mark("The reference"), MatchedBy.WORDS: mark("A word of the memo or note")},
}
