"""Moving an account, with all below it, under another agent; and the preview of what that changes."""

from dataclasses import dataclass

from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, NotFound, Refusal
from vosdesk.contract.ids import Empty, UserId
from vosdesk.contract.permissions import AccountVerb, UserType
from vosdesk.domain import cover, paths
from vosdesk.policy.checks import decide_account_state
from vosdesk.services import lower_rate
from vosdesk.services.account_access import cover_of, facts_of, hold, load
from vosdesk.services.loss_guard import guarded
from vosdesk.services.losses import Area
from vosdesk.services.postings import require_cover
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit

handlers = Handlers()


@dataclass(frozen=True, slots=True)
class _Move:
    account: AnyRow
    target: AnyRow | None

    @property
    def old(self) -> paths.Path:
        return paths.from_text(self.account.path)

    @property
    def new(self) -> paths.Path:
        above = () if self.target is None else paths.from_text(self.target.path)
        return (*above, self.old[-1])


@handlers.reads(o.ACCOUNTS_PREVIEW_MOVE)
def preview(work: Reading, request: am.PreviewMove) -> am.MovePreview:
    """What the move would change, and what would refuse it."""
    account = load(work, request.id, AccountVerb.MOVE)
    target = None if request.agent is None else load(work, request.agent, AccountVerb.SEE)
    move = _Move(account, target)
    refusal: Refusal | None = None
    try:
        _require_shape(work.unit, move)
        _require_groups(work.unit, move)
    except Refusal as found:
        refusal = found
    lower = target is not None and target.lower_rate
    after = _cover_after(work.unit, move) if lower else None
    if refusal is None and after is not None and after.free < 0:
        refusal = Conflict(Code.COVER_SHORT, {"agent": target.number if target else "", "free": after.free})
    return am.MovePreview(
        accounts=len(work.unit.accounts.subtree(move.old)),
        from_agent=account.agent_number or "",
        to_agent="" if target is None else target.number,
        gain_access=tuple(sorted(_reachers(work.unit, move.new) - _reachers(work.unit, move.old))),
        lose_access=tuple(sorted(_reachers(work.unit, move.old) - _reachers(work.unit, move.new))),
        groups_out_of_reach=_groups_out_of_reach(work.unit, move),
        rate_overridden_before=bool(account.agent_lower_rate),
        rate_overridden_after=bool(lower),
        cover_after=after,
        refusal=None if refusal is None else refusal.code,
        refusal_params={} if refusal is None else refusal.params,
    )


@handlers.writes(o.ACCOUNTS_MOVE)
def move_account(work: Writing, request: am.MoveAccount) -> Empty:
    """Move an account. Access, rates and cover follow its new place at once; records keep what they say."""
    held = hold(work, request.id, AccountVerb.MOVE, request.version)
    target = None
    if request.agent is not None:
        target = work.unit.accounts.lock([request.agent]).get(request.agent)
        if target is None:
            raise NotFound
    move = _Move(held.account, target)
    # Whoever opens an account below, or moves one there, waits or is waited for: it goes along.
    work.unit.accounts.hold_subtree(move.old)
    _require_shape(work.unit, move)
    _require_groups(work.unit, move)
    require_cover(work, target, cover.usable(held.account.balance, held.account.overdraft))
    with guarded(work, Area(work.now, below=held.id)):
        work.unit.accounts.change(held.id, {"agent_id": request.agent})
        work.unit.accounts.rebase(move.old, move.new)
    lower_rate.require_consistent(work.unit, accounts=move.new[:-1])
    work.unit.touch(Noun.ACCOUNTS)
    work.record(
        Noun.ACCOUNTS,
        held.id,
        held.account.number,
        before={"agent": "" if held.agent is None else held.agent.number},
        after={"agent": "" if target is None else target.number},
    )
    work.unit.touch(Noun.GRANTS)
    return Empty()


def _require_shape(unit: ReadUnit, move: _Move) -> None:
    if move.target is not None and move.account.id in paths.from_text(move.target.path):
        raise Conflict(Code.ACCOUNT_CYCLE)
    if move.new == move.old:
        raise Conflict(Code.ACCOUNT_SAME_AGENT)
    if move.target is not None:
        state = decide_account_state(AccountVerb.ADD_SUB, facts_of(move.target))
        if state.code is not None:
            raise Conflict(state.code, state.params)
    deepest = max(len(paths.from_text(row.path)) for row in unit.accounts.subtree(move.old))
    if deepest - len(move.old) + len(move.new) > paths.MAX_DEPTH:
        raise Conflict(Code.ACCOUNT_TOO_DEEP, {"most": paths.MAX_DEPTH})


def _require_groups(unit: ReadUnit, move: _Move) -> None:
    """A private group whose agent no longer reaches the account may not go on pricing it."""
    for row in unit.accounts.subtree(move.old):
        for group in _private_groups(unit, row):
            if not _reaches(unit, UserId(group.owner_id), _moved(row, move)):
                raise Conflict(
                    Code.GROUP_CANNOT_BE_USED, {"group": group.name, "user": group.owner, "account": row.number}
                )


def _groups_out_of_reach(unit: ReadUnit, move: _Move) -> tuple[str, ...]:
    found = {
        group.name
        for row in unit.accounts.subtree(move.old)
        for group in _private_groups(unit, row)
        if not _reaches(unit, UserId(group.owner_id), _moved(row, move))
    }
    return tuple(sorted(found))


def _private_groups(unit: ReadUnit, row: AnyRow) -> list[AnyRow]:
    ids = [i for i in (row.rate_group_id, row.private_rate_group_id) if i is not None]
    groups = [unit.rate_groups.get(i) for i in ids]
    return [g for g in groups if g is not None and g.owner_id is not None]


def _moved(row: AnyRow, move: _Move) -> paths.Path:
    return (*move.new, *paths.from_text(row.path)[len(move.old) :])


def _reaches(unit: ReadUnit, user: UserId, path: paths.Path) -> bool:
    return any(
        grant.account_id == path[-1] or (grant.covers_subs and grant.account_id in path)
        for grant in unit.access.of_user(user)
    )


def _reachers(unit: ReadUnit, path: paths.Path) -> set[str]:
    """Login names of the agent users who reach the account at the end of ``path``."""
    return {
        row.login
        for row in unit.access.on_accounts(path)
        if row.type == UserType.AGENT.value and (row.covers_subs or row.account_id == path[-1])
    }


def _cover_after(unit: ReadUnit, move: _Move) -> a.Cover:
    """The cover of a lower-rate agent with the account moved in."""
    now = cover_of(unit, move.target)
    return cover.of_sums(now.total, now.used + cover.usable(move.account.balance, move.account.overdraft))
