"""The header line of a rate file: which column says what.

The names of columns stand in one table. A header is taken or refused, never guessed at: a needed column that is
missing, two columns that say the same, and columns that contradict each other refuse the file. Columns that the
table does not know (currency, status of a contract, …) are passed over.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vosdesk.contract.errors import Code, Invalid


class Role(StrEnum):
    """What a column says."""

    PREFIX = "prefix"
    AREA_PREFIX = "area_prefix"
    AREA_NAME = "area_name"
    RATE_TYPE = "rate_type"
    MINUTE_PRICE = "minute_price"
    CYCLE_PRICE = "cycle_price"
    CYCLE = "cycle"
    MINUTE_COST = "minute_cost"
    LOCK = "lock"
    SECTIONS = "sections"
    PROMPT_PRICE = "prompt_price"
    PROMPT_CYCLE = "prompt_cycle"
    INCREMENTS = "increments"
    FIRST = "first"
    NEXT = "next"
    FROM = "from"
    UNTIL = "until"
    STATUS = "status"
    UNREAD = "unread"
    """Would change what a row means, and is not read yet: its cells must be empty or zero."""


R = Role
_NAMES: Mapping[Role, str] = {
    R.PREFIX: "prefix; rate prefix; dial prefix; dialing prefix; dialling prefix; destination prefix; "
    "number prefix; code; dial code; dialcode; dialing code; dialling code; destination code; prefix code",
    R.AREA_PREFIX: "area prefix",
    R.AREA_NAME: "area name; destination name; destination; name; area; description; route; zone; country name; "
    "country",
    R.RATE_TYPE: "rate type",
    R.MINUTE_PRICE: "price; rate; price per minute; rate per minute; price min; rate min; minute price; minute rate; "
    "per minute; price minute; rate minute; cost per minute; voice rate; call rate",
    R.CYCLE_PRICE: "billing rate; price per cycle; rate per cycle",
    R.CYCLE: "billing cycle; cycle",
    R.MINUTE_COST: "minute cost",
    R.LOCK: "lock type; lock",
    R.SECTIONS: "section rate; section rates",
    R.PROMPT_PRICE: "billing rate for calling card prompt",
    R.PROMPT_CYCLE: "billing cycle for calling card prompt",
    R.INCREMENTS: "increments; increment; billing increments; billing increment; billing; billing terms; "
    "rounding; rounding rules; charging interval; intervals",
    R.FIRST: "first interval; initial interval; first increment; initial increment; interval 1; min duration; "
    "minimum duration; minimum seconds; first period",
    R.NEXT: "sub interval; next interval; subsequent interval; next increment; sub increment; "
    "subsequent increment; interval n; interval 2; additional increment; next period",
    R.FROM: "effective date; effective from; effective; start date; valid from; effective time; date effective",
    R.UNTIL: "effective until; end date; valid until; valid to; effective to; expiry date; expires",
    R.STATUS: "status; change; change type; action; mode; rate change",
    R.UNREAD: "time of timing replace; mode of timing replace; connection fee; connect fee; connection charge; "
    "connect charge; setup fee; set up fee; initial cost; surcharge; origination prefixes; origination prefix; "
    "origin; origin prefix; time band; weekend rate; off peak rate",
}
"""Names of columns in small letters, words parted by one space and all other signs left out."""

_ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split("; ")}
_NAME_ORDER = {name: place for place, name in enumerate(_NAMES[R.AREA_NAME].split("; "))}
_REPEATABLE = frozenset({R.AREA_NAME, R.STATUS, R.UNREAD})
_CONTRARY: tuple[tuple[Role, Role], ...] = (
    (R.MINUTE_PRICE, R.CYCLE_PRICE),
    (R.MINUTE_PRICE, R.SECTIONS),
    (R.CYCLE_PRICE, R.INCREMENTS),
    (R.CYCLE_PRICE, R.FIRST),
    (R.INCREMENTS, R.FIRST),
    (R.INCREMENTS, R.CYCLE),
    (R.FIRST, R.CYCLE),
)
_NEEDS: Mapping[Role, Role] = {
    R.CYCLE_PRICE: R.CYCLE, R.FIRST: R.NEXT, R.NEXT: R.FIRST, R.PROMPT_PRICE: R.PROMPT_CYCLE,
}  # fmt: skip
_DELIMITERS = "|\t;,"
_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Header:
    """A header line that was understood: the delimiter, the titles as they stand, and where each role is."""

    delimiter: str
    titles: tuple[str, ...]
    places: Mapping[Role, int]
    status: tuple[int, ...]
    unread: tuple[int, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The titles of columns that are passed over: unknown ones, and names of areas that a better one replaces."""
        used = {*self.places.values(), *self.status, *self.unread}
        return tuple(title for place, title in enumerate(self.titles) if title and place not in used)

    def title(self, *roles: Role) -> str:
        """The title of the first of ``roles`` that the file has."""
        return next((self.titles[self.places[role]] for role in roles if role in self.places), "")


