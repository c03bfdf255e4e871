"""PySide6 6.12.0 drops references to None and True on Python 3.11 until the process dies: no such binding."""

import subprocess
import sys

COUNT = """
import os, sys
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    sent = Signal()

sender = Sender()
sender.sent.connect(lambda: None)
kept = [None] * 5000, [True] * 5000
before = sys.getrefcount(None), sys.getrefcount(True)
for _ in range(200):
    sender.sent.emit()
    sender.setObjectName("x")
print(before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True), flush=True)
os._exit(0)
"""


def test_the_binding_keeps_none_and_true() -> None:
    # In a process of its own: the faulty binding takes its process down.
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert all(abs(int(lost)) < 100 for lost in done.stdout.split())
