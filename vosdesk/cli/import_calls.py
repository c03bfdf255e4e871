"""``vosdesk import-calls``: call records from a file, by a user with a login, as the console imports them."""

import argparse
from pathlib import Path

from msgspec import structs

from vosdesk.cli import session
from vosdesk.cli.terminal import are_there, complain, counting, say
from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract.backend import Backend
from vosdesk.contract.call_imports import CallColumns, CallFacts, CallsOutcome, ImportCalls
from vosdesk.contract.cell_text import time_text
from vosdesk.contract.ids import Empty
from vosdesk.contract.money import plain_money

DONE, FAILED, DIFFERENT = 0, 1, 3
FIELDS = ("flow", "caller", "callee", "account", "start", "stop", "hold")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.description = (
        f"{session.HOW_TO_LOG_IN} Exit status: 0 done, 1 refused or cancelled, 3 done, but calls were there already "
        "with other facts."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV with a header line")
    session.add_login(parser)
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=TITLE",
        help=f"the title of the column of {', '.join(FIELDS[:-1])} or {FIELDS[-1]}, where it is no usual one",
    )
    parser.add_argument(
        "--template",
        default="",
        metavar="NAME",
        help="read the columns as a template says; without one, the template of the file's header line is taken",
    )
    parser.add_argument("--delimiter", default="", metavar="SIGN", help="what stands between columns")
    parser.add_argument("--zone", type=int, default=0, metavar="MINUTES", help="how far times in words lead UTC")
    parser.add_argument("--json", action="store_true", help="print the whole outcome as one JSON object")
    parser.add_argument(
        "--different", type=Path, metavar="FILE", help="write the calls that were there with other facts to a CSV file"
    )


def run(arguments: argparse.Namespace) -> int:
    """Import the file; the exit status. Raises a Refusal."""
    if not are_there(arguments.file, arguments.database):
        return 1
    columns = _columns(arguments)
    if columns is None:
        return 1
    with session.logged_in(arguments.database, arguments.login, "import-calls") as backend:
        if arguments.template:
            columns = _by_template(backend, arguments.template, columns)
            if columns is None:
                complain(f"{arguments.template}: there is no such template")
                return 1
        file = session.send(backend, arguments.file)
        request = ImportCalls(file=file, name=arguments.file.name, columns=columns)
        outcome = session.outcome(backend, o.CALLS_IMPORT, request, counting("bytes"))
        if arguments.json:
            say(codec.encode(outcome).decode())
        else:
            _tell(outcome)
        if arguments.different is not None and outcome.different_file is not None:
            try:
                session.save(backend, outcome.different_file, arguments.different)
            except OSError as error:
                complain(f"{arguments.different}: {error.strerror}")
                return FAILED
    if outcome.cancelled:
        return FAILED
    return DIFFERENT if outcome.different else DONE


def _columns(arguments: argparse.Namespace) -> CallColumns | None:
    titles: dict[str, str] = {}
    for text in arguments.column:
        field, _, title = text.partition("=")
        if field not in FIELDS or not title:
            complain(f"{text!r} is not FIELD=TITLE; the fields are {', '.join(FIELDS)}")
            return None
        titles[field] = title
    return CallColumns(**titles, delimiter=arguments.delimiter, zone=arguments.zone)


def _by_template(backend: Backend, name: str, columns: CallColumns) -> CallColumns | None:
    """The columns of a template; what was said beside it goes before. None when there is no such template."""
    rows = backend.call(o.CALL_TEMPLATES_LIST, Empty()).rows
    kept = next((row.template.columns for row in rows if row.template.name == name), None)
    if kept is None:
        return None
    said = {field: value for field, value in structs.asdict(columns).items() if value}
    return structs.replace(kept, **said)


def _facts(facts: CallFacts) -> str:
    parties = f"account {facts.account_number!r}, caller {facts.caller!r}, callee {facts.callee!r}"
    return f"{parties}, start {time_text(facts.start)}, hold {facts.hold}"


def _tell(outcome: CallsOutcome) -> None:
    say(
        f"lines read: {outcome.read}, charged: {outcome.charged} ({plain_money(outcome.amount)}), "
        f"without duration: {outcome.free}, already there: {outcome.known}, "
        f"already there but different: {outcome.different}, "
        f"refused: {sum(outcome.refused.values())}, unreadable: {outcome.bad}"
    )
    for reason, count in outcome.refused.items():
        say(f"refused, {reason}: {count}")
    for bad in outcome.bad_rows:
        complain(f"line {bad.line}: {bad.column or 'line'}: {bad.code.value}: {bad.text}")
    for call in outcome.different_rows:
        complain(f"line {call.line}: {call.flow}: the file says {_facts(call.said)}, kept is {_facts(call.kept)}")
    if outcome.cancelled:
        complain(f"cancelled: everything up to line {outcome.last_line} (flow {outcome.last_flow}) is done")
