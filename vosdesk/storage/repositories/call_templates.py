"""Column templates of files of call records."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from vosdesk.contract.ids import CallTemplateId
from vosdesk.storage.models import call_templates
from vosdesk.storage.types import AnyRow, new_id


class CallTemplatesRepository:
    """Statements over templates."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[AnyRow]:
        """Templates by name."""
        return self._connection.execute(select(call_templates).order_by(call_templates.c.name)).all()

    def get(self, template: CallTemplateId) -> AnyRow | None:
        """One template."""
        return self._connection.execute(select(call_templates).where(call_templates.c.id == template)).one_or_none()

    def named(self, name: str) -> CallTemplateId | None:
        """The template that has exactly this name."""
        statement = select(call_templates.c.id).where(call_templates.c.name == name)
        found = self._connection.execute(statement).scalar_one_or_none()
        return None if found is None else CallTemplateId(found)

    def of_header(self, signature: str) -> AnyRow | None:
        """The newest template of a header line."""
        statement = select(call_templates).where(call_templates.c.signature == signature)
        return self._connection.execute(statement.order_by(call_templates.c.id.desc()).limit(1)).one_or_none()

    def add(self, values: Mapping[str, Any]) -> CallTemplateId:
        """A new template."""
        return CallTemplateId(new_id(self._connection.execute(insert(call_templates).values(**values))))

    def change(self, template: CallTemplateId, version: int, values: Mapping[str, Any]) -> None:
        """Change columns of a template in this version."""
        self._connection.execute(
            update(call_templates)
            .where(call_templates.c.id == template, call_templates.c.version == version)
            .values(**values, version=version + 1)
        )

    def remove(self, template: CallTemplateId) -> None:
        """Delete a template."""
        self._connection.execute(delete(call_templates).where(call_templates.c.id == template))
