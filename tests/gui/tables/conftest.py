from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import FakeBackend, Ledger, make_context, payments_backend
from vosdesk.gui.context import Context


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(100_000)


@pytest.fixture
def backend(ledger: Ledger) -> FakeBackend:
    return payments_backend(ledger)


@pytest.fixture
def context(qtbot: QtBot, backend: FakeBackend) -> Iterator[Context]:
    made = make_context(backend)
    yield made
    backend.open.set()
    made.ops.drain()
