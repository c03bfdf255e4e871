"""Every backend over every database: what the conformance suite runs on."""

from collections.abc import Iterator

import pytest

from tests.support.codec_backend import CodecBackend
from tests.support.world import World
from vosdesk.contract.backend import Backend


@pytest.fixture(params=["embedded", "codec"])
def backend(request: pytest.FixtureRequest, each_world: World) -> Iterator[Backend]:
    """A backend over a filled database, before login."""
    embedded = each_world.backend()
    made: Backend = embedded if request.param == "embedded" else CodecBackend(embedded)
    yield made
    made.close()
