"""Where one can log in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from vosdesk.gui.text import tr
from vosdesk.settings.paths import Paths
from vosdesk.settings.preferences import Preferences

if TYPE_CHECKING:
    from vosdesk.contract.backend import Backend

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many are done, and how many there will be (0 when unknown)."""


class Factory(Protocol):
    """Opens backends. Slow: not for the GUI thread."""

    def open_embedded(self, path: Path) -> "Backend":
        """The embedded backend on a database file; made when there is none. Raises a Refusal."""
        ...

    def open_demo(self, path: Path, progress: Progress) -> "Backend":
        """The backend of the demo company; made on first use. Raises a Refusal."""
        ...

    def demo_logins(self) -> tuple[tuple[str, str, str], ...]:
        """Login, password and description of the demo company's users."""
        ...


class Place(NamedTuple):
    """A connection that can be chosen. ``name`` is for the reader."""

    name: str
    database: Path
    demo: bool = False

    @property
    def key(self) -> str:
        """What is remembered of it is kept under this: it is the same in every language."""
        return str(self.database)

    def open(self, factory: Factory, progress: Progress) -> "Backend":
        """Its backend. Raises a Refusal."""
        if self.demo:
            return factory.open_demo(self.database, progress)
        return factory.open_embedded(self.database)


def places(paths: Paths, preferences: Preferences, database: Path | None, *, demo: bool) -> list[Place]:
    """The connections to choose from, at least one: a file named at the start stands first."""
    if demo:
        return [Place(tr("Demo company"), database or paths.demo_database, demo=True)]
    found = [Place(tr("This computer"), paths.database)]
    found += [Place(profile.name, Path(profile.database)) for profile in preferences.profiles]
    if database is None:
        return found
    return [Place(database.stem, database), *(p for p in found if p.database != database)]
