"""Actions of the noun backups."""

from vosdesk.contract.backups import BackupRow
from vosdesk.contract.permissions import Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark, tr


def _create(scene: Scene) -> None:
    from vosdesk.gui.tabs.backups import BackupsTab

    if isinstance(scene.tab, BackupsTab):
        scene.tab.back_up()


def _restore(scene: Scene) -> None:
    from vosdesk.gui.dialogs.confirm import ask_then
    from vosdesk.gui.tabs.backups import BackupsTab

    tab, row = scene.tab, scene.row
    if not isinstance(tab, BackupsTab) or not isinstance(row, BackupRow):
        return
    window = scene.window

    def leave() -> None:
        if window is not None:
            window.logout_wanted.emit()

    when = scene.context.formats.time(row.time)
    lines = [
        tr("The database becomes again what it was at that time. Everything that was done since is taken out of it."),
        tr("The backup is checked and its books are verified first; nothing is touched when something is wrong."),
        tr("What stands there now is kept as a backup. Everybody has to log in again."),
    ]
    subject = tr("The backup of {time}", time=when)
    ask_then(tr("Restore a backup"), subject, lines, tr("Restore"), lambda: tab.restore(row.name, leave), scene.over)


def _folder(scene: Scene) -> None:
    from vosdesk.gui.tabs.backups import BackupsTab

    if isinstance(scene.tab, BackupsTab):
        scene.tab.open_folder()


ACTIONS: tuple[Action, ...] = (
    Action(
        "backups.create", mark("&Back up now"), "add", (Place.MENU_SYSTEM, Place.TOOLBAR), _create,
        right=(Right.BACKUPS_VIEW, Right.BACKUPS_CREATE), needs=Needs.TAB, separated=True,
    ),
    Action(
        "backups.restore", mark("&Restore…"), "history", (Place.MENU_SYSTEM, Place.TOOLBAR, Place.ROW), _restore,
        right=(Right.BACKUPS_VIEW, Right.BACKUPS_RESTORE), needs=Needs.ONE,
    ),
    Action(
        "backups.folder", mark("Open &folder"), "open", (Place.MENU_SYSTEM, Place.TOOLBAR), _folder,
        right=Right.BACKUPS_VIEW, needs=Needs.TAB,
    ),
)  # fmt: skip
