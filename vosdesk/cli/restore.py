"""``vosdesk restore``: a backup in the place of a database file."""

import argparse
from pathlib import Path

from vosdesk.backends import factory
from vosdesk.cli.terminal import counting, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.description = "The backup is checked first; the present database is kept as a backup of its own."
    parser.add_argument("--database", type=Path, required=True, metavar="PATH")
    parser.add_argument("--accept-findings", action="store_true", help="even when its books are not in order")
    parser.add_argument("backup", type=Path, metavar="BACKUP")


def run(arguments: argparse.Namespace) -> int:
    """Put the backup in its place. Raises a Refusal."""
    progress = counting("entries")
    factory.restore(arguments.database, arguments.backup, progress, findings_allowed=arguments.accept_findings)
    say(f"{arguments.database}: restored from {arguments.backup}; everybody has to log in again")
    return 0
