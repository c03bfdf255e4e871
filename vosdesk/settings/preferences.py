"""Typed settings of this machine's user: language, theme, density, connections, last login.

They are read before the first window is shown, so that nothing larger than the standard library's JSON reads them.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from vosdesk.settings.files import write_whole

_NONE: Mapping[str, Any] = MappingProxyType({})
_log = logging.getLogger(__name__)


class ThemeChoice(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How close the rows of tables stand."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Profile(NamedTuple):
    """A connection: a database file of this machine. ``name`` is unique among the profiles."""

    name: str
    database: str


class Preferences(NamedTuple):
    """Everything that is kept between two starts, besides the windows' looks. Holds no secret."""

    language: str = ""
    theme: ThemeChoice = ThemeChoice.SYSTEM
    density: Density = Density.COMFORTABLE
    profiles: tuple[Profile, ...] = ()
    last_place: str = ""
    """The key of the connection used last."""
    last_logins: Mapping[str, str] = _NONE
    """Key of a connection → login name."""
    remembered: Mapping[str, Sequence[str]] = _NONE
    """Key of a connection → login names whose device token lies in the keyring."""

    def is_remembered(self, place: str, login: str) -> bool:
        """Whether a device token was kept for a login."""
        return login in self.remembered.get(place, [])

    def with_remembered(self, place: str, login: str, kept: bool) -> "Preferences":
        """The same, knowing whether a device token is kept for a login."""
        others = [name for name in self.remembered.get(place, []) if name != login]
        logins = [*others, login] if kept else others
        return self.changed(remembered={**self.remembered, place: logins})

    def changed(self, **values: Any) -> "Preferences":
        """The same with other values."""
        return self._replace(**values)

    def last_login(self, place: str) -> str:
        """The login name last used with a connection, or nothing."""
        return self.last_logins.get(place, "")


def load(path: Path) -> Preferences:
    """The preferences in a file; defaults where there is none, or none that can be read."""
    try:
        return _read(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _log.warning("settings were not read, defaults are used: %s", error)
        return Preferences()


def _read(kept: dict[str, Any]) -> Preferences:
    empty = Preferences()
    return Preferences(
        language=_text(kept.get("language", empty.language)),
        theme=ThemeChoice(kept.get("theme", empty.theme)),
        density=Density(kept.get("density", empty.density)),
        profiles=tuple(
            Profile(name=_text(profile["name"]), database=_text(profile["database"]))
            for profile in kept.get("profiles", empty.profiles)
        ),
        last_place=_text(kept.get("last_place", empty.last_place)),
        last_logins={place: _text(login) for place, login in kept.get("last_logins", {}).items()},
        remembered={place: [_text(login) for login in logins] for place, logins in kept.get("remembered", {}).items()},
    )


def _plain(kept: Preferences) -> dict[str, Any]:
    return {
        **kept._asdict(),
        "profiles": [profile._asdict() for profile in kept.profiles],
        "last_logins": dict(kept.last_logins),
        "remembered": dict(kept.remembered),
    }


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {type(value).__name__}")
    return value


def save(path: Path, preferences: Preferences) -> None:
    """Write the preferences. Raises OSError."""
    write_whole(path, json.dumps(_plain(preferences), ensure_ascii=False, indent=2).encode())
