"""``python -m tests.screenshots [NAME …]``: the pictures of the README, made from the demo company without a display.

``VOSDESK_BENCH_DEMO`` may name a demo company that is built already. The fonts are the machine's: Inter and Noto Sans
CJK where they are installed.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.bench.figures import demo_company
from tests.support.console import Console, console
from vosdesk.contract.accounts import AccountRow
from vosdesk.contract.permissions import AccountVerb
from vosdesk.contract.users import UserRow
from vosdesk.gui.dialogs import effective
from vosdesk.gui.dialogs.new_agent import NewAgentForm
from vosdesk.gui.dialogs.price import PriceDialog
from vosdesk.gui.fields.user import UserChoice
from vosdesk.services.demo.people import TRAPPED
from vosdesk.settings import resources
from vosdesk.settings.preferences import ThemeChoice

SIZE = QSize(1280, 800)
_SHADE = QColor(0, 0, 0, 90)
_EDGE = QColor(120, 120, 120)
_TITLE = 30


def login(path: Path) -> QPixmap:
    """The login window with the demo company's logins."""
    with console(path, demo=True) as running:
        running.ready()
        running.wait(lambda: running.login_window.demo.isVisible())
        return running.login_window.grab()


def accounts(path: Path, theme: ThemeChoice = ThemeChoice.LIGHT) -> QPixmap:
    """Account management, as an administrator sees it."""
    with console(path, theme=theme) as running:
        running.log_in("admin", SIZE.width(), SIZE.height())
        running.open("accounts")
        running.table.selectRow(6)
        running.wait()
        return running.window.grab()


def accounts_dark(path: Path) -> QPixmap:
    """The same in the dark."""
    return accounts(path, ThemeChoice.DARK)


def sub_accounts(path: Path) -> QPixmap:
    """The sub-accounts of an agent whose account uses lower rate, with its cover."""
    with console(path) as running:
        running.log_in("harbour.cards", SIZE.width(), SIZE.height())
        own = running.window.context.me.own_accounts[0]
        running.window.pages.close_at(0)
        running.open("sub_accounts", account=own.id, number=own.number, name=own.name)
        running.table.selectRow(2)
        running.wait()
        return running.window.grab()


def payments(path: Path) -> QPixmap:
    """Payment record, filtered by the agent's own account."""
    with console(path) as running:
        running.log_in("harbour", SIZE.width(), SIZE.height())
        running.open("payments", filter_account_number=running.window.context.me.own_accounts[0].number)
        return running.window.grab()


def effective_access(path: Path) -> QPixmap:
    """The trap: which grant keeps an agent from recharging, and the button that removes it."""
    with console(path) as running:
        running.log_in("admin", SIZE.width(), SIZE.height())
        running.open("users")
        user: UserRow = running.select(login=TRAPPED)
        running.open("accounts", filter_number="7008001")
        account: AccountRow = running.select(number="7008001")
        context, window = running.window.context, running.window
        effective.open_user(context, window, UserChoice(id=user.id, login=user.login, name=user.name))
        dialog = _dialog(window, effective.EffectiveAccess)
        dialog.show_account(account.id, account.number, account.name)
        model = dialog.table.rows
        running.wait(lambda: model.rowCount() > 0)
        dialog.table.selectRow(next(n for n in range(model.rowCount()) if _verb(model.row(n)) == AccountVerb.RECHARGE))
        running.wait()
        return _over(window, dialog)


def _verb(row: Any) -> str:
    return "" if row is None else str(row.verb)


def new_agent(path: Path) -> QPixmap:
    """The guided form that makes an agent."""
    with console(path) as running:
        running.log_in("admin", SIZE.width(), SIZE.height())
        running.act("grants.new_agent")
        form = _dialog(running.window, NewAgentForm)
        for name, value in (
            ("user.login", "riverside"),
            ("user.name", "Ada Sørensen"),
            ("account.number", "7013"),
            ("account.name", "Riverside Telecom Ltd"),
            ("account.opening", 5_000_000_000),
        ):
            form.field(name).set_value(value)
        form.resize(form.width(), min(form.sizeHint().height(), SIZE.height() - 90))
        running.wait()
        return _over(running.window, form)


def rates(path: Path) -> QPixmap:
    """Rate management of one group."""
    with console(path) as running:
        _open_rates(running)
        return running.window.grab()


def _open_rates(running: Console) -> None:
    running.log_in("rates", SIZE.width(), SIZE.height())
    running.open("rate_groups")
    group = running.select(name="World standard")
    running.open("rates", rate_group=group.id, name=group.name)


def price(path: Path) -> QPixmap:
    """Which rate applies to a number, and why not the others."""
    with console(path) as running:
        _open_rates(running)
        running.act("rates.price")
        dialog = _dialog(running.window, PriceDialog)
        dialog.number.set_value("4420712345678")
        dialog.ask()
        running.wait(lambda: dialog.answer is not None)
        return _over(running.window, dialog)


def calls(path: Path) -> QPixmap:
    """Call charges of the last days."""
    return _page(path, "calls")


def income(path: Path) -> QPixmap:
    """Income details, day by day."""
    return _page(path, "income")


def _page(path: Path, node_id: str) -> QPixmap:
    with console(path) as running:
        running.log_in("admin", SIZE.width(), SIZE.height())
        running.open(node_id)
        return running.window.grab()


def _dialog(window: QWidget, kind: Any) -> Any:
    return next(d for d in window.findChildren(QDialog) if isinstance(d, kind))


def _over(window: QWidget, dialog: QDialog) -> QPixmap:
    """A window with a dialog in front of it, as a desktop shows the two."""
    picture, front = window.grab(), dialog.grab()
    corner = QPoint((picture.width() - front.width()) // 2, max(_TITLE, (picture.height() - front.height()) // 2))
    with QPainter(picture) as painter:
        painter.fillRect(picture.rect(), _SHADE)
        title = picture.rect().adjusted(0, 0, 0, 0)
        title.setTopLeft(corner - QPoint(0, _TITLE))
        title.setSize(QSize(front.width(), _TITLE))
        painter.fillRect(title, window.palette().window())
        painter.setPen(window.palette().windowText().color())
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, dialog.windowTitle())
        painter.drawPixmap(corner, front)
        painter.setPen(_EDGE)
        painter.drawRect(title.united(front.rect().translated(corner)).adjusted(-1, -1, 0, 0))
    return picture


PICTURES: tuple[Callable[[Path], QPixmap], ...] = (
    login,
    accounts,
    accounts_dark,
    sub_accounts,
    payments,
    effective_access,
    new_agent,
    rates,
    price,
    calls,
    income,
)


def main(wanted: list[str]) -> int:
    """Make the pictures that are named, or all."""
    target = resources.find("help")
    with tempfile.TemporaryDirectory() as folder:
        path = demo_company(Path(folder))
        for picture in PICTURES:
            name = picture.__name__
            if wanted and name not in wanted:
                continue
            file = target / f"{name}.png"
            if not picture(path).save(str(file), "PNG"):
                print(f"{file} cannot be written", file=sys.stderr)
                return 1
            print(file.name)
    QApplication.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
