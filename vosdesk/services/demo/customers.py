"""The customers of the demo company: who they are, when they come, what they are like, and when they go quiet."""

import random
from dataclasses import dataclass
from enum import Enum, auto

from vosdesk.contract.accounts import AccountType, Contact
from vosdesk.contract.ids import DAY, AccountId, RateGroupId, Time
from vosdesk.services.demo.company import UNIT, Company
from vosdesk.services.demo.people import AGENTS, TRAPPED, Agent

_TYPICAL = (20, 50, 100, 100, 200, 200, 500, 1_000, 2_000, 5_000)
_SMALL = (10, 20, 20, 50)
_LANGUAGES = ("en", "en", "de", "fr", "tr", "in", "es", "ja", "el", "ko", "zh", "ru", "ar", "es")
_NEAR = {
    "en": ("en", "en", "en", "de", "in"),
    "zh": ("zh", "zh", "zh", "ja", "ko"),
    "ar": ("ar", "ar", "ar", "tr", "fr"),
    "ru": ("ru", "ru", "ru", "de", "el"),
}
"""Whom an agent sells to, by his own language."""


class Ending(Enum):
    """How the story of an account ends."""

    LIVELY = auto()
    QUIET = auto()
    """No payment for more than a year: expired."""
    LOCKED = auto()
    CLOSED = auto()
    """Brought to zero and cancelled."""


@dataclass
class Customer:
    """An account with what the books need to know of it. Money is in micro-units.

    ``teller`` opens it and moves its money, ``agent`` is the agent above it.
    """

    number: str
    name: str
    contact: Contact
    opens: Time
    ends: Time
    size: int
    teller: str
    agent: Agent | None = None
    runs: Agent | None = None
    """The agent whose own account it is."""
    overdraft: int = 0
    opening: int = 0
    kind: AccountType = AccountType.ORDINARY
    group: RateGroupId | None = None
    ending: Ending = Ending.LIVELY
    weight: float = 1.0
    id: AccountId = AccountId(0)
    balance: int = 0

    @property
    def covered(self) -> bool:
        """Whether its money counts against the cover of its agent."""
        return self.agent is not None and self.agent.lower_rate


def customers(company: Company, accounts: int, start: Time, until: Time) -> list[Customer]:
    """Everybody who will have an account, ``accounts`` with those of the agents, in the order of numbers."""
    found = [_agent(company, agent, start, until) for agent in AGENTS]
    shares = [(agent, accounts * agent.share // 1_000) for agent in AGENTS]
    direct = accounts - len(AGENTS) - sum(count for _, count in shares)
    for agent, count in [*shares, (None, direct)]:
        found += [_customer(company, agent, place, start, until) for place in range(1, count + 1)]
    _end(company.source, found, start, until)
    return found


def _agent(company: Company, agent: Agent, start: Time, until: Time) -> Customer:
    return Customer(
        number=agent.number,
        name=agent.company,
        contact=Contact(),
        opens=start,
        ends=until,
        size=5_000 * UNIT,
        teller="cashier",
        agent=next((a for a in AGENTS if a.login == agent.parent), None),
        runs=agent,
        weight=4.0,
        id=company.accounts[agent.login],
        balance=company.openings[agent.login],
    )


def _customer(company: Company, agent: Agent | None, place: int, start: Time, until: Time) -> Customer:
    source = company.source
    language = source.choice(_LANGUAGES if agent is None else _NEAR[agent.language])
    number = f"{100_000 + place * 7}" if agent is None else f"{agent.number}{place:03d}"
    name = company.namer.company(language)
    size = source.choice(_TYPICAL if agent is None or not agent.lower_rate else _SMALL) * UNIT
    # Most customers come in the first months; a company that grows wins some until the end.
    span = until - start
    share = source.random() ** 2.4 if source.random() < 0.8 else source.random()
    postpaid = source.random() < (0.03 if agent is not None and agent.lower_rate else 0.14)
    card = agent is not None and agent.login == "harbour.cards"
    return Customer(
        number=number,
        name=name,
        contact=company.namer.contact(language, name, number),
        opens=Time(start + 2 * DAY + round(share * (span - 30 * DAY))),
        ends=until,
        size=size,
        teller="cashier" if agent is None else _teller(agent),
        agent=agent,
        overdraft=source.choice((1, 2, 3)) * size if postpaid else 0,
        opening=0 if postpaid or source.random() < 0.25 else size,
        kind=AccountType.PHONE_CARD if card else AccountType.ORDINARY,
        group=_group(company, agent),
        weight=source.lognormvariate(0, 0.6),
    )


def _teller(agent: Agent) -> str:
    return agent.parent if agent.looks_only else agent.login


def _group(company: Company, agent: Agent | None) -> RateGroupId | None:
    """Among the groups that the teller may use; nothing where the agent's own rates apply."""
    if agent is None:
        return company.groups[company.source.choice(("World premium", "World standard", "World economy", "Americas"))]
    if agent.lower_rate:
        return None
    teller = next(a for a in AGENTS if a.login == _teller(agent))
    names = [*teller.groups, *([teller.private] * 2 if teller.private else [])]
    return company.groups[company.source.choice(names)]


def _end(source: random.Random, found: list[Customer], start: Time, until: Time) -> None:
    """Choose among the ordinary customers those whose story ends before the books do."""
    ordinary = [c for c in found[len(AGENTS) :] if not c.covered and (c.agent is None or c.agent.login != TRAPPED)]
    early = [c for c in ordinary if c.opens < start + (until - start) // 4]
    source.shuffle(early)
    few = max(1, len(found) // 40)
    for place, (ending, least, most) in enumerate(
        ((Ending.QUIET, 375, 480), (Ending.LOCKED, 2, 40), (Ending.CLOSED, 20, 200))
    ):
        for customer in early[place * few : (place + 1) * few]:
            ends = Time(until - source.randrange(least * DAY, most * DAY))
            if ends > customer.opens + 60 * DAY:
                customer.ending, customer.ends = ending, ends
