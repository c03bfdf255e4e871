"""Cells of a sheet as text: what a spreadsheet stored as a number or a date, and what could not be read at all."""

from datetime import date, datetime, time, timedelta

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.money import NumberStyle

Cell = str | int | float | date | datetime | time | timedelta
"""What a sheet holds: text, or what a spreadsheet made of it. Text of a text file is never anything else."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number: what is beyond them is noise of its arithmetic."""


class Unreadable(str):
    """The only cell of a row that could not be parted into cells; ``code`` says why."""

    code: Code

    def __new__(cls, text: str, code: Code) -> "Unreadable":
        """The row's text as it stands, and the reason."""
        made = super().__new__(cls, text)
        made.code = code
        return made


class CellError(Exception):
    """A cell that cannot be taken: why, in which column (None: the whole row), and the part that is at fault."""

    def __init__(self, problem: Problem, place: int | None = None, text: str | None = None) -> None:
        super().__init__(problem)
        self.problem, self.place, self.text = problem, place, text


def plain(text: str) -> str:
    """Text without blanks around it and invisible signs in it, full-width digits and signs as plain ones."""
    text = text.strip()
    if text.isascii():
        return text
    text = text.translate(_INVISIBLE).strip()
    if any("\uff01" <= sign <= "\uff5e" for sign in text):
        text = "".join(chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else sign for sign in text)
    return text.strip()


def text_of(cell: Cell) -> str:
    """The cell as a reader sees it: numbers with the digits that a spreadsheet keeps, dates in ISO form."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float):
        return number_text(cell)
    return str(cell)


def number_text(value: float) -> str:
    """The decimal number that was typed or computed in a spreadsheet, without exponent and without noise.

    A spreadsheet keeps numbers in binary with fifteen decimal digits: rounded to those, 0.0028770000000000002 is
    0.002877 again, and every number of at most fifteen digits comes out as it was put in.
    """
    text = format(value, f".{_EXACT_DIGITS}g")
    mantissa, sign, exponent = text.partition("e")
    return _shifted(mantissa, int(exponent)) if sign else text


def _shifted(mantissa: str, exponent: int) -> str:
    minus = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    if exponent < 0:
        digits = whole + fraction
        return f"{minus}0.{'0' * (-exponent - len(whole))}{digits}"
    return minus + whole + fraction.ljust(exponent, "0")


POINT = NumberStyle(".", "")
COMMA = NumberStyle(",", "")
