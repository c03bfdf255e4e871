"""The same tables by bare PySide6: a QTableView over a QStandardItemModel."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QTableView, QTabWidget, QVBoxLayout, QWidget

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def cells(view: QTableView, rows: int) -> list[list[str]]:
    """What the shown columns of another table show in its first rows."""
    model = view.model()
    shown = [n for n in range(model.columnCount()) if not view.isColumnHidden(n)]
    return [[str(model.index(row, n).data() or "") for n in shown] for row in range(min(rows, model.rowCount()))]


def table(texts: Sequence[Sequence[str]], repeat: int = 1) -> QTableView:
    """A table of texts, the whole of them ``repeat`` times."""
    model = QStandardItemModel()
    for _ in range(repeat):
        for row in texts:
            items = [QStandardItem(text) for text in row]
            for item in items:
                item.setTextAlignment(RIGHT)
            model.appendRow(items)
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(28)
    return view


def tab(texts: Sequence[Sequence[str]]) -> QWidget:
    """A page with a few filter fields over a table."""
    page = QWidget()
    column = QVBoxLayout(page)
    for _ in range(6):
        column.addWidget(QLineEdit())
    column.addWidget(QPushButton("Filter"))
    column.addWidget(table(texts))
    return page


def window(page: QWidget) -> tuple[QMainWindow, QTabWidget]:
    """A main window with one tab."""
    main = QMainWindow()
    tabs = QTabWidget()
    tabs.addTab(page, "Page")
    main.setCentralWidget(tabs)
    menu = main.menuBar().addMenu("Menu")
    for number in range(30):
        menu.addAction(f"Action {number}")
    return main, tabs


def column_widths(view: QTableView) -> list[int]:
    """The widths of the shown columns."""
    header: Any = view.horizontalHeader()
    return [header.sectionSize(n) for n in range(header.count()) if not header.isSectionHidden(n)]
