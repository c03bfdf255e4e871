"""Templates of rate sheets: shared by everybody but agents, who have their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from vosdesk.contract.ids import DeckTemplateId, UserId
from vosdesk.storage.models import deck_templates
from vosdesk.storage.types import AnyRow, new_id


def _of(owner: UserId | None) -> ColumnElement[bool]:
    return deck_templates.c.owner_id.is_(None) if owner is None else deck_templates.c.owner_id == owner


class DeckTemplatesRepository:
    """Statements over templates. ``owner`` is an agent, or None for what is shared."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, owner: UserId | None) -> Sequence[AnyRow]:
        """Templates by name."""
        return self._connection.execute(select(deck_templates).where(_of(owner)).order_by(deck_templates.c.name)).all()

    def get(self, template: DeckTemplateId, owner: UserId | None) -> AnyRow | None:
        """One template."""
        statement = select(deck_templates).where(deck_templates.c.id == template, _of(owner))
        return self._connection.execute(statement).one_or_none()

    def named(self, name: str, owner: UserId | None) -> DeckTemplateId | None:
        """The template that has exactly this name."""
        statement = select(deck_templates.c.id).where(deck_templates.c.name == name, _of(owner))
        found = self._connection.execute(statement).scalar_one_or_none()
        return None if found is None else DeckTemplateId(found)

    def add(self, values: Mapping[str, Any]) -> DeckTemplateId:
        """A new template."""
        return DeckTemplateId(new_id(self._connection.execute(insert(deck_templates).values(**values))))

    def change(self, template: DeckTemplateId, version: int, values: Mapping[str, Any]) -> None:
        """Change columns of a template in this version."""
        self._connection.execute(
            update(deck_templates)
            .where(deck_templates.c.id == template, deck_templates.c.version == version)
            .values(**values, version=version + 1)
        )

    def remove(self, template: DeckTemplateId) -> None:
        """Delete a template."""
        self._connection.execute(delete(deck_templates).where(deck_templates.c.id == template))
