"""What this computer remembers between two starts: preferences on disk, device tokens in the keyring.

Reads are of memory; every write goes to disk or keyring in the background.
"""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from vosdesk.gui.background import Background
from vosdesk.gui.front import Front
from vosdesk.settings import preferences as prefs
from vosdesk.settings.secrets import NotAvailable, Secrets

_log = logging.getLogger(__name__)


class Memory(QObject):
    """Preferences and device tokens, by connection and login name."""

    def __init__(self, front: Front, secrets: Secrets, background: Background) -> None:
        super().__init__(background)
        self._front = front
        self._secrets = secrets
        self._background = background

    @property
    def preferences(self) -> prefs.Preferences:
        """The preferences in force."""
        return self._front.preferences

    def keep(self, preferences: prefs.Preferences) -> None:
        """Use these preferences from now on, and write them."""
        self._front.preferences = preferences
        work = partial(prefs.save, self._front.paths.preferences, preferences)
        self._background.run(self, work, self._done, self._not_saved)

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

    def is_remembered(self, place: str, login: str) -> bool:
        """Whether a device token was kept for a login."""
        return self.preferences.is_remembered(place, login)

    def token(self, place: str, login: str, done: Callable[[str | None], None]) -> None:
        """Fetch a device token; None when there is none or no keyring."""
        self._background.run(self, partial(self._secrets.token, place, login), done)

    def remember(self, place: str, login: str, token: str, unable: Callable[[], None]) -> None:
        """Keep a device token; ``unable`` is called where no keyring keeps it, and then nothing is kept."""

        def failed(error: Exception) -> None:
            if not isinstance(error, NotAvailable):
                raise error
            unable()

        work = partial(self._secrets.keep, place, login, token)
        self._background.run(self, work, partial(self._remembered, place, login), failed)

    def forget(self, place: str, login: str) -> None:
        """Drop a device token."""
        self.keep(self.preferences.with_remembered(place, login, kept=False))
        self._background.run(self, partial(self._secrets.forget, place, login), self._done)

    def take_token(self, place: str, login: str, done: Callable[[str | None], None], *, asked: bool) -> None:
        """Fetch a device token and drop it. The keyring is left alone where none was kept, nor ``asked`` for."""
        work = partial(_take, self._secrets, place, login) if asked or self.is_remembered(place, login) else _none
        self.keep(self.preferences.with_remembered(place, login, kept=False))
        self._background.run(self, work, done)

    def _remembered(self, place: str, login: str, nothing: None) -> None:
        self.keep(self.preferences.with_remembered(place, login, kept=True))

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        _log.warning("settings were not saved: %s", error)

    def _done(self, nothing: None) -> None:
        """Nothing follows from it."""


def _none() -> str | None:
    return None


def _take(secrets: Secrets, place: str, login: str) -> str | None:
    token = secrets.token(place, login)
    secrets.forget(place, login)
    return token
