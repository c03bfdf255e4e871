"""What the windows of one user remember: geometry, open tabs, columns. Plain JSON, never a secret."""

import json
import logging
from pathlib import Path
from typing import Any, TypeVar

from vosdesk.settings.files import write_whole

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Store:
    """Named JSON values of one user. Without a path it remembers until it is dropped.

    A file that cannot be read counts as empty; one that cannot be written is told once, in the log: the look of a
    window is no reason to stop anybody's work.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._dirty = False
        self._values: dict[str, Any] = _read(path) if path is not None else {}

    def get(self, key: str, default: T) -> T:
        """The value of ``key`` if it is of the default's type, else the default."""
        value = self._values.get(key, default)
        return value if isinstance(value, type(default)) else default

    def has(self, key: str) -> bool:
        """Whether ``key`` was ever set."""
        return key in self._values

    def set(self, key: str, value: Any) -> None:
        """Remember a JSON value; written at the next ``save``."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._dirty = True

    def save(self) -> None:
        """Write what changed since the last save."""
        if self._path is None or not self._dirty:
            return
        try:
            write_whole(self._path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())
        except OSError as error:
            _log.warning("window settings were not saved: %s", error)
        self._dirty = False


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("window settings were not read: %s", error)
        return {}
    return values if isinstance(values, dict) else {}
