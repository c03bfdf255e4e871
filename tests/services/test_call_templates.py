"""Column templates of call records: kept, renamed, deleted, and found again by the header line."""

from tests.services.samples import call_template
from tests.support.calls import chain, import_calls, line, run, send
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import call_imports as ci
from vosdesk.contract import call_templates as ct
from vosdesk.contract import operations as o
from vosdesk.contract.decks import signature
from vosdesk.contract.errors import Code, Forbidden, Invalid, NotFound, Stale
from vosdesk.contract.ids import CallTemplateId, Empty

HEADER = "Nummer;A;B;Konto;Beginn;Ende;Dauer"


def names(world: World) -> list[str]:
    return [row.template.name for row in world.read(world.admin, o.CALL_TEMPLATES_LIST, Empty()).rows]


def keep(world: World, name: str, **columns: str | int) -> CallTemplateId:
    kept = ci.CallColumns(**columns)  # type: ignore[arg-type]
    template = ct.CallTemplate(name=name, signature=signature(HEADER.split(";")), columns=kept)
    return world.do(world.admin, o.CALL_TEMPLATES_SAVE, ct.SaveCallTemplate(template=template))


def test_templates_are_kept_renamed_and_deleted(each_world: World) -> None:
    world = each_world
    made = world.do(world.admin, o.CALL_TEMPLATES_SAVE, ct.SaveCallTemplate(template=call_template("Switch")))
    with refused(Invalid, Code.FIELD_TAKEN):
        world.do(world.admin, o.CALL_TEMPLATES_SAVE, ct.SaveCallTemplate(template=call_template("Switch")))
    renamed = ct.UpdateCallTemplate(id=made, version=1, template=call_template("Other"))
    world.do(world.admin, o.CALL_TEMPLATES_UPDATE, renamed)
    with refused(Stale, Code.STALE):
        world.do(world.admin, o.CALL_TEMPLATES_UPDATE, renamed)
    assert names(world) == ["Other"]
    world.do(world.admin, o.CALL_TEMPLATES_DELETE, ct.DeleteCallTemplate(id=made, version=2))
    assert names(world) == []
    with refused(NotFound, Code.NOT_FOUND):
        world.do(world.admin, o.CALL_TEMPLATES_DELETE, ct.DeleteCallTemplate(id=made, version=2))


def test_an_agent_has_no_part_in_them(world: World) -> None:
    world.agent("agent")
    token = world.login("agent")
    with refused(Forbidden, Code.TYPE_CAP):
        world.read(token, o.CALL_TEMPLATES_LIST, Empty())
    with refused(Forbidden, Code.TYPE_CAP):
        world.do(token, o.CALL_TEMPLATES_SAVE, ct.SaveCallTemplate(template=call_template("Mine")))


def test_a_file_is_read_by_the_template_of_its_header_line(each_world: World) -> None:
    world = each_world
    chain(world, 1)
    text = line("f1", "L1", world.now).replace(",", ";")
    content = f"{HEADER}\n{text}\n".encode()
    request = ci.ImportCalls(file=send(world, content), name="calls.csv")
    with refused(Invalid, Code.FILE_HEADER):
        run(world, o.CALLS_PREVIEW, request)
    wrong = keep(world, "Wrong", flow="Nummer", callee="A", account="Konto", start="Beginn", hold="Dauer")
    assert run(world, o.CALLS_PREVIEW, request).rows[0].callee == "100"
    keep(world, "Switch", flow="nummer", caller="A", callee="B", account="Konto", start="Beginn", hold="Dauer", zone=60)
    preview = run(world, o.CALLS_PREVIEW, request)
    assert (preview.template, preview.columns.zone, preview.columns.flow) == ("Switch", 60, "Nummer")
    assert (preview.rows[0].callee, preview.rows[0].fee) == ("8613800", 1_000_000)
    world.do(world.admin, o.CALL_TEMPLATES_DELETE, ct.DeleteCallTemplate(id=wrong, version=1))
    done = import_calls(world, [text], HEADER)
    assert (done.charged, done.bad) == (1, 0)
