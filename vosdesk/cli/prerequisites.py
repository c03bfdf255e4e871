"""The system libraries that Qt needs on Linux: which are missing, and how they are installed. Imports no Qt."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library, and the package that holds it on Debian and Ubuntu."""

    name: str
    package: str


WINDOWS: tuple[Library, ...] = (
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libgthread-2.0.so.0", "libglib2.0-0"),
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libfreetype.so.6", "libfreetype6"),
    Library("libX11.so.6", "libx11-6"),
    Library("libbrotlidec.so.1", "libbrotli1"),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
)
"""What every window needs, also one that is drawn off screen."""
SCREEN: tuple[Library, ...] = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-image.so.0", "libxcb-image0"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-randr.so.0", "libxcb-randr0"),
    Library("libxcb-render.so.0", "libxcb-render0"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-shm.so.0", "libxcb-shm0"),
    Library("libxcb-sync.so.1", "libxcb-sync1"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
    Library("libX11-xcb.so.1", "libx11-xcb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
"""What a window on an X screen needs besides."""


def can_load(name: str) -> bool:
    """Whether the system's loader finds a shared library."""
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _which(name: str) -> str | None:
    from shutil import which

    return which(name)


def _run(command: Sequence[str]) -> int:
    import subprocess

    return subprocess.run(command, check=False).returncode  # noqa: S603 - fixed words and package names


def _release() -> Mapping[str, str]:
    from platform import freedesktop_os_release

    return freedesktop_os_release()


def _superuser() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


class System(NamedTuple):
    """What is asked of the machine, so that tests can answer for it."""

    platform: str = sys.platform
    environment: Mapping[str, str] = os.environ
    can_load: Callable[[str], bool] = can_load
    which: Callable[[str], str | None] = _which
    superuser: Callable[[], bool] = _superuser
    run: Callable[[Sequence[str]], int] = _run
    release: Callable[[], Mapping[str, str]] = _release
    say: Callable[[str], None] = print


def missing(system: System, libraries: Iterable[Library]) -> tuple[Library, ...]:
    """Those that the loader does not find; none but on Linux, where Qt brings them not along."""
    if not system.platform.startswith("linux"):
        return ()
    return tuple(library for library in libraries if not system.can_load(library.name))


def needed(environment: Mapping[str, str]) -> tuple[Library, ...]:
    """The libraries that a start with this environment needs."""
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    on_x = chosen == "xcb" or (not chosen and bool(environment.get("DISPLAY")))
    return WINDOWS + SCREEN if on_x else WINDOWS


def packages(libraries: Iterable[Library]) -> tuple[str, ...]:
    """The packages that hold these libraries."""
    return tuple(dict.fromkeys(library.package for library in libraries))


def has_apt(system: System) -> bool:
    """Whether this is Debian, Ubuntu or one of their kin."""
    if system.which("apt-get") is None:
        return False
    try:
        release = system.release()
    except OSError:
        return False
    return bool({"debian", "ubuntu"} & {release.get("ID", ""), *release.get("ID_LIKE", "").split()})


def install_commands(system: System, wanted: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What installs packages on this machine: as root, or through sudo."""
    head = () if system.superuser() else ("sudo",)
    install = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends", *wanted)
    return ((*head, "apt-get", "update"), (*head, *install))


def explain(system: System, libraries: Sequence[Library]) -> None:
    """Say which libraries are missing, and what installs them."""
    if not has_apt(system):
        system.say("Qt needs these libraries, and this system does not have them:")
        for library in libraries:
            system.say(f"  {library.name}")
        return
    from shlex import join

    wanted = packages(libraries)
    system.say(f"Qt needs these packages, and this system does not have them: {' '.join(wanted)}")
    system.say("This installs them:")
    for command in install_commands(system, wanted):
        system.say(f"  {join(command)}")


def prepare(system: System) -> int:
    """Install what Qt needs, or say what is missing. Returns the exit code: 0 when nothing is missing any more."""
    lacking = missing(system, WINDOWS + SCREEN)
    if not lacking:
        system.say("Nothing is missing: Qt finds every system library that it needs.")
        return 0
    if not has_apt(system) or not (system.superuser() or system.which("sudo")):
        explain(system, lacking)
        return 1
    from shlex import join

    for command in install_commands(system, packages(lacking)):
        system.say(join(command))
        if system.run(command) != 0:
            explain(system, lacking)
            return 1
    lacking = missing(system, lacking)
    if lacking:
        explain(system, lacking)
        return 1
    system.say("Installed: Qt finds every system library that it needs.")
    return 0


def ready(system: System) -> bool:
    """Whether a window can be opened now; says what is missing when not."""
    lacking = missing(system, needed(system.environment))
    if lacking:
        explain(system, lacking)
    return not lacking
