"""How a sheet is laid out, as far as it says so itself; what it leaves open is asked for, never chosen silently."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from msgspec.structs import replace

from vosdesk.contract.decks import SEVERAL, Ask, Column, Decimals, Guess, Layout, Notice, PricePer, Role, signature
from vosdesk.domain import deck_dates, deck_titles
from vosdesk.domain.deck_cells import Cell, plain, text_of
from vosdesk.domain.deck_codes import has_dash, is_code_like, is_range

HEAD = 300
"""Rows in which a header is looked for, and by which columns without a title are judged."""

_LOOKED_AT = 50_000
"""Rows whose prices, dates and codes are looked at."""
_TITLES_WITHIN = 100
_CODE = re.compile(r"\+?[0-9]{1,18}")
_PRICE = re.compile(r"[0-9]{1,4}[.,][0-9]+")
_NUMBER = re.compile(r"-?[0-9][0-9.,]*")
_DECIMAL_COMMA = re.compile(r"0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
_CURRENCY = re.compile(r"([^\d\s.,+-][^\d.,+-]{0,4}?)\s*[0-9][0-9.,]*|[0-9][0-9.,]*\s*([^\d\s.,+%-][^\d.,+%-]{0,4})")
_CONTRARY = (
    (Role.INCREMENTS, Role.FIRST),
    (Role.INCREMENTS, Role.CYCLE),
    (Role.FIRST, Role.CYCLE),
)
_TOP, _GOOD, _WEAK, _OPEN = 95, 80, 60, 30

Row = Sequence[Cell]


@dataclass
class _Found:
    """A layout in the making."""

    header: int
    titles: tuple[str, ...]
    columns: dict[Role, list[int]]
    asks: list[Ask] = field(default_factory=list)

    @property
    def places(self) -> dict[Role, int]:
        return {role: places[0] for role, places in self.columns.items()}


def guess(rows: Iterable[Row], base: Layout) -> Guess:
    """The layout of a sheet, on top of what ``base`` says of the file (encoding, delimiter, name of the sheet).

    ``rows`` can be gone through more than once. Where no column can hold codes or prices, the guess asks for them
    and has no column for them.
    """
    head = [tuple(text_of(cell) for cell in row) for row in islice(rows, HEAD)]
    found = _with_header(head) or _without_header(head)
    _settle(found, head)
    columns = tuple(
        Column(role=role, place=place)
        for role, places in found.columns.items()
        for place in (places if role in SEVERAL else places[:1])
    )
    price = found.places.get(Role.PRICE)
    of_cycles = price is not None and price < len(found.titles) and deck_titles.is_of_cycles(found.titles[price])
    layout = replace(
        base,
        header=found.header,
        titles=found.titles,
        columns=tuple(sorted(columns, key=lambda column: column.place)),
        price_per=PricePer.CYCLE if of_cycles and Role.CYCLE in found.columns else PricePer.MINUTE,
    )
    layout, asks, notices = judged(rows, layout)
    return Guess(
        layout=layout,
        confidence=_confidence(found, [*found.asks, *asks]),
        signature=signature(found.titles) if found.header else "",
        asks=tuple(dict.fromkeys([*found.asks, *asks])),
        notices=tuple(notices),
    )


def _confidence(found: _Found, asks: Sequence[Ask]) -> int:
    if Ask.CODES in asks or Ask.PRICES in asks:
        return _OPEN if {Role.PREFIX, Role.AREA_PREFIX} & set(found.columns) and Role.PRICE in found.columns else 0
    if not found.header:
        return _WEAK
    return _GOOD if asks else _TOP


def _with_header(head: Sequence[tuple[str, ...]]) -> _Found | None:
    """The row, or the two rows, that say the most about columns."""
    best: tuple[int, _Found] | None = None
    for number, cells in enumerate(head[:_TITLES_WITHIN], 1):
        for titles in _titles(head, number, cells):
            columns = deck_titles.placed(titles)
            score = (
                len(columns) + 2 * (Role.PRICE in columns) + 2 * bool({Role.PREFIX, Role.AREA_PREFIX} & set(columns))
            )
            if score >= 3 and (best is None or score > best[0]):
                best = score, _Found(number, _trimmed(titles), columns)
    return best[1] if best is not None else _untitled(head)


def _titles(head: Sequence[tuple[str, ...]], number: int, cells: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    if any(_NUMBER.fullmatch(cell) for cell in cells) or not any(cells):
        return
    yield cells
    if number > 1 and any(head[number - 2]) and not any(map(_NUMBER.fullmatch, head[number - 2])):
        above = (*head[number - 2], *[""] * (len(cells) - len(head[number - 2])))
        yield tuple(f"{up} {low}".strip() for up, low in zip(above, cells, strict=False))


def _untitled(head: Sequence[tuple[str, ...]]) -> _Found | None:
    """A header whose titles say little: the first row, all text, above rows that hold codes and prices."""
    first = next(((n, cells) for n, cells in enumerate(head, 1) if any(cells)), None)
    if first is None:
        return None
    number, cells = first
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(any(sign.isdecimal() for sign in cell) and _is_data(cell) for cell in filled):
        return None
    return _Found(number, _trimmed(cells), deck_titles.placed(cells))


def _is_data(text: str) -> bool:
    return bool(_CODE.fullmatch(text) or _NUMBER.fullmatch(text) or deck_dates.readings(text))


def _without_header(head: Sequence[tuple[str, ...]]) -> _Found:
    width = max((len(_trimmed(cells)) for cells in head), default=0)
    return _Found(0, ("",) * width, {})


def _trimmed(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles up to the last one that says anything."""
    last = max((place for place, title in enumerate(titles) if title), default=-1)
    return tuple(titles[: last + 1])


