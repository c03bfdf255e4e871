"""Typed settings of this machine's user: language, theme, density, connections, last login."""

import logging
from enum import StrEnum
from pathlib import Path

import msgspec

from vosdesk.settings.files import write_whole

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


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A connection: a database file of this machine. ``name`` is unique among the profiles."""

    name: str
    database: str


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept between two starts, besides the windows' looks. Holds no secret."""

    language: str = ""
    theme: ThemeChoice = ThemeChoice.SYSTEM
    density: Density = Density.COMFORTABLE
    profiles: tuple[Profile, ...] = ()
    last_profile: str = ""
    last_logins: dict[str, str] = {}
    """Profile name → login name."""
    remembered: dict[str, list[str]] = {}
    """Profile name → login names whose device token lies in the keyring."""

    def is_remembered(self, profile: str, login: str) -> bool:
        """Whether a device token was kept for a login."""
        return login in self.remembered.get(profile, [])

    def with_remembered(self, profile: str, login: str, kept: bool) -> "Preferences":
        """The same, knowing whether a device token is kept for a login."""
        others = [name for name in self.remembered.get(profile, []) if name != login]
        logins = [*others, login] if kept else others
        return self.changed(remembered={**self.remembered, profile: logins})

    def changed(self, **values: object) -> "Preferences":
        """The same with other values."""
        return msgspec.structs.replace(self, **values)

    def last_login(self, profile: str) -> str:
        """The login name last used with a profile, or nothing."""
        return self.last_logins.get(profile, "")


def load(path: Path) -> Preferences:
    """The preferences in a file; defaults where there is none, or none that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except FileNotFoundError:
        return Preferences()
    except (OSError, msgspec.MsgspecError) as error:
        _log.warning("settings were not read, defaults are used: %s", error)
        return Preferences()


def save(path: Path, preferences: Preferences) -> None:
    """Write the preferences. Raises OSError."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(preferences)))
