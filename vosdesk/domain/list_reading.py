"""Lists of payments as banks and cash desks write them: which column says what, and a row as a line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from vosdesk.contract.cell_text import original
from vosdesk.contract.decks import Decimals, normal
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.money import Money, NumberStyle, parse_money
from vosdesk.contract.reconciliation import (
    REFERENCE_LENGTH,
    ListAsk,
    ListColumn,
    ListedLine,
    ListLayout,
    ListRole,
)
from vosdesk.domain import deck_dates
from vosdesk.domain.deck_cells import Cell, Unreadable, plain, text_of

R = ListRole
Row = Sequence[Cell]
HEAD = 100
"""Rows by which the columns are judged."""
_TITLES_WITHIN = 40
"""Rows among which the titles are looked for."""
_ENOUGH = 3
"""Points of a row of titles from which on it is believed: an amount and its column, or three others."""
_MOST = 0.6
"""Share of a column's cells that must look like what the column then holds."""
_CREDITS = (
    "credit; credit amount; amount in; paid in; money in; deposit; deposits; in; 收入; 收入金额; 贷方; "
    "贷方金额; 贷方发生额; 存入; haben; приход; кредит"
)
_NAMES: Mapping[ListRole, str] = {
    R.REFERENCE: "reference; payment reference; reference number; reference no; ref; ref no; bank reference; "
    "customer reference; transaction reference; transaction id; transaction number; transaction no; receipt number; "
    "receipt no; end to end id; document number; invoice; invoice number; voucher; voucher number; memo; "
    "payment details; remittance information; purpose; description; details; narrative; particulars; text; note; "
    "参考号; 交易流水号; 流水号; 交易参考号; 凭证号; 单据号; 订单号; 附言; 备注; 摘要; 用途; verwendungszweck; "
    "referenz; referencia; concepto; référence; libellé; назначение платежа; номер документа; основание",
    R.AMOUNT: "amount; payment amount; transaction amount; sum; value; total; 金额; 交易金额; 发生额; 缴费金额; "
    f"betrag; importe; montant; сумма; {_CREDITS}",
    R.OUT: "debit; debit amount; amount out; paid out; money out; withdrawal; withdrawals; out; 支出; 支出金额; 借方; "
    "借方金额; 借方发生额; 支取; soll; расход; дебет",
    R.DATE: "date; booking date; transaction date; posting date; payment date; value date; date time; time; "
    "transaction time; booking day; 交易日期; 日期; 记账日期; 入账日期; 交易时间; 缴费时间; 时间; datum; buchungstag; "
    "buchungsdatum; fecha; дата; дата операции",
    R.PAYER: "payer; account number; payer name; payer account; account; customer number; customer; counterparty; "
    "account name; name; from; sender; remitter; debtor; party; 付款人; 付款方; 账户号码; 账户; 对方户名; 对方名称; "
    "对方账号; 账户名称; 客户; auftraggeber; ordenante; donneur d ordre; плательщик; контрагент",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split("; ")}
_RANKS = {name: place for names in _NAMES.values() for place, name in enumerate(names.split("; "))}
_CREDIT_NAMES = frozenset(_CREDITS.split("; "))
_AMOUNT = re.compile(r"(.*?)([0-9][0-9.,'’ ]*)(.*)", re.DOTALL)
_BLANKS = str.maketrans(dict.fromkeys("'’\u00a0\u202f\u2009 "))
_CURRENCY = 4
"""Signs of a currency beside an amount, at most."""
_CREDIT = frozenset({"credit", "收入"})
_DEBIT = frozenset({"dr", "d", "debit", "借", "支出", "s"})
_SIGNS = re.compile(r"[.,]")
_POINT, _COMMA = NumberStyle(".", ","), NumberStyle(",", ".")


class Found(NamedTuple):
    """What a sheet looks like: its layout, what it leaves open, and how sure its columns are."""

    layout: ListLayout
    asks: tuple[ListAsk, ...]
    score: int


def is_title(text: str) -> bool:
    """Whether a cell is a title that is known."""
    return normal(text) in _ROLES


