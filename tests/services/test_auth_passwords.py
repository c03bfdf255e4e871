"""Password hashes."""

import pytest

from tests.support.refused import refused
from vosdesk.contract.errors import Code, Invalid
from vosdesk.services.passwords import Hasher, require_strong


def cheap(time_cost: int = 1) -> Hasher:
    return Hasher(time_cost=time_cost, memory_kib=8, lanes=1)


def test_a_password_matches_its_own_salted_hash_alone() -> None:
    hasher = cheap()
    first, second = hasher.hash("päss\ud800word"), hasher.hash("päss\ud800word")
    assert first != second
    assert hasher.matches(first, "päss\ud800word")
    assert not hasher.matches(first, "passport")
    assert not hasher.matches("no hash", "no hash")


def test_nobodys_hash_is_checked_with_the_same_parameters_and_never_matches() -> None:
    hasher = cheap(2)
    assert not hasher.matches(None, "anything")
    assert not hasher.is_old(hasher._nobody)
    assert hasher._nobody.split("$")[3] == hasher.hash("x").split("$")[3]
    assert [len(part) for part in hasher._nobody.split("$")] == [len(part) for part in hasher.hash("x").split("$")]


def test_risen_parameters_make_a_hash_old() -> None:
    assert cheap(2).is_old(cheap(1).hash("x"))
    assert not cheap(1).is_old(cheap(1).hash("x"))


@pytest.mark.parametrize("password", ["password1234", "qwertyuiop12", "aaaaaaaaaaaaaaa", "anna.schmidt1"])
def test_guessable_passwords_are_refused(password: str) -> None:
    with refused(Invalid, Code.PASSWORD_COMMON, "field"):
        require_strong("field", password, beside=("anna.schmidt", ""))


def test_others_are_taken_however_long() -> None:
    require_strong("field", "correct horse battery staple 7")
    require_strong("field", "lantern orchard 58 ferry ß水Ω " * 4)
