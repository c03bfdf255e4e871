"""The prefixes of the world's numbering plans, with names, from the metadata of phonenumbers.

Nothing is listed by hand: calling codes, countries, areas and mobile networks are the library's.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import phonenumbers
from phonenumbers.carrierdata import CARRIER_DATA
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.geodata.locale import LOCALE_DATA

AREA_DIGITS = 4
"""How many digits after the calling code a price list goes into."""
_NAMED = 3
_SHARED = "001"
"""The library's region of calling codes that belong to no country."""


class Prefix(NamedTuple):
    """A prefix of numbers: digits from the calling code on, its country's region and name, and what it reaches."""

    code: str
    region: str
    country: str
    area: str
    mobile: bool

    @property
    def name(self) -> str:
        """The name as price lists write it."""
        kind = f"{self.country} Mobile" if self.mobile else self.country
        return f"{kind} {self.area}".strip()


class Plan(NamedTuple):
    """The prefixes of one calling code, the shortest first, and how many areas the metadata knows of it."""

    calling_code: int
    prefixes: tuple[Prefix, ...]
    areas: int


def plans() -> tuple[Plan, ...]:
    """Every calling code that belongs to a country, in order."""
    areas, carriers = _by_calling_code(GEOCODE_DATA), _by_calling_code(CARRIER_DATA)
    return tuple(
        Plan(
            code, tuple(_prefixes(code, regions, areas.get(code, {}), carriers.get(code, {}))), len(areas.get(code, ()))
        )
        for code, regions in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items())
        if _SHARED not in regions
    )


def _by_calling_code(named: Mapping[str, Mapping[str, str]]) -> dict[int, dict[str, str]]:
    """Prefixes with English names, short ones only, by calling code."""
    known = {str(code): code for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE}
    found: dict[int, dict[str, str]] = {}
    for prefix, names in named.items():
        calling = next((prefix[:n] for n in (1, 2, 3) if prefix[:n] in known), None)
        if calling is not None and len(prefix) <= len(calling) + AREA_DIGITS and "en" in names:
            found.setdefault(known[calling], {})[prefix] = names["en"]
    return found


def _prefixes(
    calling: int, regions: tuple[str, ...], areas: Mapping[str, str], carriers: Mapping[str, str]
) -> Iterator[Prefix]:
    main = regions[0]
    named = {code: (name, False) for code, name in areas.items()}
    named |= {code: (name, True) for code, name in carriers.items()}
    whole = {str(calling): main} | {f"{calling}{digits}": region for region, digits in _leading(regions)}
    for code in sorted(named.keys() | whole.keys(), key=lambda c: (len(c), c)):
        if code in whole:
            yield Prefix(code, whole[code], country_name(whole[code]), "", mobile=False)
            continue
        name, mobile = named[code]
        region = main if len(regions) == 1 else _region_of(calling, code[len(str(calling)) :], main)
        country = country_name(region)
        yield Prefix(code, region, country, "" if name == country else _plain(name), mobile)


def _leading(regions: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The countries of a shared calling code that have leading digits of their own."""
    for region in regions[1:]:
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
        if metadata is not None and metadata.leading_digits is not None and metadata.leading_digits.isdigit():
            yield region, metadata.leading_digits


def _region_of(calling: int, digits: str, main: str) -> str:
    """The country of a prefix of a shared calling code, by the first number of the usual length that begins so."""
    example = phonenumbers.example_number(main)
    length = 10 if example is None else len(str(example.national_number))
    number = phonenumbers.PhoneNumber(country_code=calling, national_number=int(digits.ljust(length, "2")))
    return phonenumbers.region_code_for_number(number) or main


def country_name(region: str) -> str:
    """The English name of a country; the region's code where the library has none."""
    names: Mapping[str, str] = LOCALE_DATA.get(region, {})
    name = names.get("en", region)
    # "*xx" stands for "as in language xx".
    return names[name[1:]] if name.startswith("*") else name


def _plain(name: str) -> str:
    """A name as price lists have it: a few of many areas, and none of the signs that rate files use themselves."""
    return "/".join(name.replace("|", "/").replace('"', "'").split("/")[:_NAMED])


def phone_number(region: str, digits: int) -> str:
    """A number of the region's form, made from its example number and four ``digits`` (0 to 9999)."""
    example = phonenumbers.example_number(region)
    if example is None or example.national_number is None:
        raise LookupError(f"no example number for {region}")
    national = example.national_number // 10_000 * 10_000 + digits
    number = phonenumbers.PhoneNumber(country_code=example.country_code, national_number=national)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
