"""The user guide: a contents list, pages with links between them, and which page belongs to which node."""

import re
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItem, QStandardItemModel, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QTextBrowser, QWidget

from vosdesk.gui.text import tr
from vosdesk.settings import resources

START = "guide"
PAGES: tuple[str, ...] = (START, "users", "accounts", "access", "payments", "calls", "rates", "system")
"""The pages in the order of the contents; each is a file of this name."""
OF_NODE: dict[str, str] = {
    "users": "users",
    "templates": "users",
    "accounts": "accounts",
    "sub_accounts": "accounts",
    "low_balance": "accounts",
    "payments": "payments",
    "reconciliation": "payments",
    "calls": "calls",
    "income": "calls",
    "rate_groups": "rates",
    "rates": "rates",
    "rate_imports": "rates",
    "rate_search": "rates",
    "deck_templates": "rates",
    "compare": "rates",
    "losses": "rates",
    "log": "system",
    "sessions": "system",
    "parameters": "system",
    "verification": "system",
    "backups": "system",
}
"""The page that tells of a node of the navigation."""
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def path_of(page: str, language: str) -> Path:
    """The file of a page in a language; in English where it is not translated."""
    translated = resources.find("help", language, f"{page}.md")
    return translated if translated.is_file() else resources.find("help", f"{page}.md")


def read(page: str, language: str) -> str:
    """A page as markdown. Raises OSError when the installation is not whole."""
    return path_of(page, language).read_text(encoding="utf-8")


def title_of(markdown: str) -> str:
    """The heading that a page begins with."""
    found = _TITLE.search(markdown)
    return found[1] if found else ""


class HelpWindow(QDialog):
    """The user guide. Opens no links but those between its pages."""

    def __init__(self, language: str, parent: QWidget | None = None, page: str = START) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("User guide"))
        self.resize(960, 720)
        self.page = ""
        self._pages = {name: read(name, language) for name in PAGES}
        self._been: list[str] = []
        self.contents = _contents([title_of(text) for text in self._pages.values()])
        self.contents.clicked.connect(self._chosen)
        self.contents.selectionModel().currentChanged.connect(self._chosen)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setAccessibleName(tr("User guide"))
        self.text.document().setDocumentMargin(24)
        self.text.anchorClicked.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.contents)
        row.addWidget(self.text, 1)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self.back)
        self.show_page(page)
        self.text.setFocus()

    def show_page(self, page: str) -> None:
        """Show a page from its beginning, remembering the one before."""
        if page == self.page or page not in self._pages:
            return
        if self.page:
            self._been.append(self.page)
        self._put(page)

    def back(self) -> None:
        """Show the page that was read before this one."""
        if self._been:
            self._put(self._been.pop())

    def _put(self, page: str) -> None:
        self.page = page
        self.text.setMarkdown(self._pages[page])
        _space_out(self.text.document())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.contents.setCurrentIndex(self.contents.model().index(PAGES.index(page), 0))

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.show_page(PAGES[index.row()])

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        self.show_page(link.path().removesuffix(".md"))


def _contents(titles: list[str]) -> QListView:
    view = QListView()
    model = QStandardItemModel(view)
    for title in titles:
        item = QStandardItem(title)
        item.setEditable(False)
        item.setSizeHint(QSize(0, view.fontMetrics().height() + 12))
        model.appendRow(item)
    view.setModel(model)
    view.setAccessibleName(tr("Contents"))
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setViewportMargins(8, 16, 8, 8)
    view.viewport().setAutoFillBackground(False)
    view.setFixedWidth(max(view.fontMetrics().horizontalAdvance(title) for title in titles) + 48)
    return view


def _space_out(document: QTextDocument) -> None:
    """Give paragraphs and headings the air that plain markdown lacks."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        layout = block.blockFormat()
        listed = block.textList() is not None
        layout.setTopMargin(18 if layout.headingLevel() else 0)
        layout.setBottomMargin(3 if listed else 8)
        cursor.setPosition(block.position())
        if cursor.currentTable() is None:
            cursor.setBlockFormat(layout)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        shape = frame.frameFormat()
        shape.setTopMargin(4)
        shape.setBottomMargin(10)
        frame.setFrameFormat(shape)
