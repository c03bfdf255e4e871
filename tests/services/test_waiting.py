"""Waiting for what is deaf: its result and its faults come through, and whoever waits can stop."""

import threading

import pytest

from vosdesk.services.sheets.waiting import at_ease, waited


class EnoughError(Exception):
    """Whoever waits has had enough."""


@pytest.mark.parametrize("tick", [at_ease, lambda: None])
def test_what_it_returns_and_raises_comes_through(tick: object) -> None:
    assert waited(lambda: 5, tick) == 5  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        waited(lambda: 1 / 0, tick)  # type: ignore[arg-type]


def test_whoever_waits_can_stop() -> None:
    let_go, ended = threading.Event(), threading.Event()

    def act() -> None:
        let_go.wait(20)
        ended.set()

    def tick() -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        waited(act, tick)
    assert not ended.is_set()
    let_go.set()
    assert ended.wait(20), "what is left behind comes to its end"
