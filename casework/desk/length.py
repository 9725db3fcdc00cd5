"""How much paper a summary may take: a large case has all of it, and one that would block everybody's has what is newest.

Laying out costs a millisecond a line, and nobody reads two hundred pages. What is left out is told on the first page.
"""

from typing import Any, Final

from casework.engine.words import Json

MOST: Final = 9_000  # lines: two hundred pages
A_TEXT: Final = 200  # lines of one text, where rows alone don't make it short enough
WIDE: Final = 90  # letters on a line
NARROW: Final = 30  # in a column of a table
REST: Final = "\n… (de rest staat in het dossier)"

# Lists that grow as long as a case runs, oldest first, with what one and more of their rows are called.
LONG: Final = {
    "notes": ("de oudste notitie", "de {} oudste notities"),
    "reports": ("het oudste verslag bij een doel", "de {} oudste verslagen bij de doelen"),
    "handovers": ("de oudste overdracht", "de {} oudste overdrachten"),
}


def held_to(content: Json, most: int = MOST) -> tuple[Json, list[str]]:
    """What fits, and what was left out, in words."""
    too_much = _lines(content) - most
    if too_much <= 0:
        return content, []
    left_out: dict[str, int] = dict.fromkeys(LONG, 0)
    content = _without_oldest(content, "", _cut(content, too_much), left_out)
    said = [one if count == 1 else more.format(count) for key, (one, more) in LONG.items() if (count := left_out[key])]
    if _lines(content) > most:
        content = _shortened(content)
        said.append("het einde van heel lange teksten")
    return content, said


def _lines(value: Any, width: int = WIDE) -> int:
    match value:
        case str():
            return sum(1 + len(line) // width for line in value.split("\n"))
        case list():
            return sum(_lines(one, width) for one in value)
        case dict():
            return sum(_lines(one, NARROW if key == "reports" else width) for key, one in value.items())
    return 0


def _cut(content: Json, too_much: int) -> int:
    """The most lines a list may keep, so that the longest give way and short ones stay whole."""
    lengths = sorted(_lengths(content), reverse=True)
    keep = 0
    for count, length in enumerate(lengths, 1):
        below = lengths[count] if count < len(lengths) else 0
        if sum(one - below for one in lengths[:count]) >= too_much:
            return (sum(lengths[:count]) - too_much) // count
        keep = min(keep, length)
    return keep


def _lengths(value: Any, key: str = "") -> list[int]:
    match value:
        case dict():
            return [length for name, one in value.items() for length in _lengths(one, name)]
        case list() if key in LONG:
            return [_lines(value, NARROW if key == "reports" else WIDE)]
        case list():
            return [length for one in value for length in _lengths(one)]
    return []


def _without_oldest(value: Any, key: str, keep: int, left_out: dict[str, int]) -> Any:
    match value:
        case dict():
            return {name: _without_oldest(one, name, keep, left_out) for name, one in value.items()}
        case list() if key in LONG:
            rows = _newest(value, keep, NARROW if key == "reports" else WIDE)
            left_out[key] += len(value) - len(rows)
            return rows
        case list():
            return [_without_oldest(one, "", keep, left_out) for one in value]
    return value


def _newest(rows: list[Any], keep: int, width: int) -> list[Any]:
    """The newest always, however long."""
    room, first = keep, len(rows)
    for first in range(len(rows) - 1, -1, -1):
        room -= _lines(rows[first], width)
        if room < 0 and first < len(rows) - 1:
            return rows[first + 1 :]
    return rows[first:]


def _shortened(value: Any) -> Any:
    match value:
        case str() if _lines(value) > A_TEXT:
            return "\n".join(value.split("\n")[:A_TEXT])[: A_TEXT * WIDE] + REST
        case list():
            return [_shortened(one) for one in value]
        case dict():
            return {key: _shortened(one) for key, one in value.items()}
    return value
