"""Sheets as they should never be sent, each with what has to come out of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.support.old_books import protected_xlsx, xls
from vosdesk.contract.decks import Ask, DateForm, Notice, Repeats, Unpriced
from vosdesk.contract.errors import Code as C  # noqa: N817 - it stands in every line of the tables

Cells = Sequence[Sequence[str | float | date | None]]


@dataclass(frozen=True)
class Ugly:
    """A file, what a user says about it besides, and what comes out: rates by code and price, and refused rows.

    ``rates`` are code → nano-units per cycle; where there are many, ``good`` is how many.
    """

    name: str
    content: bytes
    rates: Mapping[str, int] | None = None
    good: int | None = None
    bad: Mapping[str, int] = field(default_factory=dict)
    notes: int = 0
    asks: tuple[Ask, ...] = ()
    notices: tuple[Notice, ...] | None = None
    refused: C | None = None
    says: Mapping[str, Any] = field(default_factory=dict)


HEADER = "Prefix,Name,Price,Increments\n"
ROWS = "53,Cuba,0.6,1/1\n5399,Cuba Mobile,0.66,60/6\n"
GOOD = {"53": 10_000_000, "5399": 66_000_000}
"""What HEADER and ROWS say."""


def csv(*rows: str, header: str = "Prefix,Price", encoding: str = "utf-8", end: str = "\n") -> bytes:
    """A text file of a header and rows."""
    return end.join((header, *rows, "")).encode(encoding)


def book(*sheets: Cells, form: Callable[[Any, Any], None] | None = None) -> bytes:
    """An XLSX of sheets."""
    import xlsxwriter

    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for rows in sheets:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        if form is not None:
            form(made, sheet)
    made.close()
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def bomb() -> bytes:
    """Eighty kilobytes that unpack to eighty megabytes."""
    return packed(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bytes(80 << 20)})


def liar() -> bytes:
    """A spreadsheet whose directory says that a part unpacks to less than it does."""
    name = b"xl/worksheets/sheet1.xml"
    rows: list[list[str | float | date | None]] = [["Prefix", "Price"]]
    rows += [[str(n), 0.5] for n in range(100)]
    content = bytearray(book(rows))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    content[at + 24 : at + 28] = struct.pack("<I", 40)
    return bytes(content)


def picture() -> bytes:
    """A black square."""
    line = b"\0" * 31
    data = zlib.compress(line * 10)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0)), (b"IDAT", data), (b"IEND", b""))
    made = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + made


def _merged(made: Any, sheet: Any) -> None:
    sheet.merge_range(1, 0, 3, 0, 53, made.add_format())


def _corner(_made: Any, sheet: Any) -> None:
    sheet.write_number(1_048_575, 16_383, 1)


def _block(_made: Any, sheet: Any) -> None:
    sheet.write_number(1_048_575, 700, 1)


PLAIN = (HEADER + ROWS).encode()
CYRILLIC = "Prefix,Name,Price\n7,Россия,0.6\n7495,Москва и область,0.66\n375,Беларусь,0.12\n"
CHINESE = "Prefix,Name,Price\n86,中国,0.6\n8613,中国移动,0.66\n852,香港,0.12\n"
WESTERN = "Prefix,Name,Price\n55,São Tomé,0.6\n34,España móvil,0.66\n45,Färöer,0.12\n"
THREE_CHINESE = {"86": 600_000_000, "8613": 660_000_000, "852": 120_000_000}
VENDOR = (
    "Rate Prefix|Area Prefix|Rate Type|Area Name|Billing Rate|Billing Cycle|Minute Cost|Lock Type|Section Rate|"
    "Billing Rate for Calling Card Prompt|Billing Cycle for Calling Card Prompt"
)
TIMED = "Time of timing replace|Mode of timing replace|" + VENDOR
VENDOR_ROW = "|49|International|Germany|0.020000000|60|0.020000000|No Lock||0.000000000|0"
MINUTE = {"53": 500_000_000}


def _encodings() -> list[Ugly]:
    both = HEADER + ROWS
    return [
        Ugly("utf-8 with a mark", both.encode("utf-8-sig"), GOOD),
        Ugly("utf-16 with a mark", both.encode("utf-16"), GOOD),
        Ugly("utf-16 without a mark", both.encode("utf-16-le"), GOOD),
        Ugly("utf-16 the other way round", both.encode("utf-16-be"), GOOD),
        Ugly("gb18030", CHINESE.encode("gb18030"), THREE_CHINESE),
        Ugly("cp1251", CYRILLIC.encode("cp1251"), {"7": 600_000_000, "7495": 660_000_000, "375": 120_000_000}),
        Ugly("cp1252", WESTERN.encode("cp1252"), {"55": 600_000_000, "34": 660_000_000, "45": 120_000_000}),
        Ugly(
            "cut in the middle of a character", CHINESE.encode()[: CHINESE.encode().index("港".encode()) + 1],
            {"86": 600_000_000, "8613": 660_000_000}, bad={C.CELL_CUT: 1},
            notices=(Notice.NO_INCREMENTS, Notice.CUT_TEXT),
        ),
        Ugly("bytes that are no letter", PLAIN.replace(b"Cuba,", b"Cu\x81ba\x8d\xff,"), refused=C.FILE_ENCODING),
        Ugly("the wrong encoding chosen", CHINESE.encode("gb18030"), {}, bad={C.CELL_CUT: 3},
             says={"encoding": "utf-8"}),
        Ugly("full-width digits", csv("５３,０.５", "＋５４,0.1"), {"53": 500_000_000, "54": 100_000_000}),
        Ugly("signs that nobody sees", csv("\u200b53\ufeff,\u00a00.5\u200b"), MINUTE),
    ]  # fmt: skip


def _lines() -> list[Ugly]:
    return [
        Ugly("ends of lines of old Macs", PLAIN.replace(b"\n", b"\r"), GOOD),
        Ugly("ends of lines of DOS", PLAIN.replace(b"\n", b"\r\n"), GOOD),
        Ugly("all ends of lines in one file", b"Prefix,Price\r53,0.5\n54,0.1\r\n55,0.2",
             {"53": 500_000_000, "54": 100_000_000, "55": 200_000_000}),
        Ugly("a newline within quotes", csv('"Cuba\nNorth",53,0.5', "Peru,51,0.1", header="Name,Prefix,Price"),
             {"53": 500_000_000, "51": 100_000_000}),
        Ugly("a quote that does not close", csv('"Cuba,53,0.5', "Peru,51,0.1", header="Name,Prefix,Price"),
             {"51": 100_000_000}, bad={C.CELL_QUOTE: 1}),
        Ugly("two quotes that would swallow a row", csv('"Cuba,53,0.5', 'Peru 5",51,0.1', header="Name,Prefix,Price"),
             {"51": 100_000_000}, bad={C.CELL_QUOTE: 1}),
        Ugly("an unquoted comma in a name", csv("Bahamas, The,1242,0.5", "Peru,51,0.1", header="Name,Prefix,Price"),
             {"51": 100_000_000}, bad={C.FILE_COLUMNS: 1}),
        Ugly("an odd delimiter", csv("53^Cuba^0.5", header="Prefix^Name^Price"), MINUTE),
        Ugly("semicolons and decimal commas", csv("53;0,5", "54;1,226", header="Prefix;Price"),
             {"53": 500_000_000, "54": 1_226_000_000}),
        Ugly("a delimiter of three signs", csv(" | 53 | Cuba | 0.5", header="x | Prefix | Name | Price"), MINUTE),
        Ugly("quotes around cells between bars", csv('"53"|"Cuba"|"0.5"', header='"Prefix"|"Name"|"Price"'), MINUTE),
    ]  # fmt: skip


def _shapes() -> list[Ugly]:
    titles = "".join(f"Line {n} of what nobody reads\n" for n in range(40))
    return [
        Ugly("forty title rows", (titles + HEADER + ROWS).encode(), GOOD),
        Ugly("a header in two lines", b"Destination,Dial,Price per\nName,Code,Minute\nCuba,53,0.5\n", MINUTE),
        Ugly("no header", b"+53,0.50\n+54,0.10\n", {"53": 500_000_000, "54": 100_000_000},
             notices=(Notice.NO_HEADER, Notice.NO_INCREMENTS)),
        Ugly("the header again on every page", csv("53,0.5", "Prefix,Price", "54,0.1"),
             {"53": 500_000_000, "54": 100_000_000}, notes=1),
        Ugly("blank rows and a footer", csv("", "53,0.5", ",", "", "Prices are without tax,", ",,"), MINUTE, notes=1),
        Ugly("a section title between rows", csv("CARIBBEAN,,", "Cuba,53,0.5", header="Name,Prefix,Price"), MINUTE,
             notes=1),
        Ugly("a footer with a date for a code", csv("53,0.5", "01/02/2026,"), MINUTE, bad={C.FIELD_EMPTY: 1}),
        Ugly("empty columns at the end", csv("53,0.5,,,", header="Prefix,Price,,,"), MINUTE),
        Ugly("a header and no row", b"Prefix,Price\n", {}),
        Ugly("merged cells", book([["Country Code", "Code", "Price"], [53, 1, 0.5], [None, 2, 0.6], [None, 3, 0.7]],
             form=_merged), {"531": 500_000_000, "532": 600_000_000, "533": 700_000_000}),
        Ugly("a deck on the second sheet", book([["Read this first"]], [["Prefix", "Price"], ["53", 0.5]]), MINUTE),
        Ugly("a table that begins at C5", book([[], [], [], [], [None, None, "Prefix", "Price"],
             [None, None, 53, 0.5]]), MINUTE),
        Ugly("the end of an old program's sheets", csv(*("53,0.5" for _ in range(65_535))), good=65_535,
             notices=(Notice.NO_INCREMENTS, Notice.CUT_ROWS)),
    ]  # fmt: skip


def _codes() -> list[Ugly]:
    return [
        Ugly("lists and ranges", csv('"1201,1202",0.5', "20-22,0.1"),
             {"1201": 500_000_000, "1202": 500_000_000, **dict.fromkeys(("20", "21", "22"), 100_000_000)}),
        Ugly("lists on lines of a cell", csv('"53\n54",0.5'), {"53": 500_000_000, "54": 500_000_000}),
        Ugly("a dash that is no range", csv("93-76,0.5", "20-22,0.1"),
             dict.fromkeys(("20", "21", "22"), 100_000_000), bad={C.CODE_RANGE: 1}, asks=(Ask.DASH,)),
        Ugly("a range without end", csv("1000000-9999999,0.5", "53,0.5"), MINUTE, bad={C.CODE_MANY: 1}),
        Ugly("a number with a comma for thousands", csv('"1,201",0.5', "53,0.5"), MINUTE, bad={C.CELL_DAMAGED: 1}),
        Ugly("country and area code", csv("93,70,0.5", "93,,0.1", header="Country Code,Area Code,Price"),
             {"9370": 500_000_000, "93": 100_000_000}),
        Ugly("the country code twice", csv("93,9370,0.5", header="Country Code,Area Code,Price"),
             {"9370": 500_000_000}),
        Ugly("a plus and two zeros in one column", csv("+53,0.5", "0054,0.1"),
             {"53": 500_000_000, "54": 100_000_000}),
        Ugly("two zeros everywhere", csv("0053,0.5", "0054,0.1"), {"53": 500_000_000, "54": 100_000_000},
             asks=(Ask.ZEROS,)),
        Ugly("digits lost to an exponent", csv("8.61E+11,0.5", "53,0.5"), MINUTE, bad={C.CELL_DAMAGED: 1}),
        Ugly("an exponent that lost nothing", csv("5.3E+01,0.5"), MINUTE),
        Ugly("a code with decimals", csv("53.0,0.5"), MINUTE),
        Ugly("codes as numbers of a spreadsheet", book([["Prefix", "Price"], [861234567890.0, 0.5], [53.5, 0.5]]),
             {"861234567890": 500_000_000}, bad={C.CELL_DAMAGED: 1}),
        Ugly("numbers and text in one column", book([["Prefix", "Price"], [53, 0.5], ["0054", 0.1]]),
             {"53": 500_000_000, "0054": 100_000_000}),
        Ugly("a code that became a date", book([["Prefix", "Price"], [date(2026, 1, 2), 0.5], [53, 0.5]]), MINUTE,
             bad={C.CELL_DAMAGED: 1}),
        Ugly("forty digits", csv("1" * 40 + ",0.5", "53,0.5"), MINUTE, bad={C.FIELD_TOO_LONG: 1}),
        Ugly("patterns", csv("7072xxxxx,0.5", "_9370X.,0.5", "53,0.5"), MINUTE,
             bad={C.CODE_PATTERN: 1, C.PREFIX_FORM: 1}),
        Ugly("the same code three times", csv("53,0.5", "53,0.6", "+53,0.7"), good=3, says={"repeats": Repeats.LAST}),
    ]  # fmt: skip


def _prices() -> list[Ugly]:
    return [
        Ugly("negative, blank and zero", csv("53,-0.5", "54,", "55,0", "56,0.000"), {},
             bad={C.NUMBER_NEGATIVE: 1, C.FIELD_EMPTY: 1, C.RATE_ZERO_NOT_FREE: 2}),
        Ugly("free on purpose", csv("53,0", "54,free", "55,"), {"53": 0, "54": 0}, bad={C.FIELD_EMPTY: 1},
             says={"free": True}),
        Ugly("blocked and N/A", csv("53,0.5", "54,blocked", "55,N/A", "56,-"), MINUTE, bad={C.CELL_NO_PRICE: 3}),
        Ugly("blocked means locked", csv("53,0.5", "54,blocked"), {"53": 500_000_000, "54": 0},
             says={"unpriced": Unpriced.LOCK}),
        Ugly("signs of a currency", csv("53,$0.5", "54,$0.1"), {"53": 500_000_000, "54": 100_000_000}),
        Ugly("two currencies", csv("53,$0.5", "54,€0.1"), {}, bad={C.NUMBER_INVALID: 2}),
        Ugly("thousands", csv('53,"1,226.00"', "54,0.1"), {"54": 100_000_000}, bad={C.NUMBER_INVALID: 1}),
        Ugly("commas that may be thousands", csv('53,"1,226"', "54,2"), {"53": 1_226_000_000_000, "54": 2_000_000_000},
             bad={}, asks=(Ask.DECIMALS,), says={"group": ","}),
        Ugly("commas and points", csv('53,"0,5"', "54,0.25", '55,"1,226"'), {"53": 500_000_000, "54": 250_000_000},
             bad={C.NUMBER_INVALID: 1}),
        Ugly("an exponent in a price", csv("53,5E-1", "54,0.1"), {"54": 100_000_000}, bad={C.CELL_DAMAGED: 1}),
        Ugly("noise of a spreadsheet", book([["Prefix", "Price"], ["53", 0.0028770000000000002]]),
             {"53": 2_877_000}),
        Ugly("a price that became a date", book([["Prefix", "Price"], ["53", date(2026, 1, 5)], ["54", 0.1]]),
             {"54": 100_000_000}, bad={C.CELL_DAMAGED: 1}),
        Ugly("connection fees", csv("53,0.6,0.1,30/6", "54,0.6,,30/6", header="Prefix,Price,Connection Fee,Increments"),
             {"53": 60_000_000, "54": 60_000_000}),
        Ugly("increments that became dates", csv("53,0.6,01-Jan", "54,0.6,06-Jun", "55,0.6,30-Jun",
             header="Prefix,Price,Increments"), {"53": 10_000_000, "54": 60_000_000}, bad={C.CELL_DAMAGED: 1}),
        Ugly("no seconds", csv("53,0.6,0/0", "54,0.6,", header="Prefix,Price,Increments"), {},
             bad={C.FIELD_RANGE: 1, C.FIELD_EMPTY: 1}),
        Ugly("a price of the origin", csv("53,0.5,", "53,0.6,44", header="Prefix,Price,Origination"), MINUTE,
             bad={C.CELL_CONDITION: 1}),
    ]  # fmt: skip


def _times() -> list[Ugly]:
    header = "Prefix,Price,Effective Date,End Date"
    return [
        Ugly("a day that may be a month", csv("53,0.5,03/04/2026,", header=header), MINUTE, asks=(Ask.DATE_FORM,),
             says={"date_form": DateForm.DAY_FIRST}),
        Ugly("days that can be none but days", csv("53,0.5,03/04/2026,", "54,0.1,13/04/2026,", header=header),
             {"53": 500_000_000, "54": 100_000_000}),
        Ugly("every form of dates", csv("53,0.5,2026-04-03,", "54,0.5,1-Apr-26,", "55,0.5,\"Apr 3, 2026\",",
             "56,0.5,46115,", "57,0.5,2026年4月3日,", "58,0.5,immediately,", "59,0.5,soon,", header=header),
             dict.fromkeys(("53", "54", "55", "56", "57", "58"), 500_000_000), bad={C.CELL_DATE: 1}),
        Ugly("dates of a spreadsheet", book([["Prefix", "Price", "Effective Date"], [53, 0.5, date(2026, 4, 3)]]),
             MINUTE),
        Ugly("codes that end", csv("53,,,2026-04-03", "54,0.5,,2026-04-03", header=header),
             {"53": 0, "54": 500_000_000}),
        Ugly("rows that delete", csv("53,0.5,Delete", "54,0.5,Current", header="Prefix,Price,Status"),
             {"53": 0, "54": 500_000_000}),
        Ugly("a period that is reversed", csv("53,0.5,2026-04-03,2026-01-01", header=header), {},
             bad={C.PERIOD_REVERSED: 1}),
    ]  # fmt: skip


def _vendors() -> list[Ugly]:
    spaced = "\r\n".join((VENDOR, VENDOR_ROW, "")).replace("|", " | ")
    timed = f"2026-04-03 00:00:00|Append replace|{VENDOR_ROW}", f"2026-04-03 00:00:00|Delete|{VENDOR_ROW}"
    cells: Cells = [VENDOR.split("|"), VENDOR_ROW.split("|")]
    return [
        Ugly("eleven columns", csv(VENDOR_ROW, header=VENDOR), {"49": 20_000_000}),
        Ugly("eleven columns of text", spaced.encode(), {"49": 20_000_000}),
        Ugly("eleven columns of a spreadsheet", book(cells), {"49": 20_000_000}),
        Ugly("thirteen columns", csv(timed[0], header=TIMED), {"49": 20_000_000}),
        Ugly("thirteen columns that delete", csv(timed[1], header=TIMED), {"49": 0}),
        Ugly("an old spreadsheet", xls([["Prefix", "Name", "Price"], [53.0, "Cuba", 0.5]]), MINUTE),
    ]


def _refused() -> list[Ugly]:
    wide = ",".join(["x"] * 1_000_000).encode()
    shell = book([["Prefix", "Price"], ["53", 0.5]])
    return [
        Ugly("an empty file", b"", refused=C.FILE_EMPTY),
        Ugly("blanks and nothing else", b" \r\n\t\n", refused=C.FILE_EMPTY),
        Ugly("delimiters and nothing else", b",,,\n,,,\n", refused=C.FILE_EMPTY),
        Ugly("an empty spreadsheet", book([]), refused=C.FILE_EMPTY),
        Ugly("a picture", picture(), refused=C.FILE_NO_SHEET),
        Ugly("a document", b"%PDF-1.7\n1 0 obj\n", refused=C.FILE_NO_SHEET),
        Ugly("a web page", b"<html><table><tr><td>53</td></tr></table></html>", refused=C.FILE_NO_SHEET),
        Ugly("an archive", packed(a=b"53,0.5"), refused=C.FILE_NO_SHEET),
        Ugly("a spreadsheet of an office that writes no XLSX",
             packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content__xml=b"<office:document/>"),
             refused=C.FILE_NO_SHEET),
        Ugly("a spreadsheet in binary", packed(xl__workbook__bin=b"\x83\x01\x00", xl__styles__bin=b"\0"),
             refused=C.FILE_NO_SHEET),
        Ugly("noise", bytes(range(256)) * 40, refused=C.FILE_NO_SHEET),
        Ugly("a million columns", wide + b"\n53,0.5\n", refused=C.FILE_WIDE),
        Ugly("a cell at the far end", book([["Prefix", "Price"], ["53", 0.5]], form=_corner), refused=C.FILE_WIDE),
        Ugly("a block of millions of cells", book([["Prefix", "Price"]], form=_block), refused=C.FILE_UNPACKS),
        Ugly("a spreadsheet cut short", shell[:-500], refused=C.FILE_DAMAGED),
        Ugly("a part larger than it says", liar(), refused=C.FILE_DAMAGED),
        Ugly("a password", protected_xlsx(), refused=C.FILE_PROTECTED),
        Ugly("a password of an old program", xls([["Prefix"]], protected=True), refused=C.FILE_PROTECTED),
        Ugly("half an old spreadsheet", xls([["Prefix", "Price"]])[:900], refused=C.FILE_DAMAGED),
        Ugly("prices without codes", b"Poland\t0.0400\tUSD\t60\nGermany\t0.15\tUSD\t60\nUSA\t0.0099\tUSD\t1\n",
             refused=C.FILE_NO_CODES),
        Ugly("codes without prices", b"T\t0048\tPoland\nT\t004850\tMobile\nF\t0049\tGermany\n",
             refused=C.FILE_NO_PRICES),
    ]  # fmt: skip


def corpus() -> list[Ugly]:
    """All of them but the bomb, which takes a while to be made."""
    makers = (_encodings, _lines, _shapes, _codes, _prices, _times, _vendors, _refused)
    return [ugly for maker in makers for ugly in maker()]