def split_line(line: str, delimiter: str) -> tuple[str, ...] | None:
    """The cells of a line without the blanks around them; None when its quotes do not close.

    A line is a row: quotes never join two lines, so that one stray quote cannot swallow the rows after it. Where
    ``|`` parts the cells, quotes are text.
    """
    if '"' not in line or delimiter == "|":
        return tuple(map(str.strip, line.split(delimiter)))
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True))
    except (csv.Error, StopIteration):
        return None
    return tuple(map(str.strip, cells))


def read_header(line: str) -> Header:
    """The header that ``line`` is. Raises Invalid, with what is missing or doubled, when it cannot be read."""
    tried = [_placed(d, cells) for d in _DELIMITERS if (cells := split_line(line, d)) is not None]
    if not tried:
        raise Invalid.at("content", Code.FILE_HEADER)
    header, doubled = max(tried, key=lambda t: (len(t[0].places), len(t[0].titles)))
    missing = _missing(header.places)
    contrary = [header.titles[header.places[r]] for pair in _CONTRARY for r in pair if _both(pair, header.places)]
    if missing or doubled or contrary:
        raise Invalid.at("content", Code.FILE_HEADER, {"missing": missing, "doubled": [*doubled, *contrary]})
    return header


def _placed(delimiter: str, cells: Sequence[str]) -> tuple[Header, list[str]]:
    places: dict[Role, int] = {}
    doubled: list[str] = []
    names = [_WORDS.sub(" ", cell.casefold()).strip() for cell in cells]
    for place, name in enumerate(names):
        role = _ROLES.get(name)
        if role is None:
            continue
        if role is Role.AREA_NAME and role in places and _NAME_ORDER[name] > _NAME_ORDER[names[places[role]]]:
            continue
        if role in places and role not in _REPEATABLE:
            doubled.append(cells[place])
            continue
        places[role] = place
    several = {r: tuple(p for p, n in enumerate(names) if _ROLES.get(n) is r) for r in (R.STATUS, R.UNREAD)}
    return Header(delimiter, tuple(cells), places, several[R.STATUS], several[R.UNREAD]), doubled


def _missing(places: Mapping[Role, int]) -> list[str]:
    missing = []
    if Role.PREFIX not in places and Role.AREA_PREFIX not in places:
        missing.append(_plain(Role.PREFIX))
    if Role.MINUTE_PRICE not in places and Role.CYCLE_PRICE not in places:
        missing.append("price")
    missing += [_plain(need) for role, need in _NEEDS.items() if role in places and need not in places]
    return missing


def _plain(role: Role) -> str:
    """The title that a column of this role would be understood by first of all."""
    return _NAMES[role].partition("; ")[0]


def _both(pair: tuple[Role, Role], places: Mapping[Role, int]) -> bool:
    return pair[0] in places and pair[1] in places
