"""A console that is killed while a payment is under way: a program of its own, run by a test."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy import make_url

from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.accounts import ListAccounts
from vosdesk.contract.ids import Empty
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import payment
from vosdesk.gui.formats import Formats
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.gui.outbox import Outbox
from vosdesk.settings.store import Store as Memory
from vosdesk.storage.unit_of_work import Store


class Deadly:
    """Passes calls on; the first payment kills the process, before or after it was done."""

    def __init__(self, backend: Any, when: str) -> None:
        self._backend, self._when = backend, when

    def call(self, operation: Any, request: Any, *key: Any) -> Any:
        """One call."""
        deadly = operation is o.PAYMENTS_RECHARGE
        if deadly and self._when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = self._backend.call(operation, request, *key)
        if deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def main(url: str, folder: str, when: str) -> None:
    """Recharge the first account by 25, and die."""
    app = QApplication([])
    world = World(Store(make_url(url)))
    backend: Any = Deadly(world.backend(world.admin), when)
    me = world.read(world.admin, o.SESSION_ME, Empty())
    formats = Formats.of(me.parameters)
    notices = Notices(formats)
    context = Context(backend, Ops(backend, notices), me, formats, notices, Memory(), outbox=Outbox(Path(folder)))
    row = world.read(world.admin, o.ACCOUNTS_LIST, ListAccounts()).rows[0]
    form = payment.open_form(context, payment.RECHARGE, row, None)
    form.amount.edit.setText("25")
    QTimer.singleShot(0, form.send)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
