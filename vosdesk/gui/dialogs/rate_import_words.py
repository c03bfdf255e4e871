"""The importing of rates in the reader's words."""

from vosdesk.contract.decks import Ask, DateForm, Decimals, Notice, Role
from vosdesk.contract.errors import Code, Invalid, Refusal
from vosdesk.contract.rate_imports import Mode, Outcome
from vosdesk.contract.rates import BadRow
from vosdesk.gui.formats import Formats
from vosdesk.gui.text import mark, refusal_text, sentence, tr

ROLES: dict[Role, str] = {
    Role.PREFIX: mark("Prefix"),
    Role.AREA_PREFIX: mark("Area prefix"),
    Role.COUNTRY_CODE: mark("Country code"),
    Role.AREA_NAME: mark("Area name"),
    Role.PRICE: mark("Price"),
    Role.INCREMENTS: mark("Increments"),
    Role.FIRST: mark("First increment"),
    Role.NEXT: mark("Next increment"),
    Role.CYCLE: mark("Billing cycle"),
    Role.CONNECTION: mark("Connection fee"),
    Role.FROM: mark("Effective from"),
    Role.UNTIL: mark("Effective until"),
    Role.STATUS: mark("Status or mode"),
    Role.CONDITION: mark("Condition: must be blank"),
    Role.RATE_TYPE: mark("Rate type"),
    Role.LOCK: mark("Lock type"),
    Role.SECTIONS: mark("Section rates"),
    Role.TAX: mark("Tax"),
    Role.MINUTE_COST: mark("Minute cost"),
    Role.PROMPT_PRICE: mark("Prompt rate"),
    Role.PROMPT_CYCLE: mark("Prompt cycle"),
}
"""What a column can say, the usual ones first."""

ASKS: dict[Ask, str] = {
    Ask.CODES: mark("Which column holds the prefixes? Click on its title."),
    Ask.PRICES: mark("Which column holds the price? Click on its title."),
    Ask.DATE_FORM: mark("Dates such as 03/04/2026: does the day, the month or the year stand first?"),
    Ask.DECIMALS: mark("Prices such as 1,226: is the comma a decimal sign, or does it part thousands?"),
    Ask.ZEROS: mark("Every prefix begins with 00. Is it left out?"),
    Ask.DASH: mark("Some dashes in prefixes stand for no range. What do they mean?"),
    Ask.INCREMENTS: mark("Which columns hold the billing increments? Click on their titles."),
}

NOTICES: dict[Notice, str] = {
    Notice.NO_INCREMENTS: mark("The sheet says nothing of increments: those below are taken."),
    Notice.NO_HEADER: mark("There is no header line: the columns were told by what they hold."),
    Notice.CUT_ROWS: mark("The sheet has 65,536 rows: an old program may have cut it there."),
    Notice.CUT_TEXT: mark("The file ends in the middle of a character: it was not sent whole."),
    Notice.OTHER_SHEETS: mark("More than one sheet looks like rates."),
}

DATE_FORMS: dict[DateForm, str] = {
    DateForm.YEAR_FIRST: mark("year, month, day"),
    DateForm.DAY_FIRST: mark("day, month, year"),
    DateForm.MONTH_FIRST: mark("month, day, year"),
}

DECIMALS: dict[Decimals, str] = {
    Decimals.POINT: mark("point: 0.5"),
    Decimals.COMMA: mark("comma: 0,5"),
    Decimals.EITHER: mark("both, where it is certain"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.ADDED: mark("Added"),
    Outcome.UP: mark("Dearer"),
    Outcome.DOWN: mark("Cheaper"),
    Outcome.CHANGED: mark("Changed otherwise"),
    Outcome.UNCHANGED: mark("Unchanged"),
    Outcome.CLOSED: mark("Closed"),
    Outcome.REFUSED: mark("Refused"),
    Outcome.MISSING: mark("Not in the file: closed"),
    Outcome.ENDED: mark("Ended by a change"),
}

MODES: dict[Mode, tuple[str, str]] = {
    Mode.UPDATE: (mark("Update"), mark("Rates in the file are added or changed. All others stay.")),
    Mode.REPLACE: (mark("Replace"), mark("As update; and rates that the file lacks are closed.")),
    Mode.DELETE: (mark("Delete"), mark("Rates whose prefixes stand in the file are closed.")),
}

ENCODINGS = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16 BE",
    "gb18030": "GB18030", "big5": "Big5", "cp932": "Shift-JIS", "cp1251": "Windows-1251", "cp1252": "Windows-1252",
}  # fmt: skip
DELIMITERS = {",": ",", ";": ";", "\t": "Tab", "|": "|", " | ": "␣|␣", "^": "^", "~": "~"}


def why(row: BadRow, formats: Formats) -> str:
    """Why a row is refused, and in which column."""
    # "Fill this in" is for somebody who types.
    text = tr("The cell is empty.") if row.code is Code.FIELD_EMPTY else sentence(row.code, row.params, formats)
    return tr("{column}: {reason}", column=row.column, reason=text) if row.column else text


def problem(error: object, formats: Formats) -> str:
    """Why a task failed: what stands at the fields of a refusal counts more than its summary."""
    if isinstance(error, Invalid) and error.fields:
        return " ".join(dict.fromkeys(sentence(f.code, f.params, formats) for f in error.fields))
    return refusal_text(error, formats) if isinstance(error, Refusal) else str(error)
