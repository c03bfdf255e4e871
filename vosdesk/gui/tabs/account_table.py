"""The table of accounts: columns, filter fields, totals. Account management and sub accounts share it."""

import time
from collections.abc import Sequence

from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import Time
from vosdesk.contract.paging import Window
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import cover_text
from vosdesk.gui.fields import AccountField, ChoiceField, DateField, Field, LineField, SwitchField
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, Mark, TableSpec, Total
from vosdesk.gui.tables.column import Unit, Width
from vosdesk.gui.tabs.user_fields import RateGroupFilter
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

Row = a.AccountRow

NEGATIVE = Mark("▼", mark("The balance is below zero."))
LOW = Mark("▽", mark("The balance is below the threshold."))
OVERRIDDEN = Mark("⤺", mark("The agent account uses the lower rate: its rates apply, not this choice."))
VERY_SOON, SOON = 3, 7
"""Days below which the money of an account is shown to be running out."""
ENDING = Mark("▼", mark("The money is used up within three days."))
SHORT = Mark("▼", mark("The cover is short: the sub-accounts can spend more than there is."))
ENDING_SOON = Mark("▽", mark("The money is used up within a week."))
LOCKED = Mark("⊘", mark("Locked: no calls."))
CANCELLED = Mark("✕", mark("Cancelled for good."))
EXPIRED = Mark("◷", mark("Expired: no calls."))


def is_expired(row: Row) -> bool:
    """Whether the account's time has run out."""
    return row.expires <= time.time_ns() // 1_000


def _balance_tone(row: Row) -> Tone | None:
    if not row.active:
        return Tone.MUTED
    if row.balance < 0:
        return Tone.BAD
    return Tone.WARNING if row.balance < row.threshold else None


def _balance_mark(row: Row) -> Mark | None:
    if row.balance < 0:
        return NEGATIVE
    return LOW if row.active and row.balance < row.threshold else None


_FAR = 999
"""Days left beyond which the number itself tells nothing."""


def _days_left_mark(row: Row) -> Mark | None:
    if row.days_left is None or not row.active or row.days_left >= SOON:
        return None
    return ENDING if row.days_left < VERY_SOON else ENDING_SOON


def _days_left_tone(row: Row) -> Tone | None:
    found = _days_left_mark(row)
    if found is None:
        return Tone.MUTED
    return Tone.BAD if found is ENDING else Tone.WARNING


def _days_left(row: Row, formats: Formats) -> str:
    if row.days_left is None:
        return ""
    return formats.count(row.days_left) if row.days_left <= _FAR else f"> {formats.count(_FAR)}"


def _days_left_tip(row: Row, formats: Formats) -> str:
    if row.days_left is None:
        return tr("No calls were charged in the last seven days.")
    return tr("At {amount} a day, the average of the last seven days.", amount=formats.amount(row.daily_use))


def _cover(row: Row, formats: Formats) -> str:
    return "" if row.cover is None else formats.money(row.cover.free)


def _cover_tip(row: Row, formats: Formats) -> str:
    return "" if row.cover is None else cover_text(row.cover, formats)


def _cover_mark(row: Row) -> Mark | None:
    return SHORT if row.cover is not None and row.cover.free < 0 else None


def _cover_tone(row: Row) -> Tone | None:
    if row.cover is None:
        return None
    return Tone.BAD if row.cover.free < 0 else Tone.WARNING if not row.cover.free else None


def _fading(row: Row) -> Tone | None:
    return None if row.active else Tone.MUTED


def _muted(row: Row) -> Tone | None:
    return Tone.MUTED


def _agent(row: Row) -> str:
    return row.agent_number or (tr("(not shown)") if row.has_agent else "")


def _group(row: Row) -> str:
    name = row.rate_group_name or (tr("(not shown)") if row.has_rate_group else tr("None"))
    return tr("{group} (overridden)", group=name) if row.rate_overridden else name


def _group_tip(row: Row, formats: Formats) -> str:
    return tr(OVERRIDDEN.meaning) if row.rate_overridden else ""


def _group_tone(row: Row) -> Tone | None:
    return Tone.MUTED if row.rate_overridden or not row.rate_group_name or not row.active else None


def _lock(row: Row) -> str:
    return tr("Locked") if row.locked else tr("Normal")


def _status(row: Row) -> str:
    if not row.active:
        return tr("Cancelled")
    return tr("Expired") if is_expired(row) else tr("Active")


