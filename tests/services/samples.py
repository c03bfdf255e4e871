"""A valid request for every operation, aimed at given objects: what the generated matrix sends."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vosdesk.contract import account_bulk as ab
from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import backups as bk
from vosdesk.contract import call_imports as ci
from vosdesk.contract import call_templates as ct
from vosdesk.contract import calls as c
from vosdesk.contract import coverage as cv
from vosdesk.contract import decks as d
from vosdesk.contract import files as f
from vosdesk.contract import grants as g
from vosdesk.contract import income as inc
from vosdesk.contract import jobs as j
from vosdesk.contract import log as lg
from vosdesk.contract import parameters as pm
from vosdesk.contract import payments as p
from vosdesk.contract import rate_export as rx
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract import reconciliation as rc
from vosdesk.contract import session as s
from vosdesk.contract import statements as st
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import (
    DAY,
    FOREVER,
    AccountId,
    CallId,
    CallTemplateId,
    DeckTemplateId,
    Empty,
    FileId,
    GrantId,
    JobId,
    PaymentId,
    RateGroupId,
    RateId,
    RateImportId,
    SessionId,
    TemplateId,
    Time,
    UserId,
    new_key,
)
from vosdesk.contract.money import Money, Price
from vosdesk.contract.operations import OPERATIONS
from vosdesk.contract.permissions import AccountRight, AccountVerb, GroupRight, Right, UserType
from vosdesk.contract.verification import StartVerification

PASSWORD = "correct horse battery staple 7"


@dataclass(frozen=True)
class Target:
    """What a request is aimed at. ``version`` and ``balance`` are those now stored."""

    account: AccountId = AccountId(0)
    account_version: int = 1
    account_expires: Time = FOREVER
    balance: Money = Money(0)
    group: RateGroupId = RateGroupId(0)
    group_version: int = 1
    rate: RateId = RateId(0)
    rate_version: int = 1
    rate_import: RateImportId = RateImportId(0)
    deck_template: DeckTemplateId = DeckTemplateId(0)
    call_template: CallTemplateId = CallTemplateId(0)
    payment: PaymentId = PaymentId(0)
    call: CallId = CallId(0)
    user: UserId = UserId(0)
    user_version: int = 1
    listed_user: UserId = UserId(0)
    template: TemplateId = TemplateId(0)
    grant: GrantId = GrantId(0)
    group_grant: GrantId = GrantId(0)
    session: SessionId = SessionId(0)
    job: JobId = JobId("")
    file: FileId = FileId("")
    mark: str = ""
    """Makes names and numbers unique."""


RATE = r.RateFields(prefix="8613", area_name="China", price=Price(5_000_000), cycle=6)
ALL = frozenset(AccountRight)

LAYOUT = d.Layout(
    encoding="utf-8",
    delimiter=",",
    titles=("prefix", "name", "price", "increments"),
    columns=(
        d.Column(role=d.Role.PREFIX, place=0),
        d.Column(role=d.Role.AREA_NAME, place=1),
        d.Column(role=d.Role.PRICE, place=2),
        d.Column(role=d.Role.INCREMENTS, place=3),
    ),
)


LIST_LAYOUT = rc.ListLayout(
    columns=(
        rc.ListColumn(role=rc.ListRole.REFERENCE, place=0),
        rc.ListColumn(role=rc.ListRole.AMOUNT, place=1),
    ),
)


def call_template(name: str) -> ct.CallTemplate:
    """Columns of a file of calls."""
    return ct.CallTemplate(name=name, signature="nummer|to|who|when|long", columns=ci.CallColumns(flow="nummer"))


def template(name: str) -> d.Template:
    """A template for the sample file."""
    return d.Template(name=name, signature="prefix|name|price|increments", layout=LAYOUT)


Make = Callable[[Target], Any]


def _create_user(t: Target) -> u.CreateUser:
    return u.CreateUser(login=f"made{t.mark}", name="", type=UserType.AGENT, password=PASSWORD)


def _create_account(t: Target) -> a.CreateAccount:
    return a.CreateAccount(number=f"M{t.mark}", agent=t.account)


SELECTED: Callable[[Target], ab.AccountSelection] = lambda t: ab.AccountSelection(ids=(t.account,))  # noqa: E731

SAMPLES: dict[str, Make] = {
    "session.status": lambda t: Empty(),
    "session.setup": lambda t: s.Setup(login="second", name="", password=PASSWORD),
    "session.login": lambda t: s.Login(login="nobody", password=PASSWORD),
    "session.device_login": lambda t: s.DeviceLogin(login="nobody", device_token="x"),
    "session.me": lambda t: Empty(),
    "session.change_password": lambda t: s.ChangePassword(old="wrong one", new=PASSWORD),
    "session.lock": lambda t: Empty(),
    "session.unlock": lambda t: s.Unlock(password="wrong one"),
    "session.logout": lambda t: s.Logout(),
    "sessions.list": lambda t: Empty(),
    "sessions.end": lambda t: s.EndSession(id=t.session),
    "users.list": lambda t: u.ListUsers(),
    "users.extent": lambda t: u.ListUsers(),
    "users.get": lambda t: u.GetUser(id=t.user),
    "users.create": _create_user,
    "users.update": lambda t: u.UpdateUser(
        id=t.user, version=t.user_version, name="n", type=UserType.AGENT, expires=FOREVER, template=None,
        rights=frozenset(), memo="",
    ),
    "users.lock": lambda t: u.LockUser(id=t.user, locked=True),
    "users.reset_password": lambda t: u.ResetPassword(id=t.user, password=PASSWORD),
    "users.preview_rights": lambda t: u.PreviewRights(type=UserType.AGENT, rights=frozenset(Right)),
    "templates.list": lambda t: u.ListTemplates(),
    "templates.create": lambda t: u.CreateTemplate(name=f"T{t.mark}", type=UserType.AGENT, rights=frozenset()),
    "templates.update": lambda t: u.UpdateTemplate(id=t.template, version=1, name="T", rights=frozenset(), memo=""),
    "templates.delete": lambda t: u.DeleteTemplate(id=t.template, version=1),
    "accounts.list": lambda t: a.ListAccounts(),
    "accounts.extent": lambda t: a.ListAccounts(),
    "accounts.totals": lambda t: a.ListAccounts(),
    "accounts.get": lambda t: a.GetAccount(id=t.account),
    "accounts.suggest": lambda t: a.SuggestAccounts(),
    "accounts.tree": lambda t: Empty(),
    "accounts.create": _create_account,
    "accounts.update": lambda t: a.UpdateAccount(
        id=t.account, version=t.account_version, name="n", type=a.AccountType.ORDINARY, expires=t.account_expires,
        threshold=Money(0), memo="", contact=a.Contact(),
    ),
    "accounts.lock": lambda t: a.LockAccount(id=t.account, locked=True),
    "accounts.cancel": lambda t: a.CancelAccount(id=t.account),
    "accounts.set_overdraft": lambda t: a.SetOverdraft(id=t.account, version=t.account_version, overdraft=Money(5)),
    "accounts.set_rate_group": lambda t: a.SetRateGroup(id=t.account, version=t.account_version, rate_group=None),
    "accounts.make_private_rates": lambda t: a.MakePrivateRates(
        id=t.account, version=t.account_version, name=f"P{t.mark}"
    ),
    "accounts.set_lower_rate": lambda t: a.SetLowerRate(id=t.account, version=t.account_version, lower_rate=True),
    "accounts.preview_move": lambda t: am.PreviewMove(id=t.account, agent=None),
    "accounts.move": lambda t: am.MoveAccount(id=t.account, version=t.account_version, agent=None),
    "accounts.count_selection": lambda t: ab.CountSelection(selection=SELECTED(t)),
    "accounts.bulk_lock": lambda t: ab.BulkLock(selection=SELECTED(t), locked=True),
    "accounts.bulk_rate_group": lambda t: ab.BulkRateGroup(selection=SELECTED(t), rate_group=None),
    "accounts.bulk_overdraft": lambda t: ab.BulkOverdraft(selection=SELECTED(t), overdraft=Money(5)),
    "accounts.why": lambda t: a.AskAccount(id=t.account, verb=AccountVerb.RECHARGE),
    "grants.list_account": lambda t: g.ListAccountGrants(account=t.account),
    "grants.preview_account": lambda t: g.PreviewAccountGrant(
        user=t.listed_user, account=t.account, rights=ALL, covers_subs=True
    ),
    "grants.set_account": lambda t: g.SetAccountGrant(
        user=t.listed_user, account=t.account, rights=ALL, covers_subs=True
    ),
    "grants.remove_account": lambda t: g.RemoveAccountGrant(id=t.grant),
    "grants.list_group": lambda t: g.ListGroupGrants(rate_group=t.group),
    "grants.set_group": lambda t: g.SetGroupGrant(
        user=t.listed_user, rate_group=t.group, rights=frozenset({GroupRight.USE})
    ),
    "grants.remove_group": lambda t: g.RemoveGroupGrant(id=t.group_grant),
    "grants.explain": lambda t: g.ExplainAccess(user=t.listed_user, noun=Noun.ACCOUNTS, id=t.account),
    "grants.who_can": lambda t: g.WhoCan(noun=Noun.ACCOUNTS, id=t.account, verb="recharge"),
    "grants.new_agent": lambda t: g.NewAgent(user=_create_user(t), account=_create_account(t), rights=ALL),
    "rate_groups.list": lambda t: rg.ListRateGroups(),
    "rate_groups.extent": lambda t: rg.ListRateGroups(),
    "rate_groups.get": lambda t: rg.GetRateGroup(id=t.group),
    "rate_groups.options": lambda t: rg.RateGroupOptions(account=t.account or None),
    "rate_groups.create": lambda t: rg.CreateRateGroup(name=f"G{t.mark}"),
    "rate_groups.update": lambda t: rg.UpdateRateGroup(
        id=t.group, version=t.group_version, name=f"N{t.mark}", announcement=60, memo=""
    ),
    "rate_groups.delete": lambda t: rg.DeleteRateGroup(id=t.group, version=t.group_version),
    "rate_groups.copy": lambda t: rg.CopyRateGroup(id=t.group, name=f"C{t.mark}"),
    "rates.list": lambda t: r.ListRates(filter=r.RateFilter(rate_group=t.group)),
    "rates.extent": lambda t: r.ListRates(filter=r.RateFilter(rate_group=t.group)),
    "rates.get": lambda t: r.GetRate(id=t.rate),
    "rates.create": lambda t: r.CreateRate(rate_group=t.group, fields=RATE),
    "rates.update": lambda t: r.UpdateRate(id=t.rate, version=t.rate_version, fields=RATE),
    "rates.delete": lambda t: r.DeleteRates(
        rate_group=t.group, selection=r.RateSelection(ids=(t.rate,)), count=1
    ),
    "rates.preview_export": lambda t: rx.ExportRates(rate_group=t.group, columns=rx.DeckColumns.VENDOR_11),
    "rates.export": lambda t: rx.ExportRates(rate_group=t.group),
    "rates.cancel_scheduled": lambda t: r.CancelScheduled(id=t.rate, version=t.rate_version),
    "rates.search": lambda t: r.SearchRates(filter=r.RateSearch(prefix="9")),
    "rates.search_extent": lambda t: r.SearchRates(filter=r.RateSearch(rate_group=t.group)),
    "rates.search_export": lambda t: r.ExportFoundRates(filter=r.RateSearch(rate_group=t.group)),
    "rate_imports.inspect": lambda t: ri.InspectFile(rate_group=t.group, file=FileId("x")),
    "rate_imports.plan": lambda t: ri.PlanImport(rate_group=t.group, file=FileId("x"), layout=LAYOUT),
    "rate_imports.plan_bulk": lambda t: ri.PlanBulk(
        rate_group=t.group, selection=r.RateSelection(ids=(t.rate,)), change=ri.BulkChange(decimals=4), count=1
    ),
    "rate_imports.plan_rows": lambda t: ri.ListPlanRows(plan=FileId("x")),
    "rate_imports.plan_extent": lambda t: ri.ListPlanRows(plan=FileId("x")),
    "rate_imports.mend": lambda t: ri.MendRows(plan=FileId("x"), rows=(ri.MendedRow(line=2, cells=("1", "2")),)),
    "rate_imports.save_refused": lambda t: ri.SaveRefused(plan=FileId("x")),
    "rate_imports.apply": lambda t: ri.ApplyPlan(plan=FileId("x")),
    "rate_imports.list": lambda t: ri.ListRateImports(filter=ri.RateImportFilter(rate_group=t.group)),
    "rate_imports.extent": lambda t: ri.ListRateImports(filter=ri.RateImportFilter(rate_group=t.group)),
    "rate_imports.get": lambda t: ri.GetRateImport(id=t.rate_import),
    "rate_imports.changes": lambda t: ri.ListRateChanges(rate_import=t.rate_import),
    "rate_imports.changes_extent": lambda t: ri.ListRateChanges(rate_import=t.rate_import),
    "rate_imports.undo": lambda t: ri.UndoRateImport(id=t.rate_import),
    "deck_templates.list": lambda t: Empty(),
    "deck_templates.save": lambda t: ri.SaveDeckTemplate(template=template(f"D{t.mark}")),
    "deck_templates.update": lambda t: ri.UpdateDeckTemplate(
        id=t.deck_template, version=1, template=template(f"E{t.mark}")
    ),
    "deck_templates.delete": lambda t: ri.DeleteDeckTemplate(id=t.deck_template, version=1),
    "rates.compare": lambda t: cv.CompareDecks(
        here=cv.DeckRef(rate_group=t.group), there=cv.DeckRef(account=t.account)
    ),
    "rates.ranges": lambda t: cv.ListRanges(filter=cv.RangeFilter(file=t.file)),
    "rates.ranges_extent": lambda t: cv.ListRanges(filter=cv.RangeFilter(file=t.file)),
    "rates.ranges_totals": lambda t: cv.ListRanges(filter=cv.RangeFilter(file=t.file)),
    "rates.ranges_export": lambda t: cv.ExportRanges(filter=cv.RangeFilter(file=t.file)),
    "rates.loss_report": lambda t: cv.ReportLosses(rate_group=t.group),
    "rates.losses": lambda t: cv.ListLosses(filter=cv.LossFilter(job=t.job)),
    "rates.losses_extent": lambda t: cv.ListLosses(filter=cv.LossFilter(job=t.job)),
    "rates.check_assignment": lambda t: cv.CheckAssignment(account=t.account),
    "rates.check_prefix": lambda t: cv.CheckPrefix(rate_group=t.group, prefix="86"),
    "rates.price": lambda t: r.PriceNumber(number="8613800", at=Time(5), account=t.account),
    "payments.list": lambda t: p.ListPayments(),
    "payments.extent": lambda t: p.ListPayments(),
    "payments.totals": lambda t: p.ListPayments(),
    "payments.get": lambda t: p.GetPayment(id=t.payment),
    "payments.find": lambda t: p.FindPayment(key=new_key()),
    "payments.recharge": lambda t: p.Recharge(account=t.account, amount=Money(5)),
    "payments.deduct": lambda t: p.Deduct(account=t.account, amount=Money(5)),
    "payments.make_zero": lambda t: p.MakeZero(account=t.account, balance=t.balance),
    "payments.reverse": lambda t: p.Reverse(payment=t.payment, memo="typing error"),
    "payments.bulk_recharge": lambda t: p.BulkRecharge(selection=SELECTED(t), amount=Money(5)),
    "payments.export": lambda t: p.ExportPayments(),
    "payments.statement": lambda t: st.AskStatement(account=t.account, days=(Time(0), Time(DAY))),
    "payments.statement_records": lambda t: st.StatementRecords(account=t.account, after=0, last=9),
    "reconciliation.inspect": lambda t: rc.InspectList(file=t.file),
    "reconciliation.start": lambda t: rc.Reconcile(
        file=t.file, layout=LIST_LAYOUT, first_day=1, days=(Time(0), Time(DAY))
    ),
    "reconciliation.list": lambda t: rc.ListEntries(filter=rc.EntryFilter(file=t.file)),
    "reconciliation.extent": lambda t: rc.ListEntries(filter=rc.EntryFilter(file=t.file)),
    "reconciliation.export": lambda t: rc.ExportEntries(filter=rc.EntryFilter(file=t.file)),
    "jobs.status": lambda t: j.AskJob(id=t.job),
    "jobs.result": lambda t: j.AskJob(id=t.job),
    "jobs.cancel": lambda t: j.AskJob(id=t.job),
    "files.open": lambda t: f.OpenFile(name="deck.csv", size=4),
    "files.put": lambda t: f.PutPiece(id=t.file, offset=0, content=b"1234"),
    "files.get": lambda t: f.GetPiece(id=t.file, offset=0),
    "files.drop": lambda t: f.DropFile(id=t.file),
    "calls.list": lambda t: c.ListCalls(),
    "calls.extent": lambda t: c.ListCalls(),
    "calls.totals": lambda t: c.ListCalls(),
    "calls.get": lambda t: c.GetCall(id=t.call),
    "calls.export": lambda t: c.ExportCalls(),
    "calls.preview": lambda t: ci.ImportCalls(file=t.file, name="calls.csv"),
    "calls.import": lambda t: ci.ImportCalls(file=t.file, name="calls.csv"),
    "call_templates.list": lambda t: Empty(),
    "call_templates.save": lambda t: ct.SaveCallTemplate(template=call_template(f"F{t.mark}")),
    "call_templates.update": lambda t: ct.UpdateCallTemplate(
        id=t.call_template, version=1, template=call_template(f"G{t.mark}")
    ),
    "call_templates.delete": lambda t: ct.DeleteCallTemplate(id=t.call_template, version=1),
    "calls.rate_again": lambda t: ci.RateAgain(selection=ci.CallSelection(ids=(t.call,))),
    "income.list": lambda t: inc.AskIncome(days=(Time(0), Time(DAY))),
    "log.list": lambda t: lg.ListLog(),
    "log.extent": lambda t: lg.ListLog(),
    "verification.start": lambda t: StartVerification(),
    "verification.list": lambda t: Empty(),
    "backups.list": lambda t: Empty(),
    "backups.create": lambda t: Empty(),
    "backups.restore": lambda t: bk.RestoreBackup(name="none.backup"),
    "parameters.list": lambda t: Empty(),
    "parameters.set": lambda t: pm.SetParameter(name="currency.name", version=0, value="EUR"),
}  # fmt: skip
assert SAMPLES.keys() == OPERATIONS.keys()
