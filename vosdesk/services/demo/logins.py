"""Who can log in to the demo company. Light: the login window shows it before anything else is loaded."""

from typing import NamedTuple

PASSWORD = "Lantern-Orchard-58"  # noqa: S105 - of the demo company alone, and shown on its login window
"""The password of every demo login."""


class DemoLogin(NamedTuple):
    """A login of the demo company, with a few words about who that is."""

    login: str
    password: str
    about: str


def _login(login: str, about: str) -> DemoLogin:
    return DemoLogin(login, PASSWORD, about)


LOGINS: tuple[DemoLogin, ...] = (
    _login("admin", "Administrator"),
    _login("cashier", "Operator: accounts, payments"),
    _login("rates", "Operator: rate groups, rates"),
    _login("harbour", "Agent, two levels below him"),
    _login("lotus", "Agent, own rates"),
    _login("sahara", "Agent"),
    _login("baltika", "Agent, own rates"),
    _login("harbour.cards", "Agent with lower rate"),
    _login("harbour.north", "Agent below harbour"),
    _login("lotus.sh", "Agent below lotus, own rates"),
    _login("sahara.retail", "Agent in the trap"),
    _login("baltika.msk", "Agent below baltika"),
    _login("north.leeds", "Third level, lower rate"),
    _login("sh.campus", "Third level, view only"),
    _login("msk.hotels", "Third level"),
)
"""Every user of the demo company, in the order that the login window shows them."""
