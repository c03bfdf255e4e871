"""``vosdesk migrate``: a database brought to this version."""

import argparse
from pathlib import Path

from vosdesk import __version__
from vosdesk.backends import factory
from vosdesk.cli.terminal import are_there, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--database", type=Path, required=True, metavar="PATH")


def run(arguments: argparse.Namespace) -> int:
    """Migrate after a backup; 1 when there is no such file. Raises a Refusal."""
    if not are_there(arguments.database):
        return 1
    factory.migrate(arguments.database)
    say(f"{arguments.database}: ready for vosdesk {__version__}")
    return 0
