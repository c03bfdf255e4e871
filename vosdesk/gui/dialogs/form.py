"""A form that becomes one request of the contract and is sent once."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Fault, Invalid, Problem, Refusal, SessionOver, Stale, Unavailable
from vosdesk.contract.ids import Key, new_key
from vosdesk.contract.operations import Write
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.assembling import assemble, check
from vosdesk.gui.dialogs.form_frame import FormFrame
from vosdesk.gui.dialogs.sections import FieldRow
from vosdesk.gui.dialogs.stale import Reread, compare
from vosdesk.gui.fields import Field
from vosdesk.gui.ops import Call
from vosdesk.gui.text import refusal_text, sentence, tr

Q = TypeVar("Q")
R = TypeVar("R")
F = TypeVar("F", bound=Field)
Values = dict[str, Any]

__all__ = ["Form", "Reread", "Values"]


class Form(FormFrame, Generic[Q, R]):
    """Fields named like the attributes of the request of ``operation``.

    ``fixed`` holds attributes without a field (an id, a version). ``make`` turns values into the request where
    names alone do not; ``extra`` checks what only the form knows. ``sent`` carries the result of the write.
    """

    sent = Signal(object)
    _ready = False

    def __init__(
        self,
        context: Context,
        operation: Write[Q, R],
        title: str,
        *,
        ok: str = "",
        fixed: Mapping[str, Any] | None = None,
        make: Callable[[Values], Q] | None = None,
        extra: Callable[[Values], Found] | None = None,
        reread: Reread[Any, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, ok or tr("OK"), parent)
        self.context = context
        self.operation = operation
        self.result_value: R | None = None
        self._fixed: Values = dict(fixed or {})
        self._make, self._extra, self._reread = make, extra, reread
        self._rows: dict[str, FieldRow] = {}
        self._initial: Values = {}
        self._call: Call | None = None
        self._focus: QWidget | None = None
        self._kept: tuple[Q, Key] | None = None
        self._stored: Values = {}
        self._refused: dict[str, tuple[Any, Problem]] = {}
        self.ok.clicked.connect(self.send)
        self.stale.reload_wanted.connect(self._take_stored)
        self.stale.overwrite_wanted.connect(self._overwrite)
        QShortcut("Ctrl+Return", self, self.send)

    # --- building ----------------------------------------------------------------------------------------------

    def add(self, name: str, label: str, field: F, value: Any = None, *, hint: str = "") -> F:
        """Add a field for the attribute ``name`` under ``label``, showing ``value`` unless it is None."""
        section = self.current_section()
        row = FieldRow(label, field, hint, section)
        section.add(row)
        if value is not None:
            field.set_value(value)
        if self._rows:
            QWidget.setTabOrder(next(reversed(self._rows.values())).field, field)
        self._rows[name] = row
        field.changed.connect(self._typed)
        field.target().installEventFilter(self)
        return field

    def field(self, name: str) -> Field:
        """The field of an attribute."""
        return self._rows[name].field

    def set_shown(self, name: str, on: bool) -> None:
        """Show or hide a field; a hidden one leaves its attribute at the default."""
        self._rows[name].set_shown(on)
        self._judge()

    def set_fixed(self, name: str, value: Any) -> None:
        """Give an attribute without a field another value."""
        self._fixed[name] = value

    # --- values ------------------------------------------------------------------------------------------------

    def values(self) -> Values:
        """What the fields hold, problems included, with the fixed attributes."""
        return self._fixed | {n: r.field.value() for n, r in self._rows.items() if r.shown}

    def build(self) -> Q:
        """The request. Raises Invalid with the problems of all fields when there are any."""
        wrong, request = self._check()
        if request is None:
            raise Invalid(next(iter(wrong.values())).code if wrong else Code.FIELD_INVALID)
        return request

    def problems(self) -> dict[str, Problem]:
        """What is wrong, by field name, shown or not yet shown."""
        return self._check()[0]

    def problem_text(self, name: str) -> str:
        """The sentence on show under a field, or nothing."""
        return self._rows[name].problem

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what the form opened with."""
        return self._ready and any(r.field.value() != self._initial.get(n) for n, r in self._rows.items())

    @property
    def sending(self) -> bool:
        """Whether the request is under way."""
        return self._call is not None

    def set_clean(self) -> None:
        """Take what the fields hold now as where the user starts from."""
        self._initial = {n: r.field.value() for n, r in self._rows.items()}
        self._ready = True

    # --- sending -----------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Send the request, unless something is wrong: then show all of it and go to the first."""
        if self._call is not None:
            return
        for row in self._rows.values():
            row.touched = True
        self._refused = {}
        wrong, request = self._check()
        self._show(wrong)
        if request is None:
            self._go_to_first(wrong)
            return
        self.banner.say("")
        self.stale.hide()
        self._set_sending(self._write(request, self._key(request)))

    def _write(self, request: Q, key: Key) -> Call:
        return self.context.ops.write(self, self.operation, request, self._done, self._failed, key)

    def _key(self, request: Q) -> Key:
        """One key for one content: a retry after a lost answer must be recognised, another act must not."""
        if self._kept is None or self._kept[0] != request:
            self._kept = (request, new_key())
        return self._kept[1]

    def _done(self, value: R) -> None:
        self._set_sending(None)
        self.result_value = value
        self._ready = False
        self.sent.emit(value)
        super().accept()

    def _failed(self, refusal: Refusal) -> None:
        self._set_sending(None)
        if isinstance(refusal, SessionOver):
            self.banner.say(tr("Log in again, then send this once more. Nothing that you typed is lost."))
        elif isinstance(refusal, Stale):
            self._ask_for_stored(refusal)
        elif refusal.fields:
            self._show_refused_fields(refusal)
        else:
            text = refusal_text(refusal, self.context.formats)
            if isinstance(refusal, (Unavailable, Fault)):
                text += " " + tr("You can send it again: it will not be done twice.")
            self.banner.say(text)
        self.grow()

    def _show_refused_fields(self, refusal: Refusal) -> None:
        wrong: dict[str, Problem] = {}
        elsewhere: list[str] = []
        for found in refusal.fields:
            if found.code is Code.PAYMENT_CONFIRM and found.field in self._rows:
                self.set_shown(found.field, True)
            if found.field in self._rows and self._rows[found.field].shown:
                wrong.setdefault(found.field, Problem(found.code, found.params))
            else:
                elsewhere.append(sentence(found.code, found.params, self.context.formats))
        self._refused = {name: (self._rows[name].field.value(), problem) for name, problem in wrong.items()}
        self._show(wrong)
        self.banner.say(" ".join(dict.fromkeys(elsewhere)))
        self._go_to_first(wrong)

    # --- a stale edit ------------------------------------------------------------------------------------------

    def _ask_for_stored(self, refusal: Stale) -> None:
        if self._reread is None:
            self._compare(dict(refusal.params))
            return
        reread = self._reread

        def read(answer: Any) -> None:
            self._set_sending(None)
            self._compare(reread.values(answer))

        self._set_sending(self.context.ops.read(self, reread.operation, reread.request, read, self._failed))

    def _compare(self, stored: Values) -> None:
        self._stored = stored
        differences = compare(self._rows, stored)
        self.stale.compare(differences)
        self.grow()

    def _take_stored(self) -> None:
        self._take_version()
        for name, row in self._rows.items():
            if name in self._stored:
                row.field.set_value(self._stored[name])
        self.set_clean()

    def _overwrite(self) -> None:
        self._take_version()
        self.send()

    def _take_version(self) -> None:
        self._fixed |= {n: v for n, v in self._stored.items() if n in self._fixed}
        self.stale.hide()

    # --- closing -----------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """OK sends; the form closes when the answer is there."""
        self.send()

    def reject(self) -> None:
        """Close, after asking when something was typed or an answer is still out."""
        if self._may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button asks as well."""
        if self._may_close():
            event.accept()
            super().closeEvent(event)
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """What the form opens with is where the user starts from."""
        if not self._ready:
            self.set_clean()
            self.fit(self._rows.values())
            self._focus_first()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that was left is judged; a body that needs more room gets it."""
        if watched is self.body:
            if event.type() == QEvent.Type.LayoutRequest and self._ready:
                self.grow()
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and self._ready and self.isVisible():
            name, row = next(((n, r) for n, r in self._rows.items() if r.field.target() is watched), ("", None))
            if row is not None and row.field.value() != self._initial.get(name):
                row.touched = True
                self._judge()
        return super().eventFilter(watched, event)

    def _may_close(self) -> bool:
        if self._call is not None:
            text = tr("The answer is still out: it may have been done. Look before you do it again.")
            return self.context.notices.ask(self.windowTitle(), text, tr("Close"))
        if not self.dirty:
            return True
        text = tr("What you typed has not been sent.")
        if not self.context.notices.ask(self.windowTitle(), text, tr("Discard")):
            return False
        self._ready = False
        return True

    # --- inside ------------------------------------------------------------------------------------------------

    def _focus_first(self) -> None:
        first = next((r for r in self._rows.values() if r.shown and r.field.isEnabled()), None)
        if first is not None:
            first.field.target().setFocus()

    def _check(self) -> tuple[dict[str, Problem], Q | None]:
        neutral = {name: row.field.neutral for name, row in self._rows.items()}
        make = self._make or (lambda whole: assemble(self.operation.request, whole))
        return check(self.values(), neutral, make, self._extra)

    def _typed(self) -> None:
        sender = self.sender()
        for row in self._rows.values():
            if row.field is sender and self._ready:
                row.touched = True
        self._judge()

    def _judge(self) -> None:
        if self._ready:
            # What the service refused stays refused until it is typed anew, wherever the keyboard goes meanwhile.
            kept = {n: p for n, (value, p) in self._refused.items() if self._rows[n].field.value() == value}
            self._show(kept | self.problems())

    def _show(self, wrong: Mapping[str, Problem]) -> None:
        for name, row in self._rows.items():
            problem = wrong.get(name) if row.touched else None
            text = "" if problem is None else sentence(problem.code, problem.params, self.context.formats)
            if text != row.problem:
                row.show_problem(text)
        homeless = [sentence(p.code, p.params, self.context.formats) for n, p in wrong.items() if n not in self._rows]
        if homeless and all(r.touched for r in self._rows.values()):
            self.banner.say(" ".join(homeless))

    def _go_to_first(self, wrong: Mapping[str, Problem]) -> None:
        for name, row in self._rows.items():
            if name in wrong and row.shown:
                row.field.target().setFocus()
                self.scroller.ensureWidgetVisible(row.holder)
                return

    def _set_sending(self, call: Call | None) -> None:
        self._call = call
        self.ok.setEnabled(call is None)
        if call is not None:
            self._focus = self.focusWidget()
        self.body.setEnabled(call is None)
        if call is None and self._focus is not None:
            self._focus.setFocus()
