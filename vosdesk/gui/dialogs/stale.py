"""An edit that came too late: how the stored version is read, and where the two differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from vosdesk.contract.errors import Problem
from vosdesk.contract.operations import Read
from vosdesk.gui.dialogs.banner import Difference
from vosdesk.gui.dialogs.sections import FieldRow
from vosdesk.gui.text import tr

Q = TypeVar("Q")
R = TypeVar("R")
Values = dict[str, Any]


@dataclass(frozen=True)
class Reread(Generic[Q, R]):
    """How the version now stored is read when an edit was stale: its values by field name, and ``version``."""

    operation: Read[Q, R]
    request: Q
    values: Callable[[R], Values]


def compare(rows: Mapping[str, FieldRow], stored: Values) -> list[Difference]:
    """The fields whose value is not the stored one, with both as the reader would see them."""
    differences = []
    for name, row in rows.items():
        mine = row.field.value()
        if name in stored and stored[name] != mine:
            shown = tr("(not valid)") if isinstance(mine, Problem) else row.field.display(mine)
            differences.append(Difference(row.title, shown, row.field.display(stored[name])))
    return differences
