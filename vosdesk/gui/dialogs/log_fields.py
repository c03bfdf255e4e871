"""The fields of log lines: their names for the reader, and their values as he writes them."""

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

from vosdesk.contract.accounts import AccountType
from vosdesk.contract.changes import Noun
from vosdesk.contract.log import LogRow
from vosdesk.contract.parameters import PARAMETERS
from vosdesk.contract.permissions import UserType
from vosdesk.contract.rates import LockType, RateType
from vosdesk.gui.formats import Formats
from vosdesk.gui.text import enum_text, join, mark, parameter_text, right_text, sentence, tr

_MOST = 50
"""More rates of a deletion than this are counted, not listed."""
Show = Callable[[Any, Formats], str]

_TYPES: dict[Noun, type[Enum]] = {
    Noun.USERS: UserType, Noun.TEMPLATES: UserType, Noun.ACCOUNTS: AccountType, Noun.RATES: RateType,
}  # fmt: skip


class LogField(NamedTuple):
    """A field of the log: its English name, and how its value is written."""

    title: str
    show: Show


class Change(NamedTuple):
    """One field of a line, as it was and as it is; an empty text where there was or is nothing."""

    title: str
    before: str
    after: str


def changes(row: LogRow, formats: Formats) -> tuple[Change, ...]:
    """The fields of a line, in the order in which they were noted."""
    names = dict.fromkeys((*row.before, *row.after))
    return tuple(
        Change(title_of(name), _shown(row, name, row.before, formats), _shown(row, name, row.after, formats))
        for name in names
    )


def message(row: LogRow, formats: Formats) -> str:
    """What a line says, in the reader's language: why it was refused, or what became of which field."""
    if row.code is not None:
        return sentence(row.code, row.params, formats)
    return tr("; ").join(_told(change) for change in changes(row, formats) if change.before or change.after)


def label_of(row: LogRow) -> str:
    """What the line is about, as the reader knows it."""
    return parameter_text(row.label) if row.noun is Noun.PARAMETERS else row.label


def title_of(name: str) -> str:
    """A field's name for the reader; one that this version does not know shows as it was noted."""
    if name in FIELDS:
        return tr(FIELDS[name].title)
    return parameter_text(name) if name in PARAMETERS else name


def _told(change: Change) -> str:
    if not change.before:
        return tr("{field}: {value}", field=change.title, value=change.after or "–")
    return tr("{field}: {before} → {after}", field=change.title, before=change.before, after=change.after or "–")


def _shown(row: LogRow, name: str, side: dict[str, Any], formats: Formats) -> str:
    if name not in side:
        return ""
    value = side[name]
    if value is None or value == []:
        # Something that was taken away is told; what was never given is not.
        return tr("none") if row.before else ""
    if name == "type" and row.noun in _TYPES:
        return _choice(_TYPES[row.noun])(value, formats)
    if isinstance(value, bool):
        return _yes_no(value, formats)
    return FIELDS[name].show(value, formats) if name in FIELDS else _text(value, formats)


def _text(value: Any, formats: Formats) -> str:
    if isinstance(value, list):
        return join(_text(item, formats) for item in value)
    return tr("{count} fields", count=len(value)) if isinstance(value, dict) else str(value)


def _yes_no(value: Any, _: Formats) -> str:
    return tr("Yes") if value else tr("No")


def _money(value: Any, formats: Formats) -> str:
    return formats.money(value) if isinstance(value, int) else str(value)


def _price(value: Any, formats: Formats) -> str:
    return formats.price(value) if isinstance(value, int) else str(value)


def _time(value: Any, formats: Formats) -> str:
    return formats.time(value) if isinstance(value, int) else str(value)


def _count(value: Any, formats: Formats) -> str:
    return formats.count(value) if isinstance(value, int) else _text(value, formats)


def _rates(value: Any, formats: Formats) -> str:
    """How many rates, or the rates themselves: prefix and price each."""
    if not isinstance(value, list):
        return _count(value, formats)
    shown = [f"{r['prefix']}{r['area_prefix']} {formats.price(r['price'])} / {r['cycle']} s" for r in value[:_MOST]]
    rest = len(value) - len(shown)
    return join([*shown, tr("{count} more", count=formats.count(rest))] if rest else shown)


