"""Every request checks itself by the same rules in the form and in the service."""

from collections.abc import Callable, Iterator

from vosdesk.contract.errors import FieldProblem, Invalid, Problem

Found = Iterator[tuple[str, Problem | None]]


def problems(request: object) -> tuple[FieldProblem, ...]:
    """What is wrong with ``request``, field by field; empty when nothing is.

    A request that has rules of its own has ``checks()``: field names, each with its problem or None.
    """
    checks: Callable[[], Found] | None = getattr(request, "checks", None)
    if checks is None:
        return ()
    return tuple(FieldProblem(f, p.code, p.params) for f, p in checks() if p is not None)


def require_valid(request: object) -> None:
    """Raise Invalid with every field's problem, if there is one."""
    found = problems(request)
    if found:
        raise Invalid(found[0].code, found[0].params, found)
