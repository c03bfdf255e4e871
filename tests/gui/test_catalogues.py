"""The catalogues of translations are whole, and hold what the code says."""

import re
import shutil
from pathlib import Path

import pytest

from tests import catalogues
from vosdesk.gui import catalogue, shipped, text
from vosdesk.services.demo.logins import LOGINS
from vosdesk.services.shipped import TEMPLATES
from vosdesk.settings import resources

SHIPPED = catalogues.shipped()
NAMES = [path.name for path in SHIPPED]
CJK = re.compile(r"[\u3400-\u9fff]")


def made(folder: Path, *messages: str) -> Path:
    """A catalogue of these messages."""
    path = folder / "vosdesk_zh_CN.ts"
    inside = "".join(f"<message>{message}</message>" for message in messages)
    path.write_text(f"<TS><context>{inside}</context></TS>", encoding="utf-8")
    return path


def test_chinese_comes_with_the_program() -> None:
    assert ("zh_CN", "简体中文") in catalogue.languages(resources.find("i18n"))


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_every_text_of_the_code_is_in_the_catalogue(path: Path) -> None:
    known = catalogues.sources(path)
    missing = [f"{place}: {source!r}" for source, place in catalogues.in_code().items() if source not in known]
    assert missing == [], "run python -m tests.catalogues and translate these"
    assert known - set(catalogues.in_code()) == set(), "run python -m tests.catalogues"


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_every_translation_is_finished(path: Path) -> None:
    assert catalogues.faults(path) == []


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_the_extracting_tool_sees_what_stands_in_the_code(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    catalogues.extract(copy)
    assert catalogues.sources(copy) == set(catalogues.in_code())
    assert catalogues.faults(copy) == []


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("<source>Quit</source><translation>退出</translation>", []),
        ("<source>Quit</source><translation></translation>", ["not translated: 'Quit'"]),
        ("<source>Quit</source>", ["not translated: 'Quit'"]),
        ('<source>Quit</source><translation type="unfinished">退出</translation>', ["not translated: 'Quit'"]),
        ("<source>{a} of {b}</source><translation>{b} 中的 {a}</translation>", []),
        ("<source>{a} of {b}</source><translation>{a} 的</translation>", ["other parameters: '{a} of {b}'"]),
        ("<source>{a}</source><translation>{a}{c}</translation>", ["other parameters: '{a}'"]),
        ("<source>&amp;Quit</source><translation>退出(&amp;Q)</translation>", []),
        ("<source>&amp;Quit</source><translation>退出</translation>", ["a mnemonic too many or too few: '&Quit'"]),
    ],
)
def test_faults_are_found(tmp_path: Path, message: str, said: list[str]) -> None:
    assert catalogues.faults(made(tmp_path, message)) == said


def test_chinese_sentences_have_chinese_punctuation() -> None:
    chinese = catalogue.load("zh_CN", resources.find("i18n"))
    ends = [t for s, t in chinese.items() if s.endswith(".") and CJK.search(t) and not t.endswith("。")]
    signs = re.compile(r"[\u3400-\u9fff][,;:?!]|[,;:?!][\u3400-\u9fff]")
    ascii_signs = [t for s, t in chinese.items() if s.endswith((".", "?", "!")) and signs.search(t)]
    assert ends == []
    assert ascii_signs == []


def test_a_chinese_mnemonic_is_the_english_letter_in_brackets() -> None:
    for source, translation in catalogue.load("zh_CN", resources.find("i18n")).items():
        if "&" in source:
            letter = source[source.index("&") + 1].upper()
            assert f"(&{letter})" in translation, source


def test_a_button_shows_no_mnemonic() -> None:
    assert text.without_mnemonic("Sub acco&unts") == "Sub accounts"
    assert text.without_mnemonic("编辑资料(&E)…") == "编辑资料"
    assert text.without_mnemonic("我能对它做什么(&I)？") == "我能对它做什么？"


def test_what_comes_with_the_program_as_data_is_translated() -> None:
    names = {template.name for template in TEMPLATES} | {template.memo for template in TEMPLATES}
    assert names | {login.about for login in LOGINS} == shipped.TEXTS
    chinese = catalogue.load("zh_CN", resources.find("i18n"))
    text.use_catalogue(chinese)
    try:
        assert shipped.shipped_text("Cashier") == chinese["Cashier"] != "Cashier"
        assert shipped.shipped_text("Cash") == "Cash", "somebody's own template keeps its name"
    finally:
        text.use_catalogue({})
