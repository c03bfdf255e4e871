"""The look: complete light and dark palettes, tones that keep their contrast, the font, the density.

Colours are told once, here. Widgets ask ``look()`` for what the palette has no role for, and redraw on its
``changed`` signal.
"""

from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from vosdesk.settings.preferences import Density, ThemeChoice


class Tone(Enum):
    """What a colour says. Never by colour alone: the text says it too."""

    NEUTRAL = auto()
    MUTED = auto()
    GOOD = auto()
    WARNING = auto()
    BAD = auto()
    ACCENT = auto()


class Colours(NamedTuple):
    """Every colour of one scheme, as #rrggbb."""

    window: str
    base: str
    alternate: str
    raised: str
    line: str
    text: str
    faint: str
    placeholder: str
    selected: str
    selected_inactive: str
    hover: str
    accent: str
    on_accent: str
    button: str
    tooltip: str
    tooltip_text: str
    shadow: str
    tones: dict[Tone, str]


LIGHT = Colours(
    window="#f3f4f6", base="#ffffff", alternate="#f8f9fb", raised="#ffffff", line="#d9dde3",
    text="#1b2027", faint="#9aa1ab", placeholder="#737b87", selected="#dbe8fd", selected_inactive="#e6e9ee",
    hover="#eaedf2", accent="#1d5fd1", on_accent="#ffffff", button="#fbfcfd", tooltip="#262c36",
    tooltip_text="#f2f4f7", shadow="#aab1bb",
    tones={
        Tone.NEUTRAL: "#1b2027", Tone.MUTED: "#565e6a", Tone.GOOD: "#146c3b", Tone.WARNING: "#8a4b00",
        Tone.BAD: "#b3161d", Tone.ACCENT: "#174fb0",
    },
)  # fmt: skip

DARK = Colours(
    window="#1b1e23", base="#15181c", alternate="#191c21", raised="#23272e", line="#343a43",
    text="#dfe3e8", faint="#666e7a", placeholder="#868e9a", selected="#233a5e", selected_inactive="#2b3038",
    hover="#272c34", accent="#5b96f5", on_accent="#0b1526", button="#262b32", tooltip="#2e343d",
    tooltip_text="#e6e9ed", shadow="#3d444f",
    tones={
        Tone.NEUTRAL: "#dfe3e8", Tone.MUTED: "#a3abb7", Tone.GOOD: "#63cf8f", Tone.WARNING: "#e9b04e",
        Tone.BAD: "#ff9a94", Tone.ACCENT: "#8cb8ff",
    },
)  # fmt: skip

ROW_HEIGHTS = {Density.COMFORTABLE: 28, Density.COMPACT: 22}
_FAMILIES = ("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
_CJK = ("Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC")


class Look(QObject):
    """The look in force. One for the application; ``changed`` after every switch."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = ThemeChoice.SYSTEM
        self.density = Density.COMFORTABLE
        self.dark = False
        self._system_dark = False

    @property
    def colours(self) -> Colours:
        """The colours of the scheme in force."""
        return DARK if self.dark else LIGHT

    @property
    def row_height(self) -> int:
        """The height of a table's row in pixels."""
        return ROW_HEIGHTS[self.density]

    def colour(self, tone: Tone) -> QColor:
        """The colour of ``tone``, readable on base, alternate and selected rows."""
        return QColor(self.colours.tones[tone])

    def install(self, app: QApplication, theme: ThemeChoice, density: Density) -> None:
        """Dress ``app``: palettes, font; follows the system from now on where it tells.

        Before that its palette is the system's: it tells whether the system is dark.
        """
        self._system_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < _HALF
        app.setFont(font(app.font()))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.density = density
        self.use(theme)

    def use(self, theme: ThemeChoice) -> None:
        """Switch to a theme."""
        self.theme = theme
        self.dark = self._system_dark if theme is ThemeChoice.SYSTEM else theme is ThemeChoice.DARK
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self.colours))
            # The stub asks for bytes, the binding takes text alone.
            app.setPalette(palette(self.colours, boxes=True), "QCheckBox")  # type: ignore[arg-type]
            for kind in _EDITS:
                app.setPalette(edit_palette(self.colours), kind)  # type: ignore[arg-type]
            app.setPalette(menu_palette(self.colours), "QMenu")  # type: ignore[arg-type]
            QToolTip.setPalette(palette(self.colours))
            _tint_again()
        self.changed.emit()

    def use_density(self, density: Density) -> None:
        """Switch the height of rows."""
        self.density = density
        self.changed.emit()

    def _system_changed(self) -> None:
        from PySide6.QtCore import Qt

        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._system_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self.theme is ThemeChoice.SYSTEM and self._system_dark is not self.dark:
            self.use(self.theme)


