"""Icons drawn in the colours of the palette: line glyphs of one font, tinted when they are painted.

The font and its list of glyphs are files of the icon library. They are read when the first icon is painted, or behind
the login window by ``load``. The library's code stays out: it touches every class of Qt, which takes half a second.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from vosdesk.gui.theme import Tone, look

GLYPHS: dict[str, str] = {
    # nodes
    "rate_management": "percent", "rate_groups": "stack", "rates": "percent", "rate_imports": "clock-counter-clockwise",
    "accounts": "wallet",
    "sub_accounts": "user-gear", "data_query": "magnifying-glass", "payments": "receipt",
    "reconciliation": "checks", "low_balance": "battery-low",
    "rate_search": "magnifying-glass", "deck_templates": "table",
    "compare": "scales", "losses": "trend-down", "calls": "phone-call", "income": "chart-line-up",
    "system_management": "gear", "users": "users", "templates": "identification-card", "log": "notebook",
    "parameters": "sliders-horizontal", "sessions": "broadcast", "verification": "scales",
    "backups": "archive", "agent": "user-gear", "account": "wallet",
    # acts
    "new": "plus", "add": "plus", "add_sub": "git-fork", "edit": "pencil-simple", "modify": "pencil-simple",
    "delete": "trash", "remove": "x-circle", "copy": "copy", "refresh": "arrow-clockwise",
    "lock": "lock", "unlock": "lock-open", "recharge": "plus-circle", "deduct": "minus-circle",
    "make_zero": "number-zero", "reverse": "arrow-counter-clockwise",
    "overdraft": "credit-card", "rate_group": "stack", "lower_rate": "arrow-bend-right-down", "cancel": "prohibit",
    "move": "arrows-left-right", "authorize": "shield-check", "explain": "question", "who_can": "users-three",
    "why": "question", "new_agent": "user-plus", "reset_password": "key", "import": "upload-simple",
    "export": "download-simple", "price": "phone", "filter": "funnel", "close": "x",
    "search": "magnifying-glass",
    "columns": "columns", "open": "folder-open", "end": "sign-out", "history": "clock-counter-clockwise",
    "receipt": "receipt", "statement": "article", "see": "eye", "use": "check",
    # the console
    "login": "sign-in", "logout": "sign-out", "password": "key", "palette": "command", "help": "book-open",
    "about": "info", "light": "sun", "dark": "moon", "system": "desktop", "density": "rows",
    "navigation": "layout",
    "quit": "power", "warning": "warning", "ok": "check-circle",
    "user": "user", "database": "database", "money": "money", "next": "caret-right",
    "down": "caret-down",
    "next_tab": "arrow-right", "previous_tab": "arrow-left",
}  # fmt: skip
"""Names that the console uses, and the glyph of each. Every other glyph of the font goes by its own name."""

_FONT = "phosphor"
_icons: dict[str, QIcon] = {}
_engines: list[QIconEngine] = []


def icon(name: str) -> QIcon:
    """The icon of a name; it follows the palette by itself."""
    found = _icons.get(name)
    if found is None:
        engine = _Glyph(GLYPHS.get(name, name))
        # Qt owns the engine, but only the C++ half: without this the Python half would be collected.
        _engines.append(engine)
        found = _icons[name] = QIcon(engine)
    return found


def load() -> None:
    """Read the font and its list of glyphs now, so that the first window with icons does not wait for them."""
    _family()
    _characters()


def exists(name: str) -> bool:
    """Whether a glyph stands behind ``name``."""
    return GLYPHS.get(name, name) in _characters()


@cache
def _characters() -> dict[str, str]:
    """The character of each glyph."""
    codes: dict[str, str] = json.loads(_file(f"{_FONT}-charmap-*.json").read_text("utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


@cache
def _family() -> str:
    """The name under which Qt knows the font."""
    number = QFontDatabase.addApplicationFontFromData(_file(f"{_FONT}-[0-9]*.ttf").read_bytes())
    return QFontDatabase.applicationFontFamilies(number)[0]


def _file(pattern: str) -> Path:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the icon library is not installed")
    return next((Path(spec.origin).parent / "fonts").glob(pattern))


def _font(size: int) -> QFont:
    made = QFont(_family())
    made.setPixelSize(size)
    return made


class _Glyph(QIconEngine):
    """Paints one glyph in the colour that the palette has for its mode."""

    def __init__(self, glyph: str) -> None:
        super().__init__()
        self._glyph = glyph
        self._painted: dict[tuple[int, int, int], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        character = _characters().get(self._glyph)
        if character is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(_colour(mode))
        painter.setFont(_font(max(1, min(rect.width(), rect.height()))))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            return QPixmap()
        key = (size.width(), size.height(), _colour(mode).rgba())
        found = self._painted.get(key)
        if found is None:
            found = QPixmap(size)
            found.fill(Qt.GlobalColor.transparent)
            with QPainter(found) as painter:
                self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
            self._painted[key] = found
        return found

    def clone(self) -> QIconEngine:
        copy = _Glyph(self._glyph)
        _engines.append(copy)
        return copy


def _colour(mode: QIcon.Mode) -> QColor:
    if mode is QIcon.Mode.Disabled:
        return QColor(look().colours.faint)
    return QColor(look().colours.tones[Tone.ACCENT if mode is QIcon.Mode.Active else Tone.MUTED])


def forget() -> None:
    """Drop every icon made so far; for the end of the application."""
    _icons.clear()
    _engines.clear()
