"""The demo company before its first customer: staff, rate groups, agents with their accounts and access lists."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.accounts import CreateAccount
from vosdesk.contract.decks import Guess
from vosdesk.contract.files import DropFile
from vosdesk.contract.grants import GroupChoice, NewAgent
from vosdesk.contract.ids import DAY, AccountId, RateGroupId
from vosdesk.contract.money import Money
from vosdesk.contract.permissions import GroupRight, Right, UserType
from vosdesk.contract.rate_groups import CreateRateGroup
from vosdesk.contract.users import CreateUser, ListTemplates
from vosdesk.services.demo import decks, numbering
from vosdesk.services.demo.desk import HOUR, Desk
from vosdesk.services.demo.logins import PASSWORD
from vosdesk.services.demo.names import Namer
from vosdesk.services.demo.people import AGENTS, ALL_RIGHTS, FRONT_DESK, LOOK, Agent

UNIT = 1_000_000
RESALE = 1.25
"""What agents with prices of their own put on top."""
Step = Callable[[], None]


@dataclass
class Company:
    """What was made so far, by name and login."""

    desk: Desk
    namer: Namer
    source: random.Random
    groups: dict[str, RateGroupId] = field(default_factory=dict)
    accounts: dict[str, AccountId] = field(default_factory=dict)
    guess: Guess | None = None
    """How the first price list is laid out: all are laid out alike."""
    openings: dict[str, int] = field(default_factory=dict)
    """Balances that agents' accounts were opened with, by login (micro-units)."""


def hire(company: Company) -> None:
    """The administrator and the two operators."""
    desk = company.desk
    desk.open_shop("admin", "Margaret Lindqvist")
    _user(desk, "cashier", "Tomás Herrera", rights=FRONT_DESK)
    _user(desk, "rates", "Priya Raman", template="Rate manager")


def _user(desk: Desk, login: str, name: str, template: str = "", rights: frozenset[Right] = frozenset()) -> None:
    request = _new_user(desk, login, name, UserType.OPERATOR, template, rights)
    desk.users[login] = desk.do("admin", o.USERS_CREATE, request)


def _new_user(
    desk: Desk, login: str, name: str, kind: UserType, template: str, rights: frozenset[Right] = frozenset()
) -> CreateUser:
    templates = {row.name: row.id for row in desk.do("admin", o.TEMPLATES_LIST, ListTemplates()).rows}
    return CreateUser(
        login=login,
        name=name,
        type=kind,
        password=PASSWORD,
        must_change_password=False,
        template=templates[template] if template else None,
        rights=rights,
    )


def price(company: Company, rates: int, private_rates: int, done: Step) -> None:
    """The rate groups with ``rates`` rates each, then the agents, each with ``private_rates`` of his own if any."""
    plans = numbering.plans()
    prices = decks.Prices(plans, company.source)
    for group in decks.GROUPS:
        company.desk.at(company.desk.now + 3 * HOUR)
        made = company.desk.do("rates", o.RATE_GROUPS_CREATE, CreateRateGroup(name=group.name, memo=group.memo))
        company.groups[group.name] = made
        prefixes = decks.chosen(plans, group.zones, rates)
        _import(company, "rates", made, group, decks.file_of(prefixes, group, prices))
        done()
    for agent in AGENTS:
        company.desk.at(company.desk.now + DAY)
        _welcome(company, agent)
        if agent.private:
            _own_prices(company, agent, plans, prices, private_rates)
        done()


def _import(company: Company, login: str, group: RateGroupId, source: decks.Group, content: bytes) -> None:
    desk = company.desk
    name = f"{source.name.lower().replace(' ', '-')}.csv"
    file = desk.send(login, name, content)
    if company.guess is None:
        company.guess = desk.finish(login, o.RATE_IMPORTS_INSPECT, ri.InspectFile(rate_group=group, file=file)).guess
    layout, template = company.guess.layout, company.guess.template
    wanted = ri.PlanImport(rate_group=group, file=file, layout=layout, template=template)
    plan = desk.finish(login, o.RATE_IMPORTS_PLAN, wanted)
    desk.finish(login, o.RATE_IMPORTS_APPLY, ri.ApplyPlan(plan=plan.id))
    for kept in (file, plan.id):
        desk.do(login, o.FILES_DROP, DropFile(id=kept))


def _welcome(company: Company, agent: Agent) -> None:
    """User, account and access lists of an agent, through the guided form's operation."""
    opening = 60_000 if agent.lower_rate else 20_000
    company.openings[agent.login] = opening * UNIT
    made = company.desk.do(
        "admin",
        o.GRANTS_NEW_AGENT,
        NewAgent(
            user=_new_user(company.desk, agent.login, agent.person, UserType.AGENT, agent.template),
            account=CreateAccount(
                number=agent.number,
                name=agent.company,
                agent=company.accounts[agent.parent] if agent.parent else None,
                opening=Money(opening * UNIT),
                rate_group=company.groups[agent.groups[0] if agent.groups else "World standard"],
                threshold=Money(1_000 * UNIT),
                contact=company.namer.contact(agent.language, agent.company, agent.number),
            ),
            rights=LOOK if agent.looks_only else ALL_RIGHTS,
            rate_groups=tuple(
                GroupChoice(rate_group=company.groups[name], rights=frozenset({GroupRight.USE, GroupRight.SEE}))
                for name in agent.groups
            ),
            lower_rate=agent.lower_rate,
        ),
    )
    company.desk.users[agent.login] = made.user
    company.accounts[agent.login] = made.account


def _own_prices(
    company: Company, agent: Agent, plans: Sequence[numbering.Plan], prices: decks.Prices, rates: int
) -> None:
    base = next(group for group in decks.GROUPS if group.name == agent.groups[0])
    own = decks.Group(agent.private, base.factor * RESALE, 60, base.zones, "Prices for sub-accounts")
    made = company.desk.do(agent.login, o.RATE_GROUPS_CREATE, CreateRateGroup(name=own.name, memo=own.memo))
    company.groups[agent.private] = made
    prefixes = decks.chosen(plans, own.zones, rates)
    _import(company, agent.login, made, own, decks.file_of(prefixes, own, prices))
