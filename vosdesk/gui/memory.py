"""What this computer remembers between two starts: preferences on disk, device tokens in the keyring.

Reads are of memory; every write goes to disk or keyring in the background.
"""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from vosdesk.gui.background import Background
from vosdesk.settings import preferences as prefs
from vosdesk.settings.paths import Paths
from vosdesk.settings.secrets import NotAvailable, Secrets

_log = logging.getLogger(__name__)


class Memory(QObject):
    """Preferences and device tokens, by connection profile and login name."""

    def __init__(self, paths: Paths, secrets: Secrets, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._path = paths.preferences
        self._secrets = secrets
        self._background = background
        self.preferences = prefs.load(self._path)

    def keep(self, preferences: prefs.Preferences) -> None:
        """Use these preferences from now on, and write them."""
        self.preferences = preferences
        self._background.run(self, partial(prefs.save, self._path, preferences), self._done, self._not_saved)

    def change(self, **values: object) -> None:
        """Keep the preferences with other values."""
        self.keep(self.preferences.changed(**values))

    @Slot(object)
    def keep_theme(self, theme: prefs.ThemeChoice) -> None:
        """Keep the choice of light or dark."""
        self.change(theme=theme)

    @Slot(object)
    def keep_density(self, density: prefs.Density) -> None:
        """Keep the height of rows."""
        self.change(density=density)

    def is_remembered(self, profile: str, login: str) -> bool:
        """Whether a device token was kept for a login."""
        return self.preferences.is_remembered(profile, login)

    def token(self, profile: str, login: str, done: Callable[[str | None], None]) -> None:
        """Fetch a device token; None when there is none or no keyring."""
        self._background.run(self, partial(self._secrets.token, profile, login), done)

    def remember(self, profile: str, login: str, token: str, unable: Callable[[], None]) -> None:
        """Keep a device token; ``unable`` is called where no keyring keeps it, and then nothing is kept."""

        def failed(error: Exception) -> None:
            if not isinstance(error, NotAvailable):
                raise error
            unable()

        work = partial(self._secrets.keep, profile, login, token)
        self._background.run(self, work, partial(self._remembered, profile, login), failed)

    def forget(self, profile: str, login: str) -> None:
        """Drop a device token."""
        self.keep(self.preferences.with_remembered(profile, login, kept=False))
        self._background.run(self, partial(self._secrets.forget, profile, login), self._done)

    def take_token(self, profile: str, login: str, done: Callable[[str | None], None], *, asked: bool) -> None:
        """Fetch a device token and drop it. The keyring is left alone where none was kept, nor ``asked`` for."""
        work = partial(_take, self._secrets, profile, login) if asked or self.is_remembered(profile, login) else _none
        self.keep(self.preferences.with_remembered(profile, login, kept=False))
        self._background.run(self, work, done)

    def _remembered(self, profile: str, login: str, nothing: None) -> None:
        self.keep(self.preferences.with_remembered(profile, login, kept=True))

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        _log.warning("settings were not saved: %s", error)

    def _done(self, nothing: None) -> None:
        """Nothing follows from it."""


def _none() -> str | None:
    return None


def _take(secrets: Secrets, profile: str, login: str) -> str | None:
    token = secrets.token(profile, login)
    secrets.forget(profile, login)
    return token
