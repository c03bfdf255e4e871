"""``vosdesk import-calls``: call records from a file, by a user with a login, as the console imports them."""

import argparse
import getpass
import sys
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract.backend import Backend
from vosdesk.contract.call_imports import CallColumns, CallsOutcome, ImportCalls
from vosdesk.contract.files import MAX_PIECE, OpenFile, PutPiece
from vosdesk.contract.ids import Empty, FileId, JobId, new_key
from vosdesk.contract.jobs import AskJob, JobState
from vosdesk.contract.money import plain_money
from vosdesk.contract.session import Login, Logout

Say = Callable[[str], None]
FIELDS = ("flow", "caller", "callee", "account", "start", "stop", "hold")
_ASK_EVERY = 0.2
_TELL_EVERY = 2.0


def run(arguments: argparse.Namespace, say: Say, complain: Say) -> int:
    """Import the file; 0 when it was read to its end. Raises a Refusal."""
    from vosdesk.backends import factory

    for path in (arguments.file, arguments.database):
        if not path.is_file():
            complain(f"{path}: there is no such file")
            return 1
    columns = _columns(arguments, complain)
    if columns is None:
        return 1
    password = sys.stdin.readline().rstrip("\r\n") if arguments.password_stdin else getpass.getpass()
    backend = factory.open_embedded(arguments.database)
    try:
        entered = backend.call(o.SESSION_LOGIN, Login(login=arguments.login, password=password), new_key()).value
        backend.use(entered.token)
        try:
            if arguments.template:
                columns = _by_template(backend, arguments.template, columns)
                if columns is None:
                    complain(f"{arguments.template}: there is no such template")
                    return 1
            request = ImportCalls(file=_send(backend, arguments.file), name=arguments.file.name, columns=columns)
            outcome = _follow(backend, backend.call(o.CALLS_IMPORT, request, new_key()).value, say)
        finally:
            # Nobody has the token of this session any more.
            backend.call(o.SESSION_LOGOUT, Logout(), new_key())
    finally:
        backend.close()
    _tell(outcome, say, complain)
    return 1 if outcome.cancelled else 0


def _columns(arguments: argparse.Namespace, complain: Say) -> CallColumns | None:
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


def _send(backend: Backend, path: Path) -> FileId:
    with path.open("rb") as stream:
        size = path.stat().st_size
        file = backend.call(o.FILES_OPEN, OpenFile(name=path.name, size=size), new_key()).value
        offset = 0
        while content := stream.read(min(MAX_PIECE, size - offset)):
            backend.call(o.FILES_PUT, PutPiece(id=file, offset=offset, content=content), new_key())
            offset += len(content)
    return file


def _follow(backend: Backend, job: JobId, say: Say) -> CallsOutcome:
    """What the import ended with. Ctrl+C cancels it: whole batches stay."""
    asked = AskJob(id=job)
    told = time.monotonic()
    while True:
        try:
            status = backend.call(o.JOBS_STATUS, asked)
            if status.state is not JobState.RUNNING:
                break
            if status.total and time.monotonic() - told > _TELL_EVERY:
                told = time.monotonic()
                say(f"{status.done * 100 // status.total} %")
            time.sleep(_ASK_EVERY)
        except KeyboardInterrupt:
            backend.call(o.JOBS_CANCEL, asked, new_key())
    return codec.decode_outcome(o.CALLS_IMPORT, backend.call(o.JOBS_RESULT, asked))


def _tell(outcome: CallsOutcome, say: Say, complain: Say) -> None:
    say(
        f"lines read: {outcome.read}, charged: {outcome.charged} ({plain_money(outcome.amount)}), "
        f"without duration: {outcome.free}, already there: {outcome.known}, "
        f"refused: {sum(outcome.refused.values())}, unreadable: {outcome.bad}"
    )
    for reason, count in outcome.refused.items():
        say(f"refused, {reason}: {count}")
    for bad in outcome.bad_rows:
        complain(f"line {bad.line}: {bad.column or 'line'}: {bad.code.value}: {bad.text}")
    if outcome.cancelled:
        complain(f"cancelled: everything up to line {outcome.last_line} (flow {outcome.last_flow}) is done")
