"""The rates of a group in memory: whatever they find, the plain walk through all rates finds too."""

import random
import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from vosdesk.contract.ids import FOREVER, RateGroupId, Time
from vosdesk.contract.money import Price
from vosdesk.contract.rates import Section
from vosdesk.domain.billing import Terms
from vosdesk.domain.tariff import BilledRate, Tariff, terms_of

GROUP = RateGroupId(3)
SECTIONS = '[{"position":0,"fee":7,"seconds":30}]'

rates = st.builds(
    lambda code, begin, length, price, text: BilledRate(
        code, f"Area {price % 2}", price, 6, text, price % 3, price % 2, Time(begin), Time(begin + length)
    ),
    st.text("01*", min_size=1, max_size=4),
    st.integers(0, 6),
    st.integers(1, 9),
    st.integers(0, 5),
    st.sampled_from(["[]", SECTIONS]),
)


def plain(deck: list[BilledRate], number: str, at: int) -> Terms | None:
    found = [r for r in deck if number.startswith(r.code) and r.effective_from <= at < r.effective_until]
    best = max(found, key=lambda r: (len(r.code), r.effective_from), default=None)
    return None if best is None else terms_of(GROUP, "Retail", best)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(rates, max_size=20, unique_by=lambda rate: (rate.code, rate.effective_from)),
    st.lists(st.text("019*", min_size=1, max_size=6), max_size=10),
)
def test_it_finds_what_a_walk_through_all_rates_finds(drawn: list[BilledRate], numbers: list[str]) -> None:
    deck = sorted(drawn, key=lambda rate: (rate.code, rate.effective_from))
    tariff = Tariff(GROUP, "Retail", deck)
    assert len(tariff) == len(deck)
    for number in [*numbers, *(rate.code for rate in deck)]:
        for at in (0, 3, 7, 20):
            assert tariff.find(number, Time(at)) == plain(deck, number, at), (number, at)


def test_the_terms_say_all_that_the_rate_does() -> None:
    rate = BilledRate("8613", "China", 5, 6, SECTIONS, 70_000, 1, Time(2), Time(9))
    expected = Terms(
        rate_group_id=GROUP,
        rate_group="Retail",
        code="8613",
        area_name="China",
        price=5,
        cycle=6,
        sections_text=SECTIONS,
        tax=70_000,
        sections=(Section(position=0, fee=Price(7), seconds=30),),
        locked=True,
    )
    assert terms_of(GROUP, "Retail", rate) == expected
    assert Tariff(GROUP, "Retail", [rate]).find("86138", Time(2)) == expected
    assert not terms_of(GROUP, "Retail", rate._replace(lock=0)).locked


def test_it_takes_less_than_a_hundred_bytes_for_a_rate() -> None:
    """With all that billing needs of it; the most while it is read is within that too."""
    made = random.Random(7)
    codes = sorted({str(made.randrange(10**7)) for _ in range(50_000)})
    tracemalloc.start()
    tariff = Tariff(
        GROUP,
        "Retail",
        (
            BilledRate(
                code, f"Area {len(code)} {made.randrange(500)}", made.randrange(3_000), 60, "[]", 0, 0, Time(0), FOREVER
            )
            for code in codes
        ),
    )
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(tariff) == len(codes)
    assert most < 100 * len(codes)