def _sections(value: Any, formats: Formats) -> str:
    if not isinstance(value, list):
        return str(value)
    return join(f"{s['position']} s: {formats.price(s['fee'])} / {s['seconds']} s" for s in value) or tr("none")


def _number(value: Any, _: Formats) -> str:
    return tr("no. {id}", id=value) if isinstance(value, int) else str(value)


def _rights(value: Any, _: Formats) -> str:
    return join(sorted(right_text(right) for right in value)) or tr("none")


def _choice(kind: type[Enum]) -> Show:
    def show(value: Any, _: Formats) -> str:
        try:
            return enum_text(kind(value))
        except ValueError:
            return str(value)

    return show


def _percent(value: Any, _: Formats) -> str:
    return f"{value / 10_000:.4f}".rstrip("0").rstrip(".") + " %" if isinstance(value, int) else str(value)


FIELDS: dict[str, LogField] = {
    name: LogField(title, show)
    for name, title, show in (
        # users and templates
        ("login", mark("Login name"), _text),
        ("name", mark("Name"), _text),
        ("type", mark("Type"), _text),
        ("locked", mark("Locked"), _yes_no),
        ("expires", mark("Expires"), _time),
        ("template", mark("Rights template"), _text),
        ("rights", mark("Rights"), _rights),
        ("memo", mark("Memo"), _text),
        ("user", mark("User"), _text),
        # accounts and payments
        ("agent", mark("Agent account"), _text),
        ("opening", mark("Opening balance"), _money),
        ("overdraft", mark("Overdraft limit"), _money),
        ("balance", mark("Balance"), _money),
        ("amount", mark("Amount"), _money),
        ("threshold", mark("Low-balance threshold"), _money),
        ("payment", mark("Payment record"), _number),
        ("active", mark("Active"), _yes_no),
        ("lower_rate", mark("Use lower rate"), _yes_no),
        ("rate_group", mark("Billing rate group"), _text),
        ("rate_groups", mark("Rate groups"), _text),
        ("private_rate_group", mark("Private rate group"), _text),
        ("covers_subs", mark("Covers sub-accounts"), _yes_no),
        ("company", mark("Company"), _text),
        ("contact", mark("Contact"), _text),
        ("phone", mark("Phone"), _text),
        ("email", mark("E-mail"), _text),
        ("address", mark("Address"), _text),
        ("postcode", mark("Postcode"), _text),
        ("id_type", mark("Type of identity paper"), _text),
        ("id_number", mark("Number of identity paper"), _text),
        ("bank", mark("Bank"), _text),
        ("done", mark("Done"), _count),
        ("refused", mark("Refused"), _count),
        # rate groups and rates
        ("announcement", mark("Announcement time (s)"), _count),
        ("private", mark("Private"), _yes_no),
        ("owner", mark("Owner"), _text),
        ("access_users", mark("Access users"), _text),
        ("copy_of", mark("Copy of"), _text),
        ("rates", mark("Rates"), _rates),
        ("count", mark("Number"), _count),
        ("prefix", mark("Rate prefix"), _text),
        ("area_prefix", mark("Area prefix"), _text),
        ("area_name", mark("Area name"), _text),
        ("rate_type", mark("Rate type"), _choice(RateType)),
        ("price", mark("Billing rate"), _price),
        ("cycle", mark("Billing cycle (s)"), _count),
        ("lock", mark("Lock type"), _choice(LockType)),
        ("sections", mark("Section rates"), _sections),
        ("tax", mark("Tax"), _percent),
        ("prompt_price", mark("Prompt rate"), _price),
        ("prompt_cycle", mark("Prompt cycle (s)"), _count),
        ("effective_from", mark("Effective from"), _time),
        ("effective_until", mark("Effective until"), _time),
        # imports
        ("file", mark("File"), _text),
        ("sha256", mark("Checksum (SHA-256)"), _text),
        ("free", mark("Free of charge allowed"), _yes_no),
        ("read", mark("Lines read"), _count),
        ("added", mark("Added"), _count),
        ("changed", mark("Changed"), _count),
        ("unchanged", mark("Unchanged"), _count),
        ("rounded", mark("Rounded"), _count),
    )
}
"""Every field that the services note, by the name under which they note it."""
