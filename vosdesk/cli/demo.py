"""``vosdesk demo``: the demo company, without a window."""

import argparse
from pathlib import Path

from vosdesk.backends import factory
from vosdesk.cli.terminal import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--database", type=Path, required=True, metavar="PATH")


def run(arguments: argparse.Namespace) -> int:
    """Build it, and say how to log in. Raises a Refusal."""
    told: list[str] = []

    def progress(what: str, done: int, of: int) -> None:
        if told[-1:] != [what]:
            told.append(what)
            say(f"{what} …")

    factory.open_demo(arguments.database, progress).close()
    say("Log in with one of these:")
    for login, password, about in factory.demo_logins():
        say(f"  {login:<16}{password:<24}{about}")
    return 0
