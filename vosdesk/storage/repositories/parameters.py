"""System parameters: stored values over the defaults of the contract."""

from sqlalchemy import Connection, insert, select, update

from vosdesk.contract.parameters import PARAMETERS, ParameterRow
from vosdesk.storage.models import parameters
from vosdesk.storage.prepared import Prepared

_STORED = Prepared(select(parameters.c.name, parameters.c.value))


class ParametersRepository:
    """Statements over system parameters."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stored: dict[str, str] | None = None

    def rows(self) -> tuple[ParameterRow, ...]:
        """Every parameter with its value in force; version 0 is the default."""
        stored = {row.name: row for row in self._connection.execute(select(parameters))}
        return tuple(
            ParameterRow(name=name, value=stored[name].value, version=stored[name].version)
            if name in stored
            else ParameterRow(name=name, value=spec.default, version=0)
            for name, spec in PARAMETERS.items()
        )

    def value(self, name: str) -> str:
        """The value in force of one parameter."""
        if self._stored is None:
            # There are few of them, and an act needs several: one question for all.
            self._stored = {row.name: row.value for row in _STORED.all(self._connection, {})}
        return self._stored.get(name, PARAMETERS[name].default)

    def set(self, name: str, value: str, version: int) -> bool:
        """Store a value; False when ``version`` is no longer the stored one."""
        self._stored = None
        if version == 0:
            known = self._connection.execute(select(parameters.c.name).where(parameters.c.name == name)).one_or_none()
            if known is not None:
                return False
            self._connection.execute(insert(parameters).values(name=name, value=value, version=1))
            return True
        done = self._connection.execute(
            update(parameters)
            .where(parameters.c.name == name, parameters.c.version == version)
            .values(value=value, version=version + 1)
        )
        return done.rowcount == 1
