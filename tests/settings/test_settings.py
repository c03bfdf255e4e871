"""Settings on disk: whole or not at all, defaults for what cannot be read, no secrets."""

import threading
from pathlib import Path

import pytest

from vosdesk.settings import paths, preferences, resources
from vosdesk.settings.preferences import Density, Preferences, Profile, ThemeChoice
from vosdesk.settings.secrets import SERVICE, NotAvailable, Ring, Secrets
from vosdesk.settings.store import Store


def test_preferences_come_back(tmp_path: Path) -> None:
    kept = Preferences(
        language="zh_CN", theme=ThemeChoice.DARK, density=Density.COMPACT,
        profiles=(Profile(name="Büro", database="/data/büro.db"),), last_place="/data/büro.db",
        last_logins={"/data/büro.db": "ada"},
    ).with_remembered("/data/büro.db", "ada", kept=True)  # fmt: skip
    preferences.save(tmp_path / "new" / "settings.json", kept)
    assert preferences.load(tmp_path / "new" / "settings.json") == kept
    assert (tmp_path / "new" / "settings.json").stat().st_mode & 0o077 == 0
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"theme": "purple"}', b"\xff\xfe"])
def test_unreadable_preferences_are_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert preferences.load(tmp_path / "settings.json") == Preferences()


def test_settings_of_a_newer_version_are_read_as_far_as_known(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"language": "en", "wings": 2}')
    assert preferences.load(tmp_path / "settings.json").language == "en"


def test_remembering_and_forgetting_a_login() -> None:
    one = Preferences().with_remembered("p", "ada", kept=True).with_remembered("p", "bob", kept=True)
    assert one.is_remembered("p", "ada")
    assert not one.is_remembered("q", "ada")
    assert not one.with_remembered("p", "ada", kept=False).is_remembered("p", "ada")
    assert one.with_remembered("p", "ada", kept=False).is_remembered("p", "bob")


def test_the_store_comes_back_and_checks_types(tmp_path: Path) -> None:
    store = Store(tmp_path / "windows" / "ada.json")
    assert not store.has("sizes")
    store.set("sizes", [1, 2])
    store.save()
    again = Store(tmp_path / "windows" / "ada.json")
    assert again.get("sizes", [0]) == [1, 2]
    assert again.get("sizes", "text") == "text"
    assert again.get("other", 7) == 7


def test_a_broken_store_is_empty_and_one_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "ada.json"
    path.write_text("{broken")
    assert Store(path).get("sizes", [0]) == [0]
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "ada.json")
    store.set("sizes", [1])
    store.save()
    assert store.get("sizes", [0]) == [1]


def test_window_files_of_different_users_differ(tmp_path: Path) -> None:
    place = paths.Paths(data=tmp_path, config=tmp_path)
    logins = ["ada", "Ada", "a.da", "a_da", "../ada", "a-da", "ada@x"]
    names = {place.windows("p", login).name for login in logins}
    assert len({name.casefold() for name in names}) == len(logins)
    assert all(place.windows("p", login).parent == tmp_path / "windows" for login in logins)


def test_one_folder_can_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert paths.of_user().database == tmp_path / "data" / "vosdesk.db"
    assert paths.of_user().demo_database != paths.of_user().database
    monkeypatch.delenv(paths.HOME_VARIABLE)
    assert tmp_path not in paths.of_user().database.parents


def test_resources_are_found_in_a_checkout_and_in_a_frozen_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resources.find("help", "guide.md").read_text(encoding="utf-8").startswith("# ")
    (tmp_path / "resources" / "help").mkdir(parents=True)
    (tmp_path / "resources" / "help" / "guide.md").write_text("frozen")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert resources.find("help", "guide.md").read_text() == "frozen"


class Memory:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class Broken(Memory):
    """Fails as keyrings do: with what it was given in the message."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"D-Bus said no to {password}")

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("no bus")


def test_a_token_is_kept_for_one_connection_and_login() -> None:
    ring = Memory()
    secrets = Secrets(lambda: ring)
    secrets.keep("p", "ada", "token")
    assert secrets.token("p", "ada") == "token"
    assert secrets.token("q", "ada") is None
    assert list(ring.entries) == [(SERVICE, "ada@p")]
    secrets.forget("p", "ada")
    secrets.forget("p", "ada")
    assert ring.entries == {}


def test_a_broken_keyring_is_not_available_and_tells_no_secret() -> None:
    secrets = Secrets(Broken)
    with pytest.raises(NotAvailable) as refused:
        secrets.keep("p", "ada", "token-to-hide")
    assert "token-to-hide" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert secrets.token("p", "ada") is None


def test_a_keyring_that_does_not_answer_is_given_up() -> None:
    wait = threading.Event()

    def slow() -> Ring:
        wait.wait(20)
        return Memory()

    secrets = Secrets(slow, timeout=0.05)
    assert secrets.token("p", "ada") is None
    wait.set()


def test_the_machines_keyring_is_refused_when_it_is_none() -> None:
    # The tests' environment names the keyring library's own "no keyring".
    with pytest.raises(NotAvailable):
        Secrets().keep("p", "ada", "token")
