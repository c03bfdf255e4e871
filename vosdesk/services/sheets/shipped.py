"""Templates that come with the program, for layouts that many carriers use."""

from functools import cache

import msgspec

from vosdesk.contract.decks import Layout, Template, signature
from vosdesk.settings import resources


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file holds: a name, and the layout whose titles are the header line."""

    name: str
    layout: Layout


@cache
def shipped_templates() -> tuple[Template, ...]:
    """All of them, by the names of their files. A file that cannot be read is a defect of the installation."""
    made = []
    for path in sorted(resources.find("rate_templates").glob("*.json")):
        stored = msgspec.json.decode(path.read_bytes(), type=_Stored)
        signed = signature(stored.layout.titles)
        made.append(Template(name=stored.name, signature=signed, layout=stored.layout, shipped=True))
    return tuple(made)
