"""A small company over real services: an agent with his user, sub-accounts, rate groups, and logins on it."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from tests.support.world import ADMIN, FIXED_RATE_RIGHTS, World
from vosdesk.contract.ids import AccountId, Empty, RateGroupId, UserId
from vosdesk.contract.operations import SESSION_ME
from vosdesk.gui.context import Context
from vosdesk.gui.formats import Formats
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.settings.store import Store


class Told(Notices):
    """Notices that are kept, and whose questions the test answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = False
        self.questions: list[str] = []
        self.lines: list[str] = []
        self.warnings: list[str] = []
        self.said.connect(self.lines.append)
        self.warned.connect(self.warnings.append)

    def ask(self, title: str, text: str, yes: str, *more: Any) -> bool:
        """Remember the question."""
        self.questions.append(text)
        return self.answer


@dataclass
class Company:
    """Administrator "admin"; agent "zhang" on account A100 with sub-accounts 1001 (funded) and 1002."""

    world: World
    contexts: list[Context] = field(default_factory=list)
    opened: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    zhang: UserId = UserId(0)
    agent: AccountId = AccountId(0)
    first: AccountId = AccountId(0)
    second: AccountId = AccountId(0)
    retail: RateGroupId = RateGroupId(0)
    wholesale: RateGroupId = RateGroupId(0)

    def found(self) -> "Company":
        """Make everybody and everything."""
        world = self.world
        self.zhang = world.agent("zhang")
        self.retail = world.rate_group("Retail 2030")
        self.wholesale = world.rate_group("Wholesale")
        self.agent = world.account("A100", opening=500, name="Northern Agency", rate_group=self.wholesale)
        self.first = world.account("1001", self.agent, opening=60, name="Blue Ridge Voice", rate_group=self.retail)
        self.second = world.account("1002", self.agent, name="Cobalt Networks")
        world.grant(self.zhang, self.agent)
        return self

    def trap(self) -> None:
        """List the agent's user on his own sub-account: the seed's trap."""
        self.world.grant(self.zhang, self.first)

    def fixed_rate_agent(self, login: str) -> UserId:
        """A user of type agent without rights on rates."""
        return self.world.agent(login, FIXED_RATE_RIGHTS)

    def context(self, login: str = ADMIN) -> Context:
        """The console's context of a new session of this user."""
        backend = self.world.backend(self.world.login(login))
        notices = Told()
        me = backend.call(SESSION_ME, Empty())
        formats = Formats.of(me.parameters, QLocale("en_US"), ZoneInfo("UTC"))
        notices.formats = formats
        made = Context(
            backend=backend, ops=Ops(backend, notices), me=me, formats=formats, notices=notices, store=Store(),
            opener=lambda node, params: self.opened.append((node, params)),
        )  # fmt: skip
        self.contexts.append(made)
        return made

    def close(self) -> None:
        """Let every call under way end."""
        for context in self.contexts:
            context.ops.drain()
