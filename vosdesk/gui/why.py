"""Why something cannot be done with a row: asked of the service, which knows more than the code in the row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from vosdesk.contract.accounts import AccountRow, AskAccount
from vosdesk.contract.errors import Refusal
from vosdesk.contract.grants import VerbAccess
from vosdesk.contract.operations import ACCOUNTS_WHY
from vosdesk.contract.permissions import AccountVerb
from vosdesk.gui.actions.spec import Action, Scene
from vosdesk.gui.text import reason, refusal_text, sentence, tr, without_mnemonic


class Why(QMessageBox):
    """Says why, first shortly, then with who set what and when, as soon as the service has answered."""

    def __init__(self, scene: Scene, action: Action, code: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.NoIcon)
        name = without_mnemonic(tr(action.text))
        self.setWindowTitle(tr("Why not: {action}", action=name))
        self.setText(reason(code))
        self.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
        self._scene = scene
        row = scene.rows[0] if scene.rows else None
        verbs = {v.value for v in AccountVerb}
        if isinstance(row, AccountRow) and action.verb in verbs:
            request = AskAccount(id=row.id, verb=AccountVerb(action.verb))
            scene.context.ops.read(self, ACCOUNTS_WHY, request, self._answered, self._refused)

    def _answered(self, access: VerbAccess) -> None:
        formats = self._scene.context.formats
        lines = [
            sentence(step.code, step.params, formats) for step in access.steps if not step.ok and step.code is not None
        ]
        if lines:
            self.setText("\n\n".join(dict.fromkeys(lines)))

    def _refused(self, refusal: Refusal) -> None:
        self.setInformativeText(refusal_text(refusal, self._scene.context.formats))


def show_why(scene: Scene, action: Action, code: str) -> None:
    """Open the explanation over the scene's window."""
    Why(scene, action, code, scene.window).open()
