"""Call charges, income details and the import's wizard, on the screen."""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support.calls import HEADER, calls, chain, import_calls, line
from tests.support.world import World, units
from vosdesk.contract.calls import CallState
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import DAY
from vosdesk.contract.income import IncomeBy
from vosdesk.gui.dialogs.call import CallDialog
from vosdesk.gui.dialogs.call_templates import CallTemplatesDialog
from vosdesk.gui.dialogs.export import CALLS, export_to
from vosdesk.gui.dialogs.import_calls import ImportCallsDialog
from vosdesk.gui.dialogs.task import TaskDialog
from vosdesk.gui.tabs.calls import CallsTab
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.periods import PeriodTab

Screens = Callable[..., Screen]


@pytest.fixture
def company(world: World) -> World:
    """L1 › L2 › L3 at 1, 2 and 3 a minute, a call by each but the last two, one of no account."""
    _, own, _ = chain(world, 3)
    world.grant(world.agent("agent"), own)
    import_calls(
        world,
        [
            line("f1", "L1", world.now),
            line("f2", "L3", world.now, 610),
            line("f3", "NONE", world.now),
            line("f4", "L2", world.now, callee="44"),
        ],
    )
    return world


def shot(widget: object, name: str) -> None:
    folder = os.environ.get("VOSDESK_SHOTS")
    if folder:
        widget.grab().save(f"{folder}/{name}.png")  # type: ignore[attr-defined]


def table(tab: CallsTab | PeriodTab[object], *columns: str) -> dict[str, tuple[str, ...]]:
    """The cells of some columns by account number."""
    cells = zip(*(shown(tab, column) for column in columns), strict=True)
    return dict(zip(shown(tab, "account_number"), cells, strict=True))


def shown(tab: CallsTab | PeriodTab[object], column: str) -> list[str]:
    rows = tab.table.rows
    place = [c.id for c in tab.spec.columns].index(column)
    return [str(rows.data(rows.index(n, place))) for n in range(rows.rowCount())]


def test_calls_show_what_they_cost_and_why_they_were_refused(company: World, screen_of: Screens) -> None:
    screen = screen_of()
    tab = screen.open(CallsTab, "calls")
    shot(screen.window, "calls")
    by_state = table(tab, "fee", "state")
    assert by_state["L3"] == ("33.000000", "Rated")
    assert by_state["L2"] == ("", "⊘ No rate")
    assert by_state["NONE"] == ("", "⊘ No such account")
    strip = tab.page.totals.text() if tab.page.totals is not None else ""
    assert "34.000" in strip
    assert "No rate" in strip
    assert tab.bar is not None
    tab.bar.field("state").set_value(CallState.REFUSED)
    tab.bar.apply()
    screen.quiet()
    assert tab.table.rows.rowCount() == 2


def test_a_call_opens_with_the_charges_of_its_chain(company: World, screen_of: Screens) -> None:
    screen = screen_of("agent")
    tab = screen.open(CallsTab, "calls", filter_account_number="L3")
    tab.table.selectRow(0)
    screen.run("calls.details")
    dialog = screen.dialog(CallDialog)
    shot(dialog, "call")
    assert [row[0] for row in dialog.model.rows] == ["L3", "L2"]
    assert [row[2] for row in dialog.model.rows] == ["33.000", "22.000"]
    assert not screen.window.registry.run("calls.import")
    assert not screen.window.registry.run("calls.rate_again")
    dialog.accept()


def test_income_by_account(company: World, screen_of: Screens) -> None:
    screen = screen_of()
    tab = screen.open(
        PeriodTab, "income", filter_by="account", filter_time_from=company.now - DAY, filter_time_to=int(company.now)
    )
    shot(screen.window, "income")
    found = table(tab, "fee", "margin")
    assert found == {"L3": ("33.000000", "11.000000"), "L2": ("22.000000", "11.000000"), "L1": ("12.000000", "")}
    assert columns(tab)[:2] == ["account_number", "account_name"]
    assert tab.bar is not None
    tab.bar.field("by").set_value(IncomeBy.DAY)
    tab.bar.apply()
    screen.quiet()
    assert shown(tab, "fee") == ["12.000000"]
    assert columns(tab)[:2] == ["day", "calls"]
    tab.table.layout_of_columns.save()
    tab.bar.field("by").set_value(IncomeBy.AGENT)
    tab.bar.apply()
    assert columns(tab)[:2] == ["account_number", "account_name"], "what a report leaves out is not forgotten"


