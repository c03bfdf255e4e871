"""Accounts: lists, opening, details, limits, rate groups, lock and cancel. Moves and bulk acts have their own files."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from vosdesk.contract import accounts as a
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Denied, Invalid
from vosdesk.contract.ids import DAY, AccountId, Empty, Time
from vosdesk.contract.money import Money, parse_money
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.payments import PaymentKind, PaymentMode
from vosdesk.contract.permissions import AccountVerb, Right
from vosdesk.domain import burn_down, cover, paths
from vosdesk.policy import scopes
from vosdesk.policy.checks import decide_account, decide_right
from vosdesk.policy.explain import Standing, explain_account
from vosdesk.policy.rules import AccountFacts
from vosdesk.services import account_access, account_rows, lower_rate
from vosdesk.services.account_access import Held, cover_of, facts_of, hold, hold_rows, load, require_group_use
from vosdesk.services.loss_guard import guarded, require_none
from vosdesk.services.losses import Area
from vosdesk.services.own_password import confirming, is_confirmed
from vosdesk.services.postings import post, require_cover, short
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing, changed
from vosdesk.storage.types import AnyRow

handlers = Handlers()


@handlers.reads(o.ACCOUNTS_LIST)
def list_accounts(work: Reading, request: a.ListAccounts) -> Page[a.AccountRow]:
    """A window of the accounts that the user may see."""
    rows, last = work.unit.accounts.window(
        scopes.accounts(work.actor),
        account_access.filter_of(work, request.filter),
        request.sort,
        request.descending,
        request.window,
        request.today_from,
    )
    used, covers = _used_lately(work, [row.id for row in rows]), _covers(work, rows)
    shown = tuple(account_rows.shown(work.actor, row, used.get(row.id, 0), covers.get(row.id)) for row in rows)
    return Page(rows=shown, last=last)


def _covers(work: Reading, rows: Sequence[AnyRow]) -> dict[AccountId, a.Cover]:
    """The covers of the agents among the rows of a page that use lower rate, as far as the user sees below them."""
    agents = [row for row in rows if row.lower_rate and account_rows.sees_below(work.actor, paths.from_text(row.path))]
    used = work.unit.accounts.used_of([AccountId(row.id) for row in agents])
    return {AccountId(row.id): cover.of_sums(row.balance, used.get(AccountId(row.id), 0)) for row in agents}


def _used_lately(work: Reading, ids: Sequence[AccountId]) -> dict[AccountId, int]:
    """What calls cost in the days that the average is taken of: of the rows of a page alone, never of all."""
    return work.unit.accounts.used_since(ids, Time(work.now - burn_down.DAYS * DAY))


@handlers.reads(o.ACCOUNTS_EXTENT)
def extent(work: Reading, request: a.ListAccounts) -> Extent:
    """How many accounts the filter holds."""
    scope = scopes.accounts(work.actor)
    wanted = account_access.filter_of(work, request.filter)
    return work.unit.accounts.extent(scope, wanted, request.sort, request.descending)


@handlers.reads(o.ACCOUNTS_TOTALS)
def totals(work: Reading, request: a.ListAccounts) -> a.AccountTotals:
    """Sums over the whole filter."""
    row = work.unit.accounts.totals(scopes.accounts(work.actor), account_access.filter_of(work, request.filter))
    return a.AccountTotals(
        count=row.accounts,
        balance=Money(row.balance),
        overdraft=Money(row.overdraft),
        below_threshold=row.below_threshold,
    )


@handlers.reads(o.ACCOUNTS_GET)
def get(work: Reading, request: a.GetAccount) -> a.Account:
    """One account; an agent account, or one that uses lower rate, with its cover."""
    row = load(work, request.id, AccountVerb.SEE, request.today_from)
    shown = account_rows.shown(work.actor, row, _used_lately(work, [row.id]).get(row.id, 0))
    covering = (row.subs or row.lower_rate) and account_rows.sees_below(work.actor, paths.from_text(row.path))
    return a.Account(
        row=shown, contact=account_rows.contact_of(row), cover=cover_of(work.unit, row) if covering else None
    )


@handlers.reads(o.ACCOUNTS_SUGGEST)
def suggest(work: Reading, request: a.SuggestAccounts) -> a.AccountChoices:
    """Accounts to choose, the user's own ones first."""
    if Right.PAYMENTS_VIEW not in work.actor.rights:
        decide_right(work.actor, Right.ACCOUNTS_VIEW).require()
    rows = work.unit.accounts.suggest(
        scopes.accounts(work.actor),
        tuple(work.actor.grants),
        request.text.strip(),
        min(max(request.limit, 1), 100),
        request.agents_only,
    )
    return a.AccountChoices(
        rows=tuple(a.AccountChoice(id=row.id, number=row.number, name=row.name, own=bool(row.own)) for row in rows)
    )


