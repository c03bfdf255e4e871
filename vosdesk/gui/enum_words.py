"""The reader's words for the values of enumerations."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from vosdesk.contract.accounts import AccountType, Category, Reach
from vosdesk.contract.backups import BackupKind
from vosdesk.contract.calls import CallState
from vosdesk.contract.changes import Noun
from vosdesk.contract.coverage import LossMode
from vosdesk.contract.coverage import Outcome as Compared
from vosdesk.contract.grants import StepKind
from vosdesk.contract.income import IncomeBy
from vosdesk.contract.jobs import Stage
from vosdesk.contract.log import Outcome
from vosdesk.contract.payments import PaymentKind, PaymentMode
from vosdesk.contract.permissions import AccountRight, AccountVerb, GroupRight, GroupVerb, UserType, UserVerb
from vosdesk.contract.rate_imports import Adjust, ImportKind, Mode
from vosdesk.contract.rate_imports import Outcome as RateOutcome
from vosdesk.contract.rates import CandidateNote, LockType, Period, RateType
from vosdesk.contract.reconciliation import ListAsk, ListOutcome, ListRole, MatchedBy
from vosdesk.gui.text import mark
from vosdesk.gui.words import NOUNS, RIGHTS, USER_TYPES, VERBS

ENUMS: dict[type[Enum], Mapping[Any, str]] = {
    UserType: USER_TYPES,
    AccountType: {
        AccountType.ORDINARY: mark("Ordinary"),
        AccountType.PHONE_CARD: mark("Phone card"),
        AccountType.CLEARING: mark("Clearing"),
    },
    Category: {Category.GENERAL: mark("General account"), Category.AGENT: mark("Agent account")},
    Reach: {Reach.DIRECT: mark("Direct affiliation"), Reach.ALL: mark("All accounts")},
    PaymentKind: {
        PaymentKind.RECHARGE: mark("Recharge"),
        PaymentKind.DEDUCT: mark("Deduct"),
        PaymentKind.OPEN: mark("Open account"),
        PaymentKind.MAKE_ZERO: mark("Make zero"),
        PaymentKind.REVERSAL: mark("Reversal"),
    },
    CallState: {CallState.RATED: mark("Rated"), CallState.REFUSED: mark("Refused")},
    IncomeBy: {
        IncomeBy.DAY: mark("Day"),
        IncomeBy.ACCOUNT: mark("Account"),
        IncomeBy.AGENT: mark("Agent account"),
    },
    PaymentMode: {
        PaymentMode.CASH: mark("Cash"),
        PaymentMode.PHONE_CARD: mark("Phone card"),
        PaymentMode.OTHER: mark("Other"),
    },
    RateType: {
        RateType.ON_NET: mark("On-net"),
        RateType.LOCAL: mark("Local"),
        RateType.DOMESTIC: mark("Domestic"),
        RateType.INTERNATIONAL: mark("International"),
    },
    ImportKind: {
        ImportKind.FILE: mark("File"),
        ImportKind.BULK: mark("Bulk edit"),
        ImportKind.DELETE: mark("Deletion"),
    },
    Mode: {Mode.UPDATE: mark("Update"), Mode.REPLACE: mark("Replace"), Mode.DELETE: mark("Delete")},
    RateOutcome: {
        RateOutcome.ADDED: mark("Added"),
        RateOutcome.UP: mark("Price up"),
        RateOutcome.DOWN: mark("Price down"),
        RateOutcome.CHANGED: mark("Otherwise changed"),
        RateOutcome.UNCHANGED: mark("Unchanged"),
        RateOutcome.CLOSED: mark("Closed"),
        RateOutcome.REFUSED: mark("Refused"),
        RateOutcome.MISSING: mark("Closed: not in the file"),
        RateOutcome.ENDED: mark("Former rate ended"),
    },
    Adjust: {
        Adjust.KEEP: mark("As it is"),
        Adjust.PERCENT: mark("By percent"),
        Adjust.AMOUNT: mark("By amount"),
        Adjust.SET: mark("To a price"),
    },
    Period: {Period.CURRENT: mark("Current"), Period.FUTURE: mark("Future"), Period.PAST: mark("Past")},
    LockType: {LockType.NONE: mark("No lock"), LockType.LOCKED: mark("Locked")},
    CandidateNote: {
        CandidateNote.WINS: mark("Applies"),
        CandidateNote.SHORTER: mark("A longer prefix wins"),
        CandidateNote.NOT_YET: mark("Not yet effective"),
        CandidateNote.NO_LONGER: mark("No longer effective"),
        CandidateNote.REPLACED: mark("Replaced by a later rate"),
        CandidateNote.PRIVATE_FIRST: mark("The private rate group goes first"),
    },
    Compared: {
        Compared.UP: mark("Dearer"),
        Compared.DOWN: mark("Cheaper"),
        Compared.MIXED: mark("Depends on the call"),
        Compared.SAME: mark("The same"),
        Compared.ONLY_HERE: mark("Only in the first"),
        Compared.ONLY_THERE: mark("Only in the second"),
    },
    LossMode: {
        LossMode.OFF: mark("Off"),
        LossMode.WARN: mark("Warn"),
        LossMode.REFUSE: mark("Refuse"),
    },
    BackupKind: {
        BackupKind.DAILY: mark("Daily"),
        BackupKind.HAND: mark("By hand"),
        BackupKind.MIGRATION: mark("Before a migration"),
        BackupKind.RESTORE: mark("Before restoring"),
    },
    Outcome: {Outcome.DONE: mark("Done"), Outcome.REFUSED: mark("Refused"), Outcome.STARTED: mark("Started")},
    Stage: {
        Stage.STARTING: mark("Starting…"),
        Stage.READING: mark("Reading…"),
        Stage.CHECKING: mark("Checking…"),
        Stage.COMPARING: mark("Comparing…"),
        Stage.COUNTING: mark("Counting…"),
        Stage.WRITING: mark("Writing…"),
        Stage.FINISHING: mark("Finishing…"),
    },
    StepKind: {
        StepKind.USER: mark("User"),
        StepKind.TYPE: mark("User type"),
        StepKind.RIGHT: mark("Operation right"),
        StepKind.GRANT: mark("Access list"),
        StepKind.RULE: mark("Rule"),
    },
    AccountRight: {
        AccountRight.SEE: mark("See the account and its records"),
        AccountRight.MODIFY: RIGHTS["modify"],
        AccountRight.ADD_SUB: mark("Add sub-accounts"),
        AccountRight.CANCEL_SUB: RIGHTS["cancel_sub"],
        AccountRight.PAY_SUB: RIGHTS["pay_sub"],
        AccountRight.RATE_SUB: RIGHTS["rate_sub"],
    },
    GroupRight: {
        GroupRight.USE: mark("Use the rate group"),
        GroupRight.SEE: mark("See its rates"),
        GroupRight.EDIT: mark("Edit its rates"),
    },
    AccountVerb: {v: VERBS[v.value] for v in AccountVerb},
    GroupVerb: {v: VERBS[v.value] for v in GroupVerb},
    UserVerb: {v: VERBS[v.value] for v in UserVerb},
    Noun: NOUNS,
    ListOutcome: {
        ListOutcome.MATCHED: mark("Matched"),
        ListOutcome.DIFFERS: mark("Amount differs"),
        ListOutcome.MISSING_BOOKS: mark("Missing in the books"),
        ListOutcome.MISSING_LIST: mark("Missing in the list"),
        ListOutcome.DOUBLED_LIST: mark("Doubled in the list"),
        ListOutcome.DOUBLED_BOOKS: mark("Doubled in the books"),
        ListOutcome.UNREADABLE: mark("Unreadable"),
        ListOutcome.OUTSIDE: mark("Outside the period"),
        ListOutcome.REVERSED: mark("Reversed"),
    },
    ListRole: {
        ListRole.REFERENCE: mark("Reference"),
        ListRole.AMOUNT: mark("Amount"),
        ListRole.OUT: mark("Amount paid out"),
        ListRole.DATE: mark("Date"),
        ListRole.PAYER: mark("Payer"),
    },
    ListAsk: {
        ListAsk.COLUMNS: mark("Which column holds what? Click on the titles."),
        ListAsk.DECIMALS: mark("Amounts such as 1,226: is the comma a decimal sign, or does it part thousands?"),
        ListAsk.DATE_FORM: mark("Dates such as 03/04/2026: does the day, the month or the year stand first?"),
    },
    MatchedBy: {MatchedBy.REFERENCE: mark("The reference"), MatchedBy.WORDS: mark("A word of the memo or note")},
}
