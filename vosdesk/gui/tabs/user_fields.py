"""Filter fields whose choices are read from the service."""

from typing import Any

from vosdesk.contract.operations import TEMPLATES_LIST
from vosdesk.contract.users import ListTemplates, Templates
from vosdesk.gui.context import Context
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
