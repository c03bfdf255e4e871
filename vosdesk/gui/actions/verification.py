"""Actions of the noun verification."""

from vosdesk.contract.permissions import Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark


def _start(scene: Scene) -> None:
    from vosdesk.gui.tabs.verification import VerificationTab

    if isinstance(scene.tab, VerificationTab):
        scene.tab.begin()


ACTIONS: tuple[Action, ...] = (
    Action(
        "verification.start", mark("&Verify now"), "verification", (Place.MENU_SYSTEM, Place.TOOLBAR), _start,
        right=Right.VERIFICATION_VIEW, needs=Needs.TAB, separated=True,
    ),
)  # fmt: skip
