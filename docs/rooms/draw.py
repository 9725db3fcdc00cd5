"""The picture: a box for each room, an arrow from who imports to what is imported."""

from html import escape
from itertools import pairwise
from typing import Final

from docs.rooms.place import BETWEEN, Placed, Spot, place
from docs.rooms.read import OPENED, Arrow, Imports, is_package

FONT: Final = "'Source Sans 3', 'Segoe UI', 'DejaVu Sans', Verdana, Arial, sans-serif"
LETTER: Final = 9.8  # as wide as a letter of 14 pixels gets in the widest of these fonts
LINE: Final = 20
PAD: Final = 14
FRAME: Final = 28
CAPTION: Final = 46  # above the inside of an opened room
WORDS: Final = {  # under the name of a room at the root; one that isn't here has its name alone
    "wijkweb": "the neighbourhood",
    "roles": "who, and what they may do",
    "casework": "the care question",
    "kern": "what people do together",
    "workers": "what runs behind the screen",
    "wijkteam": "the Django project",
}

STYLE: Final = """
    .paper { fill: #fbfaf7; stroke: #d9d5cb; }
    .inside { fill: #f1eee6; stroke: #b9b2a2; }
    .room { fill: #ffffff; stroke: #3d6b8c; stroke-width: 1.5; }
    .module { fill: #f7f9fb; stroke: #8aa4b8; stroke-dasharray: 4 3; }
    .circle { fill: #fdecea; stroke: #b3261e; stroke-width: 2; }
    .arrow { fill: none; stroke: #7b8894; stroke-width: 1.4; }
    .head { fill: #7b8894; }
    text { font: 14px FONT; fill: #22303c; text-anchor: middle; }
    .name { font-weight: 600; }
    .start { text-anchor: start; }
    .small { font-size: 12px; font-weight: 400; fill: #55636f; }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #171b1f; stroke: #343c44; }
      .inside { fill: #1e242a; stroke: #4a555f; }
      .room { fill: #263340; stroke: #7fb2d6; }
      .module { fill: #20272e; stroke: #5f7486; }
      .circle { fill: #45201d; stroke: #ff8a80; }
      .arrow { stroke: #8c99a5; }
      .head { fill: #8c99a5; }
      text { fill: #e7ecf0; }
      .small { fill: #aab6c0; }
    }
""".replace("FONT", FONT)

SMALL: Final = LETTER * 12 / 14
Size = tuple[float, float]


def picture(imports: Imports) -> str:
    """The rooms as SVG: the same imports give the same bytes."""
    insides = {top: _inside(imports, top) for top in OPENED if any(_is_in(room, top) for room in imports.rooms)}
    tops = _tops(imports)
    sizes = {top: _size((top,)) for top in tops.rooms}
    sizes |= {top: (inside.width + 2 * FRAME, inside.height + CAPTION + FRAME) for top, inside in insides.items()}
    outer = place(sizes, tops.shortened())
    parts = _arrows(outer, 0, 0)
    for top, box in outer.boxes.items():
        if top in insides:
            parts += _opened(top, box, insides[top])
        else:
            parts += _box((top,), box, 0, 0)
    return _sheet(parts, outer, _told(imports, insides))


def _is_in(room: str, top: str) -> bool:
    return room.startswith(f"{top}.")


def _tops(imports: Imports) -> Imports:
    """The rooms at the root, with each opened one as one."""
    arrows = {(source.split(".")[0], target.split(".")[0]) for source, target in imports.arrows}
    rooms = {room.split(".")[0] for room in imports.rooms}
    return Imports(tuple(sorted(rooms)), frozenset(one for one in arrows if one[0] != one[1]))


def _inside(imports: Imports, top: str) -> Placed:
    """The rooms within an opened one. Those in a circle are one box: none of them can be entered by itself."""
    within = imports.within(room for room in imports.rooms if _is_in(room, top))
    groups = {room: group for group in within.circles() for room in group}
    names = {group: " ".join(group) for group in groups.values()}
    arrows = {(names[groups[source]], names[groups[target]]) for source, target in within.arrows}
    boxes = Imports(tuple(sorted(names.values())), frozenset(one for one in arrows if one[0] != one[1]))
    return place({name: _size(name.split()) for name in boxes.rooms}, boxes.shortened())


def _label(room: str) -> str:
    return f"{room.split('.')[-1]}{'' if is_package(room) else '.py'}"


