"""Actions of the noun grants: authorization, effective access, who can, new agent."""

from vosdesk.contract.accounts import AccountRow
from vosdesk.contract.permissions import AccountVerb, Right
from vosdesk.contract.rate_groups import RateGroupRow
from vosdesk.contract.users import UserRow
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark


def _authorize(scene: Scene) -> None:
    from vosdesk.gui.dialogs import authorize

    authorize.open_dialog(scene.context, scene.over, scene.row.id, scene.row.number)


def _explain(scene: Scene) -> None:
    from vosdesk.gui.dialogs import effective
    from vosdesk.gui.fields.user import UserChoice

    row = scene.row
    if isinstance(row, AccountRow):
        effective.open_account(scene.context, scene.over, row.id, row.number)
    elif isinstance(row, RateGroupRow):
        effective.open_group(scene.context, scene.over, row.id, row.name)
    elif isinstance(row, UserRow):
        effective.open_user(scene.context, scene.over, UserChoice(id=row.id, login=row.login, name=row.name))


def _who_can(scene: Scene) -> None:
    from vosdesk.gui.dialogs import who_can

    row = scene.row
    if isinstance(row, AccountRow):
        who_can.open_account(scene.context, scene.over, row.id, row.number)
    elif isinstance(row, RateGroupRow):
        who_can.open_group(scene.context, scene.over, row.id, row.name)


def _new_agent(scene: Scene) -> None:
    from vosdesk.gui.dialogs import new_agent

    new_agent.open_dialog(scene.context, scene.over)


_EXPLAINING = (Right.USERS_VIEW, Right.ACCOUNTS_AUTHORIZE)

ACTIONS: tuple[Action, ...] = (
    Action(
        "grants.new_agent", mark("New a&gent…"), "new_agent",
        (Place.MENU_USER, Place.MENU_ACCOUNT, Place.TOOLBAR), _new_agent,
        right=(Right.USERS_EDIT, Right.ACCOUNTS_EDIT, Right.ACCOUNTS_AUTHORIZE, Right.RATE_GROUPS_AUTHORIZE),
    ),
    Action(
        "grants.authorize", mark("&Authorization…"), "authorize",
        (Place.MENU_ACCOUNT, Place.TOOLBAR, Place.ROW), _authorize,
        right=Right.ACCOUNTS_AUTHORIZE, verb=AccountVerb.AUTHORIZE, needs=Needs.ONE, separated=True,
    ),
    Action(
        "grants.explain", mark("Effective access…"), "explain",
        (Place.MENU_USER, Place.MENU_ACCOUNT, Place.ROW), _explain, right=_EXPLAINING, needs=Needs.ONE,
    ),
    Action(
        "grants.who_can", mark("Who can…"), "who_can", (Place.MENU_ACCOUNT, Place.ROW), _who_can,
        right=_EXPLAINING, needs=Needs.ONE,
    ),
)  # fmt: skip
