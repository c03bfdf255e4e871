"""A backup restored from the window: what was done since is gone, and the login window is there again."""

from tests.e2e.conftest import Start, WorldFactory
from tests.support.world import ADMIN, PASSWORD, World
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.tabs.backups import BackupsTab


def test_restoring_leads_back_to_the_login_window(world: World, start: Start) -> None:
    account = world.account("1001", opening=5)
    console = start(WorldFactory(world))
    console.log_in(ADMIN, PASSWORD)
    tab = console.open("Backups")
    assert isinstance(tab, BackupsTab)
    console.act("backups.create")
    console.wait(lambda: not tab.head.strip.busy and len(console.rows()) == 1)
    world.recharge(account, 7)
    tab.table.selectRow(0)
    console.wait()
    console.act("backups.restore")
    console.press(console.dialog(ConfirmDialog).act)
    console.wait(lambda: console.desk.window is None and console.desk.login_window is not None)
    console.wait()
    world.admin = world.login(ADMIN)
    assert world.account_row(account).balance == 5_000_000
    console.log_in(ADMIN, PASSWORD)
    assert console.window.isVisible()
