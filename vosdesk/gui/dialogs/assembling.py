"""A request of the contract out of the values of fields named like its attributes."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from vosdesk.contract.checking import Found, problems
from vosdesk.contract.errors import Problem

Q = TypeVar("Q")


def assemble(kind: type[Q], values: Mapping[str, Any]) -> Q:
    """An instance of ``kind``; a name such as ``contact.email`` goes into the value that the attribute holds.

    Attributes without a value keep their defaults. Names that begin with an underscore are the form's own.
    """
    flat: dict[str, Any] = {}
    nested: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        if name.startswith("_"):
            continue
        head, dot, rest = name.partition(".")
        if dot:
            nested.setdefault(head, {})[rest] = value
        else:
            flat[head] = value
    if nested:
        struct: Any = kind
        kinds = {f.name: f.type for f in msgspec.structs.fields(struct)}
        for head, parts in nested.items():
            flat[head] = assemble(kinds[head], parts)
    return kind(**flat)


def check(
    values: Mapping[str, Any],
    neutral: Mapping[str, Any],
    make: Callable[[dict[str, Any]], Q],
    extra: Callable[[dict[str, Any]], Found] | None,
) -> tuple[dict[str, Problem], Q | None]:
    """Every problem by field name, and the request when there is none.

    A value that is a problem itself gives way to its ``neutral`` one, so that the other fields are checked too.
    """
    wrong = {name: value for name, value in values.items() if isinstance(value, Problem)}
    whole = {name: neutral[name] if name in wrong else value for name, value in values.items()}
    request = make(whole)
    for found in problems(request):
        wrong.setdefault(found.field, Problem(found.code, found.params))
    if extra is not None:
        for name, problem in extra(whole):
            if problem is not None:
                wrong.setdefault(name, problem)
    return wrong, None if wrong else request


def disassemble(value: Any, prefix: str = "") -> dict[str, Any]:
    """The attributes of ``value`` by name, those of nested values as ``contact.email``."""
    found: dict[str, Any] = {}
    for name in value.__struct_fields__:
        part = getattr(value, name)
        if isinstance(part, msgspec.Struct):
            found |= disassemble(part, f"{prefix}{name}.")
        else:
            found[prefix + name] = part
    return found
