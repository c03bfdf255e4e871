"""``vosdesk backup``: a backup of a database file."""

import argparse
from pathlib import Path

from vosdesk.backends import factory
from vosdesk.cli.terminal import counting, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--database", type=Path, required=True, metavar="PATH")


def run(arguments: argparse.Namespace) -> int:
    """Back it up, and say where the backup lies. Raises a Refusal."""
    say(str(factory.back_up(arguments.database, counting("pages"))))
    return 0
