"""Answers that arrive in another order than they were asked for."""

import threading
from pathlib import Path
from typing import Any

from tests.e2e.conftest import Start, WorldFactory
from tests.support.world import World
from vosdesk.contract.backend import Backend
from vosdesk.contract.ids import Key
from vosdesk.contract.operations import Operation
from vosdesk.contract.permissions import UserType
from vosdesk.contract.users import PreviewRights
from vosdesk.gui.dialogs.user import UserForm
from vosdesk.policy import caps


class Held:
    """Keeps back what is answered for administrators until it is let go."""

    def __init__(self, backend: Backend) -> None:
        self._backend: Any = backend
        self.let_go = threading.Event()
        self.kept = 0

    def call(self, operation: Operation[Any, Any], request: Any, key: Key | None = None) -> Any:
        """One call."""
        answer = self._backend.call(operation, request) if key is None else self._backend.call(operation, request, key)
        if isinstance(request, PreviewRights) and request.type is UserType.ADMINISTRATOR:
            self.kept += 1
            self.let_go.wait(20)
        return answer

    def use(self, token: str | None) -> None:
        """Call with this session from now on."""
        self._backend.use(token)

    def close(self) -> None:
        """Let everything go."""
        self.let_go.set()
        self._backend.close()


class HeldFactory(WorldFactory):
    """Opens a world through that."""

    held: Held

    def open_embedded(self, path: Path) -> Backend:
        """The backend, held."""
        self.held = Held(super().open_embedded(path))
        return self.held


def test_the_rights_that_an_agent_can_never_have_stay_barred(world: World, start: Start) -> None:
    factory = HeldFactory(world)
    console = start(factory)
    console.log_in("admin")
    console.open("User management")
    console.act("users.new")
    form = console.dialog(UserForm)
    # On the way through the list the type is Administrator for a moment, who has no bars.
    console.fill(form, type="Administrator")
    console.fill(form, type="Agent")
    ops = console.window.context.ops
    console.wait_for(lambda: 0 < factory.held.kept == ops.busy)
    factory.held.let_go.set()
    console.wait()
    assert form.editor.grid.withheld == caps.withheld(UserType.AGENT)
    form.set_clean()
    console.close(form)
