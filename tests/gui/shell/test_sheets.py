"""Style sheets stand on single widgets, follow the theme, and what palettes say instead can be seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.shell.test_theme import contrast
from vosdesk.gui.fields import LineField
from vosdesk.gui.sheets import dress, primary
from vosdesk.gui.splitter import Splitter
from vosdesk.gui.theme import DARK, LIGHT, Colours, Tone, edit_palette, look, menu_palette
from vosdesk.settings.preferences import Density, ThemeChoice

SCHEMES = pytest.mark.parametrize(
    ("theme", "colours"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)], ids=["light", "dark"]
)


@pytest.fixture(autouse=True)
def fusion(qapp: QApplication) -> Iterator[None]:
    """The look of the program, light again at the end."""
    look().install(qapp, ThemeChoice.LIGHT, Density.COMFORTABLE)
    yield
    look().use(ThemeChoice.LIGHT)


def frame(widget: QWidget) -> QColor:
    """The colour of the frame's upper edge."""
    return widget.grab().toImage().pixelColor(widget.width() // 2, 0)


def test_the_application_has_no_style_sheet(qapp: QApplication) -> None:
    assert qapp.styleSheet() == ""
    look().use(ThemeChoice.DARK)
    assert qapp.styleSheet() == ""


def test_a_sheet_follows_the_theme_and_goes_with_its_widget(qtbot: QtBot) -> None:
    asked: list[Colours] = []

    def sheet(colours: Colours) -> str:
        asked.append(colours)
        return f"QWidget {{ background: {colours.accent}; }}"

    widget = QWidget()
    dress(widget, sheet)
    assert LIGHT.accent in widget.styleSheet()
    look().use(ThemeChoice.DARK)
    assert DARK.accent in widget.styleSheet()
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()
    look().use(ThemeChoice.LIGHT)
    assert asked == [LIGHT, DARK]


@SCHEMES
def test_the_primary_button_is_filled_with_the_accent(qtbot: QtBot, theme: ThemeChoice, colours: Colours) -> None:
    look().use(theme)
    button = QPushButton("")
    qtbot.addWidget(button)
    primary(button)
    button.resize(80, 30)
    assert button.grab().toImage().pixelColor(40, 15) == QColor(colours.accent)


@SCHEMES
def test_a_wrong_field_is_framed_in_red_until_it_is_right(qtbot: QtBot, theme: ThemeChoice, colours: Colours) -> None:
    look().use(theme)
    field = LineField()
    qtbot.addWidget(field)
    field.resize(120, 30)
    plain = frame(field.edit)
    field.set_wrong(True)
    red = frame(field.edit)
    assert red != plain
    assert abs(red.hslHue() - QColor(colours.tones[Tone.BAD]).hslHue()) <= 6
    field.set_wrong(False)
    assert frame(field.edit) == plain


def test_a_wrong_field_stays_red_in_another_theme(qtbot: QtBot) -> None:
    field = LineField()
    qtbot.addWidget(field)
    field.resize(120, 30)
    field.set_wrong(True)
    light = frame(field.edit)
    look().use(ThemeChoice.DARK)
    dark = frame(field.edit)
    assert dark != light
    assert abs(dark.hslHue() - QColor(DARK.tones[Tone.BAD]).hslHue()) <= 6


@SCHEMES
def test_the_frame_of_a_field_can_be_seen(qtbot: QtBot, theme: ThemeChoice, colours: Colours) -> None:
    look().use(theme)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.resize(120, 30)
    wanted = QColor(colours.shadow if colours is LIGHT else colours.line)
    assert abs(frame(edit).lightness() - wanted.lightness()) <= 16


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marked_text_can_be_read(qapp: QApplication, colours: Colours) -> None:
    for wrong in (False, True):
        made = edit_palette(colours, wrong=wrong)
        assert contrast(made.highlightedText().color().name(), made.highlight().color().name()) >= 4.5
    menus = menu_palette(colours)
    assert contrast(menus.text().color().name(), menus.window().color().name()) >= 4.5


@SCHEMES
def test_the_handle_of_a_splitter_is_a_line(qtbot: QtBot, theme: ThemeChoice, colours: Colours) -> None:
    look().use(theme)
    split = Splitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(split)
    split.addWidget(QWidget())
    split.addWidget(QWidget())
    split.resize(200, 60)
    split.show()
    assert split.handle(1).grab().toImage().pixelColor(1, 30) == QColor(colours.line)
