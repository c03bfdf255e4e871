"""Exporting rates from the real window: what is offered, what is told to be lost, and what becomes of the file."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import DAY, RateGroupId, Time
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.rate_export import DeckColumns, FileForm
from vosdesk.gui.dialogs.export_rates import FORMATS, ExportRatesDialog
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]


@pytest.fixture
def screen(screen_of: Screens, group: RateGroupId) -> Screen:
    made = screen_of()
    made.open(RatesTab, "rates", rate_group=group, name="Retail")
    return made


def opened(screen: Screen) -> ExportRatesDialog:
    screen.run("rates.export")
    return screen.dialog(ExportRatesDialog)


def export(dialog: ExportRatesDialog, target: Path, qtbot: QtBot) -> str:
    """Export, wait for its end, and return what is said."""
    dialog.export_to(target)
    qtbot.waitUntil(lambda: not dialog.strip.busy)
    return dialog.ending.text()


def test_the_whole_group_goes_into_a_file(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(screen)
    screen.quiet()
    assert dialog.count.text() == "Rates to be written: 3"
    assert dialog.banner.text == ""
    assert dialog.scope.combo.count() == 1
    target = tmp_path / "deck.csv"
    assert export(dialog, target, qtbot) == "Exported rates: 3\ndeck.csv"
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Rate Prefix,Area Prefix,")
    assert [line.split(",")[0] for line in lines[1:]] == ["44", "447", "49"]
    assert "Exported rates: 3 (deck.csv)" in screen.said
    assert [path.name for path in tmp_path.iterdir()] == ["deck.csv"]


def test_what_the_page_filters_is_offered_first(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    screen.open(RatesTab, "rates", rate_group=group, name="Retail", filter_prefix="44")
    dialog = opened(screen)
    screen.quiet()
    assert dialog.scope.combo.currentText() == "What the filter holds"
    assert dialog.count.text() == "Rates to be written: 2"
    dialog.scope.set_value(None)
    screen.quiet()
    assert dialog.count.text() == "Rates to be written: 3"


def test_what_the_vendors_columns_lose_is_told_with_the_count(
    screen: Screen, world: World, group: RateGroupId, tmp_path: Path, qtbot: QtBot
) -> None:
    later = r.RateFields(prefix="44", price=Price(1), effective_from=Time(world.now + DAY))
    taxed = r.RateFields(prefix="1", price=Price(1), tax=190_000)
    for fields in (later, taxed):
        world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))
    dialog = opened(screen)
    dialog.format.set_value((DeckColumns.VENDOR_11, FileForm.TXT))
    screen.quiet()
    assert dialog.banner.text.split("\n") == [
        "Rates that hold at another time and are left out: 1",
        "Rates that lose the time until which they hold: 1",
        "Rates that lose their tax: 1",
    ]
    target = tmp_path / "deck.txt"
    assert export(dialog, target, qtbot).startswith("Exported rates: 4")
    assert " | 447 | " not in target.read_text(), "a prefix stands in its own column"
    assert target.read_bytes().count(b"\r\n") == 5
    dialog.close()
    again = opened(screen)
    assert again.format.value() == (DeckColumns.VENDOR_11, FileForm.TXT), "the format is remembered"


@pytest.mark.parametrize(("columns", "form", "title"), FORMATS)
def test_every_format_makes_a_file(
    screen: Screen, tmp_path: Path, qtbot: QtBot, columns: DeckColumns, form: FileForm, title: str
) -> None:
    dialog = opened(screen)
    dialog.format.set_value((columns, form))
    assert dialog.format.combo.currentText() == title
    target = tmp_path / f"deck.{form.value}"
    assert export(dialog, target, qtbot).startswith("Exported rates: 3")
    assert target.stat().st_size > 100


def test_the_place_is_asked_for_with_a_name_that_fits(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(screen)
    asked = dialog.choose()
    assert isinstance(asked, QFileDialog)
    assert Path(asked.selectedFiles()[0]).name.startswith("Retail-")
    assert asked.defaultSuffix() == "csv"
    asked.fileSelected.emit(str(tmp_path / "chosen.csv"))
    qtbot.waitUntil(lambda: (tmp_path / "chosen.csv").exists() and not dialog.strip.busy)
    asked.close()


def test_a_disk_that_fills_up_leaves_the_old_file(
    screen: Screen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr("vosdesk.gui.local_files.os.fsync", full)
    target = tmp_path / "deck.csv"
    target.write_text("what was there")
    dialog = opened(screen)
    assert export(dialog, target, qtbot) == "The disk is full. Nothing was written."
    assert target.read_text() == "what was there"
    assert dialog.go.isEnabled(), "another place can be tried"


def test_closing_while_it_runs_cancels(
    screen: Screen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vosdesk.services.jobs import JobContext

    real = JobContext.progress

    def slow(self: JobContext, *args: Any) -> None:
        while not self.cancelled():
            continue
        real(self, *args)

    monkeypatch.setattr(JobContext, "progress", slow)
    dialog = opened(screen)
    dialog.export_to(tmp_path / "deck.csv")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert not list(tmp_path.iterdir())
    assert "Cancelled. Nothing was written." in screen.said


def test_a_group_is_exported_from_the_list_too(
    screen_of: Screens, group: RateGroupId, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "rate_groups")
    tab.table.selectRow(0)
    screen.run("rate_groups.export")
    dialog = screen.dialog(ExportRatesDialog)
    assert export(dialog, tmp_path / "deck.csv", qtbot).startswith("Exported rates: 3")


def test_without_the_right_it_is_not_offered(screen_of: Screens, world: World, group: RateGroupId) -> None:
    world.user("bob", UserType.OPERATOR, {Right.RATE_GROUPS_VIEW, Right.RATES_VIEW})
    screen = screen_of("bob")
    screen.open(RatesTab, "rates", rate_group=group, name="Retail")
    assert not screen.window.registry.run("rates.export")
