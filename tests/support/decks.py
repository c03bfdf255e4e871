"""Rates of every kind that can be stored, for properties that must hold of all of them."""

from hypothesis import strategies as st

from vosdesk.contract import text_rules
from vosdesk.contract.ids import FOREVER, SECOND, Time
from vosdesk.contract.money import MAX_PRICE, Price
from vosdesk.contract.rates import LockType, RateFields, RateType, Section

PRICES = st.one_of(st.integers(0, MAX_PRICE), st.sampled_from([0, 1, 400_000, MAX_PRICE]))
SECONDS = st.integers(1, 86_400)
PREFIXES = st.text("0123456789*#", max_size=text_rules.PREFIX_LENGTH)
TIMES = st.one_of(
    st.just(0),
    st.integers(-(2**62), FOREVER - 1),
    st.integers(1_600_000_000, 2_000_000_000).map(lambda second: second * SECOND),
)
NAMES = st.one_of(
    st.text(max_size=20).filter(lambda name: text_rules.line(name, 128) is None),
    st.text("'\"=+-@|,; \u00a0ab北", max_size=12),
    st.sampled_from(["=1+1", "'=1", "N/A", "Free", "blocked", "1,5", "_x0041_", "x" * 128]),
)
SECTIONS = st.lists(
    st.builds(Section, position=st.integers(0, 86_400), fee=PRICES.map(Price), seconds=SECONDS), max_size=3
).map(tuple)


@st.composite
def rate_fields(draw: st.DrawFn) -> RateFields:
    """A rate that may be stored."""
    prefix, area = draw(PREFIXES), draw(PREFIXES)
    begins = draw(TIMES)
    ends = draw(st.one_of(st.just(FOREVER), st.integers(begins + 1, FOREVER)))
    return RateFields(
        prefix=prefix or ("" if area else "0"),
        area_prefix=area,
        rate_type=draw(st.sampled_from(RateType)),
        area_name=draw(NAMES),
        price=Price(draw(PRICES)),
        cycle=draw(SECONDS),
        lock=draw(st.sampled_from(LockType)),
        sections=draw(SECTIONS),
        tax=draw(st.integers(0, 1_000_000)),
        prompt_price=Price(draw(PRICES)),
        prompt_cycle=draw(st.integers(0, 86_400)),
        effective_from=Time(begins),
        effective_until=Time(ends),
    )


DECKS = st.lists(
    rate_fields(), min_size=1, max_size=8, unique_by=lambda f: (f.prefix + f.area_prefix, f.effective_from)
)
"""Groups of rates, each for its own prefix or its own time."""
