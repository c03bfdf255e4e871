"""``vosdesk verify``: the proof of the books."""

import argparse

from vosdesk.backends import factory
from vosdesk.cli.terminal import complain, counting, say
from vosdesk.contract import codec
from vosdesk.contract.verification import parse_closing

IN_ORDER, FOUND, UNKNOWN = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.description = (
        "Exit status: 0 when the books are in order, 1 when something was found, 2 when it cannot be told."
    )
    parser.add_argument("--database", required=True, metavar="PATH|URL", help="a file, or the URL of a PostgreSQL one")
    parser.add_argument("--json", action="store_true", help="print the whole report as one JSON object")
    parser.add_argument("--statement", metavar="LINE", help="check the end of a statement too: number/seq/balance/hash")


def run(arguments: argparse.Namespace) -> int:
    """Prove it, and say what was found. Raises a Refusal when it cannot be told."""
    closing = None if arguments.statement is None else parse_closing(arguments.statement)
    if arguments.statement is not None and closing is None:
        complain(f"{arguments.statement}: this is not the end of a statement")
        return UNKNOWN
    report = factory.verify(arguments.database, counting("entries"), closing)
    if arguments.json:
        say(codec.encode(report).decode())
    else:
        for finding in (*report.findings, *report.explained):
            params = " ".join(f"{name}={value}" for name, value in finding.params.items())
            say(f"{finding.code.value} {finding.noun} {finding.id} {params}")
        say(f"{report.accounts} accounts, {report.entries} entries, {report.found} findings")
    return FOUND if report.found else IN_ORDER
