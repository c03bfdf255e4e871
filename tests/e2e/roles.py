"""The people of the role tests, the rows that they look at, and the operations behind every action."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.services.samples import RATE, SAMPLES, Target
from tests.support.calls import import_calls, line
from tests.support.world import PASSWORD, World
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rates as r
from vosdesk.contract import users as u
from vosdesk.contract.accounts import AccountRow
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import CallId, GrantId, SessionId, TemplateId, UserId, new_key
from vosdesk.contract.operations import OPERATIONS, Read
from vosdesk.contract.payments import PaymentRow
from vosdesk.contract.permissions import GroupRight, UserType
from vosdesk.contract.rate_groups import RateGroupRow
from vosdesk.contract.rates import RateRow
from vosdesk.contract.session import SessionRow
from vosdesk.contract.users import TemplateRow, UserRow


@dataclass(frozen=True)
class Role:
    """A user as the shipped templates make him; ``lower_rate`` switches his account to the lower rate."""

    name: str
    type: UserType
    template: str | None
    lower_rate: bool = False


ROLES: tuple[Role, ...] = (
    Role("administrator", UserType.ADMINISTRATOR, None),
    Role("cashier", UserType.OPERATOR, "Cashier"),
    Role("rate_manager", UserType.OPERATOR, "Rate manager"),
    Role("auditor", UserType.OPERATOR, "Auditor"),
    Role("agent", UserType.AGENT, "Agent"),
    Role("agent_fixed_rate", UserType.AGENT, "Agent (fixed rate)"),
    Role("agent_view_only", UserType.AGENT, "Agent (view only)"),
    Role("agent_lower_rate", UserType.AGENT, "Agent (fixed rate)", lower_rate=True),
)

WAYS: dict[str, tuple[str, ...]] = {
    "users.new": ("users.create",),
    "users.edit": ("users.update",),
    "users.reset_password": ("users.reset_password",),
    "users.lock": ("users.lock",),
    "users.unlock": ("users.unlock",),
    "users.log": ("users.list + log.list",),
    "accounts.new": ("accounts.create",),
    "accounts.new_here": ("accounts.create",),
    "accounts.new_sub": ("accounts.create",),
    "accounts.edit": ("accounts.update",),
    "accounts.subs": ("accounts.list",),
    "accounts.overdraft": ("accounts.set_overdraft", "accounts.bulk_overdraft"),
    "accounts.rate_group": ("accounts.set_rate_group", "accounts.bulk_rate_group"),
    "accounts.private_rates": ("accounts.list + rates.list", "accounts.make_private_rates"),
    "accounts.lower_rate": ("accounts.set_lower_rate",),
    "accounts.lock": ("accounts.lock", "accounts.bulk_lock"),
    "accounts.unlock": ("accounts.unlock", "accounts.bulk_unlock"),
    "accounts.move": ("accounts.move", "accounts.preview_move"),
    "accounts.cancel": ("accounts.cancel",),
    "accounts.why": ("accounts.why",),
    "grants.new_agent": ("grants.new_agent",),
    "grants.authorize": ("grants.list_account", "grants.set_account", "grants.remove_account"),
    "grants.explain": ("grants.explain",),
    "grants.who_can": ("grants.who_can",),
    "rate_groups.new": ("rate_groups.create",),
    "rate_groups.rates": ("rates.list",),
    "rate_groups.accounts": ("accounts.list",),
    "rate_groups.edit": ("rate_groups.update",),
    "rate_groups.copy": ("rate_groups.copy",),
    "rate_groups.delete": ("rate_groups.delete",),
    "rate_groups.authorize": ("grants.list_group", "grants.set_group", "grants.remove_group"),
    "rate_groups.import": ("rate_imports.plan",),
    "rate_imports.history": ("rate_imports.list",),
    "rate_groups.history": ("rate_imports.list",),
    "rates.history": ("rate_imports.list",),
    "rate_imports.changes": ("rate_imports.changes",),
    "rate_imports.undo": ("rate_imports.undo",),
    "rates.bulk": ("rate_imports.plan_bulk",),
    "rates.cancel_scheduled": ("rates.cancel_scheduled",),
    "rates.add": ("rates.create",),
    "rates.edit": ("rates.update",),
    "rates.delete": ("rates.delete",),
    "rates.import": ("rate_imports.plan",),
    "rates.export": ("rates.export", "rates.preview_export"),
    "rate_groups.export": ("rates.export", "rates.preview_export"),
    "deck_templates.manage": ("deck_templates.list",),
    "deck_templates.rename": ("deck_templates.update",),
    "deck_templates.delete": ("deck_templates.delete",),
    "rates.price": ("rates.price",),
    "rates.search": ("rates.search",),
    "rates.open_group": ("rates.list",),
    "rates.export_found": ("rates.search_export",),
    "rates.compare": ("rates.compare",),
    "rates.losses": ("rates.loss_report",),
    "payments.recharge": ("payments.recharge", "payments.bulk_recharge"),
    "payments.deduct": ("payments.deduct",),
    "payments.make_zero": ("payments.make_zero",),
    "payments.reverse": ("payments.reverse + accounts.get",),
    "payments.history": ("payments.list",),
    "payments.statement": ("payments.statement + payments.statement_records",),
    "payments.receipt": ("payments.get",),
    "payments.export": ("payments.export",),
    "reconciliation.recharge": ("payments.recharge + reconciliation.list",),
    "reconciliation.record": ("payments.list + reconciliation.list",),
    "calls.details": ("calls.get",),
    "calls.of_account": ("calls.list",),
    "calls.rate_again": ("calls.rate_again",),
    "calls.export": ("calls.export",),
    "calls.import": ("calls.import", "calls.preview"),
    "templates.new": ("templates.create",),
    "templates.copy": ("templates.list + templates.create",),
    "templates.edit": ("templates.update",),
    "templates.delete": ("templates.delete",),
    "templates.users": ("templates.list + users.list",),
    "sessions.end": ("sessions.list + sessions.end",),
    "sessions.log": ("sessions.list + log.list",),
    "log.same_object": ("log.list",),
    "log.same_user": ("log.list",),
    "verification.start": ("verification.start",),
    "backups.create": ("backups.create",),
    "backups.restore": ("backups.list + backups.restore",),
    "backups.folder": ("backups.list",),
    "parameters.edit": ("parameters.list + parameters.set",),
}
"""Action → the ways in which it could be done; a way of several operations needs them all."""

OTHERWISE: dict[str, tuple[str, Callable[[Target], Any]]] = {
    "users.unlock": ("users.lock", lambda t: u.LockUser(id=t.user, locked=False)),
    "accounts.unlock": ("accounts.lock", lambda t: a.LockAccount(id=t.account, locked=False)),
    "accounts.bulk_unlock": (
        "accounts.bulk_lock",
        lambda t: ab.BulkLock(selection=ab.AccountSelection(ids=(t.account,)), locked=False),
    ),
}
"""What an action sends where the operation's sample says the opposite."""