def _size(rooms: tuple[str, ...] | list[str]) -> Size:
    words = [WORDS[room] for room in rooms if room in WORDS]
    widths = [*(len(_label(room)) * LETTER for room in rooms), *(len(line) * SMALL for line in words)]
    return round(max(widths)) + 2 * PAD, (len(rooms) + len(words)) * LINE + 16


# --- marks on the sheet --------------------------------------------------------------------------------------------


def _box(rooms: tuple[str, ...] | list[str], spot: Spot, left: float, top: float) -> list[str]:
    x, y = left + spot.left, top + spot.top
    kind = "circle" if len(rooms) > 1 else "room" if is_package(rooms[0]) else "module"
    parts = [f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{spot.width:g}" height="{spot.height:g}" rx="6"/>']
    weight = "" if kind == "module" else ' class="name"'
    lines = [(weight, _label(room)) for room in rooms]
    lines += [(' class="small"', WORDS[room]) for room in rooms if room in WORDS]
    for index, (look, words) in enumerate(lines):
        parts.append(f'<text{look} x="{left + spot.x:g}" y="{y + 23 + index * LINE:g}">{escape(words)}</text>')
    return parts


def _opened(top: str, box: Spot, inside: Placed) -> list[str]:
    left, upper = box.left + FRAME, box.top + CAPTION
    return [
        f'<rect class="inside" x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}" rx="10"/>',
        f'<text class="name start" x="{box.left + 18:g}" y="{box.top + 27:g}">{escape(top)}'
        f'<tspan class="small" dx="12">{escape(WORDS.get(top, ""))}</tspan></text>',
        *_arrows(inside, left, upper),
        *(part for name, spot in inside.boxes.items() for part in _box(name.split(), spot, left, upper)),
    ]


def _arrows(placed: Placed, left: float, top: float) -> list[str]:
    return [
        f'<path class="arrow" d="{_curve(way, left, top)}" marker-end="url(#head)">'
        f"<title>{escape(_says(arrow))}</title></path>"
        for arrow, way in sorted(placed.ways.items())
    ]


def _says(arrow: Arrow) -> str:
    source, target = ("/".join(room.split(".")[-1] for room in side.split()) for side in arrow)
    return f"{source} imports {target}"


def _curve(way: list[Spot], left: float, top: float) -> str:
    """From the top of the lowest box to the bottom of the highest, straight up through each bend."""
    parts = [f"M{left + way[0].x:g} {top + way[0].top:g}"]
    for lower, upper in pairwise(way):
        x, from_y = left + lower.x, top + lower.top
        to_x, to_y = left + upper.x, top + upper.bottom + (0 if upper.bend else 7)
        half = (from_y - to_y) / 2
        parts.append(f"C{x:g} {from_y - half:g} {to_x:g} {to_y + half:g} {to_x:g} {to_y:g}")
        if upper.bend:
            parts.append(f"V{top + upper.top:g}")
    return " ".join(parts)


def _told(imports: Imports, insides: dict[str, Placed]) -> list[str]:
    circles = [
        group
        for top in insides
        for group in imports.within(room for room in imports.rooms if _is_in(room, top)).circles()
        if len(group) > 1
    ]
    told = [
        f"{len(imports.rooms)} rooms, {len(imports.arrows)} arrows, from who imports up to what is imported.",
        "An arrow that also runs by way of another room isn't drawn. Dashed: a single module.",
    ]
    if circles:
        told.append("Red: rooms that import each other.")
    return told


def _sheet(parts: list[str], outer: Placed, told: list[str]) -> str:
    longest = max(len(line) for line in told) * SMALL
    width = round(max(outer.width, longest)) + 2 * FRAME
    height = outer.height + BETWEEN + len(told) * LINE + FRAME
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}" role="img" aria-labelledby="title">',
        '<title id="title">The rooms of Wijkteam and who imports whom</title>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="head" d="M0 0.5 L8 4 L0 7.5 Z"/></marker></defs>',
        f'<rect class="paper" x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" rx="12"/>',
        f'<g transform="translate({(width - outer.width) / 2:g} {FRAME})">',
        *parts,
        "</g>",
    ]
    for index, line in enumerate(told):
        y = outer.height + FRAME + BETWEEN * 0.7 + index * LINE
        lines.append(f'<text class="small start" x="{FRAME}" y="{y:g}">{escape(line)}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"
