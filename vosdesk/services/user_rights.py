"""Which rights somebody may be given, and by whom: the one way for users and templates."""

from typing import Any

from vosdesk.contract.errors import Code, FieldProblem, Invalid
from vosdesk.contract.ids import TemplateId, Time
from vosdesk.contract.permissions import Right, UserType
from vosdesk.policy import caps
from vosdesk.policy.actor import Actor
from vosdesk.policy.checks import decide_giving
from vosdesk.storage.unit_of_work import ReadUnit


def require_allowed(kind: UserType, rights: frozenset[Right]) -> None:
    """Raise Invalid at ``rights`` for those that a user of type ``kind`` can never have."""
    never = sorted(rights & caps.withheld(kind))
    if never:
        params = {"right": never[0].value, "type": kind.value}
        fields = [
            FieldProblem("rights", Code.RIGHT_NOT_FOR_TYPE, {"right": r.value, "type": kind.value}) for r in never
        ]
        raise Invalid(Code.RIGHT_NOT_FOR_TYPE, params, fields)


def require_giving(actor: Actor, kind: UserType, rights: frozenset[Right], had: frozenset[Right] = frozenset()) -> None:
    """Raise unless ``actor`` may give rights to a user of type ``kind`` who ``had`` some in effect already.

    What is only kept is not given: a weaker user may correct the name of a stronger one.
    """
    decide_giving(actor, caps.effective(kind, rights) - had, kind).require()


def chosen(unit: ReadUnit, kind: UserType, template: TemplateId | None, rights: frozenset[Right]) -> frozenset[Right]:
    """The rights that a user gets: the template's, or those by hand. Raises Invalid at the field that is wrong."""
    if template is None:
        require_allowed(kind, rights)
        return rights
    row = unit.users.template(template)
    if row is None or row.type != kind.value:
        raise Invalid.at("template", Code.FIELD_CHOICE)
    given: frozenset[Right] = row.rights
    return given


def privilege_values(actor: Actor, now: Time, had: int, has: int) -> dict[str, Any]:
    """The columns of a user whose privilege was ``had`` and is ``has``: when he rose to it, and by whom."""
    if has == 0:
        return {"privileged_since": None, "privileged_by": ""}
    return {"privileged_since": now, "privileged_by": actor.login} if has > had else {}
