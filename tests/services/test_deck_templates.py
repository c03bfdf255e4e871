"""Templates of rate sheets: shared by staff, an agent's own, and found again by the header line."""

from msgspec.structs import replace

from tests.services.samples import template
from tests.support import rate_files as rf
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.decks import Decimals
from vosdesk.contract.errors import Code, Invalid, NotFound, Stale
from vosdesk.contract.ids import Empty


def names(world: World, token: str) -> list[str]:
    rows = world.read(token, o.DECK_TEMPLATES_LIST, Empty()).rows
    return [row.template.name for row in rows if row.id]


def test_templates_are_kept_renamed_and_deleted(each_world: World) -> None:
    world = each_world
    made = world.do(world.admin, o.DECK_TEMPLATES_SAVE, ri.SaveDeckTemplate(template=template("Carrier")))
    with refused(Invalid, Code.FIELD_TAKEN):
        world.do(world.admin, o.DECK_TEMPLATES_SAVE, ri.SaveDeckTemplate(template=template("Carrier")))
    renamed = ri.UpdateDeckTemplate(id=made, version=1, template=template("Other"))
    world.do(world.admin, o.DECK_TEMPLATES_UPDATE, renamed)
    with refused(Stale, Code.STALE):
        world.do(world.admin, o.DECK_TEMPLATES_UPDATE, renamed)
    assert names(world, world.admin) == ["Other"]
    world.do(world.admin, o.DECK_TEMPLATES_DELETE, ri.DeleteDeckTemplate(id=made, version=2))
    assert names(world, world.admin) == []


def test_an_agent_has_his_own_and_sees_no_others(each_world: World) -> None:
    world = each_world
    world.agent("agent", AGENT_RIGHTS)
    token = world.login("agent")
    made = world.do(world.admin, o.DECK_TEMPLATES_SAVE, ri.SaveDeckTemplate(template=template("Secret carrier")))
    world.do(token, o.DECK_TEMPLATES_SAVE, ri.SaveDeckTemplate(template=template("Secret carrier")))
    assert names(world, token) == ["Secret carrier"]
    with refused(NotFound, Code.NOT_FOUND):
        world.do(token, o.DECK_TEMPLATES_DELETE, ri.DeleteDeckTemplate(id=made, version=1))


def test_a_sheet_is_laid_out_by_the_template_of_its_header_line(world: World) -> None:
    content = rf.HEADER + "44,United Kingdom,0.01,60/60\n"
    group, file = world.rate_group("G"), rf.send(world, world.admin, content)
    request = ri.InspectFile(rate_group=group, file=file)
    guess = rf.run(world, world.admin, o.RATE_IMPORTS_INSPECT, request).guess
    assert guess.template == ""
    layout = replace(rf.layout_of(content), decimals=Decimals.COMMA)
    kept = replace(template("Commas"), signature=guess.signature, layout=layout)
    world.do(world.admin, o.DECK_TEMPLATES_SAVE, ri.SaveDeckTemplate(template=kept))
    found = rf.run(world, world.admin, o.RATE_IMPORTS_INSPECT, request)
    assert (found.guess.template, found.guess.layout.decimals) == ("Commas", Decimals.COMMA)
    assert [row.cells for row in found.first][1] == ("44", "United Kingdom", "0.01", "60/60")
