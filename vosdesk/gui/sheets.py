"""Small style sheets for what a palette cannot say, each put on the few widgets that need it.

Not one for the application: every widget of every page would be matched against every rule when it is first shown.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QTableView, QWidget

from vosdesk.gui.theme import Colours, Tone, look

Sheet = Callable[[Colours], str]
"""A style sheet in the colours of a scheme."""


def dress(widget: QWidget, sheet: Sheet) -> None:
    """Put a sheet on ``widget``, in the colours of the scheme in force from now on."""
    _Dress(widget, sheet)


class _Dress(QObject):
    """Belongs to the widget, and goes with it."""

    def __init__(self, widget: QWidget, sheet: Sheet) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sheet = sheet
        look().changed.connect(self._put)
        self._put()

    def _put(self) -> None:
        text = self._sheet(look().colours)
        if self._widget.styleSheet() != text:
            self._widget.setStyleSheet(text)


def primary(button: QPushButton) -> None:
    """Let ``button`` look like the one that does what a form is for."""
    dress(button, primary_button)


def flat_bars(area: QAbstractScrollArea) -> None:
    """Give ``area`` narrow scroll bars without arrows."""
    dress(area.verticalScrollBar(), scroll_bar)
    dress(area.horizontalScrollBar(), scroll_bar)


def calm_table(view: QTableView) -> None:
    """Give a table flat titles of columns and narrow scroll bars."""
    dress(view.horizontalHeader(), header)
    flat_bars(view)


def menu(c: Colours) -> str:
    """Menus: raised, with room around the words."""
    return f"""
QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 26px 5px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.selected}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 6px; }}
"""


def menu_bar(c: Colours) -> str:
    """A flat menu bar, and its menus."""
    return f"""
QMenuBar {{ background: {c.window}; border: 0; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {c.hover}; }}
{menu(c)}"""


def tool_button(c: Colours) -> str:
    """Flat buttons that show under the mouse, when pressed and when the keyboard is there."""
    return f"""
QToolButton {{ padding: 4px 8px; border: 1px solid transparent; border-radius: 4px; }}
QToolButton:hover {{ background: {c.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {c.selected}; }}
QToolButton:focus {{ border-color: {c.accent}; }}
QToolButton:disabled {{ color: {c.faint}; }}
"""


def tool_bar(c: Colours) -> str:
    """A flat tool bar, and its buttons."""
    return f"""
QToolBar {{ background: transparent; border: 0; padding: 2px 0; spacing: 2px; }}
{tool_button(c)}"""


def tab_bar(c: Colours) -> str:
    """Tabs as words over a line, the current one underlined; their buttons are bare icons."""
    return f"""
QTabBar {{ background: {c.window}; }}
QTabBar::tab {{ background: transparent; color: {c.tones[Tone.MUTED]}; border: 0;
  border-bottom: 2px solid transparent; padding: 7px 10px; margin: 0; }}
QTabBar::tab:hover {{ background: {c.hover}; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
QTabBar::tab:focus {{ background: {c.hover}; }}
QToolButton {{ padding: 0; border: 0; border-radius: 4px; }}
QToolButton:hover {{ background: {c.selected}; }}
"""


def status_bar(c: Colours) -> str:
    """A line over the foot, none between its parts."""
    return f"""
QStatusBar {{ background: {c.window}; border-top: 1px solid {c.line}; }}
QStatusBar::item {{ border: 0; }}
"""


def header(c: Colours) -> str:
    """Flat titles of columns, in the muted tone."""
    return f"""
QHeaderView {{ background: {c.window}; border: 0; }}
QHeaderView::section {{ background: {c.window}; color: {c.tones[Tone.MUTED]}; border: 0;
  border-bottom: 1px solid {c.line}; border-right: 1px solid {c.line}; padding: 4px 8px; font-weight: 500; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ subcontrol-position: top center; width: 9px; height: 6px; }}
"""


def scroll_bar(c: Colours) -> str:
    """A narrow handle without arrows."""
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.shadow}; border: 3px solid {c.base}; border-radius: 5px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {c.placeholder}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: {c.base}; }}
"""


def tree(c: Colours) -> str:
    """The mark of a row reaches over its branch."""
    return "QTreeView { show-decoration-selected: 1; }"


def primary_button(c: Colours) -> str:
    """The one button that does what a form is for."""
    return f"""
QPushButton {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent};
  border-radius: 4px; padding: 5px 16px; font-weight: 500; }}
QPushButton:disabled {{ background: {c.line}; color: {c.placeholder}; border-color: {c.line}; }}
QPushButton:focus {{ border-color: {c.text}; }}
"""
