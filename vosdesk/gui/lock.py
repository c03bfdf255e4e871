"""The idle lock: after some minutes without a key or a click everything is covered until the password is given.

Open forms and tabs stay as they are behind their curtains.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.errors import Refusal
from vosdesk.gui.entry import Entry, ErrorLine, PrimaryButton, ToneLabel
from vosdesk.gui.icons import icon
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, look

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Emits ``idle`` once nobody has touched any window for a while.

    It listens at the windows of the system and not at every widget: those see each key and click once.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.idle)
        self._touched = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._listen)
            self._listen(app.focusWindow())

    def start(self, milliseconds: int) -> None:
        """Watch from now on."""
        # A bare display tells of no focus: the windows that are there are listened to at once.
        for window in QGuiApplication.topLevelWindows():
            self._listen(window)
        self._timer.start(milliseconds)

    @property
    def remaining(self) -> int:
        """Milliseconds until it will be idle; −1 while it does not watch."""
        return self._timer.remainingTime()

    def take_touched(self) -> bool:
        """Whether somebody touched a window since this was last asked."""
        touched, self._touched = self._touched, False
        return touched

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every touch starts the time anew."""
        if event.type() in _INPUT and self._timer.isActive():
            self._timer.start()
            self._touched = True
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # installing it again moves it, and does not double it


class Curtain(QWidget):
    """Covers one window and all that is in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.covered = window
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("Locked"))
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize and watched is self.covered:
            self.setGeometry(self.covered.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """An even surface with a lock."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look().colours.window)
            side = 48
            box = self.rect().center()
            icon("lock").paint(painter, box.x() - side // 2, box.y() - side // 2, side, side)


class LockDialog(QDialog):
    """Asks for the password; nothing else can be worked while it is open."""

    password_given = Signal(str)
    left = Signal()
    """Log out instead."""

    def __init__(self, who: str, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(tr("Locked"))
        self.setMinimumWidth(400)
        self.password = Entry("password", tr("Password of {user}", user=who), secret=True)
        self.error = ErrorLine()
        self.unlock = PrimaryButton(tr("Unlock"))
        self.leave = QPushButton(tr("Log out…"))
        self.leave.setMinimumHeight(30)
        self.leave.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(ToneLabel(reason, Tone.MUTED))
        column.addWidget(self.password)
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.unlock)
        column.addLayout(buttons)
        self.unlock.clicked.connect(self._send)
        self.leave.clicked.connect(self.left)
        self.error.waiting.connect(self.unlock.setDisabled)
        self.password.setFocus()

    def refuse(self, refusal: Refusal) -> None:
        """Say why not, and ask once more."""
        self.unlock.setEnabled(True)
        self.error.refuse(refusal)
        self.password.field.selectAll()
        self.password.setFocus()

    def reject(self) -> None:
        """Escape does not open it."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nor does the window's cross."""
        event.ignore()

    def done(self, result: int) -> None:
        """Closed from outside once the password was right."""
        self.password.set_text("")
        super().done(result)

    def _send(self) -> None:
        if self.unlock.isEnabled() and self.password.text():
            self.unlock.setEnabled(False)
            self.error.tell(tr("Checking…"))
            self.password_given.emit(self.password.text())


class Lock(QObject):
    """Curtains over every window, and the dialog before them."""

    def __init__(self, dialog: LockDialog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog = dialog
        self.curtains: list[Curtain] = []
        self._covered: set[int] = set()
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        self.cover()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self.cover)
        dialog.show()

    def cover(self, window: object = None) -> None:
        """Cover every window that is shown and is not covered yet."""
        for widget in QApplication.topLevelWidgets():
            if widget is self.dialog or not widget.isVisible() or id(widget) in self._covered:
                continue
            if isinstance(widget, QWidget) and widget.windowType() is not Qt.WindowType.ToolTip:
                self._covered.add(id(widget))
                self.curtains.append(Curtain(widget))

    def lift(self) -> None:
        """Show everything as it was."""
        from shiboken6 import isValid

        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.disconnect(self.cover)
        for curtain in self.curtains:
            if isValid(curtain):
                curtain.hide()
                curtain.deleteLater()
        self.curtains.clear()
        self.dialog.done(QDialog.DialogCode.Accepted.value)
        self.dialog.deleteLater()
        self.deleteLater()
