"""What commands print."""

import sys
from collections.abc import Callable
from pathlib import Path


def say(text: str) -> None:
    """A line of what was asked for; whoever reads along in a pipe has it at once."""
    print(text, flush=True)


def complain(text: str) -> None:
    """A line of what is wrong."""
    print(text, file=sys.stderr)


def counting(what: str) -> Callable[[int, int], None]:
    """Tells on a terminal how far something is: done, and of how many, 0 while that is not known."""

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            of = f" of {total}" if total else ""
            print(f"\r{done}{of} {what}", end="\n" if done >= total > 0 else "", file=sys.stderr, flush=True)

    return progress


def are_there(*files: Path) -> bool:
    """Whether these files exist; complains of the first that does not."""
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        complain(f"{missing}: there is no such file")
    return missing is None