def columns(tab: ListTab[Any]) -> list[str]:
    """The columns on screen."""
    return [tab.table.spec.columns[number].id for number in tab.table.layout_of_columns.shown()]


def write(path: Path, header: str, *lines: str) -> Path:
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


def test_a_file_is_shown_rated_and_then_imported(
    company: World, screen_of: Screens, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = screen_of()
    screen.open(CallsTab, "calls")
    dialog = ImportCallsDialog(screen.context, screen.window)
    dialog.show()
    lines = [line("n1", "L1", company.now), line("n2", "X", company.now), line("f1", "L1", company.now), "broken"]
    dialog.load(write(tmp_path / "calls.csv", HEADER, *lines))
    qtbot.waitUntil(lambda: dialog.import_button.isEnabled(), timeout=10_000)
    shot(dialog, "import_preview")
    results = [dialog.table.model().index(n, 9).data() for n in range(dialog.table.model().rowCount())]
    assert results[:3] == ["Charged", "Refused: No such account", "Already there"]
    assert len(results) == 4
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.outcome is not None and not dialog.strip.busy, timeout=10_000)
    shot(dialog, "import_done")
    assert "Charged: 1 (1.000" in dialog.banner.text
    assert {row.flow for row in calls(company)} == {"f1", "f2", "f3", "f4", "n1", "n2"}
    assert not dialog.import_button.isEnabled()
    screen.quiet()
    dialog.close()


def test_known_calls_with_other_facts_are_listed_and_saved(
    company: World, screen_of: Screens, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = screen_of()
    dialog = ImportCallsDialog(screen.context, screen.window)
    dialog.show()
    lines = [line("n1", "L1", company.now), line("n1", "L2", company.now, hold=75), "broken"]
    dialog.load(write(tmp_path / "calls.csv", HEADER, *lines))
    qtbot.waitUntil(lambda: dialog.import_button.isEnabled(), timeout=10_000)
    model = dialog.table.model()
    assert [model.index(n, 9).data() for n in range(2)] == ["Charged", "Already there, but different"]
    assert not dialog.save_button.isVisible()
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.outcome is not None and not dialog.strip.busy, timeout=10_000)
    shot(dialog, "import_different")
    assert "different (nothing was charged): 1." in dialog.banner.text
    model = dialog.table.model()
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert [row[0] for row in rows] == ["3", "4"]
    assert rows[0][1:] == ["Account number, Duration", "n1, L2, 75", "Already there as: L1, 60"]
    for name in ("one.csv", "two.csv"):
        dialog.write_different(tmp_path / name)
        qtbot.waitUntil(lambda name=name: dialog.banner.text == f"Saved as {name}.", timeout=10_000)  # type: ignore[misc]
        qtbot.waitUntil(lambda: not dialog.strip.busy, timeout=10_000)
    assert "3,n1,L2," in (tmp_path / "two.csv").read_text(encoding="utf-8-sig")
    screen.quiet()
    dialog.close()


def test_columns_with_unknown_titles_are_chosen(
    company: World, screen_of: Screens, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = screen_of()
    dialog = ImportCallsDialog(screen.context, screen.window)
    dialog.show()
    header = "nummer,caller,callee,account,start,stop,hold"
    dialog.load(write(tmp_path / "calls.csv", header, line("n1", "L1", company.now)))
    qtbot.waitUntil(lambda: "Flow number" in dialog.banner.text and not dialog.strip.busy, timeout=10_000)
    assert not dialog.import_button.isEnabled()
    box = dialog.boxes["flow"]
    box.setCurrentText("nummer")
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.import_button.isEnabled(), timeout=10_000)
    assert dialog.preview is not None
    assert [row.flow for row in dialog.preview.rows] == ["n1"]
    screen.quiet()
    dialog.close()


