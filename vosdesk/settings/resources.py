"""Where the files lie that come with the program: icons, catalogues, help, styles."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def root() -> Path:
    """The resources folder: in a stand-alone build, beside the package in a checkout, or in an installed wheel.

    Raises FileNotFoundError when the installation is not whole.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    places += [_PACKAGE.parent / "resources", Path(sys.prefix) / "share" / "vosdesk"]
    for place in places:
        if (place / "help" / "guide.md").is_file():
            return place
    raise FileNotFoundError(f"the program's resources are missing: looked in {', '.join(map(str, places))}")


def find(*parts: str) -> Path:
    """The path of one resource, such as ``find("help", "guide.md")``."""
    return root().joinpath(*parts)
