"""Ids of what was deleted: nobody who still has one meets another thing under it."""

from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import call_templates as ct
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rates as r
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.call_imports import CallColumns
from vosdesk.contract.errors import Code, NotFound
from vosdesk.contract.ids import AccountId, CallTemplateId, Empty, GrantId, RateId
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import UserType


def grant_on(world: World, account: AccountId) -> GrantId:
    (row,) = world.read(world.admin, o.GRANTS_LIST_ACCOUNT, g.ListAccountGrants(account=account)).rows
    return row.id


def test_a_grant_that_was_removed_already_takes_no_other_with_it(each_world: World) -> None:
    world = each_world
    user, one, other = world.agent("li"), world.account("A1"), world.account("A2")
    world.grant(user, one)
    gone = g.RemoveAccountGrant(id=grant_on(world, one))
    world.do(world.admin, o.GRANTS_REMOVE_ACCOUNT, gone)
    world.grant(user, other)
    with refused(NotFound, Code.NOT_FOUND):
        world.do(world.admin, o.GRANTS_REMOVE_ACCOUNT, gone)
    assert grant_on(world, other) != gone.id


def test_a_session_that_is_over_ends_no_other(each_world: World) -> None:
    world = each_world
    world.user("one")
    token = world.login("one")
    rows = world.read(world.admin, o.SESSIONS_LIST, Empty()).rows
    over = s.EndSession(id=next(row.id for row in rows if row.login == "one"))
    world.do(token, o.SESSION_LOGOUT, s.Logout())
    other = world.login("one")
    with refused(NotFound, Code.NOT_FOUND):
        world.do(world.admin, o.SESSIONS_END, over)
    assert world.read(other, o.SESSION_ME, Empty()).login == "one"


def test_a_rate_group_or_template_that_was_deleted_is_no_other(each_world: World) -> None:
    world = each_world
    group = world.rate_group("Old")
    world.do(world.admin, o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=group, version=1))
    assert world.rate_group("New") != group

    def template(name: str) -> u.CreateTemplate:
        return u.CreateTemplate(name=name, type=UserType.OPERATOR, rights=frozenset(), memo="")

    made = world.do(world.admin, o.TEMPLATES_CREATE, template("Old"))
    world.do(world.admin, o.TEMPLATES_DELETE, u.DeleteTemplate(id=made, version=1))
    assert world.do(world.admin, o.TEMPLATES_CREATE, template("New")) != made


def test_a_rate_that_was_deleted_is_no_other(each_world: World) -> None:
    world = each_world
    group = world.rate_group("G")

    def create(prefix: str) -> RateId:
        fields = r.RateFields(prefix=prefix, price=Price(5))
        return world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))

    made = create("86")
    chosen = r.RateSelection(ids=(made,))
    world.do(world.admin, o.RATES_DELETE, r.DeleteRates(rate_group=group, selection=chosen, count=1))
    assert create("87") != made
    stale = r.UpdateRate(id=made, version=1, fields=r.RateFields(prefix="86", price=Price(6)))
    with refused(NotFound, Code.NOT_FOUND):
        world.do(world.admin, o.RATES_UPDATE, stale)


def test_a_template_of_call_records_that_was_deleted_is_no_other(each_world: World) -> None:
    world = each_world

    def save(name: str) -> CallTemplateId:
        template = ct.CallTemplate(name=name, signature=name, columns=CallColumns(flow="f"))
        return world.do(world.admin, o.CALL_TEMPLATES_SAVE, ct.SaveCallTemplate(template=template))

    made = save("Old")
    world.do(world.admin, o.CALL_TEMPLATES_DELETE, ct.DeleteCallTemplate(id=made, version=1))
    assert save("New") != made
