"""The steps that gave or took a right, as sentences about a user, and the pane that shows them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from vosdesk.contract.errors import Code
from vosdesk.contract.grants import Step, StepKind, VerbAccess
from vosdesk.contract.permissions import AccountRight, GroupRight
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.formats import Formats
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.text import enum_text, join, mark, right_text, sentence, tr, verb_text
from vosdesk.gui.theme import Tone

YES, NO = "✓", "✗"

_TAKEN: dict[Code, str] = {
    Code.USER_LOCKED: mark("User {login} is locked: he cannot log in."),
    Code.USER_EXPIRED: mark("User {login} has expired: he cannot log in."),
    Code.TYPE_CAP: mark("Users of type {type} can never have the right “{right}”."),
    Code.GRANT_NONE: mark("The user is not on this access list, nor on that of an account above it."),
    Code.AGENT_NEVER: mark("Users of type Agent can never do this."),
    Code.GRANT_LACKS: mark(
        "The access list of account {account} decides; the user's entry there gives only: {rights} (set by {by}, {at})."
    ),
    Code.GRANT_NOT_COVERING: mark(
        "The access list of account {account} names the user for that account alone, not for those below it (set by "
        "{by}, {at})."
    ),
    Code.OWN_ACCOUNT: mark(
        "The user is listed on account {account} himself (by {by}, {at}). It counts as his own, and nobody does this "
        "with his own account."
    ),
    Code.GRANT_HIDES: mark(
        "The entry on the access list of account {account} itself (set by {by}, {at}) goes first, and hides the entry "
        "on account {hidden_account}, which would give: {hidden_rights}."
    ),
    Code.GROUP_NOT_YOURS: mark("The rate group is not the user's own."),
    Code.GROUP_GRANT_LACKS: mark(
        "The user's entry on the access list of this rate group gives only: {rights} (set by {by}, {at})."
    ),
}
"""What a step says that takes the right away, by its code; other codes have one sentence for everybody."""


def step_text(step: Step, formats: Formats, *, mine: bool = False) -> str:
    """What a step says. ``mine`` is for the steps of the reader himself, who is not told his template."""
    if step.ok:
        return _given(step, formats, mine=mine)
    if step.code is None:
        return tr("No.")
    if step.code is Code.RIGHT_MISSING:
        return _missing(step, mine=mine)
    source = _TAKEN.get(step.code)
    return sentence(step.code, step.params, formats) if source is None else tr(source, **_shown(step, formats))


def _given(step: Step, formats: Formats, *, mine: bool) -> str:
    params = _shown(step, formats)
    if step.kind is StepKind.USER:
        return tr("User {login}, of type {type}, can log in.", **params)
    if step.kind is StepKind.RIGHT:
        return tr(_right_source(step, mine=mine), **params)
    if "owner" in step.params:
        return tr("The rate group is private to {owner}.", **params)
    if "account" in step.params:
        return tr("The access list of account {account} lists the user with: {rights} (set by {by}, {at}).", **params)
    return tr("The access list of this rate group lists the user with: {rights} (set by {by}, {at}).", **params)


def _right_source(step: Step, *, mine: bool) -> str:
    if step.params.get("type") == "administrator":
        return mark("Administrators hold every right; so “{right}” too.")
    if mine:
        return mark("You hold the operation right “{right}”.")
    if step.params.get("template"):
        return mark("The template “{template}” gives the right “{right}”.")
    return mark("The right “{right}” was given by hand.")


def _missing(step: Step, *, mine: bool) -> str:
    right = right_text(step.params.get("right", ""))
    template = shipped_text(step.params.get("template", ""))
    if mine:
        return tr("You do not hold the operation right “{right}”.", right=right)
    if template:
        return tr("The template “{template}” does not give the right “{right}”.", template=template, right=right)
    return tr("The right “{right}” was not given.", right=right)


def _shown(step: Step, formats: Formats) -> dict[str, Any]:
    from vosdesk.gui.words import USER_TYPES

    shown: dict[str, Any] = dict(step.params)
    kind: type[AccountRight] | type[GroupRight] = AccountRight if "account" in shown else GroupRight
    for name in ("rights", "hidden_rights"):
        if name in shown:
            shown[name] = join(enum_text(right) for right in kind if right.value in shown[name])
    if "template" in shown:
        shown["template"] = shipped_text(shown["template"])
    if "right" in shown:
        shown["right"] = right_text(shown["right"])
    if "type" in shown:
        shown["type"] = tr(USER_TYPES.get(shown["type"], shown["type"]))
    if isinstance(shown.get("at"), int):
        shown["at"] = formats.time(shown["at"])
    return shown


class StepsPane(QScrollArea):
    """Every step for one verb. ``remove_wanted`` carries the step whose grant hides, when its button is pressed."""

    remove_wanted = Signal(object)

    def __init__(self, formats: Formats, *, mine: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats, self._mine = formats, mine
        self.may_remove = False
        self.removers: list[QPushButton] = []
        self._texts: list[str] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(340)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clear(tr("Choose a line to see why."))

    def text(self) -> str:
        """Everything that is shown."""
        return "\n".join(self._texts)

    def clear(self, hint: str = "") -> None:
        """Show a hint alone."""
        self._fill([hint] if hint else [], ())

    def explain(self, access: VerbAccess, title: str = "") -> None:
        """Show the steps of ``access`` in order."""
        head = title or verb_text(access.verb)
        verdict = tr("{verb}: yes", verb=head) if access.allowed else tr("{verb}: no", verb=head)
        self._fill([verdict], access.steps, Tone.GOOD if access.allowed else Tone.BAD)

    def _fill(self, head: Sequence[str], steps: Sequence[Step], tone: Tone = Tone.MUTED) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 8, 12, 8)
        column.setSpacing(10)
        self._texts, self.removers = [], []
        for text in head:
            label = ToneLabel(text, tone)
            if steps:
                font = QFont(label.font())
                font.setWeight(QFont.Weight.DemiBold)
                label.setFont(font)
            self._texts.append(text)
            column.addWidget(label)
        for step in steps:
            column.addLayout(self._line(step))
        column.addStretch(1)
        self.setWidget(body)

    def _line(self, step: Step) -> QHBoxLayout:
        sign = ToneLabel(YES if step.ok else NO, Tone.GOOD if step.ok else Tone.BAD)
        sign.setWordWrap(False)
        sign.setFixedWidth(16)
        sign.setAccessibleName(tr("Yes") if step.ok else tr("No"))
        text = step_text(step, self._formats, mine=self._mine)
        self._texts.append(f"{sign.text()} {text}")
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(ToneLabel(enum_text(step.kind), Tone.MUTED))
        sentence_label = ToneLabel(text)
        sentence_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(sentence_label)
        if self.may_remove and step.code is Code.GRANT_HIDES and step.grant is not None:
            words.addWidget(self._remover(step), 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _remover(self, step: Step) -> QPushButton:
        button = QPushButton(tr("Remove this entry…"))
        button.setAutoDefault(False)
        act: Callable[[], None] = lambda: self.remove_wanted.emit(step)  # noqa: E731 - typed for the signal
        button.clicked.connect(act)
        self.removers.append(button)
        return button
