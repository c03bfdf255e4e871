"""The command line, as a user calls it."""

import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from vosdesk import __version__, cli

ROOT = Path(__file__).resolve().parents[2]


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["version"] == __version__


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"vosdesk {__version__}\n"


def test_an_unknown_verb_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["dance"])
    assert ended.value.code == 2
    assert "dance" in capsys.readouterr().err


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_says_what_it_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: vosdesk {name} ")


def test_a_window_opens_without_the_other_commands() -> None:
    code = (
        "import sys; from vosdesk import cli\n"
        "try: cli.main(['--database'])\n"
        "except SystemExit: print([m for m in sys.modules if m.startswith(('vosdesk.contract', 'vosdesk.backends'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.splitlines() == ["[]"], done.stderr


def test_the_command_line_imports_no_qt_and_no_database() -> None:
    code = (
        "import sys; from vosdesk import cli; cli.main(['prepare']);"
        "print([m for m in ('PySide6', 'sqlalchemy', 'alembic', 'argon2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_migrate_needs_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["migrate", "--database", str(tmp_path / "none.db")]) == 1
    assert "no such file" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_migrate_makes_a_database_ready(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "v.db"
    path.touch()
    assert cli.main(["migrate", "--database", str(path)]) == 0
    assert "ready" in capsys.readouterr().out
    connection = sqlite3.connect(path)
    assert connection.execute("select count(*) from users").fetchone() == (0,)
    connection.close()


def test_a_database_that_cannot_be_is_told_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "v.db"
    path.write_bytes(b"these are no pages of a database" * 1000)
    assert cli.main(["migrate", "--database", str(path)]) == 1
    assert "damaged" in capsys.readouterr().err


def test_a_start_without_qts_libraries_says_what_is_missing() -> None:
    code = (
        "import ctypes, sys\n"
        "real = ctypes.CDLL\n"
        "def without(name, *rest, **more):\n"
        "    if name == 'libEGL.so.1': raise OSError(name)\n"
        "    return real(name, *rest, **more)\n"
        "ctypes.CDLL = without\n"
        "from vosdesk import cli\n"
        "sys.exit(cli.main(['gui']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert "libegl1" in done.stderr or "libEGL.so.1" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
