"""Who can log in to the demo company. Light: the login window shows it before anything else is loaded."""

from typing import NamedTuple

PASSWORD = "Lantern-Orchard-58"  # noqa: S105 - of the demo company alone, and shown on its login window
"""The password of every demo login."""


class DemoLogin(NamedTuple):
    """A login of the demo company, with one line about what there is to see with it."""

    login: str
    password: str
    about: str


def _login(login: str, about: str) -> DemoLogin:
    return DemoLogin(login, PASSWORD, about)


LOGINS: tuple[DemoLogin, ...] = (
    _login("admin", "Administrator: everything"),
    _login("cashier", "Operator: opens accounts, recharges, deducts, looks up payment records"),
    _login("rates", "Operator: keeps rate groups and rates"),
    _login("harbour", "Agent with three levels below him and a private rate group"),
    _login("lotus", "Agent with sub-agents and a private rate group, names in Chinese"),
    _login("sahara", "Agent with one sub-agent, names in Arabic"),
    _login("baltika", "Agent with sub-agents and a private rate group, names in Russian"),
    _login("harbour.cards", "Agent whose account uses lower rate: his recharges stay within its cover"),
    _login("harbour.north", "Agent below harbour, with an agent below himself"),
    _login("lotus.sh", "Agent below lotus, with a private rate group of his own"),
    _login("sahara.retail", "Agent in the trap: one of his sub-accounts he can see and not recharge"),
    _login("baltika.msk", "Agent below baltika, with an agent below himself"),
    _login("north.leeds", "Agent on the third level, whose account uses lower rate"),
    _login("sh.campus", "Agent on the third level who may only look"),
    _login("msk.hotels", "Agent on the third level"),
)
"""Every user of the demo company, in the order that the login window shows them."""
