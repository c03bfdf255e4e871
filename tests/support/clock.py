"""A clock that moves when it is told to."""

from vosdesk.contract.ids import SECOND, Time

START = Time(1_900_000_000 * SECOND)


class FakeClock:
    """Each look at it is a microsecond later than the last, so that no two acts share a time."""

    def __init__(self, now: Time = START) -> None:
        self.now = now

    def __call__(self) -> Time:
        self.now = Time(self.now + 1)
        return self.now

    def advance(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0, days: float = 0) -> Time:
        """Let time pass."""
        passed = seconds + 60 * minutes + 3_600 * hours + 86_400 * days
        self.now = Time(self.now + round(passed * SECOND))
        return self.now
