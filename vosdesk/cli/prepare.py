"""``vosdesk prepare``: the system libraries that Qt needs."""

import argparse

from vosdesk.cli import prerequisites


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def run(arguments: argparse.Namespace) -> int:
    """Install what is missing; 0 when nothing is missing any more."""
    return prerequisites.prepare(prerequisites.System())
