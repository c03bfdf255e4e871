"""Actions of the noun sessions."""

from vosdesk.contract.operations import SESSIONS_END
from vosdesk.contract.permissions import Right
from vosdesk.contract.session import EndSession, SessionRow
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark, tr


def _end(scene: Scene) -> None:
    from vosdesk.gui.dialogs.confirm import ask_then

    row: SessionRow = scene.row
    notices = scene.context.notices

    def end() -> None:
        done = tr("The session of {login} has ended.", login=row.login)
        scene.context.ops.write(scene.over, SESSIONS_END, EndSession(id=row.id), lambda _: notices.done(done))

    if row.mine:
        lines = [tr("This is the session that you are working in: you will have to log in again.")]
    else:
        lines = [
            tr("What its user has not sent yet is kept in his window until he logs in again."),
            tr("He can log in again at once. Lock the user to keep him out."),
        ]
    who = f"{row.login} ({row.name})" if row.name else row.login
    subject = tr("{user}, logged in {time}", user=who, time=scene.context.formats.time(row.created))
    ask_then(tr("End session"), subject, lines, tr("End session"), end, scene.over)


def _log(scene: Scene) -> None:
    scene.context.open_tab("log", filter_login=scene.row.login)


ACTIONS: tuple[Action, ...] = (
    Action(
        "sessions.end", mark("&End session…"), "end", (Place.MENU_SYSTEM, Place.TOOLBAR, Place.ROW), _end,
        right=(Right.SESSIONS_VIEW, Right.SESSIONS_END), needs=Needs.ONE, shortcut="Del", separated=True,
    ),
    Action(
        "sessions.log", mark("What he &did"), "log", (Place.MENU_SYSTEM, Place.ROW), _log,
        right=(Right.SESSIONS_VIEW, Right.LOG_VIEW), needs=Needs.ONE,
    ),
)  # fmt: skip
