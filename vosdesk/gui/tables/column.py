"""What a column shows of a row."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from typing import Generic, NamedTuple, TypeVar

from vosdesk.gui.formats import Formats
from vosdesk.gui.theme import Tone

Row = TypeVar("Row")


class Align(Enum):
    """Where a cell's text stands; ``POINT`` is right, with the decimal signs of the rows below each other."""

    LEFT = "left"
    RIGHT = "right"
    POINT = "point"
    CENTER = "center"


class Unit(Enum):
    """What the title of a column says besides: the zone of its times, or the currency of its amounts."""

    ZONE = "zone"
    CURRENCY = "currency"


class Width(IntEnum):
    """Pixels that hold the usual contents of a column."""

    TIME = 172
    DATE = 100
    MONEY = 130
    NUMBER = 110
    COUNT = 80
    NAME = 180
    TEXT = 240


class Mark(NamedTuple):
    """A sign before the text of a cell, so that meaning is never by colour alone, and what it means."""

    sign: str
    meaning: str


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its stable id, English title, text of a row, width in pixels, and how it sorts and colours.

    ``sort`` is the contract's sort key, or None where the list cannot be sorted by this column. ``tip`` gives
    more than fits, as plain text. ``opens`` is the id of the action that a double-click on a cell runs instead of
    the row's own: the cell is then shown as a link. ``hint`` is an English sentence that the title shows when it is
    pointed at.
    """

    id: str
    title: str
    text: Callable[[Row, Formats], str]
    width: int = 120
    align: Align = Align.LEFT
    sort: StrEnum | None = None
    tone: Callable[[Row], Tone | None] | None = None
    mark: Callable[[Row], Mark | None] | None = None
    visible: bool = True
    tip: Callable[[Row, Formats], str] | None = None
    unit: Unit | None = None
    opens: str = ""
    hint: str = ""
