"""An account that moves while others are opened below it: two real transactions of PostgreSQL.

On SQLite one writer follows the other, so that there is no race.
"""

from tests.services.test_group_races import during, shared
from tests.support.world import World
from vosdesk.contract import account_moves as am
from vosdesk.contract import operations as o
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import FOREVER, AccountId
from vosdesk.domain import paths
from vosdesk.services.verify import verify
from vosdesk.storage.unit_of_work import WriteUnit

__all__ = ["shared"]


def opened(unit: WriteUnit, agent: AccountId, number: str) -> AccountId:
    """An account below an agent, opened as the service opens one."""
    row = unit.accounts.lock([agent])[agent]
    values = {"number": number, "type": 0, "agent_id": agent, "created": 1, "expires": FOREVER, "threshold": 0}
    return unit.accounts.add(values, paths.from_text(row.path))


def test_an_account_that_is_opened_meanwhile_moves_along(shared: World) -> None:
    world = shared
    old, new = world.account("OLD"), world.account("NEW")
    moved = world.account("MOVED", old)
    below = world.account("BELOW", moved)
    made: list[AccountId] = []

    def move() -> None:
        version = world.account_row(moved).version
        world.do(world.admin, o.ACCOUNTS_MOVE, am.MoveAccount(id=moved, version=version, agent=new))

    assert during(world, lambda unit: made.append(opened(unit, below, "MADE")), move) is None
    with world.store.read() as unit:
        path = unit.accounts.facts(made)[made[0]].path
    assert paths.from_text(path) == (new, moved, below, made[0])
    assert [f.code.value for f in verify(world.store).findings] == ["verify.no_entry"]


def test_two_accounts_are_not_moved_below_each_other(shared: World) -> None:
    world = shared
    one, other = world.account("ONE"), world.account("OTHER")
    below_one, below_other = world.account("ONE-1", one), world.account("OTHER-1", other)

    def first(unit: WriteUnit) -> None:
        unit.accounts.lock([one, below_other])
        unit.accounts.hold_subtree((one,))
        unit.accounts.change(one, {"agent_id": below_other})
        unit.accounts.rebase((one,), (other, below_other, one))

    def move() -> None:
        version = world.account_row(other).version
        world.do(world.admin, o.ACCOUNTS_MOVE, am.MoveAccount(id=other, version=version, agent=below_one))

    refusal = during(world, first, move)
    assert refusal is not None
    assert refusal.code is Code.ACCOUNT_CYCLE
    assert verify(world.store).found == 0
