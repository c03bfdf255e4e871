"""Rate groups: who sees, chooses, makes, copies and deletes which."""

import pytest

from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import accounts as a
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Denied, NotFound, Stale
from vosdesk.contract.ids import AccountId, RateGroupId, UserId
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight, GroupVerb, Right


class Two:
    """Two agents, each with an account, a sub-account and a private group; and three public groups."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ann, self.bob = world.agent("ann"), world.agent("bob")
        self.ann_token, self.bob_token = world.login(self.ann), world.login(self.bob)
        self.used, self.seen, self.foreign = (world.rate_group(n) for n in ("Used", "Seen", "Foreign"))
        world.grant_group(self.ann, self.used, [GroupRight.USE])
        world.grant_group(self.ann, self.seen, [GroupRight.SEE])
        self.ann_account, self.ann_sub = self.tree("A", self.ann)
        self.bob_account, self.bob_sub = self.tree("B", self.bob)
        self.ann_group = world.rate_group("Own", self.ann_token)
        self.bob_group = world.rate_group("Own", self.bob_token)

    def tree(self, number: str, user: UserId) -> tuple[AccountId, AccountId]:
        top = self.world.account(number)
        self.world.grant(user, top)
        return top, self.world.account(number + "1", top)

    def names(self, token: str, **wanted: object) -> list[str]:
        request = rg.ListRateGroups(filter=rg.RateGroupFilter(**wanted))  # type: ignore[arg-type]
        rows = self.world.read(token, o.RATE_GROUPS_LIST, request).rows
        assert self.world.read(token, o.RATE_GROUPS_EXTENT, request).count == len(rows)
        return [row.name for row in rows]

    def row(self, token: str, group: RateGroupId) -> rg.RateGroupRow:
        return self.world.read(token, o.RATE_GROUPS_GET, rg.GetRateGroup(id=group))

    def use(self, account: AccountId, group: RateGroupId) -> None:
        version = self.world.account_row(account).version
        self.world.do(
            self.world.admin, o.ACCOUNTS_SET_RATE_GROUP, a.SetRateGroup(id=account, version=version, rate_group=group)
        )

    def options(self, token: str, **asked: AccountId) -> list[tuple[str, bool]]:
        rows = self.world.read(token, o.RATE_GROUPS_OPTIONS, rg.RateGroupOptions(**asked)).rows
        return [(row.name, row.private) for row in rows]


@pytest.fixture
def two(world: World) -> Two:
    return Two(world)


def test_an_agent_sees_his_own_groups_and_those_he_is_listed_on(two: Two) -> None:
    assert two.names(two.ann_token) == ["Own", "Seen", "Used"]
    assert two.names(two.bob_token) == ["Own"]
    assert two.names(two.world.admin) == ["Foreign", "Own", "Own", "Seen", "Used"]
    assert two.names(two.world.admin, private=False, text="USE") == ["Used"]
    for group in (two.foreign, two.bob_group, RateGroupId(10**9)):
        with refused(NotFound, Code.NOT_FOUND):
            two.row(two.ann_token, group)


def test_of_foreign_groups_an_agent_learns_neither_owner_nor_list(two: Two) -> None:
    two.world.grant_group(two.ann, two.bob_group)
    row = two.row(two.ann_token, two.bob_group)
    assert (row.private, row.owner, row.owner_id, row.access_users) == (True, "", None, ())
    own = two.row(two.ann_token, two.ann_group)
    assert (own.owner, own.owner_id) == ("ann", two.ann)
    admins = two.row(two.world.admin, two.bob_group)
    assert (admins.owner, admins.access_users) == ("bob", ("ann",))
    assert two.names(two.ann_token, owner=two.bob) == [], "the filter tells no owner either"
    assert two.names(two.ann_token, owner=two.ann) == ["Own"]
    assert two.names(two.world.admin, owner=two.bob) == ["Own"]


def test_accounts_are_counted_that_the_reader_sees(two: Two) -> None:
    two.use(two.ann_sub, two.used)
    two.use(two.bob_sub, two.used)
    assert two.row(two.world.admin, two.used).accounts == 2
    assert two.row(two.ann_token, two.used).accounts == 1
    two.use(two.ann_sub, two.seen)
    assert two.row(two.ann_token, two.used).accounts == 0
    assert two.names(two.ann_token, in_use=True) == ["Seen"]
    assert two.names(two.world.admin, in_use=True) == ["Seen", "Used"]


def test_what_can_be_done_is_told_by_row(two: Two) -> None:
    can = two.row(two.ann_token, two.used).can
    assert can.keys() == {v.value for v in GroupVerb}
    assert can[GroupVerb.USE] == ""
    assert can[GroupVerb.SEE_RATES] == Code.GROUP_GRANT_LACKS
    assert can[GroupVerb.MODIFY] == Code.GROUP_NOT_YOURS
    own = two.row(two.ann_token, two.ann_group).can
    assert {v for v, why in own.items() if why} == {GroupVerb.AUTHORIZE.value}


def test_what_an_agent_makes_is_private_to_him(two: Two) -> None:
    assert two.row(two.world.admin, two.ann_group).owner == "ann"
    assert two.row(two.world.admin, two.used).private is False
    copied = two.world.do(two.ann_token, o.RATE_GROUPS_COPY, rg.CopyRateGroup(id=two.seen, name="Mine"))
    assert two.row(two.world.admin, copied).owner == "ann"


def test_a_taken_name_tells_nothing_of_foreign_groups(two: Two) -> None:
    two.world.do(two.ann_token, o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Foreign"))
    for token, name in ((two.ann_token, " Foreign "), (two.world.admin, "Foreign")):
        with refused(Conflict, Code.GROUP_NAME_TAKEN, "name"):
            two.world.do(token, o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name=name))
    row = two.row(two.ann_token, two.ann_group)
    update = rg.UpdateRateGroup(id=row.id, version=row.version, name="Foreign", announcement=60, memo="")
    with refused(Conflict, Code.GROUP_NAME_TAKEN, "name"):
        two.world.do(two.ann_token, o.RATE_GROUPS_UPDATE, update)


def test_changes_are_logged_with_what_was_and_what_is(two: Two) -> None:
    row = two.row(two.world.admin, two.used)
    update = rg.UpdateRateGroup(id=row.id, version=row.version, name="Better", announcement=30, memo="")
    done = two.world.write(two.world.admin, o.RATE_GROUPS_UPDATE, update)
    assert done.changes.touched[Noun.RATE_GROUPS] == [row.id]
    assert Noun.ACCOUNTS in done.changes.touched, "tables of accounts show the name"
    line = two.world.read(two.world.admin, o.LOG_LIST, lg.ListLog()).rows[0]
    assert (line.before, line.after) == (
        {"name": "Used", "announcement": 60},
        {"name": "Better", "announcement": 30},
    )
    with refused(Stale, Code.STALE) as caught:
        two.world.do(two.world.admin, o.RATE_GROUPS_UPDATE, update)
    assert caught.refusal.params == {"version": row.version + 1}


def test_a_group_in_use_is_not_deleted(two: Two) -> None:
    two.use(two.bob_sub, two.ann_group)
    two.use(two.ann_sub, two.used)
    with refused(Conflict, Code.GROUP_IN_USE) as caught:
        two.world.do(two.world.admin, o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=two.used, version=1))
    assert caught.refusal.params == {"accounts": 1}
    with refused(Conflict, Code.GROUP_IN_USE) as caught:
        two.world.do(two.ann_token, o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=two.ann_group, version=1))
    assert caught.refusal.params == {"accounts": 0}, "the account is not hers to see"
    assert two.row(two.ann_token, two.ann_group).can[GroupVerb.DELETE] == Code.GROUP_IN_USE


def test_a_group_goes_with_its_rates_and_its_access_list(two: Two) -> None:
    fields = r.RateFields(prefix="86", price=Price(5))
    rate = two.world.do(two.world.admin, o.RATES_CREATE, r.CreateRate(rate_group=two.seen, fields=fields))
    with refused(Stale, Code.STALE):
        two.world.do(two.world.admin, o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=two.seen, version=7))
    two.world.do(two.world.admin, o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=two.seen, version=1))
    assert two.names(two.ann_token) == ["Own", "Used"]
    with two.world.store.read() as unit:
        assert unit.rates.get(rate) is None
        assert unit.access.on_group(two.seen) == []
    line = two.world.read(two.world.admin, o.LOG_LIST, lg.ListLog()).rows[0]
    assert (line.label, line.before["rates"], line.before["access_users"]) == ("Seen", 1, ["ann"])


def test_a_copy_has_the_rates_and_not_the_list(two: Two) -> None:
    for code in ("86", "8613"):
        fields = r.RateFields(prefix=code, price=Price(5), area_name="China")
        two.world.do(two.world.admin, o.RATES_CREATE, r.CreateRate(rate_group=two.seen, fields=fields))
    copied = two.world.do(two.world.admin, o.RATE_GROUPS_COPY, rg.CopyRateGroup(id=two.seen, name="Copy"))
    row = two.row(two.world.admin, copied)
    assert (row.rates, row.private, row.access_users) == (2, False, ())
    with refused(NotFound, Code.NOT_FOUND):
        two.row(two.ann_token, copied)


def test_an_agent_copies_only_what_he_may_read(two: Two) -> None:
    for group, kind, code in (
        (two.used, Denied, Code.GROUP_GRANT_LACKS),
        (two.foreign, NotFound, Code.NOT_FOUND),
        (two.bob_group, NotFound, Code.NOT_FOUND),
    ):
        with refused(kind, code):
            two.world.do(two.ann_token, o.RATE_GROUPS_COPY, rg.CopyRateGroup(id=group, name="Copy"))


def test_an_agent_changes_only_his_own(two: Two) -> None:
    for group, kind, code in ((two.seen, Denied, Code.GROUP_NOT_YOURS), (two.foreign, NotFound, Code.NOT_FOUND)):
        update = rg.UpdateRateGroup(id=group, version=1, name="x", announcement=60, memo="")
        with refused(kind, code):
            two.world.do(two.ann_token, o.RATE_GROUPS_UPDATE, update)
        with refused(kind, code):
            two.world.do(two.ann_token, o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=group, version=1))


def test_the_choices_of_an_agent(two: Two) -> None:
    mine = [("Own", True), ("Used", False)]
    assert two.options(two.ann_token) == mine
    assert two.options(two.ann_token, account=two.ann_sub) == mine
    assert two.options(two.ann_token, agent=two.ann_account) == mine
    for account in (two.bob_sub, AccountId(10**9)):
        with refused(NotFound, Code.NOT_FOUND):
            two.options(two.ann_token, account=account)
        with refused(NotFound, Code.NOT_FOUND):
            two.options(two.ann_token, agent=account)


def test_the_choices_of_those_who_see_everything(two: Two) -> None:
    public = [("Foreign", False), ("Seen", False), ("Used", False)]
    admin = two.world.admin
    assert two.options(admin) == public
    assert two.options(admin, account=two.ann_account) == public, "nobody sets his own price"
    assert two.options(admin, account=two.ann_sub) == [("Own", True), *public]
    assert two.options(admin, agent=two.ann_account) == [("Own", True), *public]
    two.use(two.ann_account, two.bob_group)
    assert two.options(admin, account=two.ann_account) == [("Own", True), *public], "it is in use there"


def test_an_agent_without_the_right_makes_nothing(world: World) -> None:
    token = world.login(world.agent("cat", AGENT_RIGHTS - {Right.RATE_GROUPS_EDIT}))
    group = world.rate_group("G")
    world.grant_group(world.user_id("cat"), group, [GroupRight.SEE])
    row = world.read(token, o.RATE_GROUPS_GET, rg.GetRateGroup(id=group))
    assert {row.can[v] for v in (GroupVerb.MODIFY, GroupVerb.COPY, GroupVerb.DELETE)} == {Code.RIGHT_MISSING}


def test_a_group_that_an_agent_may_not_see_is_kept_when_he_chooses_the_other(world: World) -> None:
    user = world.agent("li")
    agent = world.account("A100")
    world.grant(user, agent)
    secret, open_group = world.rate_group("Secret"), world.rate_group("Open")
    sub = world.account("A100-1", agent, rate_group=secret)
    world.do(
        world.admin,
        o.ACCOUNTS_SET_RATE_GROUP,
        a.SetRateGroup(id=sub, version=world.account_row(sub).version, private_rate_group=secret),
    )
    world.grant_group(user, open_group)
    li = world.login("li")
    seen = world.account_row(sub, li)
    assert (seen.private_rate_group_id, seen.has_private_rate_group, seen.rate_group_name) == (None, True, "")
    world.do(li, o.ACCOUNTS_SET_RATE_GROUP, a.SetRateGroup(id=sub, version=seen.version, rate_group=open_group))
    now = world.account_row(sub)
    assert (now.rate_group_name, now.private_rate_group_name) == ("Open", "Secret")
