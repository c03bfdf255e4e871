"""The user guide: every page is reachable, every node has one, and links lead to pages that exist."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vosdesk.contract.permissions import NODES
from vosdesk.gui import tabs
from vosdesk.gui.catalogue import ENGLISH, languages, load
from vosdesk.gui.dialogs.help import OF_NODE, PAGES, START, HelpWindow, path_of, read, title_of
from vosdesk.gui.words import PARAMETERS
from vosdesk.settings import resources

LANGUAGES = [code for code, _ in languages(resources.find("i18n"))]
LINK = re.compile(r"\]\(([^)]*)\)")
CJK = re.compile(r"[\u3400-\u9fff]")
EVERY = [(page, language) for page in PAGES for language in LANGUAGES]


@pytest.fixture
def guide(qtbot: QtBot) -> Callable[..., HelpWindow]:
    def make(language: str = ENGLISH, page: str = START) -> HelpWindow:
        window = HelpWindow(language, None, page)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return make


def test_every_node_that_opens_has_a_page() -> None:
    opening = {node.id for node in NODES if node.view is not None} | set(tabs.PAGES)
    assert set(OF_NODE) == opening
    assert set(OF_NODE.values()) | {START, "access"} == set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_system_parameter_is_told_of(language: str) -> None:
    named = load(language, resources.find("i18n"))
    names = [named.get(name, name).partition(" (")[0].partition("（")[0] for name in PARAMETERS.values()]
    assert [name for name in names if f"| {name} |" not in read("system", language)] == []


def test_every_file_is_a_page() -> None:
    folder = resources.find("help")
    assert {path.stem for path in folder.glob("*.md")} == set(PAGES)
    for language in LANGUAGES:
        if language != ENGLISH:
            assert {path.stem for path in (folder / language).glob("*.md")} == set(PAGES)


@pytest.mark.parametrize(("page", "language"), EVERY)
def test_a_page_has_one_title_and_links_to_pages_that_exist(page: str, language: str) -> None:
    text = read(page, language)
    assert title_of(text)
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    links = LINK.findall(text)
    assert links, "a page leads on to another"
    assert set(links) <= {f"{name}.md" for name in PAGES} - {f"{page}.md"}


@pytest.mark.parametrize(("page", "language"), EVERY)
def test_no_sign_of_the_markdown_is_left_in_the_text(
    guide: Callable[..., HelpWindow], page: str, language: str
) -> None:
    window = guide(language, page)
    shown = window.text.toPlainText()
    assert "**" not in shown
    assert "](" not in shown


@pytest.mark.parametrize("page", PAGES)
def test_translations_have_the_sections_of_the_english_page(page: str) -> None:
    def shape(language: str) -> list[str]:
        found = re.findall(r"^(#+ |[-*] |\d+\. |\|)", read(page, language), re.MULTILINE)
        return [re.sub(r"\d+", "1", mark) for mark in found]

    for language in LANGUAGES:
        assert shape(language) == shape(ENGLISH), language


def test_every_page_is_reached_from_the_first() -> None:
    seen, left = set[str](), [START]
    while left:
        page = left.pop()
        if page not in seen:
            seen.add(page)
            left += [link.removesuffix(".md") for link in LINK.findall(read(page, ENGLISH))]
    assert seen == set(PAGES)


def test_chinese_pages_are_chosen_and_a_missing_one_falls_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CJK.search(title_of(read(START, "zh_CN")))
    assert path_of(START, ENGLISH) == path_of(START, "de") == resources.find("help", "guide.md")
    (tmp_path / "resources" / "help" / "zh_CN").mkdir(parents=True)
    for name in ("guide.md", "users.md", "zh_CN/users.md"):
        (tmp_path / "resources" / "help" / name).write_text(f"# {name}")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert title_of(read("users", "zh_CN")) == "zh_CN/users.md"
    assert title_of(read(START, "zh_CN")) == "guide.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_list_opens_every_page(guide: Callable[..., HelpWindow], language: str) -> None:
    window = guide(language)
    model = window.contents.model()
    assert model.rowCount() == len(PAGES)
    for row, page in enumerate(PAGES):
        window.contents.setCurrentIndex(model.index(row, 0))
        assert window.page == page
        assert window.text.toPlainText().startswith(model.index(row, 0).data())
        wide = window.contents.fontMetrics().horizontalAdvance(model.index(row, 0).data())
        assert wide < window.contents.viewport().width()


def test_links_are_followed_and_the_way_back_is_kept(guide: Callable[..., HelpWindow]) -> None:
    window = guide()
    window.text.anchorClicked.emit(QUrl("access.md"))
    assert window.page == "access"
    assert window.contents.currentIndex().row() == PAGES.index("access")
    window.text.anchorClicked.emit(QUrl("payments.md"))
    QTest.keyClick(window.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page == "access"
    window.back()
    window.back()
    assert window.page == START


@pytest.mark.parametrize("link", ["https://example.com/", "nothing.md", "#here", "../guide.md"])
def test_no_other_link_leads_anywhere(guide: Callable[..., HelpWindow], link: str) -> None:
    window = guide(page="access")
    window.text.anchorClicked.emit(QUrl(link))
    assert window.page == "access"
