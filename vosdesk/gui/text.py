"""Every word that a user reads: English source text, its translation, and sentences for codes.

``tr`` translates a source text; ``mark`` only marks one for the catalogue, to be translated where it is shown.
The contract is imported by the first sentence: the login window is shown before there is one.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from vosdesk.contract.changes import Noun
    from vosdesk.contract.errors import Code, Refusal

_HOLE = re.compile(r"\{(\w+)\}")
_BRACKETED = re.compile(r"\(&.\)")
_catalogue: dict[str, str] = {}


class Shows(Protocol):
    """How amounts, times and counts are written for the reader."""

    def money(self, value: int) -> str:
        """Micro-units."""
        ...

    def time(self, value: int) -> str:
        """Microseconds UTC."""
        ...

    def count(self, n: int) -> str:
        """A whole number."""
        ...


def mark(source: str) -> str:
    """``source`` as it is: a text that is translated later, where it is shown."""
    return source


def without_mnemonic(text: str) -> str:
    """A menu text as a button shows it: no mnemonic, be it within a word or in brackets behind, and no dots."""
    return _BRACKETED.sub("", text).replace("&", "").removesuffix("…")


def use_catalogue(translations: Mapping[str, str]) -> None:
    """Translate by ``translations`` (English → the reader's language) from now on; empty means English."""
    _catalogue.clear()
    _catalogue.update({source: text for source, text in translations.items() if text})


def tr(source: str, **params: object) -> str:
    """``source`` in the reader's language, with each {name} filled from ``params``.

    A hole without a parameter stays as it is: a sentence about an error must never become an error.
    """
    text = _catalogue.get(source, source)
    if not params:
        return text
    return _HOLE.sub(lambda hole: str(params.get(hole[1], hole[0])), text)


def sentence(code: "Code", params: Mapping[str, Any] | None = None, formats: Shows | None = None) -> str:
    """The reason that ``code`` stands for, for the reader: a sentence, and what its parameters add to it."""
    from vosdesk.gui.sentences import MORE, SENTENCES

    shown = {name: _param(name, value, formats) for name, value in (params or {}).items()}
    more = (tr(text, **shown) for name, text in MORE.get(code, {}).items() if shown.get(name))
    return " ".join((tr(SENTENCES[code], **shown), *more))


def reason(code: str) -> str:
    """The sentence of a code that comes without its parameters, as in a row's ``can``."""
    from vosdesk.contract.errors import Code
    from vosdesk.gui.sentences import SENTENCES, SHORT

    known = Code(code)
    return tr(SHORT.get(known) or SENTENCES[known])


def refusal_text(refusal: "Refusal", formats: Shows | None = None) -> str:
    """The sentence of a refusal; with fields that it names, each field's sentence once."""
    if refusal.fields:
        lines = dict.fromkeys(sentence(f.code, f.params, formats) for f in refusal.fields)
        return " ".join(lines)
    return sentence(refusal.code, refusal.params, formats)


def right_text(right: object) -> str:
    """A right of a user, of a grant on an account, or of a grant on a rate group."""
    from vosdesk.gui.words import RIGHTS, VERBS

    key = _plain(right)
    return tr(RIGHTS.get(key) or VERBS.get(key) or key)


def verb_text(verb: object) -> str:
    """What can be done with a row, as a menu names it."""
    from vosdesk.gui.words import VERBS

    return tr(VERBS.get(_plain(verb), _plain(verb)))


def noun_text(noun: "Noun | str") -> str:
    """The kind of a thing, in the singular."""
    from vosdesk.contract.changes import Noun
    from vosdesk.gui.words import NOUNS

    return tr(NOUNS[Noun(noun)])


def node_text(node_id: str) -> str:
    """The name of a node of the navigation tree."""
    from vosdesk.gui.words import NODES

    return tr(NODES[node_id])


def enum_text(value: Enum) -> str:
    """A value of one of the contract's enumerations, as the reader knows it."""
    from vosdesk.gui.enum_words import ENUMS

    return tr(ENUMS[type(value)][value])


def operation_text(operation_id: str) -> str:
    """What an operation does, as the log shows it; the id itself for one that this version does not know."""
    from vosdesk.gui.operation_words import OPERATIONS

    return tr(OPERATIONS.get(operation_id, operation_id))


def parameter_text(name: str) -> str:
    """A system parameter's name for the reader."""
    from vosdesk.gui.words import PARAMETERS

    return tr(PARAMETERS.get(name, name))


def join(words: Iterable[str]) -> str:
    """Words as a list in one line."""
    return tr(", ").join(words)


_MONEY = frozenset(
    {
        "amount", "balance", "overdraft", "cover", "used", "free", "threshold", "due", "booked", "short",
        "unexplained",
    }
)  # fmt: skip
_TIMES = frozenset({"at"})
_RIGHTS = frozenset({"right", "rights", "verb"})


def _plain(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def _param(name: str, value: Any, formats: Shows | None) -> str:
    from vosdesk.gui.words import USER_TYPES

    if isinstance(value, (list, tuple, set, frozenset)):
        return join(_param(name, item, formats) for item in value)
    if name in _RIGHTS:
        return right_text(value)
    if name == "type":
        return tr(USER_TYPES.get(_plain(value), _plain(value)))
    if isinstance(value, dict):
        first, *rest = (_param(key, item, formats) for key, item in value.items())
        return f"{first} ({join(rest)})" if rest else first
    if formats is not None and isinstance(value, int) and not isinstance(value, bool):
        if name in _MONEY:
            return formats.money(value)
        return formats.time(value) if name in _TIMES else formats.count(value)
    return _plain(value)
