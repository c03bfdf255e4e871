"""A statement as a file: PDF, XLSX or CSV, there whole or not at all."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from vosdesk.gui.statements.content import Line
from vosdesk.gui.text import tr

if TYPE_CHECKING:
    from vosdesk.gui.statements.paper import Sheet


def save(made: Sequence[Line], sheet: "Sheet", decimals: int, stop: threading.Event, target: Path) -> None:
    """Write a statement; the ending of ``target`` says of which kind. ``stop`` ends it. Raises OSError."""
    kinds: dict[str, Callable[[Path], None]] = {
        ".pdf": lambda path: _pdf(made, sheet, path, stop),
        ".xlsx": lambda path: _xlsx(made, path, decimals),
        ".csv": lambda path: _csv(made, path),
    }
    _whole(target, kinds[target.suffix.lower()])


def _whole(target: Path, write: Callable[[Path], None]) -> None:
    """Write beside the target, and put it in its place when it is whole. Raises OSError."""
    part = target.with_name(f".{uuid4().hex[:8]}{target.suffix}")
    try:
        write(part)
        os.replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _pdf(made: Sequence[Line], sheet: "Sheet", path: Path, stop: threading.Event) -> None:
    from vosdesk.gui.statements.paper import Stopped, write_pdf

    try:
        write_pdf(made, sheet, path, lambda done, of: not stop.is_set())
    except Stopped as stopped:
        raise OSError(0, tr("The file could not be written."), str(path)) from stopped


def _xlsx(made: Sequence[Line], path: Path, decimals: int) -> None:
    from vosdesk.gui.statements.files import write_xlsx

    write_xlsx(made, path, decimals)


def _csv(made: Sequence[Line], path: Path) -> None:
    from vosdesk.gui.statements.files import write_csv

    write_csv(made, path)
