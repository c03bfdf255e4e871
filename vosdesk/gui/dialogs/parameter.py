"""Changing a system parameter."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from vosdesk.contract import text_rules
from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import Empty
from vosdesk.contract.money import NumberStyle, format_money, parse_money
from vosdesk.contract.operations import PARAMETERS_LIST, PARAMETERS_SET
from vosdesk.contract.parameters import PARAMETERS, Parameter, ParameterRow, ParameterRows, SetParameter
from vosdesk.gui.actions.spec import Scene
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.form import Form, Reread, Values
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.fields import ChoiceField, Field, LineField, MoneyEdit, WholeField
from vosdesk.gui.parameter_words import EFFECTS, limits, shown
from vosdesk.gui.text import parameter_text, tr
from vosdesk.gui.theme import Tone, tint

_STORED = NumberStyle(decimal=".", group="")


def typed(spec: Parameter, value: str) -> Any:
    """A stored value as its field holds it: a number, micro-units of money, or text."""
    if spec.kind == "money":
        amount = parse_money(value)
        return None if isinstance(amount, Problem) else amount
    return int(value) if spec.kind == "whole" else value


def stored(spec: Parameter, value: Any) -> str:
    """What a field holds, as it is stored and sent."""
    return format_money(value, 0, _STORED).replace("−", "-") if spec.kind == "money" else str(value)


def _field(context: Context, spec: Parameter) -> Field:
    if spec.kind == "money":
        return MoneyEdit(context.formats)
    if spec.kind == "whole":
        return WholeField(context.formats, spec.low, spec.high)
    if spec.kind == "choice":
        return ChoiceField([(choice, shown(spec.name, choice, context.formats)) for choice in spec.choices])
    return LineField(lambda text: text_rules.line(text, spec.high, required=True))


def edit_parameter(scene: Scene) -> None:
    """Open the form for the selected parameter."""
    row: ParameterRow = scene.row
    spec, context = PARAMETERS[row.name], scene.context
    title = parameter_text(row.name)

    def make(values: Values) -> SetParameter:
        return SetParameter(name=row.name, version=values["version"], value=stored(spec, values["value"]))

    def reread(answer: ParameterRows) -> Values:
        now = next(r for r in answer.rows if r.name == row.name)
        return {"version": now.version, "value": typed(spec, now.value)}

    form: Form[SetParameter, Empty] = Form(
        context,
        PARAMETERS_SET,
        tr("Change {parameter}", parameter=title),
        ok=tr("Save"),
        fixed={"version": row.version},
        make=make,
        reread=Reread(PARAMETERS_LIST, Empty(), reread),
        parent=scene.over,
    )
    form.section()
    default = shown(row.name, spec.default, context.formats)
    hint = tr("{limits}. Default: {default}.", limits=limits(row.name, context.formats), default=default)
    form.add("value", title, _field(context, spec), typed(spec, row.value), hint=hint)
    effect = QLabel(tr(EFFECTS[row.name]))
    effect.setTextFormat(Qt.TextFormat.PlainText)
    effect.setWordWrap(True)
    tint(effect, Tone.MUTED)
    form.add_widget(effect)
    form.sent.connect(lambda _: context.notices.done(tr("{parameter} was changed.", parameter=title)))
    present(form)
