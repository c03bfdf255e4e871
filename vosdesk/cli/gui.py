"""``vosdesk gui``: opens the console."""

import argparse
from pathlib import Path

from vosdesk.cli import prerequisites
from vosdesk.cli.terminal import complain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--demo", action="store_true", help="open the demo company; it is built on first use")
    parser.add_argument("--database", type=Path, metavar="PATH", help="open this database file")


def run(arguments: argparse.Namespace) -> int:
    """Open the console; 1 when Qt cannot be loaded, else what the window ended with."""
    system = prerequisites.System(say=complain)
    if not prerequisites.ready(system):
        return 1
    try:
        from vosdesk.gui import app
    except ImportError as error:
        if "cannot open shared object file" not in str(error):
            raise
        complain(f"Qt cannot be loaded: {error}")
        return 1
    return app.run(database=arguments.database, demo=arguments.demo)