def _text_palette(colour: str) -> QPalette:
    made = QPalette()
    made.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    return made


_TINTED = "tone"
_HALF = 128


@cache
def _tints(dark: bool) -> dict[Tone, QPalette]:
    return {tone: _text_palette(value) for tone, value in (DARK if dark else LIGHT).tones.items()}


_look: Look | None = None


def look() -> Look:
    """The application's look."""
    global _look
    if _look is None:
        _look = Look()
    return _look


def tint(label: QWidget, tone: Tone) -> None:
    """Let ``label`` speak in ``tone``, whatever the theme."""
    if label.property(_TINTED) != tone.name:
        label.setProperty(_TINTED, tone.name)
        label.setPalette(_tints(look().dark)[tone])


def _tint_again() -> None:
    """One walk over all widgets at a switch: cheaper than a connection of every label."""
    tints = {tone.name: made for tone, made in _tints(look().dark).items()}
    for widget in QApplication.allWidgets():
        found = tints.get(widget.property(_TINTED))
        if found is not None:
            widget.setPalette(found)


def font(base: QFont) -> QFont:
    """The platform's best text font at 13 px, with figures of equal width where it has them."""
    there = set(QFontDatabase.families())
    found = [name for name in _FAMILIES if name in there][:1] + [name for name in _CJK if name in there][:1]
    made = QFont(base)
    if found:
        made.setFamilies(found)
    made.setPixelSize(13)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


# Fusion draws the frame of a field or box in the colour of its window darkened by this factor.
_FRAME = 140


def palette(c: Colours, *, boxes: bool = False) -> QPalette:
    """Every role of every group: one that is left out shows as a white line in the dark.

    For ``boxes`` base and frame are lighter in the dark, where Fusion's own outline cannot be seen.
    """
    made = QPalette()
    role = QPalette.ColorRole
    roles = {
        role.Window: c.window, role.WindowText: c.text, role.Base: c.base, role.AlternateBase: c.alternate,
        role.ToolTipBase: c.tooltip, role.ToolTipText: c.tooltip_text, role.PlaceholderText: c.placeholder,
        role.Text: c.text, role.Button: c.button, role.ButtonText: c.text, role.BrightText: c.tones[Tone.BAD],
        role.Light: c.raised, role.Midlight: c.hover, role.Mid: c.line, role.Dark: c.line, role.Shadow: c.shadow,
        role.Highlight: c.selected, role.HighlightedText: c.text, role.Accent: c.accent,
        role.Link: c.tones[Tone.ACCENT], role.LinkVisited: c.tones[Tone.ACCENT],
    }  # fmt: skip
    for which, value in roles.items():
        made.setColor(QPalette.ColorGroup.All, which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.faint))
    if boxes and c is DARK:
        made.setColor(QPalette.ColorGroup.All, role.Base, QColor(c.line))
        made.setColor(QPalette.ColorGroup.All, role.Window, QColor(c.placeholder).lighter(_FRAME))
    made.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(c.selected_inactive))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.selected_inactive))
    return made


_EDITS = ("QLineEdit", "QPlainTextEdit")


def edit_palette(c: Colours, *, wrong: bool = False) -> QPalette:
    """The palette of a field to type in: its frame can be seen in the dark too, and says what is wrong in red.

    While the keyboard is there Fusion draws the frame in the colour of selected text.
    """
    made = palette(c)
    every = QPalette.ColorGroup.All
    frame = c.tones[Tone.BAD] if wrong else c.shadow if c is LIGHT else c.line
    made.setColor(every, QPalette.ColorRole.Window, QColor(frame).lighter(_FRAME))
    made.setColor(every, QPalette.ColorRole.Highlight, QColor(c.tones[Tone.BAD] if wrong else c.accent))
    made.setColor(every, QPalette.ColorRole.HighlightedText, QColor(c.base if wrong else c.on_accent))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, QColor(c.window))
    return made


def menu_palette(c: Colours) -> QPalette:
    """The palette of menus that Qt makes by itself, such as that of a field."""
    made = palette(c)
    made.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.Window, QColor(c.raised))
    return made
