"""Expecting a no, and looking at its reason."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from vosdesk.contract.errors import Code, Refusal


class Caught:
    """The refusal, once the block has ended."""

    refusal: Refusal

    @property
    def fields(self) -> list[tuple[str, Code]]:
        """Where it hurt, and why."""
        return [(problem.field, problem.code) for problem in self.refusal.fields]


@contextmanager
def refused(kind: type[Refusal], code: Code, field: str | None = None) -> Iterator[Caught]:
    """The block must raise exactly this class and code, at ``field`` when one is named."""
    caught = Caught()
    with pytest.raises(Refusal) as info:
        yield caught
    caught.refusal = info.value
    assert (type(info.value), info.value.code) == (kind, code), repr(info.value)
    if field is not None:
        assert (field, code) in caught.fields, repr(info.value)
