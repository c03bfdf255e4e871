from zoneinfo import ZoneInfo

import pytest

from tests.gui.payments.screen import UNITED_STATES
from vosdesk.gui.formats import Formats


@pytest.fixture
def screen_formats() -> Formats:
    """English separators and UTC."""
    return Formats.of({}, UNITED_STATES, ZoneInfo("UTC"))
