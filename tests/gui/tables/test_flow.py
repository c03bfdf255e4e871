"""The layout that breaks lines remembers sizes, and notices when they change."""

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from vosdesk.gui.tables.flow import FlowLayout


class Counting(QLabel):
    """A label that counts how often it is asked for its size."""

    asked = 0

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As ever."""
        self.asked += 1
        return super().sizeHint()


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """A widget 200 pixels wide with three labels of 90."""
    made = QWidget()
    qtbot.addWidget(made)
    layout = FlowLayout(made, gap=10)
    for _ in range(3):
        label = Counting("x", made)
        label.setFixedSize(90, 20)
        layout.addWidget(label)
    made.resize(200, 100)
    made.show()
    return made


def layout_of(holder: QWidget) -> FlowLayout:
    """Its layout."""
    found = holder.layout()
    assert isinstance(found, FlowLayout)
    return found


def labels(holder: QWidget) -> list[Counting]:
    """Its labels."""
    return holder.findChildren(Counting)


def test_lines_break_where_the_width_ends(holder: QWidget) -> None:
    assert [(w.x(), w.y()) for w in labels(holder)] == [(0, 0), (100, 0), (0, 25)]
    assert layout_of(holder).heightForWidth(200) == 45
    assert layout_of(holder).heightForWidth(300) == 20
    assert layout_of(holder).minimumSize().width() == 90


def test_sizes_are_asked_for_once(holder: QWidget) -> None:
    layout = layout_of(holder)
    layout.heightForWidth(250)
    before = [w.asked for w in labels(holder)]
    for width in (190, 200, 300, 300):
        layout.heightForWidth(width)
    assert [w.asked for w in labels(holder)] == before


def test_a_hidden_item_takes_no_room_and_a_grown_one_more(holder: QWidget) -> None:
    layout = layout_of(holder)
    first, second, third = labels(holder)
    third.hide()
    assert layout.heightForWidth(200) == 20
    third.show()
    assert layout.heightForWidth(200) == 45
    second.setFixedSize(150, 40)
    QCoreApplication.sendPostedEvents()
    assert layout.heightForWidth(200) == 20 + 5 + 40 + 5 + 20
    assert layout.minimumSize().width() == 150
    layout.removeWidget(first)
    assert layout.heightForWidth(200) == 40 + 5 + 20


def test_an_item_that_is_added_later_is_laid_out(holder: QWidget) -> None:
    layout = layout_of(holder)
    assert layout.heightForWidth(200) == 45
    for _ in range(2):
        label = Counting("y", holder)
        label.setFixedSize(90, 20)
        layout.addWidget(label)
    QCoreApplication.processEvents()
    assert layout.heightForWidth(200) == 70


def test_what_stands_lower_on_its_line_does_not_when_it_begins_one(holder: QWidget) -> None:
    layout, (_, second, third) = layout_of(holder), labels(holder)
    for label in (second, third):
        layout.drop(label, 7)
    assert layout.heightForWidth(200) == 27 + 5 + 20
    layout.activate()
    assert [(w.x(), w.y()) for w in labels(holder)] == [(0, 0), (100, 7), (0, 32)]
