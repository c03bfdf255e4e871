"""Adding and editing one rate."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import FOREVER, Empty, RateGroupId, RateId, Time
from vosdesk.contract.operations import RATES_CREATE, RATES_GET, RATES_UPDATE
from vosdesk.contract.rates import (
    CreateRate,
    GetRate,
    LockType,
    RateFields,
    RateRow,
    RateType,
    UpdateRate,
)
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.form import Form, Reread, Values
from vosdesk.gui.dialogs.loss_note import look_at_rate
from vosdesk.gui.dialogs.rate_fields import PercentField, SectionsField, ShownField
from vosdesk.gui.dialogs.rate_texts import prefix_text
from vosdesk.gui.fields import ChoiceField, DateTimeField, LineField, PriceEdit, SwitchField, WholeField
from vosdesk.gui.text import enum_text, tr

_NAMES = RateFields.__struct_fields__


def _fields(values: Values) -> RateFields:
    known = {name: values[name] for name in _NAMES if name in values}
    # An empty date is no bound.
    known["effective_from"] = known["effective_from"] or Time(0)
    known["effective_until"] = FOREVER if known["effective_until"] is None else known["effective_until"]
    return RateFields(**known)


def shown_values(fields: RateFields) -> Values:
    """What the form's fields show of a rate."""
    values: Values = {name: getattr(fields, name) for name in _NAMES}
    values["effective_from"] = fields.effective_from or None
    values["effective_until"] = None if fields.effective_until == FOREVER else fields.effective_until
    values["free"] = not fields.price and not any(s.fee for s in fields.sections)
    return values


class RateForm(Form[Any, Any]):
    """One rate. The minute cost follows price and cycle as they are typed; a price of zero must be meant."""

    def __init__(
        self, context: Context, group: RateGroupId, row: RateRow | None = None, parent: QWidget | None = None
    ) -> None:
        title = tr("Add rate") if row is None else tr("Edit rate {prefix}", prefix=prefix_text(row.fields))
        super().__init__(
            context,
            RATES_CREATE if row is None else RATES_UPDATE,
            title,
            ok=tr("Add") if row is None else tr("Save"),
            fixed={"rate_group": group} if row is None else {"id": row.id, "version": row.version},
            make=_create if row is None else _update,
            reread=None if row is None else _reread(row),
            parent=parent,
        )
        self._add_fields()
        if row is not None:
            for name, value in shown_values(row.fields).items():
                if value is not None:
                    self.field(name).set_value(value)
        self._show_minute()

    def _add_fields(self) -> None:
        formats = self.context.formats
        self.section(tr("Matched numbers"), columns=2)
        self.add("prefix", tr("Rate prefix"), LineField(text_rules.prefix))
        self.add("area_prefix", tr("Area prefix"), LineField(text_rules.prefix))
        self.add("rate_type", tr("Type"), ChoiceField([(t, enum_text(t)) for t in RateType]), RateType.INTERNATIONAL)
        self.add("area_name", tr("Area name"), LineField(lambda text: text_rules.line(text, 128)))
        self.section(tr("Price"), columns=2)
        self.price = self.add("price", tr("Billing rate"), PriceEdit(formats))
        self.cycle = self.add("cycle", tr("Billing cycle"), WholeField(formats, 1, 86_400, unit=tr("s")), 60)
        self.minute = self.add("_minute", tr("Minute cost"), ShownField())
        self.add("free", "", SwitchField(tr("Free of charge")))
        hint = tr("second / fee / seconds; …")
        self.add("sections", tr("Section rates"), SectionsField(formats), hint=hint)
        self.add("tax", tr("Tax"), PercentField(formats), 0)
        self.add("lock", tr("Lock"), ChoiceField([(k, enum_text(k)) for k in LockType]), LockType.NONE,
                 hint=tr("Calls to a locked prefix are refused."))  # fmt: skip
        self.section(tr("Effective, and calling card prompt"), columns=2)
        self.add("effective_from", tr("From"), DateTimeField(formats), hint=tr("Empty: always"))
        self.add("effective_until", tr("Until"), DateTimeField(formats, end=True), hint=tr("Empty: no end"))
        self.add("prompt_price", tr("Prompt rate"), PriceEdit(formats), 0)
        self.add("prompt_cycle", tr("Prompt cycle"), WholeField(formats, 0, 86_400, unit=tr("s")), 0)
        self.price.changed.connect(self._show_minute)
        self.cycle.changed.connect(self._show_minute)

    def _show_minute(self) -> None:
        price, cycle = self.price.value(), self.cycle.value()
        known = not isinstance(price, Problem) and not isinstance(cycle, Problem)
        formats = self.context.formats
        self.minute.set_value(f"{formats.minute_cost(price, cycle)} {formats.currency}" if known else "—")


def _create(values: Values) -> CreateRate:
    return CreateRate(rate_group=values["rate_group"], fields=_fields(values), free=values["free"])


def _update(values: Values) -> UpdateRate:
    return UpdateRate(id=values["id"], version=values["version"], fields=_fields(values), free=values["free"])


def _reread(row: RateRow) -> Reread[GetRate, RateRow]:
    return Reread(RATES_GET, GetRate(id=row.id), lambda now: shown_values(now.fields) | {"version": now.version})


def open_form(context: Context, group: RateGroupId, row: RateRow | None, parent: QWidget | None) -> RateForm:
    """Add a rate to ``group``, or edit ``row``."""
    form = RateForm(context, group, row, parent)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done(_: RateId | Empty) -> None:
        context.notices.done(tr("Rate added") if row is None else tr("Rate saved"))
        fields = _fields(form.values())
        look_at_rate(context, group, prefix_text(fields), fields.effective_from)

    form.sent.connect(done)
    form.open()
    return form
