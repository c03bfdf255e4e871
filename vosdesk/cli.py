"""The command line: what the program can be told to do."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vosdesk import __version__

if TYPE_CHECKING:
    from vosdesk.contract.errors import Refusal


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"}):
        words.insert(0, "gui")
    arguments = _parser().parse_args(words)
    verb: Callable[[argparse.Namespace], int] = arguments.verb
    # The console tells of refusals in its windows, the first of which does not wait for the contract.
    return verb(arguments) if verb is _gui else _told(verb, arguments)


def _told(verb: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    from vosdesk.contract.errors import Code, Refusal

    sayings: dict[Code, str] = {
        Code.DATABASE_NEWER: "it was made by a newer version of vosdesk: update the program first",
        Code.DATABASE_DAMAGED: "it is damaged, or no database of vosdesk",
        Code.DATABASE_BUSY: "another program is using it; try again later",
        Code.DATABASE_FULL: "the disk is full",
        Code.DATABASE_OLDER: "it has an older form: run vosdesk migrate first",
        Code.BACKUP_DAMAGED: "the file is no backup of vosdesk, or it is damaged; nothing was changed",
        Code.BACKUP_FINDINGS: "the books of the backup are not in order; nothing was changed (see vosdesk verify)",
        Code.BACKUP_GONE: "there is no such backup",
        Code.DATABASE_CLOSED: "it cannot be opened, or its folder cannot be written",
    }
    try:
        return verb(arguments)
    except Refusal as refusal:
        said = sayings.get(refusal.code) or _sentence(refusal)
        _complain(f"{_without_password(str(arguments.database))}: {said}")
        return 2 if verb in {_verify, _reconcile} else 1


def _sentence(refusal: "Refusal") -> str:
    """What the console says of a refusal, in English, and its code for programs."""
    from vosdesk.gui.text import refusal_text

    return f"{refusal_text(refusal)} ({refusal.code.value})"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vosdesk", description="A desktop console for VoIP billing.")
    parser.add_argument("--version", action="version", version=f"vosdesk {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    gui = verbs.add_parser("gui", help="open the console (this is what happens without a verb)")
    gui.add_argument("--demo", action="store_true", help="open the demo company; it is built on first use")
    gui.add_argument("--database", type=Path, metavar="PATH", help="open this database file")
    gui.set_defaults(verb=_gui)

    prepare = verbs.add_parser("prepare", help="install the system libraries that Qt needs (Debian, Ubuntu)")
    prepare.set_defaults(verb=_prepare)

    migrate = verbs.add_parser("migrate", help="bring a database to this version, after a backup")
    migrate.add_argument("--database", type=Path, required=True, metavar="PATH")
    migrate.set_defaults(verb=_migrate)

    calls = verbs.add_parser("import-calls", help="rate and charge the call records of a file, each of them once")
    calls.add_argument("file", type=Path, metavar="FILE", help="CSV with a header line")
    calls.add_argument("--database", type=Path, required=True, metavar="PATH")
    calls.add_argument("--login", required=True, metavar="NAME", help="who imports; his password is asked for")
    calls.add_argument("--password-stdin", action="store_true", help="the first line of the standard input is it")
    calls.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=TITLE",
        help="the title of the column of flow, caller, callee, account, start, stop or hold, where it is no usual one",
    )
    calls.add_argument(
        "--template",
        default="",
        metavar="NAME",
        help="read the columns as a template says; without one, the template of the file's header line is taken",
    )
    calls.add_argument("--delimiter", default="", metavar="SIGN", help="what stands between columns")
    calls.add_argument("--zone", type=int, default=0, metavar="MINUTES", help="how far times in words are ahead of UTC")
    calls.set_defaults(verb=_import_calls)

    demo = verbs.add_parser("demo", help="build the demo company without opening a window")
    demo.add_argument("--database", type=Path, required=True, metavar="PATH")
    demo.set_defaults(verb=_demo)

    verify = verbs.add_parser(
        "verify",
        help="prove that the books are in order",
        description="Exit status: 0 when the books are in order, 1 when something was found, 2 when it cannot be told.",
    )
    verify.add_argument("--database", required=True, metavar="PATH|URL", help="a file, or the URL of a PostgreSQL one")
    verify.add_argument("--json", action="store_true", help="print the whole report as one JSON object")
    verify.add_argument(
        "--statement",
        metavar="LINE",
        help="check the end of a statement too: number/seq/balance/hash",
    )
    verify.set_defaults(verb=_verify)
    _add_import(verbs)
    _add_reconcile(verbs)

    backup = verbs.add_parser("backup", help="back up a database file, also while it is in use")
    backup.add_argument("--database", type=Path, required=True, metavar="PATH")
    backup.set_defaults(verb=_backup)

    restore = verbs.add_parser(
        "restore",
        help="put a backup in the place of a database file",
        description="The backup is checked first; the present database is kept as a backup of its own.",
    )
    restore.add_argument("--database", type=Path, required=True, metavar="PATH")
    restore.add_argument("--accept-findings", action="store_true", help="even when its books are not in order")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.set_defaults(verb=_restore)
    return parser


def _add_import(verbs: Any) -> None:
    made = verbs.add_parser(
        "import-rates",
        help="import a rate file into a rate group",
        description="Works as a user, with his rights. The password comes from the environment (VOSDESK_PASSWORD), is "
        "typed unseen, or is the first line of the input. Exit status: 0 done, 1 refused, 3 rows of the file are "
        "refused and nothing was changed.",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="CSV, TXT, XLSX or XLS")
    made.add_argument("--database", type=Path, required=True, metavar="PATH")
    made.add_argument("--group", required=True, metavar="NAME", help="the rate group")
    made.add_argument("--login", required=True, metavar="NAME", help="the user who imports")
    made.add_argument("--template", default="", metavar="NAME", help="a template of the console")
    made.add_argument("--mode", choices=("update", "replace", "delete"), default="update")
    made.add_argument("--effective", default="file", metavar="file|now|TIME", help="from when on it holds")
    made.add_argument("--repeats", choices=("stop", "first", "last"), help="which row of a prefix wins")
    made.add_argument("--free", action="store_true", help="take prices of zero")
    made.add_argument("--leave-out-bad", action="store_true", help="import the good rows although others are refused")
    made.add_argument("--closing", type=int, metavar="COUNT", help="confirm how many rates are closed")
    made.add_argument("--dry-run", action="store_true", help="tell what would be done, and change nothing")
    made.set_defaults(verb=_import_rates)


def _gui(arguments: argparse.Namespace) -> int:
    from vosdesk import prerequisites

    system = prerequisites.System(say=_complain)
    if not prerequisites.ready(system):
        return 1
    try:
        from vosdesk.gui import app
    except ImportError as error:
        if "cannot open shared object file" not in str(error):
            raise
        _complain(f"Qt cannot be loaded: {error}")
        return 1
    return app.run(database=arguments.database, demo=arguments.demo)


def _add_reconcile(verbs: Any) -> None:
    made = verbs.add_parser(
        "reconcile",
        help="compare a list of a bank or cash desk with the payment records",
        description="Works as a user, with his rights, and posts nothing. The password comes from the environment "
        "(VOSDESK_PASSWORD), is typed unseen, or is the first line of the input. Exit status: 0 everything matches, "
        "1 something differs, 2 it cannot be told.",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="CSV, TXT, XLSX or XLS with a line of titles")
    made.add_argument("--database", type=Path, required=True, metavar="PATH")
    made.add_argument("--login", required=True, metavar="NAME", help="the user who compares")
    made.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE", help="else the list's first day")
    made.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE", help="else the list's last day")
    made.add_argument("--dates", choices=("year_first", "day_first", "month_first"), help="how 03/04/2026 is read")
    made.add_argument("--zone", type=int, default=0, metavar="MINUTES", help="how far your days are ahead of UTC")
    made.add_argument("--json", action="store_true", help="print sums and differences as one JSON object")
    made.set_defaults(verb=_reconcile)


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _prepare(arguments: argparse.Namespace) -> int:
    from vosdesk import prerequisites

    return prerequisites.prepare(prerequisites.System())


def _migrate(arguments: argparse.Namespace) -> int:
    from vosdesk.backends import factory

    if not arguments.database.is_file():
        _complain(f"{arguments.database}: there is no such file")
        return 1
    factory.migrate(arguments.database)
    print(f"{arguments.database}: ready for vosdesk {__version__}")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from vosdesk.backends import factory
    from vosdesk.contract import codec
    from vosdesk.contract.verification import parse_closing

    closing = None if arguments.statement is None else parse_closing(arguments.statement)
    if arguments.statement is not None and closing is None:
        _complain(f"{arguments.statement}: this is not the end of a statement")
        return 2
    report = factory.verify(arguments.database, _counting("entries"), closing)
    if arguments.json:
        print(codec.encode(report).decode())
        return 1 if report.found else 0
    for finding in (*report.findings, *report.explained):
        params = " ".join(f"{name}={value}" for name, value in finding.params.items())
        print(f"{finding.code.value} {finding.noun} {finding.id} {params}")
    print(f"{report.accounts} accounts, {report.entries} entries, {report.found} findings")
    return 1 if report.found else 0


def _import_rates(arguments: argparse.Namespace) -> int:
    from vosdesk import import_command
    from vosdesk.backends import factory
    from vosdesk.contract.decks import Repeats
    from vosdesk.contract.rate_imports import Mode

    for needed in (arguments.database, arguments.file):
        if not needed.is_file():
            _complain(f"{needed}: there is no such file")
            return import_command.REFUSED
    try:
        when, at = import_command.moment(arguments.effective)
    except ValueError:
        _complain(f"{arguments.effective}: not a time like 2026-12-31T00:00")
        return import_command.REFUSED
    order = import_command.Order(
        login=arguments.login,
        group=arguments.group,
        file=arguments.file,
        template=arguments.template,
        mode=Mode(arguments.mode),
        when=when,
        at=at,
        repeats=None if arguments.repeats is None else Repeats(arguments.repeats),
        free=arguments.free,
        leave_out_bad=arguments.leave_out_bad,
        closing=arguments.closing,
        dry_run=arguments.dry_run,
    )
    counting = _counting("rows")
    backend = factory.open_embedded(arguments.database)
    try:
        password = import_command.ask_password(order.login)
        return import_command.run(backend, order, password, print, lambda job: counting(job.done, max(job.total, 1)))
    except KeyboardInterrupt:
        _complain("cancelled: nothing was changed")
        return import_command.CANCELLED
    finally:
        backend.close()


def _backup(arguments: argparse.Namespace) -> int:
    from vosdesk.backends import factory

    print(factory.back_up(arguments.database, _counting("pages")))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from vosdesk.backends import factory

    progress = _counting("entries")
    factory.restore(arguments.database, arguments.backup, progress, findings_allowed=arguments.accept_findings)
    print(f"{arguments.database}: restored from {arguments.backup}; everybody has to log in again")
    return 0


def _counting(what: str) -> Callable[[int, int], None]:
    """Tells on a terminal how far something is."""

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} of {total} {what}", end="\n" if done >= total else "", file=sys.stderr, flush=True)

    return progress


def _without_password(target: str) -> str:
    named = re.sub(r"(?<=://)([^/@:]*):[^/@]*@", r"\1@", target)
    return re.sub(r"(?<=[?&])password=[^&]*", "password=", named)


def _import_calls(arguments: argparse.Namespace) -> int:
    from vosdesk import cli_calls

    return cli_calls.run(arguments, lambda text: print(text, flush=True), _complain)


def _reconcile(arguments: argparse.Namespace) -> int:
    from vosdesk import cli_reconcile

    return cli_reconcile.run(arguments, print, _complain)


def _demo(arguments: argparse.Namespace) -> int:
    from vosdesk.backends import factory

    told: list[str] = []

    def progress(what: str, done: int, of: int) -> None:
        if told[-1:] != [what]:
            told.append(what)
            print(f"{what} …", flush=True)

    factory.open_demo(arguments.database, progress).close()
    print("Log in with one of these:")
    for login, password, about in factory.demo_logins():
        print(f"  {login:<16}{password:<24}{about}")
    return 0
