"""Templates that come with the program, each on a sheet of its layout; and templates that were learnt."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.ugly_sheets import book
from vosdesk.contract.decks import Ask, Column, DateForm, Decimals, Notice, Role, Template, signature
from vosdesk.domain.deck_rows import DeckRow, interpret
from vosdesk.services.sheets import guess_layout, open_sheets, shipped_templates
from vosdesk.settings import resources

SHIPPED = shipped_templates()
CELLS: dict[Role, tuple[str, str]] = {
    Role.PREFIX: ("53", "5399"),
    Role.AREA_PREFIX: ("", ""),
    Role.COUNTRY_CODE: ("7", "7"),
    Role.AREA_NAME: ("Cuba", "Cuba Mobile"),
    Role.RATE_TYPE: ("International", "International"),
    Role.PRICE: ("0.6", "0.12"),
    Role.CYCLE: ("60", "6"),
    Role.MINUTE_COST: ("0.6", "1.2"),
    Role.LOCK: ("No Lock", "No Lock"),
    Role.SECTIONS: ("", "0,0.12,6"),
    Role.PROMPT_PRICE: ("0", "0"),
    Role.PROMPT_CYCLE: ("0", "0"),
    Role.INCREMENTS: ("60/60", "6/6"),
    Role.FIRST: ("60", "6"),
    Role.NEXT: ("60", "6"),
    Role.CONNECTION: ("", "0"),
    Role.FROM: ("2026-04-03", "2026-04-03 12:00:00"),
    Role.UNTIL: ("", "2027-01-01"),
    Role.STATUS: ("Append replace", "Increase"),
    Role.CONDITION: ("", ""),
}
"""Two rows of a sheet, by what its columns say."""


def table(template: Template, decimal: str = ".") -> list[list[str]]:
    """A sheet of the template's layout."""
    roles = {column.place: column.role for column in template.layout.columns}
    rows = [list(template.layout.titles)]
    for row in (0, 1):
        cells = [CELLS[roles[n]][row] if n in roles else "x" for n in range(len(template.layout.titles))]
        price = template.layout.place(Role.PRICE)
        rows.append([cell.replace(".", decimal) if n == price else cell for n, cell in enumerate(cells)])
    return rows


def text(rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    return "\n".join(delimiter.join(row) for row in rows).encode()


def test_every_file_is_a_template() -> None:
    files = list(resources.find("rate_templates").glob("*.json"))
    assert len(files) == len(SHIPPED) >= 10
    assert len({t.name for t in SHIPPED}) == len({t.signature for t in SHIPPED}) == len(SHIPPED)
    for template in SHIPPED:
        assert [problem for _, problem in template.checks() if problem] == []


@pytest.mark.parametrize("template", SHIPPED, ids=lambda t: t.name)
@pytest.mark.parametrize("kind", ["bars", "semicolons", "book"])
def test_a_sheet_of_its_layout_is_read(template: Template, kind: str) -> None:
    rows = [["Price list of a carrier"], *table(template)]
    content = book(rows) if kind == "book" else text(rows, "|" if kind == "bars" else ";")
    sheets = open_sheets(content)
    guess = guess_layout(sheets)
    assert (guess.template, guess.confidence, guess.layout.header, guess.asks) == (template.name, 100, 2, ())
    found = list(interpret(sheets.sheet("").rows, guess.layout))
    good = [row for row in found if isinstance(row, DeckRow)]
    assert len(good) == len(found) == 2, found
    country = "7" if template.layout.place(Role.COUNTRY_CODE) is not None else ""
    assert [row.code for row in good] == [f"{country}53", f"{country}5399"]
    cycles = template.layout.place(Role.CYCLE) is not None
    assert [row.fields.price * 60 // row.fields.cycle for row in good] == [
        600_000_000,
        1_200_000_000 if cycles else 120_000_000,
    ]


def test_what_the_cells_say_is_looked_at_anew() -> None:
    template = next(t for t in SHIPPED if t.layout.place(Role.INCREMENTS) is not None)
    rows = table(template, decimal=",")
    at = template.layout.place(Role.FROM)
    assert at is not None
    for row in rows[1:]:
        row[at] = "03/04/2026"
    guess = guess_layout(open_sheets(text(rows, ";")))
    assert (guess.layout.decimals, guess.asks) == (Decimals.COMMA, (Ask.DATE_FORM,))


def test_a_learnt_template_goes_first_and_is_taken_as_it_is() -> None:
    shipped = SHIPPED[0]
    layout = replace(shipped.layout, date_form=DateForm.MONTH_FIRST, free=True, header=7)
    learnt = Template(name="Mine", signature=shipped.signature, layout=layout)
    guess = guess_layout(open_sheets(text(table(shipped), ";")), [learnt])
    assert (guess.template, guess.asks) == ("Mine", ())
    assert (guess.layout.date_form, guess.layout.free, guess.layout.header) == (DateForm.MONTH_FIRST, True, 1)


def test_a_header_is_found_whatever_its_case_and_signs() -> None:
    assert signature(["Dial-Code", " RATE (USD)", ""]) == signature(["dial code", "Rate   USD"])
    guess = guess_layout(open_sheets(b"PREFIX;destination;Price\n53;Cuba;0.5\n"))
    assert guess.template == "Prefix, name, price"
    assert guess.notices == (Notice.NO_INCREMENTS,)


def test_the_files_are_written_for_people() -> None:
    for path in Path(resources.find("rate_templates")).glob("*.json"):
        assert list(json.loads(path.read_text(encoding="utf-8"))) == ["name", "layout"]


def test_a_carrier_who_mixes_decimal_signs_in_one_of_his_sheets_is_understood_by_one_template() -> None:
    first = b"Servico;Numero;Custo\nCuba;53;0,5\nChile;56;0,1226\n"
    other = b"Servico;Numero;Custo\nPeru;51;0.38\nCuba;53;0,5\nChile;56;1.226\n"
    layout = replace(
        guess_layout(open_sheets(first)).layout,
        columns=tuple(
            Column(role=role, place=place) for place, role in enumerate((Role.AREA_NAME, Role.PREFIX, Role.PRICE))
        ),
    )
    assert layout.decimals is Decimals.COMMA
    learnt = Template(name="Mixed", signature=signature(layout.titles), layout=layout)
    sheets = open_sheets(other)
    guess = guess_layout(sheets, [learnt])
    assert (guess.template, guess.asks, guess.layout.decimals) == ("Mixed", (), Decimals.EITHER)
    found = list(interpret(sheets.sheet("").rows, guess.layout))
    good = {row.code: row.fields.price for row in found if isinstance(row, DeckRow)}
    assert good == {"51": 380_000_000, "53": 500_000_000}, "1.226 may be a thousand and more: it is refused"
    grouped = replace(learnt, layout=replace(layout, group="."))
    assert guess_layout(open_sheets(other), [grouped]).layout.decimals is Decimals.COMMA


@pytest.mark.parametrize("page", ["rates.md", "zh_CN/rates.md"])
def test_the_help_names_every_template_with_its_titles(page: str) -> None:
    told = resources.find("help").joinpath(page).read_text(encoding="utf-8")
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    for template in SHIPPED:
        (row,) = [line for line in rows if template.name in line.split(" | ")[0]]
        assert template.name.startswith("VOS") or ", ".join(template.layout.titles) in row
