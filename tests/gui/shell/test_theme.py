"""The palettes are whole, and what is written on them can be read."""

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from vosdesk.gui import icons
from vosdesk.gui.dialogs.sections import FieldRow
from vosdesk.gui.fields import LineField
from vosdesk.gui.theme import DARK, LIGHT, Colours, Tone, font, look, palette, tint
from vosdesk.settings.preferences import Density, ThemeChoice

GROUNDS = ("base", "alternate", "selected", "selected_inactive", "window", "hover", "raised")


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_rightly() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_every_ground(colours: Colours, ground: str, tone: Tone) -> None:
    assert contrast(colours.tones[tone], getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_main_button_and_tooltips_can_be_read(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.tooltip_text, colours.tooltip) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_role_of_every_group_is_set(qapp: QApplication, colours: Colours) -> None:
    made = palette(colours)
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    roles = [r for r in QPalette.ColorRole if r not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)]
    missing = [(g.name, r.name) for g in groups for r in roles if not made.isBrushSet(g, r)]
    assert missing == []


def test_dark_and_light_are_switched_while_it_runs(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(look().changed):
        look().use(ThemeChoice.DARK)
    assert look().colour(Tone.BAD) == QColor(DARK.tones[Tone.BAD])
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.base)
    look().use(ThemeChoice.LIGHT)
    assert look().colour(Tone.BAD) == QColor(LIGHT.tones[Tone.BAD])


def test_what_speaks_in_a_tone_follows_a_switch(qtbot: QtBot, qapp: QApplication) -> None:
    look().use(ThemeChoice.LIGHT)
    label = QLabel("Below threshold")
    qtbot.addWidget(label)
    tint(label, Tone.BAD)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.tones[Tone.BAD])
    look().use(ThemeChoice.DARK)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.tones[Tone.BAD])
    tint(label, Tone.GOOD)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.tones[Tone.GOOD])
    look().use(ThemeChoice.LIGHT)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.tones[Tone.GOOD])


def test_the_notes_of_an_open_form_follow_a_switch(qtbot: QtBot, qapp: QApplication) -> None:
    look().use(ThemeChoice.LIGHT)
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FieldRow("Name", LineField(), "At most 64 characters", holder)
    row.show_problem("Too long")
    look().use(ThemeChoice.DARK)
    assert row.note.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.tones[Tone.BAD])
    row.show_problem("")
    assert row.note.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.tones[Tone.MUTED])
    look().use(ThemeChoice.LIGHT)
    assert row.note.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.tones[Tone.MUTED])


def test_density_sets_the_height_of_rows(qapp: QApplication) -> None:
    look().use_density(Density.COMPACT)
    assert look().row_height == 22
    look().use_density(Density.COMFORTABLE)
    assert look().row_height == 28


def test_figures_have_equal_width(qapp: QApplication) -> None:
    metrics = QFontMetrics(font(QFont()))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_icons_follow_the_palette(qapp: QApplication) -> None:
    look().use(ThemeChoice.LIGHT)
    light = icons.icon("lock").pixmap(16, 16).toImage()
    look().use(ThemeChoice.DARK)
    dark = icons.icon("lock").pixmap(16, 16).toImage()
    look().use(ThemeChoice.LIGHT)
    assert light != dark
    assert icons.icon("lock").pixmap(16, 16).toImage() == light


def test_every_icon_has_a_glyph(qapp: QApplication) -> None:
    assert [name for name in icons.GLYPHS if not icons.exists(name)] == []
    assert not icons.exists("no such thing")
