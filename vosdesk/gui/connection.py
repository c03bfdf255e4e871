"""An open connection: its backend, its calls, its notices."""

from collections.abc import Callable
from pathlib import Path

from vosdesk.contract.backend import Backend
from vosdesk.contract.session import Me
from vosdesk.gui.context import Context
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.settings.store import Store


class Connection:
    """An open backend with what calls it."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.notices = Notices()
        self.ops = Ops(backend, self.notices)

    def context(self, me: Me, memory: Path, opener: Callable[[str, dict[str, object]], None]) -> Context:
        """The context of one login; ``memory`` is the file that its windows remember things in."""
        from vosdesk.gui.formats import Formats
        from vosdesk.gui.outbox import Outbox

        formats = Formats.of(me.parameters)
        self.notices.formats = formats
        outbox = Outbox(memory.with_suffix(".payments"))
        return Context(self.backend, self.ops, me, formats, self.notices, Store(memory), opener, outbox)

    def close(self) -> None:
        """Let calls under way end, then close the backend."""
        self.ops.drain()
        self.backend.close()
        self.ops.deleteLater()
        self.notices.deleteLater()
