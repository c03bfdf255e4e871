"""The command line: what the program can be told to do.

Each command has a file of its own, named as the command, with ``add_arguments`` and ``run``; only the file of the
command that is asked for is imported, so that a window opens without what the others need.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from vosdesk import __version__
from vosdesk.cli.terminal import complain

CANCELLED = 130
"""The exit status of what Ctrl+C ended."""


class Command(NamedTuple):
    """What the help says of a command, and its exit status when it is refused."""

    help: str
    refused: int = 1


class _Verb(Protocol):
    """The file of a command."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> int: ...


COMMANDS = {
    "gui": Command("open the console (this is what happens without a verb)"),
    "prepare": Command("install the system libraries that Qt needs (Debian, Ubuntu)"),
    "demo": Command("build the demo company without opening a window"),
    "migrate": Command("bring a database to this version, after a backup"),
    "import-rates": Command("import a rate file into a rate group"),
    "import-calls": Command("rate and charge the call records of a file, each of them once"),
    "reconcile": Command("compare a list of a bank or cash desk with the payment records", refused=2),
    "verify": Command("prove that the books are in order", refused=2),
    "backup": Command("back up a database file, also while it is in use"),
    "restore": Command("put a backup in the place of a database file"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"}):
        words.insert(0, "gui")
    arguments = _parser(words[0]).parse_args(words)
    run: Callable[[argparse.Namespace], int] = arguments.run
    # The console tells of refusals in its windows, the first of which does not wait for the contract.
    return run(arguments) if words[0] == "gui" else _told(words[0], run, arguments)


def _parser(chosen: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vosdesk", description="A desktop console for VoIP billing.")
    parser.add_argument("--version", action="version", version=f"vosdesk {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, command in COMMANDS.items():
        made = verbs.add_parser(name, help=command.help)
        if name == chosen:
            verb = cast(_Verb, import_module(f"{__name__}.{name.replace('-', '_')}"))
            verb.add_arguments(made)
            made.set_defaults(run=verb.run)
    return parser


def _told(verb: str, run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    from vosdesk.cli.refusals import of_file, sentence
    from vosdesk.contract.errors import Code, Refusal

    try:
        return run(arguments)
    except Refusal as refusal:
        complain(sentence(refusal, str(arguments.database)))
        return CANCELLED if refusal.code is Code.JOB_CANCELLED else COMMANDS[verb].refused
    except OSError as error:
        # A file of this computer; what goes wrong with a database ends in a refusal.
        complain(of_file(error))
        return COMMANDS[verb].refused
    except KeyboardInterrupt:
        complain("stopped")
        return CANCELLED
