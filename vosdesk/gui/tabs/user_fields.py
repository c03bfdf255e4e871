"""Filter fields whose choices are read from the service."""

from typing import Any

from vosdesk.contract.errors import Refusal
from vosdesk.contract.operations import RATE_GROUPS_GET, TEMPLATES_LIST
from vosdesk.contract.permissions import Right
from vosdesk.contract.rate_groups import GetRateGroup, RateGroupRow
from vosdesk.contract.users import ListTemplates, Templates
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_fields import RateGroupField, group_text
from vosdesk.gui.fields import ChoiceField
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.text import tr


class TemplateFilter(ChoiceField):
    """Rights templates by name. A template asked for before its name has come stays asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__(((None, tr("Any")),))
        self._wanted: Any = None
        context.ops.read(self, TEMPLATES_LIST, ListTemplates(), self._came)

    def set_value(self, value: Any) -> None:
        """Choose a template, now or as soon as it is known."""
        self._wanted = value
        if value not in self._values:
            self.set_choices((*zip(self._values, self._texts(), strict=True), (value, tr("(loading)"))))
        super().set_value(value)

    def _came(self, answer: Templates) -> None:
        chosen = self.value()
        self.set_choices(((None, tr("Any")), *((row.id, shipped_text(row.name)) for row in answer.rows)))
        super().set_value(chosen if chosen in self._values else None)

    def _texts(self) -> list[str]:
        return [self.combo.itemText(number) for number in range(self.combo.count())]


class RateGroupFilter(RateGroupField):
    """Rate groups by name. One asked for that could not be chosen for an account is offered under its own name."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Any"))
        self.load()

    def set_value(self, value: Any) -> None:
        """Choose a group, whether it is on offer or not."""
        if value is not None and value not in self._values:
            self._offer(value, tr("(loading)"))
            if self._context.may(Right.RATE_GROUPS_VIEW):
                request = GetRateGroup(id=value)
                self._context.ops.read(self, RATE_GROUPS_GET, request, self._named, self._unnamed)
            else:
                self._offer(value, tr("(not shown)"))
        super().set_value(value)

    def _named(self, row: RateGroupRow) -> None:
        self._offer(row.id, group_text(row.name, row.private))

    def _unnamed(self, refusal: Refusal) -> None:
        for group, _ in self._present:
            self._offer(group, tr("(not shown)"))

    def _offer(self, group: Any, text: str) -> None:
        self._present = ((group, text),)
        others = ((self._values[n], self.combo.itemText(n)) for n in range(len(self._values)))
        self.set_choices((*(pair for pair in others if pair[0] != group), (group, text)))
