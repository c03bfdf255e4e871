"""Killed in the middle of a backup or of restoring: the database is the old one or the new one, whole."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.world import World
from vosdesk.contract.backups import BackupKind
from vosdesk.services.verify import verify
from vosdesk.storage import backup
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

ROOT = Path(__file__).resolve().parents[3]

_VICTIM = """
import sys, time
from pathlib import Path
from vosdesk.backends import factory
from vosdesk.storage import backup

verb, stop, path, chosen = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])

def here(*_):
    print("here", flush=True)
    time.sleep(60)

backup.PAGES = 8
if verb == "backup":
    if stop == "named":
        kept = backup._keep
        backup._keep = lambda *a: (kept(*a), here())
    factory.back_up(path, here if stop == "copying" else lambda *_: None)
else:
    if stop == "copying":
        backup.put_in_place = lambda content, place: here()
    if stop == "swapping":
        backup._patient = lambda step: here
        made = backup.make
        backup.make = lambda *a: None
        copying = backup.copy_database
        def copy(*a):
            backup._patient = lambda step: lambda *_: None
            copying(*a)
            backup._patient = lambda step: here
        backup.copy_database = copy
    if stop == "swapped":
        put = backup.put_in_place
        backup.put_in_place = lambda *a: (put(*a), here())
    factory.restore(path, chosen, lambda *_: None)
"""


@pytest.mark.parametrize(
    ("verb", "stop"),
    [
        ("backup", "copying"),
        ("backup", "named"),
        ("restore", "copying"),
        ("restore", "swapping"),
        ("restore", "swapped"),
    ],
)
def test_a_kill_leaves_the_old_or_the_new_whole(world: World, verb: str, stop: str) -> None:
    path = world.store.file
    assert path is not None
    account = world.account("1001", opening=5)
    chosen = backup.make(path, BackupKind.HAND, world.now)
    world.recharge(account, 7)
    command = [sys.executable, "-c", _VICTIM, verb, stop, str(path), str(backup.folder_of(path) / chosen.name)]
    victim = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    try:
        assert victim.stdout.readline() == "here\n"
        victim.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    finally:
        victim.kill()
        victim.wait(30)
        victim.stdout.close()
    for store in (world.store, Store(sqlite_url(path))):
        assert verify(store).found == 0
        with store.read() as unit:
            row = unit.accounts.by_number("1001")
        assert row is not None
        assert row.balance == (5_000_000 if stop == "swapped" else 12_000_000)
        if store is not world.store:
            store.close()
    for row in backup.existing(path):
        assert backup.check(backup.folder_of(path) / row.name) == ""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE accounts SET memo = 'at work'")
        connection.commit()
