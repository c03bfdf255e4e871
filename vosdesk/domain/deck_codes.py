"""The codes of a cell: one, several, or a range of them; and what a spreadsheet did to them.

A damaged code is restored where only one code can have been meant, and refused where digits are lost.
"""

import re
from datetime import date, datetime, time, timedelta

from vosdesk.contract import text_rules
from vosdesk.contract.decks import Dash
from vosdesk.contract.errors import Code, Problem
from vosdesk.domain.deck_cells import Cell, plain

MOST_CODES = 10_000
"""Codes that one cell or one range may stand for."""

_SURE_INTEGER = 10**15
_PARTS = re.compile(r"\s*[,;/&\n\r\t]\s*")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_DATE = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
_NEAR_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212~]\s*")
_RANGE = re.compile(r"([0-9]+)-([0-9]+)")
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")
_EXPONENT = re.compile(r"([0-9])(?:\.([0-9]+))?[Ee]\+?([0-9]{1,2})")
_PATTERN = re.compile(r"[0-9*#+]*[0-9][0-9*#]*[xX?_nNzZ\[\]%]+[0-9xX?_nNzZ\[\]%-]*")
_CODE_LIKE = re.compile(r"[+0-9*#][0-9*#xX?.,;/&+\s\u2010-\u2015~-]*(?:[Ee][+-]?[0-9]+)?")


def codes_of(cell: Cell, dash: Dash) -> list[str | tuple[str, Problem]]:
    """The codes of a cell in their order; for a part that is none, the part and the problem. Empty for a blank."""
    if not isinstance(cell, str):
        return [_of_number(cell)]
    text = plain(cell)
    if not text:
        return []
    if _DATE.fullmatch(text) or (_THOUSANDS.fullmatch(text) and not _is_list(text)):
        return [(text, Problem(Code.CELL_DAMAGED))]
    found: list[str | tuple[str, Problem]] = []
    if text[-1:] in ",;/":
        text = text.rstrip(",;/ ")
    for part in _PARTS.split(_NEAR_DASH.sub("-", text)):
        if part:
            found.extend(_of_part(part, dash))
            if len(found) > MOST_CODES:
                return [(text, Problem(Code.CODE_MANY, {"limit": MOST_CODES}))]
    return found


def without_sign(code: str, *, zeros: bool) -> str:
    """The code without the + in front, and without the 00 if ``zeros`` says so."""
    if code.startswith("+"):
        return code[1:]
    return code[2:] if zeros and code.startswith("00") and len(code) > 2 else code


def is_code_like(cell: Cell) -> bool:
    """Whether a cell looks as if it were meant to hold codes, good or bad: prose is not."""
    if not isinstance(cell, str):
        return isinstance(cell, int | float)
    return _CODE_LIKE.fullmatch(plain(cell)) is not None


def has_dash(text: str) -> bool:
    """Whether two numbers in the cell are joined by a dash."""
    return _RANGE.search(_NEAR_DASH.sub("-", plain(text))) is not None


def is_range(text: str) -> bool:
    """Whether every dash of the cell stands between the ends of a range."""
    for part in _PARTS.split(_NEAR_DASH.sub("-", plain(text))):
        found = _expanded(part) if "-" in part else []
        if isinstance(found, Problem) and found.code is not Code.CODE_MANY:
            return False
    return True


def _is_list(text: str) -> bool:
    """Whether 201,202 is two codes and not the number 201202: three digits each, and in their order."""
    parts = text.split(",")
    return len(parts[0]) == 3 and parts == sorted(set(parts))


def _of_number(cell: int | float | date | datetime | time | timedelta) -> str | tuple[str, Problem]:
    if isinstance(cell, int | float):
        if cell == int(cell) and 0 <= cell < _SURE_INTEGER:
            return str(int(cell))
        return str(cell), Problem(Code.CELL_DAMAGED)
    return str(cell), Problem(Code.CELL_DAMAGED)


def _of_part(part: str, dash: Dash) -> list[str | tuple[str, Problem]]:
    if part.isdigit() and part.isascii() and len(part) <= text_rules.PREFIX_LENGTH:
        return [part]
    if "-" in part:
        if dash is Dash.JOIN:
            return _of_part(part.replace("-", ""), dash) if part.strip("-") == part else [(part, _form(part))]
        found = _expanded(part)
        return [(part, found)] if isinstance(found, Problem) else [*found]
    restored = _restored(part)
    return [(part, restored) if isinstance(restored, Problem) else restored]


def _restored(part: str) -> str | Problem:
    whole = _WHOLE_FLOAT.fullmatch(part)
    if whole is not None:
        return whole[1]
    exponent = _EXPONENT.fullmatch(part)
    if exponent is not None:
        first, fraction, power = exponent[1], (exponent[2] or "").rstrip("0"), int(exponent[3])
        shown = len(exponent[2] or "")
        # All digits of a whole number are shown only if there are as many decimals as the power says.
        return first + fraction.ljust(power, "0") if shown >= power else Problem(Code.CELL_DAMAGED)
    return part if text_rules.prefix(part.removeprefix("+")) is None else _form(part)


def _form(part: str) -> Problem:
    """Why a part is no code."""
    bare = part.removeprefix("+")
    if len(bare) > text_rules.PREFIX_LENGTH and bare.isdigit():
        return Problem(Code.FIELD_TOO_LONG, {"limit": text_rules.PREFIX_LENGTH})
    return Problem(Code.CODE_PATTERN if _PATTERN.fullmatch(part) else Code.PREFIX_FORM)


def _expanded(part: str) -> list[str] | Problem:
    """The codes from one end to the other: the ends have as many digits each, and the first is the lower."""
    found = _RANGE.fullmatch(part.removeprefix("+"))
    if found is None:
        return _form(part)
    low, high = found.groups()
    if len(low) != len(high) or low >= high:
        return Problem(Code.CODE_RANGE)
    if len(low) > text_rules.PREFIX_LENGTH:
        return Problem(Code.FIELD_TOO_LONG, {"limit": text_rules.PREFIX_LENGTH})
    if int(high) - int(low) >= MOST_CODES:
        return Problem(Code.CODE_MANY, {"limit": MOST_CODES})
    return [str(number).rjust(len(low), "0") for number in range(int(low), int(high) + 1)]
