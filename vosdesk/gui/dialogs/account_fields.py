"""Fields that choose what an account refers to: its rate groups, and the rights of an access list."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from msgspec import UNSET
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.operations import RATE_GROUPS_OPTIONS
from vosdesk.contract.permissions import AccountRight, GroupRight
from vosdesk.contract.rate_groups import RateGroupChoices, RateGroupOption, RateGroupOptions
from vosdesk.gui.context import Context
from vosdesk.gui.fields import ChoiceField, Field
from vosdesk.gui.ops import Call
from vosdesk.gui.text import enum_text, refusal_text, tr


class RateGroupField(ChoiceField):
    """The rate groups that the reader may choose, fetched when ``load`` is called.

    ``present`` is what the account has now: it stays on offer even when the reader could not choose it anew.
    """

    loaded = Signal()

    def __init__(self, context: Context, nothing: str = "", parent: QWidget | None = None) -> None:
        self._nothing = nothing or tr("None")
        super().__init__(((None, self._nothing),), parent)
        self._context = context
        self._call: Call | None = None
        self._present: tuple[tuple[Any, str], ...] = ()

    def load(self, account: AccountId | None = None, agent: AccountId | None = None) -> None:
        """Fetch the choices for ``account``, or for a new one below ``agent``."""
        if self._call is not None:
            self._call.cancel()
        request = RateGroupOptions(account=account, agent=agent)
        self._call = self._context.ops.read(self, RATE_GROUPS_OPTIONS, request, self._answered, self._refused)

    def set_present(self, group: RateGroupId | None, name: str) -> None:
        """Offer and choose the group that the account has now."""
        self._present = () if group is None else ((group, name),)
        self.set_choices(((None, self._nothing), *self._present))
        self.set_value(group)

    def keep_hidden(self) -> None:
        """Offer and choose to keep the group that the account has now, which the reader may not see."""
        self._present = ((UNSET, tr("As it is (not yours to see)")),)
        self.set_choices(((None, self._nothing), *self._present))
        self.set_value(UNSET)

    def _answered(self, choices: RateGroupChoices) -> None:
        self._call = None
        offered = tuple((option.id, option_text(option)) for option in choices.rows)
        known = {group for group, _ in offered}
        kept = tuple(pair for pair in self._present if pair[0] not in known)
        self.set_choices(((None, self._nothing), *kept, *offered))
        self.loaded.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._call = None
        self.combo.setToolTip(refusal_text(refusal, self._context.formats))
        self.loaded.emit()


def option_text(option: RateGroupOption) -> str:
    """A rate group as a choice shows it."""
    return group_text(option.name, option.private)


def group_text(name: str, private: bool) -> str:
    """The name of a rate group as a choice shows it."""
    return tr("{name} (private)", name=name) if private else name


class RightsField(Field):
    """A set of rights of an access list as boxes; ``always`` are ticked and cannot be taken out."""

    wide = True
    neutral: Any = frozenset[StrEnum]()

    def __init__(
        self,
        rights: Sequence[StrEnum],
        always: frozenset[StrEnum] = frozenset(),
        columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._always = always
        self._boxes: dict[StrEnum, QCheckBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for number, right in enumerate(rights):
            box = QCheckBox(enum_text(right), self)
            box.setChecked(right in always)
            box.setEnabled(right not in always)
            box.toggled.connect(self.changed)
            self._boxes[right] = box
            grid.addWidget(box, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
        self._box.addLayout(grid)
        self.setFocusProxy(self.target())

    def value(self) -> frozenset[StrEnum]:
        """The rights that are ticked."""
        return frozenset(right for right, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: frozenset[StrEnum]) -> None:
        """Tick exactly these, and what is always ticked."""
        for right, box in self._boxes.items():
            box.setChecked(right in value or right in self._always)

    def display(self, value: frozenset[StrEnum]) -> str:
        """The names of the rights."""
        return tr(", ").join(enum_text(right) for right in self._boxes if right in value)

    def box(self, right: StrEnum) -> QCheckBox:
        """The box of one right."""
        return self._boxes[right]

    def target(self) -> QWidget:
        """The first box that can be changed."""
        return next(box for right, box in self._boxes.items() if right not in self._always)

    def set_name(self, name: str) -> None:
        """Each box has its own name."""
        self.setAccessibleName(name)


def account_rights(parent: QWidget | None = None) -> RightsField:
    """The rights of an entry on an account's access list; a look is in every entry."""
    return RightsField(tuple(AccountRight), frozenset({AccountRight.SEE}), parent=parent)


def group_rights(parent: QWidget | None = None) -> RightsField:
    """The rights of an entry on a rate group's access list."""
    return RightsField(tuple(GroupRight), columns=1, parent=parent)
