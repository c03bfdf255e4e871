"""Rates of rate groups."""

from sqlalchemy import Connection


class RatesRepository:
    """Statements over rates."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
