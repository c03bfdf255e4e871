"""The one place that turns what happened into something that a user sees."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from vosdesk.contract.errors import Fault, Refusal
from vosdesk.gui.text import Shows, refusal_text, tr


class Notices(QObject):
    """Says things: a line in the status bar, a banner over the page, a question."""

    said = Signal(str)
    """A line for the status bar."""
    warned = Signal(str)
    """A sentence for the banner; an empty one takes the banner away."""

    def __init__(self, formats: Shows | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats
        self.window: QWidget | None = None

    def done(self, text: str) -> None:
        """Tell that something was done; an older warning goes away."""
        self.warned.emit("")
        self.said.emit(text)

    def refused(self, refusal: Refusal) -> None:
        """Tell why something was not done."""
        if isinstance(refusal, Fault):
            self.fault(refusal)
            return
        text = refusal_text(refusal, self.formats)
        self.said.emit(text)
        self.warned.emit(text)

    def warn(self, text: str) -> None:
        """Show ``text`` in the banner until it is closed or something is done."""
        self.warned.emit(text)

    def fault(self, refusal: Refusal) -> None:
        """Tell of a defect of ours, with its reference."""
        text = refusal_text(refusal, self.formats)
        self.said.emit(text)
        self.warned.emit(text)

    def ask(self, title: str, text: str, yes: str) -> bool:
        """Ask whether to do it; ``yes`` names the act on the button. Cancel is the default."""
        # Over a form that is open the question belongs to the form, or it may come up behind it.
        box = QMessageBox(QApplication.activeModalWidget() or self.window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setIcon(QMessageBox.Icon.NoIcon)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        chosen = box.clickedButton() is agree
        box.deleteLater()
        return chosen