def _settle(found: _Found, head: Sequence[tuple[str, ...]]) -> None:
    """Fill in what the titles leave open by what the columns hold, and note what stays open."""
    body = [cells for cells in head[found.header :] if any(cells)]
    _judge_country(found, body)
    columns = found.columns
    _narrow(found, Role.PREFIX, body, _CODE)
    if Role.PREFIX not in columns and Role.AREA_PREFIX not in columns:
        places = _columns_of(found, body, _is_code_column)
        columns.update({Role.PREFIX: places[:1]} if places else {})
        if len(places) != 1 or found.header:
            found.asks.append(Ask.CODES)
    elif len(columns.get(Role.PREFIX, ())) > 1:
        found.asks.append(Ask.CODES)
    _narrow(found, Role.PRICE, body, _NUMBER)
    if Role.PRICE not in columns:
        places = _columns_of(found, _with_codes(found, body), _is_price_column)
        columns.update({Role.PRICE: places[:1]} if places else {})
        if len(places) != 1 or found.header:
            found.asks.append(Ask.PRICES)
    elif len(columns[Role.PRICE]) > 1:
        found.asks.append(Ask.PRICES)
    halves = (Role.FIRST in columns) != (Role.NEXT in columns)
    for one, other in _CONTRARY:
        halves = halves or (one in columns and other in columns)
    if halves:
        found.asks.append(Ask.INCREMENTS)


