"""Loss protection at every form that can make a loss: it warns when that is done, or refuses and the form stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support import rate_files as rf
from tests.support.priced import Chain, assign, protect
from tests.support.world import World
from vosdesk.contract.coverage import LossMode
from vosdesk.contract.rate_imports import Adjust, BulkChange
from vosdesk.gui.dialogs.account import AccountForm, open_new
from vosdesk.gui.dialogs.account_limits import RateGroupForm, open_rate_group
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.move import open_dialog as open_move
from vosdesk.gui.dialogs.rate import RateForm
from vosdesk.gui.dialogs.rate_import import open_dialog as open_import
from vosdesk.gui.dialogs.task import TaskDialog
from vosdesk.gui.tabs.rate_imports import RateImportsTab
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]
MODES = pytest.mark.parametrize("mode", [LossMode.WARN, LossMode.REFUSE])
LOSS, REFUSED = "pays less than its agent", "would pay less than its agent"


@pytest.fixture
def chain(world: World) -> Chain:
    return Chain(world)


def end(screen: Screen, form: Form[Any, Any], mode: LossMode, mend: Callable[[], None], *, told: bool = False) -> None:
    """Send the form: it closes and a warning follows, or it stays, says why, and goes on when that is mended.

    ``told``: the warning stood in the form already, and is not said again.
    """
    form.send()
    screen.quiet()
    if mode is LossMode.WARN and told:
        assert form not in screen.dialogs(type(form))
        return
    if mode is LossMode.WARN:
        screen._qtbot.waitUntil(lambda: any(LOSS in text for text in screen.said), timeout=20_000)
        return
    assert REFUSED in form.banner.text
    assert form.isVisible()
    assert not any(LOSS in text for text in screen.said)
    mend()
    screen.quiet()
    form.send()
    screen.quiet()
    assert form not in screen.dialogs(type(form))
    assert not any(LOSS in text for text in screen.said)


@MODES
def test_a_price_is_edited(screen_of: Screens, chain: Chain, mode: LossMode) -> None:
    protect(chain.world, mode)
    screen = screen_of()
    tab = screen.open(RatesTab, "rates", rate_group=chain.high, name="High")
    tab.table.selectRow(0)
    screen.run("rates.edit")
    form = screen.dialog(RateForm)
    form.field("price").set_value(1)
    end(screen, form, mode, lambda: form.field("price").set_value(7))
    assert sorted(rf.prices(chain.world, chain.high).values()) == ([1, 6] if mode is LossMode.WARN else [6, 7])


@MODES
def test_a_group_is_assigned(screen_of: Screens, chain: Chain, mode: LossMode) -> None:
    protect(chain.world, mode)
    screen = screen_of()
    form: RateGroupForm = open_rate_group(screen.context, screen.window, chain.world.account_row(chain.dear))
    screen.quiet()
    form.billing.set_value(chain.low)
    screen.quiet()
    assert LOSS in form.loss.text(), "before it is sent"
    end(screen, form, mode, lambda: form.billing.set_value(chain.high), told=True)
    wanted = chain.low if mode is LossMode.WARN else chain.high
    assert chain.world.account_row(chain.dear).rate_group_id == wanted


@MODES
def test_an_account_is_opened(screen_of: Screens, chain: Chain, mode: LossMode) -> None:
    protect(chain.world, mode)
    screen = screen_of()
    form: AccountForm = open_new(screen.context, screen.window, chain.world.account_row(chain.top))
    screen.quiet()
    form.field("number").set_value("NEW")
    form.field("rate_group").set_value(chain.low)
    end(screen, form, mode, lambda: form.field("rate_group").set_value(chain.high))


@MODES
def test_an_account_is_moved(screen_of: Screens, chain: Chain, mode: LossMode) -> None:
    world, alone = chain.world, chain.world.account("ALONE")
    other = world.account("OTHER")
    assign(world, alone, chain.low)
    protect(world, mode)
    screen = screen_of()
    form = open_move(screen.context, screen.window, world.account_row(alone))
    form.place.set_account(chain.top, "TOP", "")
    screen.quiet()
    end(screen, form, mode, lambda: form.place.set_account(other, "OTHER", ""))
    assert world.account_row(alone).agent_number == ("TOP" if mode is LossMode.WARN else "OTHER")


@MODES
def test_a_sheet_is_imported(screen_of: Screens, chain: Chain, mode: LossMode, tmp_path: Path, qtbot: QtBot) -> None:
    protect(chain.world, mode)
    screen = screen_of()
    wizard = open_import(screen.context, chain.high, "High", screen.window)
    path = tmp_path / "deck.csv"
    path.write_text(rf.HEADER + "8613,China,0.0000001,1/1\n")
    wizard.load(path)
    for _ in range(3):
        qtbot.waitUntil(lambda: not wizard.strip.busy and wizard.next.isEnabled())
        wizard.next.click()
    qtbot.waitUntil(lambda: not wizard.strip.busy)
    if mode is LossMode.WARN:
        qtbot.waitUntil(lambda: any(LOSS in text for text in screen.said), timeout=20_000)
    else:
        assert REFUSED in wizard.banner.text
        assert wizard.outcome is None
    assert ("8613" in rf.prices(chain.world, chain.high)) is (mode is LossMode.WARN)
    wizard.close()


@MODES
@pytest.mark.parametrize("kind", ["import", "bulk edit"])
def test_a_change_of_many_rates_is_undone(
    screen_of: Screens, chain: Chain, mode: LossMode, kind: str, qtbot: QtBot
) -> None:
    world = chain.world
    assign(world, chain.cheap, chain.low)
    if kind == "import":
        rf.load(world, chain.low, rf.HEADER + "8613,China,0.00000036,1/1\n44,United Kingdom,0.00000036,1/1\n")
    else:
        rf.apply(world, rf.bulk(world, chain.low, BulkChange(adjust=Adjust.SET, amount=600), 3))
    protect(world, mode)
    screen = screen_of()
    tab = screen.open(RateImportsTab, "rate_imports")
    tab.table.selectRow(0)
    screen.run("rate_imports.undo")
    screen.dialog(ConfirmDialog).accept()
    task = screen.dialog(TaskDialog)
    qtbot.waitUntil(lambda: not task.strip.busy)
    if mode is LossMode.WARN:
        qtbot.waitUntil(lambda: any(LOSS in text for text in screen.said), timeout=20_000)
    else:
        assert REFUSED in task.ending.text()
    assert (rf.prices(world, chain.low)["8613"] == 4) is (mode is LossMode.WARN)
    task.close()
