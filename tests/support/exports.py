"""Lists exported to CSV files in a test's world, and read again."""

import csv
import io
from typing import Any

from tests.support.rate_files import run
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.files import Exported, GetPiece
from vosdesk.contract.operations import Start


def exported(world: World, operation: Start[Any, Exported], request: Any, token: str | None = None) -> str:
    """The text of the file that an export ended with."""
    who = token or world.admin
    made: Exported = run(world, who, operation, request)
    content = world.read(who, o.FILES_GET, GetPiece(id=made.file.id, offset=0)).content
    assert len(content) == made.file.size
    text = content.decode("utf-8-sig")
    assert content == b"\xef\xbb\xbf" + text.encode()
    assert made.rows == len(rows_of(text))
    return text


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a file by the names of its columns."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return [dict(zip(header, row, strict=True)) for row in rows]