@handlers.reads(o.ACCOUNTS_TREE)
def tree(work: Reading, request: Empty) -> a.AgentTree:
    """The agent accounts of the navigation tree."""
    rows = work.unit.accounts.agents(scopes.accounts(work.actor))
    return a.AgentTree(nodes=account_rows.nodes(work.actor, rows))


@handlers.reads(o.ACCOUNTS_WHY)
def why(work: Reading, request: a.AskAccount) -> g.VerbAccess:
    """Why the user himself may or may not do something."""
    row = load(work, request.id, AccountVerb.SEE)
    return explain_account(work.actor, Standing(), request.verb, facts_of(row, row.subs))


@handlers.writes(o.ACCOUNTS_CREATE, prepare=confirming(o.ACCOUNTS_CREATE), prepares=is_confirmed)
def create(work: Writing, request: a.CreateAccount) -> AccountId:
    """Open an account, with its "open" payment record."""
    work.about(Noun.ACCOUNTS, None, request.number)
    agent = _parent(work, request.agent)
    parent = () if agent is None else agent.path
    if work.unit.accounts.by_number(request.number) is not None:
        raise Invalid.at("number", Code.FIELD_TAKEN)
    group = require_group_use(work.unit, work.actor, request.rate_group, "rate_group")
    days = int(work.unit.parameters.value("account.expiry_days"))
    expires = Time(work.now + days * DAY) if request.expires is None else request.expires
    account = work.unit.accounts.add(
        {
            "number": request.number,
            "name": request.name,
            "type": request.type.value,
            "agent_id": request.agent,
            "rate_group_id": request.rate_group,
            "created": work.now,
            "expires": expires,
            "threshold": _threshold(work) if request.threshold is None else request.threshold,
            "memo": request.memo,
            **_contact_values(request.contact),
        },
        parent,
    )
    _open(work, account, (*parent, account), request)
    lower_rate.require_consistent(work.unit, accounts=parent)
    if request.agent is not None and request.rate_group is not None:
        require_none(work, Area(work.now, below=account))
    if request.agent is not None:
        work.unit.touch(Noun.ACCOUNTS, request.agent)
    after = {"name": request.name, "agent": "" if agent is None else agent.account.number, "rate_group": group}
    money = {"opening": request.opening, "overdraft": request.overdraft}
    work.record(Noun.ACCOUNTS, account, request.number, after=after | money)
    return account


def _parent(work: Writing, agent: AccountId | None) -> Held | None:
    """The agent account that a new account is opened under, locked."""
    if agent is None:
        if work.actor.scoped:
            raise Invalid.at("agent", Code.FIELD_EMPTY)
        return None
    parent = hold_rows(work, agent)
    decide_account(work.actor, AccountVerb.ADD_SUB, facts_of(parent.account)).require()
    if len(parent.path) >= paths.MAX_DEPTH:
        raise Conflict(Code.ACCOUNT_TOO_DEEP, {"most": paths.MAX_DEPTH})
    return parent


def _open(work: Writing, account: AccountId, path: paths.Path, request: a.CreateAccount) -> None:
    """Limit and opening balance of a new account: each by the rules of its own operation."""
    facts = AccountFacts(id=account, number=request.number, path=path)
    if request.overdraft:
        decide_account(work.actor, AccountVerb.OVERDRAFT, facts).require()
        _set_overdraft(work, hold_rows(work, account), request.overdraft)
    if request.opening:
        decide_account(work.actor, AccountVerb.RECHARGE, facts).require()
    post(work, hold_rows(work, account), PaymentKind.OPEN, PaymentMode.CASH, request.opening, "")


def _threshold(work: Writing) -> int:
    amount = parse_money(work.unit.parameters.value("account.threshold"))
    if not isinstance(amount, int):
        raise TypeError("a stored parameter is not valid")
    return amount


def _contact_values(contact: a.Contact) -> dict[str, str]:
    return {name: getattr(contact, name) for name in contact.__struct_fields__}


@handlers.writes(o.ACCOUNTS_UPDATE)
def update(work: Writing, request: a.UpdateAccount) -> Empty:
    """Modify details. An agent does not extend or retype an account that he is himself listed on."""
    hold(work, request.id, AccountVerb.MODIFY, request.version)
    row = load(work, request.id, AccountVerb.MODIFY)
    after = {
        "name": request.name,
        "type": request.type.value,
        "expires": request.expires,
        "threshold": request.threshold,
        "memo": request.memo,
        **_contact_values(request.contact),
    }
    before, after = changed({name: getattr(row, name) for name in after}, after)
    if work.actor.scoped and request.id in work.actor.grants and {"type", "expires"} & after.keys():
        raise Denied(Code.OWN_ACCOUNT, {"account": row.number})
    return _changed(work, row, before, after)