def _status_mark(row: Row) -> Mark | None:
    if not row.active:
        return CANCELLED
    return EXPIRED if is_expired(row) else None


def _status_tone(row: Row) -> Tone | None:
    if not row.active:
        return Tone.MUTED
    return Tone.BAD if is_expired(row) else None


COLUMNS: tuple[Column[Row], ...] = (
    Column("number", mark("Account number"), lambda r, f: r.number, 120, sort=a.AccountSort.NUMBER, tone=_fading),
    Column("name", mark("Account name"), lambda r, f: r.name, 165, sort=a.AccountSort.NAME, tone=_fading),
    Column("agent", mark("Agent account"), lambda r, f: _agent(r), 110, sort=a.AccountSort.AGENT, tone=_muted),
    Column("agent_name", mark("Agent name"), lambda r, f: r.agent_name, 150, tone=_muted, visible=False),
    Column(
        "balance", mark("Balance"), lambda r, f: f.money(r.balance), 125, Align.POINT,
        a.AccountSort.BALANCE, tone=_balance_tone, mark=_balance_mark, unit=Unit.CURRENCY,
        tip=lambda r, f: tr(m.meaning) if (m := _balance_mark(r)) else "",
    ),
    Column(
        "days_left", mark("Days left"), _days_left, 90, Align.RIGHT, tone=_days_left_tone, mark=_days_left_mark,
        tip=_days_left_tip,
    ),
    Column(
        "overdraft", mark("Overdraft limit"), lambda r, f: f.money(r.overdraft), 115, Align.POINT,
        a.AccountSort.OVERDRAFT, tone=lambda r: _fading(r) if r.overdraft else Tone.MUTED,
    ),
    Column(
        "rate_group", mark("Billing rate"), lambda r, f: _group(r), 200, tone=_group_tone,
        mark=lambda r: OVERRIDDEN if r.rate_overridden else None, tip=_group_tip,
    ),
    Column(
        "lock", mark("Lock"), lambda r, f: _lock(r), 85, tone=lambda r: Tone.WARNING if r.locked else Tone.MUTED,
        mark=lambda r: LOCKED if r.locked else None,
    ),
    Column("status", mark("Status"), lambda r, f: _status(r), 95, tone=_status_tone, mark=_status_mark),
    Column(
        "expires", mark("Expires"), lambda r, f: f.date(r.expires), Width.DATE, sort=a.AccountSort.EXPIRES,
        tone=_status_tone,
    ),
    Column("category", mark("Category"), lambda r, f: enum_text(r.category), 130, tone=_muted),
    Column(
        "today", mark("Today consumption"), lambda r, f: f.money(r.today_consumption), 150, Align.POINT,
        tone=lambda r: None if r.today_consumption else Tone.MUTED,
    ),
    Column("private_rate_group", mark("Private rate"), lambda r, f: r.private_rate_group_name, 140, tone=_fading),
    Column(
        "lower_rate", mark("Lower rate"), lambda r, f: tr("On") if r.lower_rate else "", 90,
        tone=lambda r: Tone.ACCENT,
    ),
    Column(
        "subs", mark("Sub-accounts"), lambda r, f: f.count(r.subs) if r.subs else "", 110, Align.RIGHT,
        opens="accounts.subs",
    ),
    Column("type", mark("Type"), lambda r, f: enum_text(r.type), 100, tone=_muted),
    Column(
        "daily_use", mark("Average use a day"), lambda r, f: f.money(r.daily_use), 130, Align.POINT, visible=False,
        tone=lambda r: None if r.daily_use else Tone.MUTED,
    ),
    Column(
        "cover", mark("Free cover"), _cover, 120, Align.POINT, visible=False, tone=_cover_tone, mark=_cover_mark,
        tip=_cover_tip,
    ),
    Column(
        "threshold", mark("Threshold"), lambda r, f: f.money(r.threshold), 100, Align.POINT, tone=_muted,
        visible=False,
    ),
    Column(
        "created", mark("Created"), lambda r, f: f.time(r.created), Width.TIME, sort=a.AccountSort.CREATED,
        tone=_muted, unit=Unit.ZONE,
    ),
    Column("memo", mark("Memo"), lambda r, f: r.memo, Width.TEXT, tone=_muted, tip=lambda r, f: r.memo),
)  # fmt: skip


