"""Where one can log in, and an open connection: its backend, its calls, its notices."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vosdesk.contract.backend import Backend
from vosdesk.contract.session import Me
from vosdesk.gui.context import Context
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.gui.text import tr
from vosdesk.settings.paths import Paths
from vosdesk.settings.preferences import Preferences
from vosdesk.settings.store import Store

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many are done, and how many there will be (0 when unknown)."""


class Factory(Protocol):
    """Opens backends. Slow: not for the GUI thread."""

    def open_embedded(self, path: Path) -> Backend:
        """The embedded backend on a database file; made when there is none. Raises a Refusal."""
        ...

    def open_demo(self, path: Path, progress: Progress) -> Backend:
        """The backend of the demo company; made on first use. Raises a Refusal."""
        ...

    def demo_logins(self) -> tuple[tuple[str, str, str], ...]:
        """Login, password and description of the demo company's users."""
        ...


@dataclass(frozen=True)
class Place:
    """A connection that can be chosen."""

    name: str
    database: Path
    demo: bool = False

    def open(self, factory: Factory, progress: Progress) -> Backend:
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


class Connection:
    """An open backend with what calls it."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.notices = Notices()
        self.ops = Ops(backend, self.notices)

    def context(self, me: Me, memory: Path, opener: Callable[[str, dict[str, object]], None]) -> Context:
        """The context of one login; ``memory`` is the file that its windows remember things in."""
        from vosdesk.gui.formats import Formats

        formats = Formats.of(me.parameters)
        self.notices.formats = formats
        return Context(self.backend, self.ops, me, formats, self.notices, Store(memory), opener)

    def close(self) -> None:
        """Let calls under way end, then close the backend."""
        self.ops.drain()
        self.backend.close()
        self.ops.deleteLater()
        self.notices.deleteLater()