def test_everything_refused_is_rated_again(company: World, screen_of: Screens, qtbot: QtBot) -> None:
    company.account("NONE", opening=1)
    screen = screen_of()
    tab = screen.open(CallsTab, "calls", filter_reason=Code.ACCOUNT_UNKNOWN.value)
    tab.table.selectAll()
    screen.run("calls.rate_again")
    (dialog,) = screen.dialogs(TaskDialog)
    qtbot.waitUntil(lambda: bool(dialog.ending.text()) and not dialog.strip.busy, timeout=10_000)
    assert dialog.ending.text().startswith("Tried: 1. Charged: 0")
    assert company.account_row(company.account("Z")).balance == units(0)
    screen.quiet()
    dialog.close()


def test_calls_are_exported_as_they_can_be_imported(
    company: World, screen_of: Screens, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = screen_of("agent")
    tab = screen.open(CallsTab, "calls")
    target = tmp_path / "calls.csv"
    dialog = export_to(screen.context, tab.table.rows.request(), target, screen.window, CALLS)
    qtbot.waitUntil(lambda: not dialog.strip.busy, timeout=10_000)
    assert dialog.ending.text() == "Exported records: 2 (calls.csv)"
    header, *rows = csv.reader(target.read_text(encoding="utf-8-sig").splitlines())
    found = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert found.keys() == {"f2", "f4"}
    assert (found["f2"]["fee"], found["f2"]["agent_fee"]) == ("33.000000", "22.000000")
    assert (found["f4"]["state"], found["f4"]["reason"], found["f4"]["fee"]) == ("refused", "rate.none", "")
    again = import_calls(company, [",".join(row) for row in rows], header=",".join(header))
    assert (again.known, again.bad) == (2, 0)
    dialog.close()


def test_columns_are_kept_as_a_template(company: World, screen_of: Screens, tmp_path: Path, qtbot: QtBot) -> None:
    screen = screen_of()
    header = "nummer,caller,callee,account,start,stop,hold"
    file = write(tmp_path / "calls.csv", header, line("n1", "L1", company.now))

    def wizard() -> ImportCallsDialog:
        dialog = ImportCallsDialog(screen.context, screen.window)
        dialog.show()
        dialog.load(file)
        qtbot.waitUntil(lambda: bool(dialog.banner.text) and not dialog.strip.busy, timeout=10_000)
        return dialog

    dialog = wizard()
    assert not dialog.templates.save.isEnabled()
    box = dialog.boxes["flow"]
    box.setCurrentIndex(box.findText("nummer"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=10_000)
    dialog.templates.keep("Our switch")
    qtbot.waitUntil(lambda: "“Our switch” is saved" in dialog.banner.text, timeout=10_000)
    dialog.close()
    again = wizard()
    assert (again.banner.text, again.boxes["flow"].currentText()) == ("Read by template “Our switch”.", "nummer")
    shot(again, "import_template")
    with qtbot.waitSignal(CallTemplatesDialog(screen.context, again).ready, timeout=10_000) as came:
        pass
    listed = came.args is not None and again.findChild(CallTemplatesDialog)
    assert isinstance(listed, CallTemplatesDialog)
    listed.show()
    shot(listed, "call_templates")
    with qtbot.waitSignal(listed.ready, timeout=10_000):
        listed.name(listed.rows[0], "Switch")
    assert [row.template.name for row in listed.rows] == ["Switch"]
    with qtbot.waitSignal(listed.ready, timeout=10_000):
        question = listed.ask_delete()
        assert question is not None
        question.act.click()
    assert (listed.rows, listed.delete.isEnabled()) == ((), False)
    screen.quiet()
    listed.close()
    again.close()
