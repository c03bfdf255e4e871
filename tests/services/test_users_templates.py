"""Rights templates."""

from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Denied, Forbidden, Invalid, NotFound, Stale
from vosdesk.contract.ids import TemplateId
from vosdesk.contract.permissions import Right, UserType
from vosdesk.services.shipped import TEMPLATES


def create(world: World, name: str = "Clerk", token: str | None = None, **values: object) -> TemplateId:
    request = {"type": UserType.OPERATOR, "rights": frozenset({Right.ACCOUNTS_VIEW})} | values
    return world.do(token or world.admin, o.TEMPLATES_CREATE, u.CreateTemplate(name=name, **request))  # type: ignore[arg-type]


def update(world: World, template: TemplateId, *rights: Right, version: int = 1, name: str = "Clerk") -> None:
    request = u.UpdateTemplate(id=template, version=version, name=name, rights=frozenset(rights), memo="")
    world.do(world.admin, o.TEMPLATES_UPDATE, request)


def rows(world: World, kind: UserType | None = None) -> dict[str, u.TemplateRow]:
    return {row.name: row for row in world.read(world.admin, o.TEMPLATES_LIST, u.ListTemplates(type=kind)).rows}


def test_templates_are_listed_by_name_and_type_with_their_users(each_world: World) -> None:
    each_world.user("bob", template="Cashier")
    listed = rows(each_world)
    assert list(listed) == sorted(t.name for t in TEMPLATES)
    assert (listed["Cashier"].users, listed["Auditor"].users) == (1, 0)
    assert set(rows(each_world, UserType.AGENT)) == {t.name for t in TEMPLATES if t.type is UserType.AGENT}


def test_shipped_templates_are_neither_changed_nor_deleted(world: World) -> None:
    cashier = world.template("Cashier")
    with refused(Conflict, Code.TEMPLATE_SHIPPED):
        update(world, cashier)
    with refused(Conflict, Code.TEMPLATE_SHIPPED):
        world.do(world.admin, o.TEMPLATES_DELETE, u.DeleteTemplate(id=cashier, version=1))


def test_a_change_touches_the_users_who_have_it(world: World) -> None:
    clerk = create(world)
    bob = world.user("bob", template="Clerk")
    request = u.UpdateTemplate(id=clerk, version=1, name="Clerk", rights=frozenset({Right.EXPORT}), memo="")
    done = world.write(world.admin, o.TEMPLATES_UPDATE, request)
    assert done.changes.touched[Noun.USERS] == [bob]
    assert done.changes.touched[Noun.TEMPLATES] == [clerk]


def test_names_are_there_once(each_world: World) -> None:
    clerk = create(each_world)
    with refused(Invalid, Code.FIELD_TAKEN, "name"):
        create(each_world)
    with refused(Invalid, Code.FIELD_TAKEN, "name"):
        update(each_world, clerk, name="Auditor")
    update(each_world, clerk, Right.EXPORT)


def test_a_stale_edit_is_refused(each_world: World) -> None:
    clerk = create(each_world)
    update(each_world, clerk, Right.EXPORT)
    with refused(Stale, Code.STALE) as caught:
        update(each_world, clerk, Right.LOG_VIEW)
    assert caught.refusal.params == {"version": 2}
    with refused(Stale, Code.STALE):
        each_world.do(each_world.admin, o.TEMPLATES_DELETE, u.DeleteTemplate(id=clerk, version=1))


def test_a_template_in_use_is_not_deleted(each_world: World) -> None:
    clerk = create(each_world)
    bob = each_world.user("bob", template="Clerk")
    with refused(Conflict, Code.TEMPLATE_IN_USE) as caught:
        each_world.do(each_world.admin, o.TEMPLATES_DELETE, u.DeleteTemplate(id=clerk, version=1))
    assert caught.refusal.params == {"count": 1}
    row = each_world.user_row(bob)
    each_world.do(
        each_world.admin,
        o.USERS_UPDATE,
        u.UpdateUser(
            id=bob, version=row.version, name="", type=row.type, expires=row.expires, template=None,
            rights=frozenset(), memo="",
        ),
    )  # fmt: skip
    each_world.do(each_world.admin, o.TEMPLATES_DELETE, u.DeleteTemplate(id=clerk, version=1))
    with refused(NotFound, Code.NOT_FOUND):
        update(each_world, clerk)


def test_rights_are_those_of_the_type_and_of_who_gives_them(world: World) -> None:
    with refused(Invalid, Code.RIGHT_NOT_FOR_TYPE, "rights"):
        create(world, type=UserType.AGENT, rights=frozenset({Right.USERS_EDIT}))
    keeper = world.login(world.user("keeper", rights=[Right.TEMPLATES_VIEW, Right.TEMPLATES_EDIT]))
    with refused(Forbidden, Code.RIGHT_MISSING):
        create(world, token=keeper)
    with refused(Denied, Code.ADMINISTRATORS_ONLY):
        create(world, token=keeper, type=UserType.ADMINISTRATOR, rights=frozenset())
    create(world, token=keeper, rights=frozenset({Right.TEMPLATES_VIEW}))
