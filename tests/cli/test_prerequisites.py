"""What Qt needs of the system: found missing, explained, installed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from vosdesk.cli import prerequisites
from vosdesk.cli.prerequisites import SCREEN, WINDOWS, System

DEBIAN = {"ID": "debian"}
MINT = {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}


@dataclass
class Machine:
    """A machine that lacks some libraries; its apt-get brings them when it works."""

    lacks: set[str] = field(default_factory=set)
    programs: frozenset[str] = frozenset({"apt-get", "sudo"})
    root: bool = True
    works: bool = True
    brings: bool = True
    ran: list[tuple[str, ...]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def run(self, command: Sequence[str]) -> int:
        self.ran.append(tuple(command))
        if not self.works:
            return 100
        if "install" in command and self.brings:
            wanted = {x.name for x in WINDOWS + SCREEN if x.package in command}
            self.lacks -= wanted
        return 0

    def system(self, **values: Any) -> System:
        given: dict[str, Any] = {
            "platform": "linux",
            "environment": {},
            "can_load": lambda name: name not in self.lacks,
            "which": lambda name: f"/usr/bin/{name}" if name in self.programs else None,
            "superuser": lambda: self.root,
            "run": self.run,
            "release": lambda: DEBIAN,
            "say": self.said.append,
        } | values
        return System(**given)


def test_nothing_missing_says_so_and_runs_nothing() -> None:
    machine = Machine()
    assert prerequisites.prepare(machine.system()) == 0
    assert machine.ran == []
    assert "Nothing is missing" in machine.said[0]


def test_root_installs_just_the_missing_packages_after_an_update() -> None:
    machine = Machine(lacks={"libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"})
    assert prerequisites.prepare(machine.system()) == 0
    assert machine.ran[0] == ("apt-get", "update")
    assert machine.ran[1][-2:] == ("libglib2.0-0", "libegl1")
    assert "--no-install-recommends" in machine.ran[1]
    assert len(machine.ran) == 2


def test_others_install_through_sudo() -> None:
    machine = Machine(lacks={"libEGL.so.1"}, root=False)
    assert prerequisites.prepare(machine.system(release=lambda: MINT)) == 0
    assert {command[0] for command in machine.ran} == {"sudo"}


def test_without_root_and_sudo_the_packages_are_named() -> None:
    machine = Machine(lacks={"libEGL.so.1", "libxcb-icccm.so.4"}, root=False, programs=frozenset({"apt-get"}))
    assert prerequisites.prepare(machine.system()) == 1
    assert machine.ran == []
    assert any(line.endswith("libegl1 libxcb-icccm4") for line in machine.said)


def test_a_failed_installation_names_the_packages() -> None:
    machine = Machine(lacks={"libEGL.so.1"}, works=False)
    assert prerequisites.prepare(machine.system()) == 1
    assert any("libegl1" in line for line in machine.said[1:])


def test_what_is_still_missing_afterwards_is_named() -> None:
    machine = Machine(lacks={"libEGL.so.1"}, brings=False)
    assert prerequisites.prepare(machine.system()) == 1
    assert any(line.endswith(": libegl1") for line in machine.said)


def test_other_systems_get_the_names_of_the_libraries() -> None:
    machine = Machine(lacks={"libEGL.so.1"}, programs=frozenset({"dnf"}))
    assert prerequisites.prepare(machine.system(release=lambda: {"ID": "fedora"})) == 1
    assert "  libEGL.so.1" in machine.said
    assert machine.ran == []


def test_only_linux_lacks_anything() -> None:
    machine = Machine(lacks={x.name for x in WINDOWS + SCREEN})
    assert prerequisites.prepare(machine.system(platform="darwin")) == 0
    assert prerequisites.ready(machine.system(platform="win32"))


def test_a_start_needs_what_its_platform_needs() -> None:
    assert prerequisites.needed({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}) == WINDOWS
    assert prerequisites.needed({"QT_QPA_PLATFORM": "xcb:foo"}) == WINDOWS + SCREEN
    assert prerequisites.needed({"DISPLAY": ":0"}) == WINDOWS + SCREEN
    assert prerequisites.needed({"WAYLAND_DISPLAY": "wayland-0"}) == WINDOWS


def test_a_start_that_cannot_be_says_what_installs_the_rest() -> None:
    machine = Machine(lacks={"libxcb-cursor.so.0"}, root=False)
    assert not prerequisites.ready(machine.system(environment={"DISPLAY": ":0"}))
    assert any(
        line.strip().startswith("sudo env DEBIAN_FRONTEND=noninteractive apt-get install") for line in machine.said
    )
    assert prerequisites.ready(machine.system(environment={"QT_QPA_PLATFORM": "offscreen"}))


def test_this_machine_answers_itself() -> None:
    system = System()
    assert not system.can_load("libno-such-thing.so.9")
    assert system.run(["true"]) == 0
