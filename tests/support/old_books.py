"""Files of old spreadsheets, made byte by byte: XLS as compound files, and the shell of a protected XLSX."""

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_LEAST = 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams."""
    fat: list[int] = [_FAT]
    body = b""
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, stream) in enumerate(streams.items(), 1):
        padded = stream.ljust(max(_LEAST, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
        count, first = len(padded) // _SECTOR, len(fat)
        fat += [*range(first + 1, first + count), _END]
        body += padded
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, first, len(padded), right=right))
    directory = b"".join(entries).ljust(-(-len(entries) * 128 // _SECTOR) * _SECTOR, b"\0")
    at = len(fat)
    sectors = len(directory) // _SECTOR
    fat += [*range(at + 1, at + sectors), _END]
    assert len(fat) <= _SECTOR // 4
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, at, 0, _LEAST, _END, 0, _END, 0) + struct.pack("<I", 0)
    return header.ljust(_SECTOR, b"\xff") + table + body + directory


def _entry(name: str, kind: int, first: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    made = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, right, child)
    return made + bytes(36) + struct.pack("<IQ", first, size)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls(rows: Sequence[Sequence[str | float]], *, protected: bool = False) -> bytes:
    """An XLS file of one sheet: text and numbers."""
    cells = b""
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            place = struct.pack("<HHH", row, column, 15)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                cells += _record(0x204, place + struct.pack("<HB", len(cell), 1) + text)
            else:
                cells += _record(0x203, place + struct.pack("<d", cell))
    bof = struct.pack("<HHHHII", 0x600, 0x5, 0x1234, 2000, 0, 6)
    lock = _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if protected else b""
    name = b"Rates"
    size = 4 + len(bof) + len(lock) + 4 + 8 + len(name) + 4
    book = _record(0x809, bof) + lock + _record(0x85, struct.pack("<IHBB", size, 0, len(name), 0) + name)
    book += _record(0x0A, b"")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x1234, 2000, 0, 6)) + cells + _record(0x0A, b"")
    return compound({"Workbook": book + sheet})


def protected_xlsx() -> bytes:
    """What a spreadsheet program saves for an XLSX with a password."""
    return compound({"EncryptionInfo": b"\4\0\4\0" + bytes(60), "EncryptedPackage": bytes(range(256)) * 16})