def _with_codes(found: _Found, body: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """The rows that have a code: the others are notes."""
    place = found.columns.get(Role.PREFIX, found.columns.get(Role.AREA_PREFIX, [-1]))[0]
    return [cells for cells in body if place < len(cells) and is_code_like(cells[place])] if place >= 0 else body


def _narrow(found: _Found, role: Role, body: Sequence[tuple[str, ...]], form: re.Pattern[str]) -> None:
    """Of several columns for a role, keep those that hold such texts, and one of those that hold the same."""
    places = found.columns.get(role, [])
    if len(places) < 2:
        return
    texts = {place: [plain(cells[place]) if place < len(cells) else "" for cells in body] for place in places}
    holding = [
        place for place in places if sum(map(bool, map(form.match, texts[place]))) * 2 > sum(map(bool, texts[place]))
    ]
    different = {tuple(texts[place]): place for place in reversed(holding or places)}
    found.columns[role] = [place for place in places if place in different.values()]


def _judge_country(found: _Found, body: Sequence[tuple[str, ...]]) -> None:
    """A column of country codes stands before the codes, says them twice, or is the codes."""
    columns = found.columns
    if Role.COUNTRY_CODE not in columns:
        return
    country = columns[Role.COUNTRY_CODE][0]
    countries = [cells[country] for cells in body if country < len(cells) and cells[country]]
    if not countries or sum(bool(_CODE.fullmatch(plain(text))) for text in countries) * 2 < len(countries):
        del columns[Role.COUNTRY_CODE]
        return
    if Role.PREFIX not in columns:
        columns[Role.PREFIX] = columns.pop(Role.COUNTRY_CODE)
        return
    code = columns[Role.PREFIX][0]
    pairs = [
        (plain(cells[country]).lstrip("+0"), plain(cells[code]).lstrip("+0"))
        for cells in body
        if max(country, code) < len(cells) and cells[country] and cells[code]
    ]
    whole = sum(full.startswith(short) for short, full in pairs)
    if pairs and whole == len(pairs):
        del columns[Role.COUNTRY_CODE]
    elif whole * 2 > len(pairs):
        found.asks.append(Ask.CODES)


def _columns_of(found: _Found, body: Sequence[tuple[str, ...]], test: "_Test") -> list[int]:
    taken = {place for places in found.columns.values() for place in places}
    width = max(map(len, body), default=0)
    made = []
    for place in range(width):
        texts = [plain(cells[place]) for cells in body if place < len(cells) and cells[place]]
        if place not in taken and texts and test(texts, len(body)):
            made.append(place)
    return made


class _Test(Protocol):
    """A rule on the texts of a column, and how many rows there are."""

    def __call__(self, texts: Sequence[str], rows: int) -> bool: ...


def _is_code_column(texts: Sequence[str], rows: int) -> bool:
    """Nearly all are digits, and they tell rows apart."""
    codes = [text for text in texts if _CODE.fullmatch(text)]
    return len(codes) * 2 >= rows and len(codes) * 5 >= len(texts) * 3 and len(set(codes)) * 5 >= len(codes) * 4


def _is_price_column(texts: Sequence[str], rows: int) -> bool:
    """Numbers, some with decimals."""
    numbers = [text for text in texts if _NUMBER.fullmatch(text)]
    prices = [text for text in numbers if _PRICE.fullmatch(text)]
    return len(numbers) * 2 >= rows and len(numbers) * 5 >= len(texts) * 4 and len(prices) * 4 >= len(numbers)


def judged(rows: Iterable[Row], layout: Layout) -> tuple[Layout, list[Ask], list[Notice]]:
    """The layout with what its columns hold: decimal sign, form of dates, zeros in front, dashes, currency.

    Besides what must be asked, and what should be looked at.
    """
    prices, dates, codes = _gather(rows, layout)
    asks: list[Ask] = []
    notices = [] if layout.header else [Notice.NO_HEADER]
    currency = _currency(prices)
    numbers = [_bare(text, currency) for text in prices]
    decimals = _decimals(numbers)
    if decimals is None:
        asks.append(Ask.DECIMALS)
    forms, sure = deck_dates.fitting(dates)
    if not sure:
        asks.append(Ask.DATE_FORM)
    zeros = _zeros(codes, layout, asks)
    if any(has_dash(text) and not is_range(text) for text in codes):
        asks.append(Ask.DASH)
    roles = {column.role for column in layout.columns}
    if layout.price_per is PricePer.MINUTE and not roles & {Role.INCREMENTS, Role.FIRST, Role.CYCLE}:
        notices.append(Notice.NO_INCREMENTS)
    made = replace(layout, currency=currency, decimals=decimals or Decimals.POINT, date_form=forms[0], zeros=zeros)
    return made, asks, notices


def _gather(rows: Iterable[Row], layout: Layout) -> tuple[set[str], set[str], set[str]]:
    """The different texts of prices, of dates and of codes.

    A form of dates that the rows looked at leave open is looked for in all of them.
    """
    places = {column.role: column.place for column in layout.columns}
    price, begins, ends = places.get(Role.PRICE), places.get(Role.FROM), places.get(Role.UNTIL)
    code = places.get(Role.PREFIX, places.get(Role.AREA_PREFIX))
    prices: set[Cell] = set()
    dates: set[Cell] = set()
    codes: set[Cell] = set()
    wanted = [
        (at, kept) for at, kept in ((price, prices), (code, codes), (begins, dates), (ends, dates)) if at is not None
    ]
    open_dates = begins is not None or ends is not None
    for number, cells in enumerate(rows, 1):
        if number <= layout.header:
            continue
        if number > _LOOKED_AT:
            wanted = [(at, kept) for at, kept in wanted if kept is dates]
            if number == _LOOKED_AT + 1:
                open_dates = open_dates and not deck_dates.fitting(_texts(dates))[1]
            if not open_dates:
                break
        for at, kept in wanted:
            if at < len(cells):
                kept.add(cells[at])
    return _texts(prices), _texts(dates), _texts(codes)


def _texts(cells: Iterable[Cell]) -> set[str]:
    return {plain(cell) for cell in cells if isinstance(cell, str) and cell.strip()}


def _currency(prices: Iterable[str]) -> str:
    """The sign or word that stands beside every price that has a number."""
    signs = set()
    for text in prices:
        if any(sign.isdecimal() for sign in text):
            found = _CURRENCY.fullmatch(text)
            signs.add((found[1] or found[2]).strip() if found else "")
    return signs.pop() if len(signs) == 1 else ""


def _bare(text: str, currency: str) -> str:
    return text.replace(currency, "").strip() if currency else text


def _decimals(numbers: Iterable[str]) -> Decimals | None:
    """A comma only where it can be nothing else; both only where cells of both kinds are there. None: to be asked."""
    numbers = [text for text in numbers if _NUMBER.fullmatch(text)]
    points = any("." in text for text in numbers)
    with_comma = [text for text in numbers if "," in text]
    commas = any(_DECIMAL_COMMA.fullmatch(text) for text in with_comma)
    if commas:
        return Decimals.EITHER if points else Decimals.COMMA
    return None if with_comma and not points else Decimals.POINT


def _zeros(codes: Iterable[str], layout: Layout, asks: list[Ask]) -> bool:
    """00 in front is no part of a code where others have a + there; where all have it, it must be asked."""
    codes = [text for text in codes if text[:1] in "+0123456789"]
    vendors = {Role.PREFIX, Role.AREA_PREFIX} <= {column.role for column in layout.columns}
    if vendors or not codes:
        return False
    zeros = sum(text.startswith("00") and len(text) > 2 for text in codes)
    if zeros == len(codes) and zeros > 1:
        asks.append(Ask.ZEROS)
        return True
    return zeros > 0 and any(text.startswith("+") for text in codes)
