"""Every request checks itself by the same rules in the form and in the service."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from vosdesk.contract.errors import FieldProblem, Invalid, Problem

Found = Iterator[tuple[str, Problem | None]]


@runtime_checkable
class Checked(Protocol):
    """A request that has rules of its own."""

    def checks(self) -> Found:
        """Field names, each with its problem or None."""
        ...


def problems(request: object) -> tuple[FieldProblem, ...]:
    """What is wrong with ``request``, field by field; empty when nothing is."""
    if not isinstance(request, Checked):
        return ()
    return tuple(FieldProblem(f, p.code, p.params) for f, p in request.checks() if p is not None)


def require_valid(request: object) -> None:
    """Raise Invalid with every field's problem, if there is one."""
    found = problems(request)
    if found:
        raise Invalid(found[0].code, found[0].params, found)
