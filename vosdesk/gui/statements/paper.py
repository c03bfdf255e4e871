"""Statements painted page by page: a PDF file or a printer, with the same painter.

No line is cut by the end of a page, and the titles of the columns stand on every page that they go on to. Pages are
numbered with their total, for which the lines are laid out first: only their heights are added up.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from vosdesk.gui.statements.content import Kind, Line
from vosdesk.gui.text import tr

DOTS = 300
"""Dots an inch of a PDF: fine enough for hairlines; letters are outlines anyway."""
_MARGIN = 15.0
_POINT = 1 / 72
_APART = 18.0
"""Points between an amount at the right of its column and a text at the left of the next."""
_INK, _FAINT, _RULE = QColor("#1b1f24"), QColor("#5c6670"), QColor("#c5ccd3")
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft)
_SIZES = {
    Kind.TITLE: (16.0, QFont.Weight.DemiBold), Kind.FACT: (9.0, QFont.Weight.Normal),
    Kind.SECTION: (11.0, QFont.Weight.DemiBold), Kind.HEADS: (8.0, QFont.Weight.DemiBold),
    Kind.ROW: (8.5, QFont.Weight.Normal), Kind.SUM: (8.5, QFont.Weight.DemiBold),
    Kind.NOTE: (7.5, QFont.Weight.Normal),
}  # fmt: skip
_LEADING = {Kind.TITLE: 2.2, Kind.SECTION: 2.4, Kind.HEADS: 1.7, Kind.SUM: 1.8}


class Stopped(Exception):  # noqa: N818 - no fault: the user stopped it
    """The painting was cancelled."""


class Sheet(NamedTuple):
    """What every page carries besides: a head at the left, and when and by whom it was made at the foot."""

    head: str
    foot: str


def write_pdf(
    lines: Sequence[Line], sheet: Sheet, target: Path, step: Callable[[int, int], bool] = lambda done, of: True
) -> None:
    """A PDF file. ``step`` is told how many lines of how many are painted, and stops it by False.

    Raises OSError when the file cannot be written, Stopped when it was stopped.
    """
    with open(target, "wb"):
        """It can be written to: the writer itself does not say."""
    writer = QPdfWriter(str(target))
    writer.setResolution(DOTS)
    writer.setTitle(sheet.head)
    writer.setCreator("vosdesk")
    set_up(writer)
    paint(lines, sheet, writer, DOTS, step)
    if not target.stat().st_size:
        raise OSError(0, tr("The file could not be written."), str(target))


def set_up(device: QPagedPaintDevice) -> None:
    """A4 with even margins."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)


def paint(
    lines: Sequence[Line],
    sheet: Sheet,
    device: QPagedPaintDevice,
    dots: float,
    step: Callable[[int, int], bool] = lambda done, of: True,
) -> int:
    """Paint all pages on a device of ``dots`` an inch; returns how many there are."""
    size = device.pageLayout().paintRectPixels(round(dots)).size()
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(0, tr("The file could not be written."))
    try:
        page = Page(painter, QRectF(0, 0, size.width(), size.height()), dots)
        pages = page.lay_out(lines)
        done = 0
        for number, (first, last, heads) in enumerate(pages, 1):
            if number > 1:
                device.newPage()
            page.frame(sheet, number, len(pages))
            page.body(lines[first:last], heads)
            done = last
            if not step(done, len(lines)):
                raise Stopped
    finally:
        painter.end()
    return len(pages)


class _Measures:
    """How wide texts of one font are. Figures stand beside each other as they are: their widths are added up."""

    _FIGURES = "0123456789.,:-+\u2212\u00a0\u202f' "

    def __init__(self, metrics: QFontMetricsF) -> None:
        self.metrics = metrics
        self.height, self.ascent = metrics.height(), metrics.ascent()
        self._signs = {sign: metrics.horizontalAdvance(sign) for sign in self._FIGURES}
        self._widest = max(metrics.horizontalAdvance(sign) for sign in "WM@%")

    def width(self, text: str) -> float:
        """The width of a text."""
        try:
            return sum([self._signs[sign] for sign in text])
        except KeyError:
            return self.metrics.horizontalAdvance(text)

    def surely_fits(self, text: str, room: float) -> bool:
        """Whether a text finds room, as far as that can be told without laying it out."""
        return text.isascii() and len(text) * self._widest <= room