def guess(rows: Iterable[Row], base: ListLayout) -> Found:
    """How a sheet is read, on top of what ``base`` says of the file. ``rows`` can be gone through again."""
    head = [tuple(text_of(cell) for cell in row) for row in islice(rows, HEAD)]
    score, header, columns = _by_titles(head)
    if score < _ENOUGH:
        header, columns = 0, _by_contents(head)
    width = max(map(len, head), default=0)
    titles = head[header - 1] if header else ("",) * width
    placed = tuple(ListColumn(role=role, place=place) for role, place in columns.items())
    ordered = tuple(sorted(placed, key=lambda column: column.place))
    found = judged(rows, replace(base, header=header, titles=titles, columns=ordered))
    wrong = any(problem for _, problem in found.layout.checks())
    asks = (ListAsk.COLUMNS, *found.asks) if wrong or not header else found.asks
    return Found(found.layout, asks, score)


def judged(rows: Iterable[Row], layout: ListLayout) -> Found:
    """The layout with the decimal sign and the form of dates that its columns show."""
    asks: list[ListAsk] = []
    places = [place for role in (R.AMOUNT, R.OUT) if (place := layout.place(role)) is not None]
    decimals, sure = _decimals({text for place in places for text in _texts(rows, layout.header, place)})
    if not sure:
        asks.append(ListAsk.DECIMALS)
    form = layout.date_form
    dates = layout.place(R.DATE)
    if dates is not None:
        forms, sure = deck_dates.fitting(set(_texts(rows, layout.header, dates)))
        form = forms[0]
        if not sure:
            asks.append(ListAsk.DATE_FORM)
    return Found(replace(layout, decimals=decimals, date_form=form), tuple(asks), 0)


def _texts(rows: Iterable[Row], header: int, place: int) -> Iterator[str]:
    for row in islice(rows, header, None):
        cell = row[place] if place < len(row) else ""
        if isinstance(cell, str) and not isinstance(cell, Unreadable) and cell.strip():
            yield original(plain(cell))


def _by_titles(head: Sequence[tuple[str, ...]]) -> tuple[int, int, dict[ListRole, int]]:
    """The row that says the most about columns: its score, its number, and what its columns say."""
    best: tuple[int, int, dict[ListRole, int]] = 0, 0, {}
    for number, cells in enumerate(head[:_TITLES_WITHIN], 1):
        columns = _placed(cells)
        score = len(columns) + 2 * bool({R.AMOUNT, R.OUT} & columns.keys())
        if score > best[0]:
            best = score, number, columns
    return best


def _placed(titles: Sequence[str]) -> dict[ListRole, int]:
    found: dict[ListRole, list[int]] = {}
    for place, title in enumerate(titles):
        role = _ROLES.get(normal(title))
        if role is not None:
            found.setdefault(role, []).append(place)
    columns = {role: min(places, key=lambda at: (_RANKS[normal(titles[at])], at)) for role, places in found.items()}
    # An amount that has a sign of its own leaves nothing to a column of what was paid out.
    if R.AMOUNT in columns and normal(titles[columns[R.AMOUNT]]) not in _CREDIT_NAMES:
        columns.pop(R.OUT, None)
    return columns


def _by_contents(head: Sequence[tuple[str, ...]]) -> dict[ListRole, int]:
    """What columns without titles hold, as far as they show it."""
    body = [cells for cells in head if any(cells)]
    columns: dict[ListRole, int] = {}
    texts = {
        place: [cells[place] for cells in body if place < len(cells) and cells[place]]
        for place in range(max(map(len, body), default=0))
    }
    full = [place for place, found in texts.items() if 2 * len(found) >= len(body) > 0]
    for role, fits in ((R.DATE, _is_date), (R.AMOUNT, _is_amount), (R.REFERENCE, _is_reference)):
        left = [place for place in full if place not in columns.values()]
        shares = {place: sum(map(fits, texts[place])) / len(texts[place]) for place in left}
        best = max(left, key=lambda place: (shares[place], len(set(texts[place])), -place), default=None)
        if best is not None and shares[best] >= _MOST:
            columns[role] = best
    return columns


def _is_date(text: str) -> bool:
    return bool(deck_dates.readings(text)) and not text.replace(".", "").isdecimal()


def _is_amount(text: str) -> bool:
    return bool(_SIGNS.search(text)) and not isinstance(parse_amount(text, _POINT), Problem)


def _is_reference(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)


