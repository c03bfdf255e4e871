"""Catalogues of translations: one .ts file of Qt Linguist for each language, read as it is.

The texts are extracted by Qt's own tool, which is told of ``mark``: ``python -m tests.catalogues`` brings every
catalogue up to the code and names what is left to translate.
"""

from pathlib import Path

ENGLISH = "en"
_NAMES = {"en": "English", "zh_CN": "简体中文"}


def languages(folder: Path) -> tuple[tuple[str, str], ...]:
    """The languages there are, as (code, name in that language), English first."""
    codes = sorted(p.stem.removeprefix("vosdesk_") for p in folder.glob("vosdesk_*.ts"))
    return tuple((code, _NAMES.get(code, code)) for code in [ENGLISH, *codes])


def choose(wanted: str, system: str, folder: Path) -> str:
    """The language to use: the one wanted, else the system's (such as zh_CN), else English."""
    there = [code for code, _ in languages(folder)]
    if wanted in there:
        return wanted
    alike = [code for code in there if code.partition("_")[0] == system.partition("_")[0]]
    return system if system in there else (alike or [ENGLISH])[0]


def load(language: str, folder: Path) -> dict[str, str]:
    """English text → text in ``language``. Raises OSError or ParseError when the file cannot be read."""
    if language == ENGLISH:
        return {}
    import xml.etree.ElementTree as Xml

    tree = Xml.parse(folder / f"vosdesk_{language}.ts")  # noqa: S314 - a file that comes with the program
    pairs = ((m.findtext("source"), m.findtext("translation")) for m in tree.getroot().iter("message"))
    return {source: text for source, text in pairs if source and text}
