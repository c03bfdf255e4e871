"""``python -m tests.catalogues``: extract the console's texts into every catalogue, and tell what is left to translate.

Qt's own tool extracts; translations that are there stay, texts that the code has no more go.
"""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as Xml
from pathlib import Path
from shutil import which

import vosdesk.gui
from vosdesk.settings import resources

PACKAGE = Path(vosdesk.gui.__file__).parent
HOLE = re.compile(r"\{(\w+)\}")


def shipped() -> list[Path]:
    """The catalogues that come with the program."""
    return sorted(resources.find("i18n").glob("vosdesk_*.ts"))


def extract(catalogue: Path) -> None:
    """Bring a catalogue up to the code. Raises CalledProcessError when the tool fails."""
    beside = Path(sys.executable).parent
    tool = which("pyside6-lupdate", path=str(beside)) or which("pyside6-lupdate")
    if tool is None:
        raise FileNotFoundError("pyside6-lupdate comes with PySide6-Essentials and is not installed")
    options = ["-no-obsolete", "-locations", "none", "-tr-function-alias", "tr+=mark", "-extensions", "py"]
    command = [tool, *options, str(PACKAGE), "-target-language", language(catalogue), "-ts", str(catalogue)]
    subprocess.run(command, check=True, capture_output=True, text=True)


def language(catalogue: Path) -> str:
    """The language of a catalogue's file, such as zh_CN."""
    return catalogue.stem.removeprefix("vosdesk_")


def faults(catalogue: Path) -> list[str]:
    """What is wrong in a catalogue: texts without a translation, and holes that differ."""
    return [f"{said}: {message.findtext('source')!r}" for message in _messages(catalogue) if (said := _fault(message))]


def sources(catalogue: Path) -> set[str]:
    """The English texts of a catalogue."""
    return {message.findtext("source") or "" for message in _messages(catalogue)}


def in_code() -> dict[str, str]:
    """Every text that the code marks, and where it stands for the first time."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"tr", "mark"}:
                for text in _literals(node.args[0]):
                    found.setdefault(text, f"{path.relative_to(PACKAGE)}:{node.lineno}")
    return found


def _messages(catalogue: Path) -> list[Xml.Element]:
    return list(Xml.parse(catalogue).getroot().iter("message"))  # noqa: S314 - a file of the project


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return []


def _fault(message: Xml.Element) -> str:
    source, translation = message.findtext("source") or "", message.find("translation")
    text = "" if translation is None else translation.text or ""
    if translation is None or translation.get("type") is not None or not text:
        return "not translated"
    if set(HOLE.findall(source)) != set(HOLE.findall(text)):
        return "other parameters"
    if ("&" in source) != ("&" in text):
        return "a mnemonic too many or too few"
    return ""


def main() -> int:
    """Extract, and print what is left to do; 1 when there is something."""
    left = 0
    for catalogue in shipped():
        extract(catalogue)
        wrong = faults(catalogue)
        print(f"{catalogue.name}: {len(sources(catalogue))} texts, {len(wrong)} to mend")
        print("".join(f"  {line}\n" for line in wrong), end="")
        left += len(wrong)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
