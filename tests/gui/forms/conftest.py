from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import FakeBackend, make_context, suggest
from vosdesk.contract.operations import ACCOUNTS_SUGGEST
from vosdesk.gui.context import Context


@pytest.fixture
def backend() -> FakeBackend:
    made = FakeBackend()
    made.on(ACCOUNTS_SUGGEST, suggest)
    return made


@pytest.fixture
def context(qtbot: QtBot, backend: FakeBackend) -> Iterator[Context]:
    made = make_context(backend)
    yield made
    backend.open.set()
    made.ops.drain()
