"""Every word of the contract has its text, and every text can be extracted and translated."""

import ast
import re
from enum import Enum
from pathlib import Path

import pytest

import vosdesk.gui
from vosdesk.contract import accounts, changes, grants, jobs, log, payments, permissions, rates
from vosdesk.contract.errors import Code, Conflict, Invalid
from vosdesk.contract.operations import OPERATIONS
from vosdesk.contract.parameters import PARAMETERS
from vosdesk.contract.permissions import NODES, Right
from vosdesk.gui import catalogue, enum_words, operation_words, sentences, text, words
from vosdesk.settings import resources

HOLE = re.compile(r"\{(\w+)\}")
INPUT = (
    "field.", "number.", "password.", "file.", "files.", "code.", "rate.", "rates.", "login.", "right.", "database.",
    "jobs.", "verify.", "fault",
)  # fmt: skip
"""Codes of what was typed, sent or found: none of them is the reason why a row's verb is refused."""


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_sentence(code: Code) -> None:
    said = sentences.SENTENCES[code]
    assert said.strip()
    assert said[0].isupper() or said[0] == "“"
    assert said.endswith((".", "{reference}"))


@pytest.mark.parametrize("code", [c for c in Code if HOLE.search(sentences.SENTENCES[c])])
def test_a_reason_without_parameters_has_no_holes(code: Code) -> None:
    if not code.value.startswith(INPUT):
        assert code in sentences.SHORT
    if code in sentences.SHORT:
        assert not HOLE.search(text.reason(code.value))


def test_no_sentence_is_left_over() -> None:
    assert set(sentences.SENTENCES) == set(Code)
    assert set(sentences.SHORT) <= set(Code)


def test_what_a_parameter_adds_is_said_when_it_holds_anything() -> None:
    plain = text.sentence(Code.FILE_HEADER)
    assert text.sentence(Code.FILE_HEADER, {"missing": [], "doubled": []}) == plain
    said = text.sentence(Code.FILE_HEADER, {"missing": ["prefix", "price"], "doubled": ["Rate"]})
    assert said.startswith(plain + " ")
    assert "prefix, price" in said
    assert "Rate" in said


def test_every_right_node_noun_operation_and_parameter_has_a_text() -> None:
    assert {r.value for r in Right} <= set(words.RIGHTS)
    assert {n.id for n in NODES} <= set(words.NODES)
    assert set(words.NOUNS) == set(changes.Noun)
    assert set(operation_words.OPERATIONS) == set(OPERATIONS)
    assert set(words.PARAMETERS) == set(PARAMETERS)


def test_every_enumeration_that_is_shown_has_texts() -> None:
    modules = (accounts, changes, grants, jobs, log, payments, permissions, rates)
    unseen = {"Right", "Gate", "JobState", "Period", "AccountSort", "LogSort", "PaymentSort", "RateSort"}
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Enum) and value.__module__ == module.__name__
    }
    shown = {kind for kind in found if kind.__name__ not in unseen}
    assert shown <= set(enum_words.ENUMS)
    for kind in enum_words.ENUMS:
        for value in kind:
            assert text.enum_text(value).strip(), value


def test_parameters_are_filled_and_a_missing_one_is_no_error() -> None:
    assert text.tr("At most {limit} characters.", limit=64) == "At most 64 characters."
    assert text.tr("At most {limit} characters.", other=1) == "At most {limit} characters."


def test_user_text_in_parameters_is_not_read_as_a_pattern() -> None:
    assert text.tr("{login} by {by}", login="{by}", by="{login}") == "{by} by {login}"


class Plain:
    """Shows numbers with a mark that tells how they were shown."""

    def money(self, value: int) -> str:
        return f"money {value}"

    def time(self, value: int) -> str:
        return f"time {value}"

    def count(self, n: int) -> str:
        return f"count {n}"


def test_parameters_are_shown_as_what_they_are() -> None:
    hides = {
        "grant_id": 4, "account": "C001", "by": "ada", "at": 5, "hidden_account": "A001", "rights": ["pay_sub", "see"],
    }  # fmt: skip
    said = text.sentence(Code.GRANT_HIDES, hides, Plain())
    assert "time 5" in said
    assert "Payment for sub-accounts, See" in said
    assert not HOLE.search(said)
    cover = {"agent": "A001", "cover": 7, "used": 6, "free": 1, "users": ["C1", "C2"]}
    assert "money 7" in text.sentence(Code.COVER_SHORT, cover, Plain())
    assert "C1, C2" in text.sentence(Code.COVER_SHORT, cover, Plain())
    cap = text.sentence(Code.TYPE_CAP, {"right": "users.edit", "type": "agent"})
    assert "Agent" in cap
    assert "Edit users" in cap


def test_a_refusal_says_each_fields_sentence_once() -> None:
    fields = (*Invalid.at("a", Code.FIELD_EMPTY).fields, *Invalid.at("b", Code.FIELD_EMPTY).fields)
    assert text.refusal_text(Invalid(Code.FIELD_EMPTY, fields=fields)) == "Fill this in."
    assert text.refusal_text(Conflict(Code.ACCOUNT_CYCLE)) == "An account cannot stand below itself."


def test_a_catalogue_translates(tmp_path: Path) -> None:
    messages = "<message><source>Cancel</source><translation>取消</translation></message>"
    unfinished = '<message><source>Quit</source><translation type="unfinished"></translation></message>'
    (tmp_path / "vosdesk_zh_CN.ts").write_text(
        f'<?xml version="1.0" encoding="utf-8"?><TS><context>{messages}{unfinished}</context></TS>', encoding="utf-8"
    )
    assert catalogue.languages(tmp_path) == (("en", "English"), ("zh_CN", "简体中文"))
    assert catalogue.choose("", "zh_CN", tmp_path) == "zh_CN"
    assert catalogue.choose("", "zh_TW", tmp_path) == "zh_CN"
    assert catalogue.choose("", "de_DE", tmp_path) == "en"
    assert catalogue.choose("en", "zh_CN", tmp_path) == "en"
    text.use_catalogue(catalogue.load("zh_CN", tmp_path))
    try:
        assert text.tr("Cancel") == "取消"
        assert text.tr("Quit") == "Quit"
    finally:
        text.use_catalogue({})


def test_every_shipped_catalogue_can_be_read() -> None:
    folder = resources.find("i18n")
    for language, _ in catalogue.languages(folder):
        for source, translation in catalogue.load(language, folder).items():
            assert set(HOLE.findall(source)) == set(HOLE.findall(translation)), source


def test_texts_are_literal_so_that_they_can_be_extracted() -> None:
    package = Path(vosdesk.gui.__file__).parent
    odd: list[str] = []
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"tr", "mark"}:
                first = node.args[0]
                if isinstance(first, ast.JoinedStr | ast.BinOp) or (
                    node.func.id == "mark" and not isinstance(first, ast.Constant)
                ):
                    odd.append(f"{path.name}:{node.lineno}")
    assert odd == []
