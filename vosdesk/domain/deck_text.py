"""What parts the cells of a text file's lines."""

from collections.abc import Callable, Sequence

DELIMITERS = (" | ", "\t", "|", ";", ",", "^", "~")
"""What parts the cells of a line, the rarer sign first."""

_MOST_LINES = 200


def guess_delimiter(lines: Sequence[str], known: Callable[[str], bool]) -> tuple[str, bool]:
    """What parts the cells of these lines, and whether quotes go around cells.

    The sign wins by which a line has the most titles that are ``known``, then the one that parts the lines most
    evenly.
    """
    sample = [line for line in lines[:_MOST_LINES] if line.strip()]
    best = max(DELIMITERS, key=lambda sign: _evenness(sample, sign, known))
    if _evenness(sample, best, known) <= (0, 0.0):
        return ",", True
    if "|" not in best:
        return best, True
    quoted = sum(line.strip().startswith('"') and line.rstrip().endswith('"') for line in sample)
    return best, best == "|" and quoted * 2 > len(sample)


def _evenness(lines: Sequence[str], sign: str, known: Callable[[str], bool]) -> tuple[int, float]:
    titles = max((sum(known(cell.strip(' "')) for cell in line.split(sign)) for line in lines), default=0)
    counts = [outside_quotes(line, sign) for line in lines]
    usual = max(set(counts), key=lambda count: (counts.count(count), count)) if counts else 0
    return (titles if titles > 1 else 0), (counts.count(usual) / len(counts) if usual else 0.0)


def outside_quotes(line: str, sign: str) -> int:
    """How often the sign parts cells in a line."""
    return "".join(line.split('"')[::2]).count(sign) if '"' in line and "|" not in sign else line.count(sign)
