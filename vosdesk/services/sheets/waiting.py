"""Waiting for a library that is deaf while it works, so that whoever waits can be told to stop."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
Tick = Callable[[], None]
"""Called now and then; what it raises ends the work."""

_LOOK = 0.05
"""Seconds between two looks."""


def at_ease() -> None:
    """The tick of work that nobody stops."""


def waited(act: Callable[[], T], tick: Tick) -> T:
    """What ``act`` returns or raises, from a thread of its own that is left behind when ``tick`` raises."""
    if tick is at_ease:
        return act()
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(act())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            done.set_exception(error)

    Thread(target=run, name="vosdesk-sheet", daemon=True).start()
    while not wait([done], _LOOK).done:
        tick()
    return done.result()