def _changed(work: Writing, row: AnyRow, before: dict[str, Any], after: dict[str, Any]) -> Empty:
    if after:
        work.unit.accounts.change(row.id, after)
    work.record(Noun.ACCOUNTS, row.id, row.number, before=before, after=after)
    return Empty()


@handlers.writes(o.ACCOUNTS_LOCK)
def lock(work: Writing, request: a.LockAccount) -> Empty:
    """Lock or unlock an account."""
    verb = AccountVerb.LOCK if request.locked else AccountVerb.UNLOCK
    held = hold(work, request.id, verb)
    return _changed(work, held.account, {"locked": held.account.locked}, {"locked": request.locked})


@handlers.writes(o.ACCOUNTS_CANCEL)
def cancel(work: Writing, request: a.CancelAccount) -> Empty:
    """Cancel an account for good."""
    held = hold(work, request.id, AccountVerb.CANCEL)
    if held.agent is not None:
        work.unit.touch(Noun.ACCOUNTS, held.agent.id)
    return _changed(work, held.account, {"active": True}, {"active": False})


@handlers.writes(o.ACCOUNTS_SET_OVERDRAFT)
def set_overdraft(work: Writing, request: a.SetOverdraft) -> Empty:
    """Change the overdraft limit."""
    held = hold(work, request.id, AccountVerb.OVERDRAFT, request.version)
    before = {"overdraft": held.account.overdraft}
    _set_overdraft(work, held, request.overdraft)
    work.record(Noun.ACCOUNTS, held.id, held.account.number, before=before, after={"overdraft": request.overdraft})
    return Empty()


def _set_overdraft(work: Writing, held: Held, overdraft: int) -> None:
    balance, old = held.account.balance, held.account.overdraft
    require_cover(work, held.agent, cover.usable(balance, overdraft) - cover.usable(balance, old))
    work.unit.accounts.change(held.id, {"overdraft": overdraft})
    if held.agent is not None:
        work.unit.touch(Noun.ACCOUNTS, held.agent.id)


@handlers.writes(o.ACCOUNTS_SET_RATE_GROUP)
def set_rate_group(work: Writing, request: a.SetRateGroup) -> Empty:
    """Choose the billing and the private rate group."""
    hold(work, request.id, AccountVerb.RATE_GROUP, request.version)
    row = load(work, request.id, AccountVerb.RATE_GROUP)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for field in ("rate_group", "private_rate_group"):
        group = getattr(request, field)
        if group is UNSET or group == getattr(row, f"{field}_id"):
            continue
        before[field] = getattr(row, f"{field}_name") or ""
        if not account_rows.names_group(work.actor, getattr(row, f"{field}_id"), getattr(row, f"{field}_owner")):
            work.line.hidden.append(field)
        after[field] = require_group_use(work.unit, work.actor, group, field)
        values[f"{field}_id"] = group
    with guarded(work, Area(work.now, below=request.id)):
        if values:
            work.unit.accounts.change(request.id, values)
    work.record(Noun.ACCOUNTS, request.id, row.number, before=before, after=after)
    lower_rate.require_consistent(work.unit, accounts=paths.from_text(row.path)[:-1])
    work.unit.touch(Noun.RATE_GROUPS)
    return Empty()


@handlers.writes(o.ACCOUNTS_SET_LOWER_RATE)
def set_lower_rate(work: Writing, request: a.SetLowerRate) -> Empty:
    """Turn *use lower rate* on or off. On is refused while cover or rights do not allow it."""
    held = hold(work, request.id, AccountVerb.LOWER_RATE, request.version)
    if held.account.lower_rate == request.lower_rate:
        raise Conflict(Code.LOWER_RATE_ON if request.lower_rate else Code.LOWER_RATE_OFF)
    # Off, its sub-accounts pay by their own groups again; on, those below them are paired with other rates.
    with guarded(work, Area(work.now, below=held.id)):
        done = _changed(work, held.account, {"lower_rate": not request.lower_rate}, {"lower_rate": request.lower_rate})
    if request.lower_rate:
        now = cover_of(work.unit, held.account)
        if now.free < 0:
            raise short(work, held.account, now)
        lower_rate.require_consistent(work.unit, accounts=[held.id])
    work.unit.touch(Noun.ACCOUNTS)
    return done
