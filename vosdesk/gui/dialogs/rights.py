"""The rights editor in three parts: View and Edit of each page, named operations, and the tree that follows."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import TemplateId
from vosdesk.contract.operations import USERS_PREVIEW_RIGHTS
from vosdesk.contract.permissions import NODES, Right, UserType
from vosdesk.contract.users import PreviewRights, RightsPreview, TemplateRow
from vosdesk.gui.context import Context
from vosdesk.gui.fields import Field, RightsGrid
from vosdesk.gui.navigation import NavigationTree
from vosdesk.gui.ops import Call
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.text import enum_text, refusal_text, tr
from vosdesk.gui.theme import Tone, tint

SETTLE_MS = 80
"""Several ticks in a row, such as Edit with its View, are previewed once."""
PREVIEW_WIDTH, TITLE_HEIGHT = 214, 21
ALL = frozenset(Right)


class TemplateRights(NamedTuple):
    """A template as far as a user form needs it."""

    id: TemplateId
    name: str
    type: UserType
    rights: frozenset[Right]

    @classmethod
    def of(cls, row: TemplateRow) -> "TemplateRights":
        """What a row of the list tells."""
        return cls(row.id, row.name, row.type, row.rights)


class RightsEditor(Field):
    """Rights by hand, or the rights of a template to look at. The value is the set by hand; empty under a template.

    What the type of user withholds is barred by a lock and says why. ``adjust_wanted``: the rights of the template that
    is shown were taken over as rights by hand, and it is not wanted any more.
    """

    wide = True
    neutral: Any = frozenset[Right]()
    adjust_wanted = Signal()

    def __init__(self, context: Context, kind: UserType, prompt: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._prompt = prompt or tr("Rights by hand: tick what may be seen and done.")
        self._kind = kind
        self._template: TemplateRights | None = None
        self._by_hand: frozenset[Right] = frozenset()
        self._shown: PreviewRights | None = None
        self._call: Call | None = None
        self._caps_call: Call | None = None
        self.grid = RightsGrid(self)
        self.preview = NavigationPreview(self)
        self.note = _text(self)
        self.why = _text(self)
        tint(self.why, Tone.MUTED)
        self.adjust = QPushButton(tr("Adjust by hand"), self)
        self.adjust.setAutoDefault(False)
        self.adjust.clicked.connect(self._adjust)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        self.setFocusProxy(self.grid)
        self.grid.changed.connect(self._edited)
        self.show_for(kind, None)

    # --- what others use ---------------------------------------------------------------------------------------

    def show_for(self, kind: UserType, template: TemplateRights | None) -> None:
        """Edit the rights of a user of type ``kind`` by hand, or show those of his template."""
        new_kind = kind is not self._kind
        self._kind, self._template = kind, template
        fixed = template is not None or kind is UserType.ADMINISTRATOR
        self.grid.set_read_only(fixed)
        self.adjust.setVisible(template is not None and kind is not UserType.ADMINISTRATOR)
        self._set_grid(self._to_show())
        self._say()
        if new_kind or self._caps is None:
            self._ask_caps()
        self._timer.start()
        self.changed.emit()

    def value(self) -> frozenset[Right]:
        """The rights by hand; none where a template or the type decides."""
        decided = self._template is not None or self._kind is UserType.ADMINISTRATOR
        return frozenset() if decided else self.grid.value()

    def set_value(self, value: Iterable[Right]) -> None:
        """Show these as the rights by hand."""
        self._by_hand = frozenset(value)
        self._set_grid(self._to_show())
        self._timer.start()
        self.changed.emit()

    def display(self, value: Iterable[Right]) -> str:
        """The names of the rights."""
        return self.grid.display(value)

    def target(self) -> QWidget:
        """The first box."""
        return self.grid.target()

    def set_name(self, name: str) -> None:
        """The accessible name of the boxes as a group."""
        self.setAccessibleName(name)
        self.grid.set_name(name)

    def set_wrong(self, wrong: bool) -> None:
        """The sentence below is enough: no one box is wrong."""

    # --- inside ------------------------------------------------------------------------------------------------

    _caps: frozenset[Right] | None = None

    def _to_show(self) -> frozenset[Right]:
        if self._kind is UserType.ADMINISTRATOR:
            return ALL
        return self._by_hand if self._template is None else self._template.rights

    def _set_grid(self, rights: frozenset[Right]) -> None:
        blocked = self.grid.blockSignals(True)
        self.grid.set_value(rights)
        self.grid.blockSignals(blocked)

    def _edited(self) -> None:
        if self._template is None and self._kind is not UserType.ADMINISTRATOR:
            self._by_hand = self.grid.value()
            self._timer.start()
            self.changed.emit()

    def _adjust(self) -> None:
        if self._template is not None:
            self._by_hand = self._template.rights
            self.adjust_wanted.emit()
            self.grid.target().setFocus()

    def _say(self) -> None:
        if self._kind is UserType.ADMINISTRATOR:
            text = tr("An administrator holds every right, and that cannot be narrowed.")
        elif self._template is not None:
            text = tr("These are the rights of the template “{name}”.", name=shipped_text(self._template.name))
        else:
            text = self._prompt
        self.note.setText(text)

    def _ask_caps(self) -> None:
        self._caps = frozenset()
        if self._caps_call is not None:
            self._caps_call.cancel()  # the answer for another type might come last
        if self._context.may(Right.USERS_VIEW):
            request = PreviewRights(type=self._kind, rights=ALL)
            ops = self._context.ops
            self._caps_call = ops.read(self, USERS_PREVIEW_RIGHTS, request, self._caps_came, self._refused)

    def _caps_came(self, answer: RightsPreview) -> None:
        self._caps_call = None
        self._caps = answer.withheld
        reason = tr("A user of type {type} can never have this right.", type=enum_text(self._kind))
        blocked = self.grid.blockSignals(True)
        self.grid.set_withheld(answer.withheld, reason)
        self.grid.blockSignals(blocked)
        self.why.setText(
            tr("A lock: no template can give this to a user of type {type}.", type=enum_text(self._kind))
            if answer.withheld
            else ""
        )
        self.changed.emit()

    def _ask(self) -> None:
        if not self._context.may(Right.USERS_VIEW):
            self.preview.say(tr("The preview needs the right to view users."))
            return
        if self._template is not None:
            request = PreviewRights(type=self._kind, template=self._template.id)
        else:
            request = PreviewRights(type=self._kind, rights=self._to_show())
        if request == self._shown:
            return
        if self._call is not None:
            self._call.cancel()
        self._shown = request
        self._call = self._context.ops.read(self, USERS_PREVIEW_RIGHTS, request, self._previewed, self._refused)

    def _previewed(self, answer: RightsPreview) -> None:
        self._call = None
        self.preview.show_ids(answer.nodes, importing=Right.RATES_IMPORT in answer.effective)

    def _refused(self, refusal: Refusal) -> None:
        self._call, self._shown = None, None
        self.preview.say(refusal_text(refusal, self._context.formats))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.note)
        head.addWidget(self.adjust)
        head.addStretch(1)
        parts = QHBoxLayout()
        parts.setSpacing(20)
        parts.addWidget(self.grid, 1)
        parts.addWidget(self.preview)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(parts)
        column.addWidget(self.why)
        self._box.addLayout(column)
        # The line is as high with the button as without it: nothing jumps when a template is chosen.
        self.note.setMinimumHeight(self.adjust.sizeHint().height())


class NavigationPreview(QFrame):
    """The navigation tree as the edited user will see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(PREVIEW_WIDTH)
        title = QLabel(tr("Navigation preview"), self)
        title.setMinimumHeight(TITLE_HEIGHT)
        tint(title, Tone.MUTED)
        self.tree = NavigationTree(self)
        self.tree.setAccessibleName(title.text())
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.empty = _text(self)
        self.empty.setWordWrap(True)
        self.empty.hide()
        tint(self.empty, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(self.empty)
        column.addWidget(self.tree, 1)
        self.nodes: tuple[str, ...] = ()

    def show_ids(self, ids: Iterable[str], *, importing: bool) -> None:
        """Show the nodes with these ids, and those of whoever imports rates."""
        self.nodes = tuple(ids)
        self.tree.show_nodes((node for node in NODES if node.id in self.nodes), importing=importing)
        self.empty.setText("" if self.nodes else tr("This user will see no page at all."))
        self.empty.setVisible(not self.nodes)

    def say(self, text: str) -> None:
        """Say why there is no preview."""
        self.nodes = ()
        self.tree.show_nodes(())
        self.empty.setText(text)
        self.empty.show()


def _text(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