class Page:
    """Paints lines on one page after another; widths and heights are measured once for each kind of line."""

    def __init__(self, painter: QPainter, area: QRectF, dots: float) -> None:
        self._painter = painter
        self._area = area
        self._dot = dots * _POINT
        self._fonts: dict[Kind, QFont] = {}
        self._measures: dict[Kind, _Measures] = {}
        self._heights: dict[Kind, float] = {}
        for kind, (points, weight) in _SIZES.items():
            font = QFont()
            font.setPixelSize(max(1, round(points * self._dot)))
            font.setWeight(weight)
            self._fonts[kind] = font
            self._measures[kind] = _Measures(QFontMetricsF(font))
            self._heights[kind] = self._measures[kind].height * _LEADING.get(kind, 1.45)
        self._kind: Kind | None = None
        self._top = self._heights[Kind.NOTE] * 2.2
        self._foot = self._heights[Kind.NOTE] * 1.8

    def lay_out(self, lines: Sequence[Line]) -> list[tuple[int, int, Line | None]]:
        """Where pages begin and end, and the titles that are repeated on each."""
        room = self._area.height() - self._top - self._foot
        pages: list[tuple[int, int, Line | None]] = []
        first, used = 0, 0.0
        heads: Line | None = None
        repeated: Line | None = None
        for place, line in enumerate(lines):
            height = self._height(line)
            # A title is never the last on its page.
            beyond = height
            if line.kind is Kind.SECTION:
                beyond += self._heights[Kind.HEADS] + self._heights[Kind.ROW]
            elif line.kind is Kind.HEADS:
                beyond += self._heights[Kind.ROW]
            if used + beyond > room and place > first:
                pages.append((first, place, repeated))
                repeated = heads if line.kind in {Kind.ROW, Kind.SUM} else None
                first, used = place, 0.0 if repeated is None else self._heights[Kind.HEADS]
            used += height
            if line.kind is Kind.HEADS:
                heads = line
            elif line.kind is Kind.SECTION:
                heads = None
        pages.append((first, len(lines), repeated))
        return pages

    def frame(self, sheet: Sheet, number: int, pages: int) -> None:
        """The head and the foot of a page."""
        painter, area = self._painter, self._area
        height = self._heights[Kind.NOTE]
        painter.setFont(self._fonts[Kind.NOTE])
        painter.setPen(_FAINT)
        half = area.width() * 0.7
        self._text(Kind.NOTE, (0, 0, half, height), sheet.head, False)
        count = tr("Page {number} of {pages}", number=number, pages=pages)
        self._text(Kind.NOTE, (half, 0, area.width() - half, height), count, True)
        self._rule(height * 1.2)
        self._text(Kind.NOTE, (0, area.height() - height, area.width(), height), sheet.foot, False)

    def body(self, lines: Sequence[Line], heads: Line | None) -> None:
        """The lines of a page, under repeated titles where the last page's go on."""
        y = self._top
        self._kind = None
        for line in lines if heads is None else (heads, *lines):
            y = self._line(line, y)

    def _line(self, line: Line, y: float) -> float:
        painter, height = self._painter, self._height(line)
        if line.kind is not self._kind:
            self._kind = line.kind
            painter.setFont(self._fonts[line.kind])
            painter.setPen(_FAINT if line.kind in {Kind.NOTE, Kind.HEADS} else _INK)
        width = self._area.width()
        if line.kind is Kind.NOTE:
            painter.drawText(QRectF(0, y, width, height), _WRAP, line.cells[0].text)
            return y + height
        baseline = self._heights[Kind.ROW] * 0.25 if line.kind in {Kind.TITLE, Kind.SECTION} else 0.0
        x, gap, beside = 0.0, 0.0, False
        shares = line.share or (100,)
        for place, cell in enumerate(line.cells):
            wide = width * shares[place] / 100
            right = cell.right and line.kind is not Kind.FACT
            if beside and not right:
                gap = _APART * self._dot
            if cell.text:
                self._text(line.kind, (x + gap, y + baseline, wide - gap, height - baseline), cell.text, right)
            x += wide
            gap, beside = 6 * self._dot, right
        if line.kind is Kind.HEADS:
            self._rule(y + height * 0.93)
        elif line.kind is Kind.SUM:
            self._rule(y + height * 0.07)
        return y + height

    def _text(self, kind: Kind, box: tuple[float, float, float, float], text: str, right: bool) -> None:
        """One line of text in a box: amounts whole, other texts shortened where they find no room."""
        left, top, room, height = box
        measures = self._measures[kind]
        if right:
            left += room - measures.width(text)
        elif not measures.surely_fits(text, room) and measures.metrics.horizontalAdvance(text) > room:
            text = measures.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._painter.drawText(round(left), round(top + (height - measures.height) / 2 + measures.ascent), text)

    def _rule(self, y: float) -> None:
        pen = self._painter.pen()
        self._painter.fillRect(QRectF(0, y, self._area.width(), max(1.0, self._dot * 0.5)), _RULE)
        self._painter.setPen(pen)

    def _height(self, line: Line) -> float:
        if line.kind is not Kind.NOTE:
            return self._heights[line.kind]
        room = QRectF(0, 0, self._area.width(), 10_000)
        return self._measures[Kind.NOTE].metrics.boundingRect(room, _WRAP, line.cells[0].text).height() * 1.2
