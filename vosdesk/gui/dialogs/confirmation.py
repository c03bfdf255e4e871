"""The user's own password, asked for again when a large amount is to move."""

from typing import Any

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.money import parse_money
from vosdesk.contract.parameters import CONFIRM_FROM, PARAMETERS
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.fields import PasswordField
from vosdesk.gui.text import tr


def _given(text: str) -> Problem | None:
    return None if text else Problem(Code.FIELD_EMPTY)


def is_large(context: Context, amount: int) -> bool:
    """Whether an amount (micro-units) asks for the password, as far as this console knows."""
    least = parse_money(context.me.parameters.get(CONFIRM_FROM, PARAMETERS[CONFIRM_FROM].default))
    return isinstance(least, int) and 0 < least <= abs(amount)


def add_confirmation(form: Form[Any, Any], name: str = "confirmation") -> None:
    """Add the field, hidden until ``show_confirmation`` or a refusal of the service shows it."""
    form.add(name, tr("Your own password"), PasswordField(_given), hint=tr("A large amount: it is asked for again."))
    form.set_shown(name, False)


def show_confirmation(form: Form[Any, Any], amount: Any, name: str = "confirmation") -> None:
    """Show the field when ``amount`` is a large one; a Problem is none."""
    form.set_shown(name, isinstance(amount, int) and is_large(form.context, amount))