def _decimals(texts: Iterable[str]) -> tuple[Decimals, bool]:
    """The decimal sign of amounts, and whether they leave no other."""
    sure: set[str] = set()
    open_signs: set[str] = set()
    for text in texts:
        found = _AMOUNT.fullmatch(text)
        number = found[2].translate(_BLANKS).rstrip(".,") if found else ""
        signs = _SIGNS.findall(number)
        if not signs:
            continue
        last, tail = signs[-1], len(number) - 1 - max(number.rfind("."), number.rfind(","))
        if signs.count(last) > 1:
            sure.add("," if last == "." else ".")
        elif len(signs) > 1 or tail != 3 or number.startswith(f"0{last}"):
            sure.add(last)
        else:
            open_signs.add(last)
    if len(sure) == 1:
        return (Decimals.POINT if "." in sure else Decimals.COMMA), True
    return Decimals.POINT, not sure and not open_signs


def parse_amount(text: str, style: NumberStyle) -> int | Problem:
    """An amount as lists write it, in micro-units: with its currency beside it, minus or DR behind, in brackets."""
    found = _AMOUNT.fullmatch(plain(text).replace("−", "-"))
    if found is None:
        return Problem(Code.NUMBER_INVALID)
    before, number, after = (part.strip() for part in found.groups())
    if any(sign.isdecimal() for sign in after):
        return Problem(Code.NUMBER_INVALID)
    value = parse_money(number.translate(_BLANKS).rstrip(".,"), style)
    if isinstance(value, Problem):
        return value
    bracketed = before.endswith("(") and after.startswith(")")
    minus = (before + after).count("-")
    words = [part.strip(" .()-+").casefold() for part in (before, after)]
    debit = any(word in _DEBIT for word in words)
    strange = any(len(word) > _CURRENCY and word not in _DEBIT | _CREDIT for word in words)
    if minus > 1 or strange:
        return Problem(Code.NUMBER_INVALID)
    return -value if bracketed or debit or minus else value


class _CellError(Exception):
    """A cell that cannot be read."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def read(rows: Iterable[Row], layout: ListLayout) -> Iterator[ListedLine]:
    """The lines below the titles; rows that hold nothing are passed over."""
    reader = _Reader(layout)
    for number, row in enumerate(rows, 1):
        if number > layout.header and any(not isinstance(cell, str) or cell.strip() for cell in row):
            yield reader.line(number, row)


class _Reader:
    def __init__(self, layout: ListLayout) -> None:
        self._places = {role: layout.place(role) for role in ListRole}
        self._style = _COMMA if layout.decimals is Decimals.COMMA else _POINT
        self._form = layout.date_form

    def line(self, number: int, row: Row) -> ListedLine:
        """A row as a line, or with what is wrong with it."""
        reference, payer = self._text(row, R.REFERENCE), self._text(row, R.PAYER)
        day: int | None = None
        try:
            if row and isinstance(row[0], Unreadable):
                raise _CellError(row[0].code)
            amount = self._amount(row)
            day = self._day(row)
            if not reference and (day is None or not payer):
                raise _CellError(Code.LIST_NO_REFERENCES)
        except _CellError as error:
            return ListedLine(line=number, reference=reference, payer=payer, day=day, amount=None, reason=error.code)
        return ListedLine(line=number, reference=reference, payer=payer, day=day, amount=amount)

    def _cell(self, row: Row, role: ListRole) -> Cell:
        place = self._places[role]
        return row[place] if place is not None and place < len(row) else ""

    def _text(self, row: Row, role: ListRole) -> str:
        text = original(text_of(self._cell(row, role)))
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:REFERENCE_LENGTH]

    def _amount(self, row: Row) -> Money:
        came, went = (self._number(self._cell(row, role)) for role in (R.AMOUNT, R.OUT))
        if not came and not went:
            raise _CellError(Code.LIST_NO_AMOUNTS)
        # A column of what was paid out may have the minus already.
        return Money((came or 0) - abs(went or 0))

    def _number(self, cell: Cell) -> int | None:
        if isinstance(cell, str):
            text = original(cell.strip())
            if not text or text in {"-", "–", "—"}:
                return None
            value = parse_amount(text, self._style)
        elif isinstance(cell, int | float):
            value = parse_amount(text_of(cell), NumberStyle(".", ""))
        else:
            raise _CellError(Code.NUMBER_INVALID)
        if isinstance(value, Problem):
            raise _CellError(value.code)
        return value

    def _day(self, row: Row) -> int | None:
        cell = self._cell(row, R.DATE)
        if isinstance(cell, datetime | date):
            return cell.toordinal()
        text = original(plain(text_of(cell)))
        if not text:
            return None
        found = deck_dates.readings(text)
        if self._form not in found:
            raise _CellError(Code.CELL_DATE)
        return found[self._form][0].toordinal()
