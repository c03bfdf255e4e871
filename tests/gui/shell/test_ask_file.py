"""Where a file is written: under the name that the reader confirmed, with the suffix of its form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.payments.screen import Screen
from vosdesk.gui.dialogs.ask_file import EXPORTS, ask_target

Chosen = list[tuple[Path, str]]


@pytest.fixture
def screen(screen_of: Callable[..., Screen]) -> Screen:
    return screen_of()


def ask(screen: Screen, chosen: Chosen) -> QFileDialog:
    def take(path: Path, suffix: str) -> None:
        chosen.append((path, suffix))

    return ask_target(screen.context, screen.window, "Export", "made.csv", ("csv", "xlsx"), take)


@pytest.mark.parametrize(
    ("typed", "kind", "written", "suffix"),
    [
        ("a.csv", 0, "a.csv", "csv"),
        ("a.XLSX", 0, "a.XLSX", "xlsx"),
        ("a.2026", 0, "a.2026.csv", "csv"),
        ("a.2026", 1, "a.2026.xlsx", "xlsx"),
    ],
)
def test_the_suffix_says_the_form(
    screen: Screen, tmp_path: Path, typed: str, kind: int, written: str, suffix: str
) -> None:
    chosen: Chosen = []
    dialog = ask(screen, chosen)
    dialog.selectNameFilter(dialog.nameFilters()[kind])
    dialog.fileSelected.emit(str(tmp_path / typed))
    assert chosen == [(tmp_path / written, suffix)]
    assert screen.context.store.get(EXPORTS, "") == str(tmp_path)
    dialog.close()


def test_the_kind_that_is_chosen_completes_the_name(screen: Screen) -> None:
    dialog = ask(screen, [])
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "xlsx"
    dialog.close()


def test_what_a_completed_name_would_overwrite_is_asked_for_again(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "a.2026.csv").write_text("what was there")
    chosen: Chosen = []
    dialog = ask(screen, chosen)
    dialog.fileSelected.emit(str(tmp_path / "a.2026"))
    assert chosen == []
    again = next(d for d in screen.window.findChildren(QFileDialog) if d is not dialog)
    assert Path(again.selectedFiles()[0]) == tmp_path / "a.2026.csv"
    for shown in (dialog, again):
        shown.close()