def figures(totals: a.AccountTotals, formats: Formats) -> Sequence[Total]:
    """The sums of the whole filter."""
    low = totals.below_threshold
    return (
        Total(mark("Balance"), formats.amount(totals.balance), Tone.BAD if totals.balance < 0 else Tone.NEUTRAL),
        Total(mark("Overdraft limit"), formats.amount(totals.overdraft)),
        Total(mark("Below threshold"), formats.count(low), Tone.WARNING if low else Tone.NEUTRAL),
    )


def account_spec(context: Context, table: str, no_filter: a.AccountFilter, empty: EmptyTexts) -> TableSpec[Row]:
    """The table called ``table``, over the accounts that ``no_filter`` lets through."""

    def request(filter_: a.AccountFilter, sort: a.AccountSort, descending: bool, window: Window) -> a.ListAccounts:
        today: Time = context.formats.today_from()
        return a.ListAccounts(filter=filter_, sort=sort, descending=descending, window=window, today_from=today)

    return TableSpec(
        id=table,
        columns=COLUMNS,
        list=o.ACCOUNTS_LIST,
        extent=o.ACCOUNTS_EXTENT,
        request=request,
        row_id=lambda r: int(r.id),
        nouns=frozenset({Noun.ACCOUNTS, Noun.PAYMENTS, Noun.RATE_GROUPS, Noun.GRANTS}),
        empty=empty,
        sort=a.AccountSort.NUMBER,
        no_filter=no_filter,
        totals=o.ACCOUNTS_TOTALS,
        figures=figures,
    )


def _any(*choices: tuple[object, str]) -> ChoiceField:
    return ChoiceField(((None, tr("Any")), *choices))


def _status_choice(context: Context) -> Field:
    return ChoiceField(((True, tr("Active")), (False, tr("Cancelled")), (None, tr("All"))))


def _days_left_field(context: Context) -> Field:
    choices = ((days, tr("{count} days", count=days)) for days in (1, VERY_SOON, SOON, 14, 30))
    return _any(*choices)


NUMBER = FilterField("number", mark("Account number"), lambda c: LineField(), 104)
NAME = FilterField("name", mark("Account name"), lambda c: LineField(), 106)
AGENT: tuple[FilterField, ...] = (
    FilterField("agent", mark("Agent account"), lambda c: AccountField(c), 125),
    FilterField("reach", mark("Below the agent"), lambda c: ChoiceField([(r, enum_text(r)) for r in a.Reach]), 130),
)
REST: tuple[FilterField, ...] = (
    FilterField("category", mark("Category"), lambda c: _any(*((k, enum_text(k)) for k in a.Category)), 125),
    FilterField("type", mark("Type"), lambda c: _any(*((t, enum_text(t)) for t in a.AccountType)), 105),
    FilterField("rate_group", mark("Billing rate"), RateGroupFilter, 120),
    FilterField("locked", mark("Lock"), lambda c: _any((False, tr("Normal")), (True, tr("Locked"))), 85),
    FilterField("active", mark("Status"), _status_choice, 95),
    FilterField("lower_rate", mark("Lower rate"), lambda c: _any((True, tr("On")), (False, tr("Off"))), 75),
    FilterField("expires_from", mark("Expires from"), lambda c: DateField(c.formats, optional=True, start=True), 120),
    FilterField("expires_to", mark("Expires to"), lambda c: DateField(c.formats, optional=True), 120),
    FilterField("below_threshold", mark("Balance"), lambda c: SwitchField(tr("Below threshold")), 135),
    FilterField("days_left", mark("Days left under"), _days_left_field, 130),
)
FIELDS: tuple[FilterField, ...] = (NUMBER, NAME, *AGENT, *REST)
SUB_FIELDS: tuple[FilterField, ...] = (NUMBER, NAME, *REST)

ROW_ACTIONS: tuple[str, ...] = (
    "accounts.new_sub", "accounts.edit", "accounts.subs",
    "payments.recharge", "payments.deduct", "payments.make_zero", "payments.history",
    "payments.statement",
    "accounts.overdraft", "accounts.rate_group", "accounts.private_rates", "accounts.lower_rate",
    "accounts.lock", "accounts.unlock", "accounts.move", "accounts.cancel",
    "grants.authorize", "grants.explain", "grants.who_can", "accounts.why",
)  # fmt: skip
"""What can be done with rows of accounts, in the order of the context menu."""
