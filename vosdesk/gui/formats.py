"""How this reader sees numbers and times: exact amounts, his separators, his zone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QLocale, QTimeZone

from vosdesk.contract.ids import Time
from vosdesk.contract.money import PLAIN, NumberStyle, format_money, format_price, minute_cost
from vosdesk.contract.parameters import PARAMETERS
from vosdesk.gui.text import tr

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = int((datetime(9999, 12, 30, tzinfo=UTC) - _EPOCH) / timedelta(microseconds=1))


def number_style(locale: QLocale) -> NumberStyle:
    """The separators of ``locale``; plain ones where its digits are not 0 to 9 or the signs coincide."""
    decimal, group = locale.decimalPoint(), locale.groupSeparator()
    if locale.zeroDigit() != "0" or len(decimal) != 1 or decimal == group:
        return PLAIN
    return NumberStyle(decimal=decimal, group=group)


def system_zone() -> tzinfo:
    """The zone that this machine is set to; UTC when it cannot be told."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.now().astimezone().tzinfo or UTC


@dataclass
class Formats:
    """Amounts, prices, counts and times as text for one reader.

    Whatever shows them holds the one object of the login, so that a change of parameters reaches all of it.
    Money comes in micro-units, prices in nano-units per billing cycle, times in microseconds UTC.
    """

    style: NumberStyle = PLAIN
    decimals: int = 3
    currency: str = "USD"
    zone: tzinfo = field(default=UTC)

    @staticmethod
    def of(parameters: Mapping[str, str], locale: QLocale | None = None, zone: tzinfo | None = None) -> "Formats":
        """The formats that follow from the system parameters, a locale and a zone (both the machine's if None)."""
        made = Formats(
            style=number_style(locale if locale is not None else QLocale()),
            zone=zone if zone is not None else system_zone(),
        )
        made.follow(parameters)
        return made

    def follow(self, parameters: Mapping[str, str]) -> None:
        """Show amounts as these system parameters say from now on."""
        known = {name: parameters.get(name, spec.default) for name, spec in PARAMETERS.items()}
        self.decimals, self.currency = int(known["currency.decimals"]), known["currency.name"]

    @property
    def zone_name(self) -> str:
        """The zone's name, such as Europe/Berlin, or its offset where it has none."""
        return getattr(self.zone, "key", None) or datetime.now(self.zone).tzname() or "UTC"

    def money(self, value: int) -> str:
        """Micro-units, exact, with at least the displayed decimals."""
        return format_money(value, self.decimals, self.style)

    def money_even(self, value: int) -> str:
        """Micro-units with all their decimals: amounts that stand below each other, and are not round."""
        return format_money(value, 6, self.style)

    def amount(self, value: int) -> str:
        """Micro-units with the currency's name."""
        return f"{self.money(value)} {self.currency}"

    def price(self, value: int) -> str:
        """Nano-units per billing cycle, exact, with at least four decimals."""
        return format_price(value, style=self.style)

    def minute_cost(self, price: int, cycle: int) -> str:
        """What a minute costs at ``price`` nano-units for ``cycle`` seconds."""
        return self.price(minute_cost(price, cycle))

    def count(self, n: int) -> str:
        """A whole number with group signs."""
        return f"{n:,}".replace(",", self.style.group)

    def moment(self, value: int) -> datetime | None:
        """Microseconds UTC as a moment in the reader's zone; None where the calendar ends (never)."""
        if not -_LAST // 10 < value < _LAST:
            return None
        return (_EPOCH + timedelta(microseconds=value)).astimezone(self.zone)

    def time(self, value: int) -> str:
        """Date and time to the second in the reader's zone."""
        moment = self.moment(value)
        return tr("Never") if moment is None else moment.strftime("%Y-%m-%d %H:%M:%S")

    def date(self, value: int) -> str:
        """The date in the reader's zone."""
        moment = self.moment(value)
        return tr("Never") if moment is None else moment.strftime("%Y-%m-%d")

    def at(self, day: dt.date, clock: dt.time = dt.time.min) -> Time:
        """The moment when the reader's calendar and clock show ``day`` and ``clock``."""
        moment = datetime.combine(day, clock, tzinfo=self.zone)
        return Time((moment.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1))

    def end_of(self, day: dt.date) -> Time:
        """The last microsecond of ``day`` in the reader's zone."""
        return Time(self.at(day + timedelta(days=1)) - 1)

    def today(self, now: Time | None = None) -> dt.date:
        """The reader's local day."""
        moment = None if now is None else self.moment(now)
        return (moment or datetime.now(self.zone)).date()

    def today_from(self, now: Time | None = None) -> Time:
        """When the reader's local day began."""
        return self.at(self.today(now))

    def seconds(self, n: int) -> str:
        """A span of whole seconds."""
        return tr("{count} s", count=self.count(n))

    def duration(self, seconds: int) -> str:
        """A span as hours, minutes and seconds."""
        minutes, rest = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{rest:02d}"
