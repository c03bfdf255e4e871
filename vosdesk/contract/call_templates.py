"""Column templates of files of call records: kept under a name, and found again by the header line."""

from vosdesk.contract import text_rules
from vosdesk.contract.call_imports import CallColumns
from vosdesk.contract.checking import Found
from vosdesk.contract.ids import CallTemplateId, Time, Value


class CallTemplate(Value, frozen=True):
    """What the columns of a file say. ``signature`` is its header line, as ``decks.signature`` makes it of titles."""

    name: str
    signature: str
    columns: CallColumns

    def checks(self) -> Found:
        """A name, a header line, and the columns' own rules."""
        yield "name", text_rules.line(self.name, required=True)
        yield "signature", text_rules.line(self.signature, 4_000, required=True)
        for field, problem in self.columns.checks():
            yield f"columns.{field}", problem


class CallTemplateRow(Value, frozen=True):
    """A template that is kept, by whom and since when."""

    id: CallTemplateId
    version: int
    template: CallTemplate
    created_by: str
    created: Time


class CallTemplates(Value, frozen=True):
    """All templates, by name."""

    rows: tuple[CallTemplateRow, ...]


class SaveCallTemplate(Value, frozen=True):
    """Keep columns under a name that is not taken."""

    template: CallTemplate

    def checks(self) -> Found:
        """The template's own rules."""
        for field, problem in self.template.checks():
            yield f"template.{field}", problem


class UpdateCallTemplate(Value, frozen=True):
    """Rename a template, or change its columns."""

    id: CallTemplateId
    version: int
    template: CallTemplate

    def checks(self) -> Found:
        """The template's own rules."""
        for field, problem in self.template.checks():
            yield f"template.{field}", problem


class DeleteCallTemplate(Value, frozen=True):
    """Delete a template."""

    id: CallTemplateId
    version: int
