"""What is there before anybody has logged in: settings, connections, the language, and the login window.

All that the user waits for after the start of the program is in here: no operation, no database, no keyring.
"""

from pathlib import Path

from PySide6.QtCore import QLocale

from vosdesk.gui import catalogue
from vosdesk.gui.language import use_language
from vosdesk.gui.login_dialog import LoginWindow
from vosdesk.gui.places import Place, places
from vosdesk.settings import preferences as prefs
from vosdesk.settings import resources
from vosdesk.settings.paths import Paths


class Front:
    """The state of the start, and the login windows made from it.

    ``database`` is a file named at the start, and stands first among the connections.
    """

    def __init__(self, paths: Paths, *, database: Path | None = None, demo: bool = False) -> None:
        self.paths = paths
        self.demo = demo
        self._database = database
        self._catalogues = resources.find("i18n")
        self.preferences = prefs.load(paths.preferences)
        self.places: list[Place] = []
        self._chosen = "" if database is not None else self.preferences.last_place
        self.speak(catalogue.choose(self.preferences.language, QLocale.system().name(), self._catalogues))

    @property
    def place(self) -> Place:
        """The connection that is chosen."""
        return next((place for place in self.places if place.key == self._chosen), self.places[0])

    def choose(self, key: str) -> None:
        """Choose a connection; an unknown one leaves the first."""
        self._chosen = key

    def speak(self, language: str) -> None:
        """Use a language from the next window on."""
        self.language = language
        use_language(language, self._catalogues)
        self.find_places()

    def find_places(self) -> None:
        """Look the connections up again, after the preferences or the language have changed."""
        self.places = places(self.paths, self.preferences, self._database, demo=self.demo)

    def window(self) -> LoginWindow:
        """A new login window, on show."""
        window = LoginWindow(catalogue.languages(self._catalogues), self.language)
        self.fill(window)
        window.show()
        return window

    def fill(self, window: LoginWindow, login: str = "") -> None:
        """Show the connections, and who logged in last with the chosen one; ``login`` stays where nobody did."""
        place = self.place.key
        window.show_places([(p.key, p.name) for p in self.places], place, others=not self.demo)
        login = self.preferences.last_login(place) or login
        window.show_login(login, remembered=self.preferences.is_remembered(place, login))