class Office:
    """Agent li on A100 with sub-account 1001 and a private rate group, a stranger's Z900, and one more of each kind."""

    def __init__(self, world: World, role: Role) -> None:
        self.world, self.role = world, role
        rights = world.template(role.template if role.type is UserType.AGENT and role.template else "Agent")
        self.li = self._li(rights)
        self.standard = world.rate_group("Standard")
        world.rate_group("Unused")
        self.agent = world.account("A100", opening=500, name="Li Wei Telecom", rate_group=self.standard)
        world.grant(self.li, self.agent)
        world.grant_group(self.li, self.standard, [GroupRight.USE, GroupRight.SEE])
        self.sub = world.account("1001", self.agent, opening=60, name="Corner Shop", rate_group=self.standard)
        self.foreign = world.account("Z900", opening=10, name="Somebody else")
        self.rate = world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=self.standard, fields=RATE))
        import_calls(world, [line("call", "1001", world.now, hold=0)])
        house = u.CreateTemplate(name="House", type=UserType.OPERATOR, rights=frozenset())
        self.house = world.do(world.admin, o.TEMPLATES_CREATE, house)
        if role.type is UserType.AGENT and role.template == "Agent":
            world.rate_group("Li's own", world.login("li"))
        if role.lower_rate:
            version = world.account_row(self.agent).version
            request = a.SetLowerRate(id=self.agent, version=version, lower_rate=True)
            world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, request)
        if role.type is UserType.OPERATOR:
            world.user(role.name, template=role.template)
        self.login = {UserType.ADMINISTRATOR: "admin", UserType.AGENT: "li"}.get(role.type, role.name)

    def _li(self, template: TemplateId) -> UserId:
        request = u.CreateUser(
            login="li", name="Li Wei", type=UserType.AGENT, password=PASSWORD, must_change_password=False,
            template=template,
        )  # fmt: skip
        return self.world.do(self.world.admin, o.USERS_CREATE, request)

    def target(self, row: object = None) -> Target:
        """What a request about ``row`` is aimed at; the sub-account and its surroundings without one."""
        known = Target(
            account=self.sub, group=self.standard, rate=self.rate, user=self.li, listed_user=self.li,
            template=self.house, grant=GrantId(1), group_grant=GrantId(1), session=SessionId(1),
            payment=self._payment(), call=CallId(1), mark=str(new_key())[:8],
        )  # fmt: skip
        if isinstance(row, RateRow):
            return replace(known, rate=row.id, group=row.rate_group_id, rate_version=row.version)
        if isinstance(row, RateGroupRow):
            return replace(known, group=row.id, group_version=row.version)
        if isinstance(row, UserRow):
            return replace(known, user=row.id, user_version=row.version)
        if isinstance(row, TemplateRow):
            return replace(known, template=row.id)
        if isinstance(row, PaymentRow):
            return replace(known, payment=row.id)
        if isinstance(row, SessionRow):
            return replace(known, session=row.id)
        stored = row if isinstance(row, AccountRow) else self.world.account_row(self.sub)
        return replace(
            known, account=stored.id, account_version=stored.version, account_expires=stored.expires,
            balance=stored.balance,
        )  # fmt: skip

    def _payment(self) -> Any:
        request = p.ListPayments(filter=p.PaymentFilter(account_number="1001"))
        return self.world.read(self.world.admin, o.PAYMENTS_LIST, request).rows[0].id

    def codes(self, action_id: str, token: str, target: Target) -> dict[str, str]:
        """For each way of an action the code of the refusal that it ends in, or nothing."""
        return {way: self._code(way, token, target) for way in WAYS[action_id]}

    def _code(self, way: str, token: str, target: Target) -> str:
        return next((code for name in way.split(" + ") if (code := self._outcome(name, token, target))), "")

    def _outcome(self, name: str, token: str, target: Target) -> str:
        operation_id, make = OTHERWISE.get(name, (name, SAMPLES.get(name)))
        assert make is not None, f"no sample request for {name}"
        operation = OPERATIONS[operation_id]
        key = () if isinstance(operation, Read) else (new_key(),)
        try:
            answer = self.world.dispatcher.execute(token, operation, make(target), *key)
        except Refusal as refusal:
            return refusal.code.value
        result = getattr(answer, "value", None)
        if isinstance(result, ab.BulkResult) and not result.done:
            return result.refused[0].code.value
        return ""


Rows = Mapping[str, Iterable[Mapping[str, object]]]

LOOKED_AT: Rows = {
    "accounts": ({"number": "A100"}, {"number": "1001"}),
    "sub_accounts": ({"number": "1001"},),
    "rate_groups": ({"name": "Standard"}, {"name": "Unused"}, {"name": "Li's own"}),
    "rates": ({},),
    "rate_imports": ({},),
    "rate_search": (),
    "deck_templates": (),
    "users": ({"login": "admin"}, {"login": "li"}),
    "templates": ({"name": "Cashier"}, {"name": "House"}),
    "payments": ({"account_number": "1001"},),
    "low_balance": (),
    "calls": ({"account_number": "1001"},),
    "income": (),
    "log": ({},),
    "parameters": ({},),
    "sessions": ({"mine": True}, {"mine": False}),
    "verification": (),
    "backups": (),
}
"""The rows of each page whose menus are looked at: the first that has these attributes, if there is one."""
