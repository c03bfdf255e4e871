from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from vosdesk.contract.ids import FOREVER, Time
from vosdesk.contract.money import PLAIN, NumberStyle
from vosdesk.gui.formats import Formats, number_style

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("locale", "style"),
    [
        (QLocale("en_US"), NumberStyle(decimal=".", group=",")),
        (QLocale("de_DE"), NumberStyle(decimal=",", group=".")),
        (QLocale("fr_FR"), NumberStyle(decimal=",", group="\u202f")),
        (QLocale("zh_CN"), NumberStyle(decimal=".", group=",")),
        (QLocale("fa_IR"), PLAIN),  # other digits, which the contract does not read
    ],
)
def test_separators_follow_the_locale(locale: QLocale, style: NumberStyle) -> None:
    assert number_style(locale) == style


def test_money_is_exact_with_the_displayed_decimals_of_the_system_parameters() -> None:
    formats = Formats.of({"currency.decimals": "2", "currency.name": "EUR"}, QLocale("de_DE"), BERLIN)
    assert formats.money(1_234_567_890_000) == "1.234.567,89"
    assert formats.money(10**18 + 1) == "1.000.000.000.000,000001"
    assert formats.amount(-500_000) == "−0,50 EUR"
    assert formats.price(400_000) == "0,0004"
    assert formats.minute_cost(400_000, 1) == "0,0240"
    assert formats.count(60_000) == "60.000"


def test_defaults_come_from_the_parameters_of_the_contract() -> None:
    formats = Formats.of({}, QLocale("en_US"), BERLIN)
    assert (formats.decimals, formats.currency, formats.zone_name) == (3, "USD", "Europe/Berlin")


def test_times_are_shown_in_the_readers_zone() -> None:
    formats = Formats(zone=BERLIN)
    assert formats.time(0) == "1970-01-01 01:00:00"
    assert formats.date(1_750_000_000_000_000 + 999_999) == "2025-06-15"
    assert formats.time(FOREVER) == formats.date(FOREVER) == "Never"


def test_today_begins_at_local_midnight_also_when_the_clock_changes() -> None:
    formats = Formats(zone=BERLIN)
    autumn = formats.at(formats.today(Time(1_761_480_000_000_000)))  # 2025-10-26: a day of 25 hours
    assert formats.time(autumn) == "2025-10-26 00:00:00"
    day = formats.today(Time(autumn))
    assert formats.end_of(day) - autumn == 25 * 3_600 * 1_000_000 - 1
    assert formats.today_from(Time(autumn + 3_600_000_000)) == autumn
