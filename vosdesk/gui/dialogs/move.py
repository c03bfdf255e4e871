"""Moving an account under another agent, with everything that this changes told before."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem, Refusal
from vosdesk.contract.ids import AccountId, Empty
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import cover_text, label_of
from vosdesk.gui.dialogs.form import Form, Reread, Values
from vosdesk.gui.dialogs.loss_note import look_at_account
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import AccountField
from vosdesk.gui.formats import Formats
from vosdesk.gui.ops import Call
from vosdesk.gui.text import join, refusal_text, sentence, tr
from vosdesk.gui.theme import Tone

Line = tuple[str, Tone]


class PlaceField(AccountField):
    """The new agent account, or no agent at all."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, optional=False, parent=parent)
        self.top = QCheckBox(tr("No agent"), self)
        self.top.toggled.connect(self._toggled)
        self._box.addWidget(self.top)

    def value(self) -> Any:
        """The agent account's id, None for no agent, or the Problem."""
        return None if self.top.isChecked() else super().value()

    def _toggled(self, on: bool) -> None:
        self.edit.setEnabled(not on)
        self.changed.emit()


class Changes(QWidget):
    """What the move changes, line by line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(5)
        self._labels: list[ToneLabel] = []

    def say(self, lines: list[Line]) -> None:
        """Show these lines."""
        for label in self._labels:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [ToneLabel(text, tone) for text, tone in lines]
        for label in self._labels:
            self._column.addWidget(label)

    def text(self) -> str:
        """Everything that is shown."""
        return "\n".join(label.text() for label in self._labels)


class MoveForm(Form[am.MoveAccount, Empty]):
    """Choose the new agent; the preview follows the choice, and what refuses the move stands at the field."""

    def __init__(self, context: Context, row: a.AccountRow, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            o.ACCOUNTS_MOVE,
            tr("Move account {account}", account=label_of(row)),
            ok=tr("Move"),
            fixed={"id": row.id, "version": row.version},
            extra=self._hindrance,
            reread=Reread(o.ACCOUNTS_GET, a.GetAccount(id=row.id), lambda found: {"version": found.row.version}),
            parent=parent,
        )
        self.setMinimumWidth(560)
        self._row = row
        self._asked: Call | None = None
        self._asked_for: Any = Problem(Code.FIELD_EMPTY)
        self._preview: am.MovePreview | None = None
        self.section()
        self.place = self.add("agent", tr("New agent account"), PlaceField(context))
        self.changes = Changes()
        self.add_widget(self.changes)
        self.changes.say([(tr("Choose an agent account to see what the move changes."), Tone.MUTED)])
        self.place.changed.connect(self._chosen)

    def send(self) -> None:
        """Not before the preview of what is chosen has been shown."""
        if self._asked is None:
            super().send()

    def _hindrance(self, values: Values) -> Found:
        preview = self._preview
        if preview is not None and preview.refusal is not None:
            yield "agent", Problem(preview.refusal, preview.refusal_params)

    def _chosen(self) -> None:
        wanted = self.place.value()
        if wanted == self._asked_for:
            return
        self._asked_for, self._preview = wanted, None
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if isinstance(wanted, Problem):
            self.changes.say([(tr("Choose an agent account to see what the move changes."), Tone.MUTED)])
            return
        request = am.PreviewMove(id=self._row.id, agent=None if wanted is None else AccountId(wanted))
        self.changes.say([(tr("Looking at what changes…"), Tone.MUTED)])
        self._asked = self.context.ops.read(self, o.ACCOUNTS_PREVIEW_MOVE, request, self._previewed, self._unseen)

    def _previewed(self, preview: am.MovePreview) -> None:
        self._asked, self._preview = None, preview
        self.changes.say(move_lines(preview, self.context.formats))
        self._judge()
        self.grow()

    def _unseen(self, refusal: Refusal) -> None:
        self._asked = None
        self.changes.say([(refusal_text(refusal, self.context.formats), Tone.BAD)])


def move_lines(preview: am.MovePreview, formats: Formats) -> list[Line]:
    """What the preview says, as sentences; what forbids the move comes first."""
    lines: list[Line] = []
    if preview.refusal is not None:
        why = sentence(preview.refusal, preview.refusal_params, formats)
        lines.append((tr("Cannot be moved: {why}", why=why), Tone.BAD))
    nowhere = tr("no agent")
    places = {"before": preview.from_agent or nowhere, "after": preview.to_agent or nowhere}
    below = preview.accounts - 1
    if below:
        text = tr("From {before} to {after}, with {count} below it.", count=formats.count(below), **places)
    else:
        text = tr("From {before} to {after}.", **places)
    lines.append((text, Tone.NEUTRAL))
    if preview.gain_access:
        lines.append((tr("Will reach it: {users}.", users=join(preview.gain_access)), Tone.NEUTRAL))
    if preview.lose_access:
        lines.append((tr("Will no longer reach it: {users}.", users=join(preview.lose_access)), Tone.WARNING))
    if preview.groups_out_of_reach:
        groups = join(preview.groups_out_of_reach)
        lines.append((tr("Private rate groups that cannot come along: {groups}.", groups=groups), Tone.BAD))
    return [*lines, *_rate_lines(preview, formats)]


def _rate_lines(preview: am.MovePreview, formats: Formats) -> list[Line]:
    lines: list[Line] = []
    if preview.rate_overridden_after and not preview.rate_overridden_before:
        text = tr("The new agent uses the lower rate: its own rates will apply instead of the rate group chosen.")
        lines.append((text, Tone.WARNING))
    elif preview.rate_overridden_before and not preview.rate_overridden_after:
        text = tr("The lower rate of the present agent no longer applies: the rate group chosen will.")
        lines.append((text, Tone.WARNING))
    if preview.cover_after is not None:
        text = tr("The new agent afterwards: {cover}.", cover=cover_text(preview.cover_after, formats))
        lines.append((text, Tone.BAD if preview.cover_after.free < 0 else Tone.NEUTRAL))
    return lines


def open_dialog(context: Context, parent: QWidget, row: a.AccountRow) -> MoveForm:
    """The form that moves ``row``."""
    form = MoveForm(context, row, parent)
    form.sent.connect(lambda _: context.notices.done(tr("Account {number} moved.", number=row.number)))
    form.sent.connect(lambda _: look_at_account(context, row.id))
    return present(form)
