"""Every ugly sheet is read to the end: each row becomes rates or is refused with its reason, and the counts add up."""

import gc
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.ugly_sheets import Ugly, bomb, corpus
from vosdesk.contract.decks import Guess, Layout
from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.rates import BadRow
from vosdesk.domain.deck_rows import DeckRow, Reading, interpret
from vosdesk.services.sheets import guess_layout, open_sheets

CORPUS = corpus()


def read(ugly: Ugly, layout: Layout | None = None) -> tuple[Guess, Reading, list[DeckRow], list[BadRow]]:
    said = Layout(encoding=ugly.says.get("encoding", ""))
    sheets = open_sheets(ugly.content, ugly.name, said if said.encoding else None)
    guess = guess_layout(sheets)
    layout = replace(guess.layout, **ugly.says)
    reading = interpret(sheets.sheet(layout.sheet).rows, layout)
    found = list(reading)
    good = [row for row in found if isinstance(row, DeckRow)]
    return guess, reading, good, [row for row in found if isinstance(row, BadRow)]


def test_there_are_many() -> None:
    assert len(CORPUS) + 1 >= 60
    assert len({ugly.name for ugly in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("ugly", [u for u in CORPUS if u.refused is None], ids=lambda u: u.name)
def test_a_sheet_that_is_read(ugly: Ugly) -> None:
    guess, reading, good, bad = read(ugly)
    assert guess.asks == ugly.asks
    assert dict(Counter(row.code for row in bad)) == dict(ugly.bad), bad
    assert reading.notes == ugly.notes, reading.kept_notes
    if ugly.rates is not None:
        assert {row.code: row.fields.price for row in good} == ugly.rates
        assert len(good) == len(ugly.rates)
    if ugly.good is not None:
        assert len(good) == ugly.good
    if ugly.notices is not None:
        assert guess.notices == ugly.notices
    for row in bad:
        assert row.cells
        assert row.line > guess.layout.header
    for rate in good:
        assert [problem for _, problem in rate.fields.checks() if problem] == []


@pytest.mark.parametrize("ugly", [u for u in CORPUS if u.refused is not None], ids=lambda u: u.name)
def test_a_file_that_is_refused_as_a_whole(ugly: Ugly) -> None:
    with pytest.raises(Invalid) as caught:
        guess_layout(open_sheets(ugly.content, ugly.name))
    assert caught.value.code is ugly.refused
    assert [problem.field for problem in caught.value.fields] == ["content"]


@pytest.mark.parametrize("ugly", CORPUS[::7], ids=lambda u: u.name)
def test_a_file_on_disk_is_read_like_one_in_memory_and_let_go(ugly: Ugly, tmp_path: Path) -> None:
    path = tmp_path / "deck"
    path.write_bytes(ugly.content)
    if ugly.refused is not None:
        with pytest.raises(Invalid):
            guess_layout(open_sheets(path))
    else:
        sheets = open_sheets(path)
        layout = replace(guess_layout(sheets).layout, **ugly.says)
        found = [len(list(interpret(sheets.sheet(layout.sheet).rows, layout))) for _ in range(2)]
        assert found[0] == found[1], "a sheet can be read again"
    gc.collect()
    path.unlink()
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Invalid) as caught:
        open_sheets(bomb())
    assert caught.value.code is Code.FILE_UNPACKS
