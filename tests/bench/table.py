"""The figures, as a table to read and as JSON to keep."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

CALM = 1.3  # Werkvoorraad in the large database, against the small one


@dataclass
class Line:
    """One thing that was measured: per number of cases its statements, and the times of ours and of its floor."""

    name: str
    most: int | None
    steady: bool = True  # as many statements, however many cases there are
    statements: dict[int, int] = field(default_factory=dict)
    ours: dict[int, list[float]] = field(default_factory=dict)
    floor: dict[int, list[float]] = field(default_factory=dict)

    def ms(self, cases: int) -> float:
        return median(self.ours[cases])

    def floor_ms(self, cases: int) -> float:
        return median(self.floor[cases])

    @property
    def growth(self) -> float:
        sizes = sorted(self.ours)
        return self.ms(sizes[-1]) / self.ms(sizes[0])


def as_text(lines: list[Line]) -> str:
    sizes = sorted(lines[0].ours)
    heads = ["", *(f"{_count(cases)} zaken" for cases in sizes), "groot/"]
    names = ["", *("vragen  onze  vloer     ×" for _ in sizes), "klein"]
    rows = [
        heads,
        names,
        *([line.name, *(_of_size(line, cases) for cases in sizes), f"{line.growth:.2f}"] for line in lines),
    ]
    widths = [max(len(row[number]) for row in rows) for number in range(len(heads))]
    text = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    text.insert(2, "-" * len(text[0]))
    return "\n".join(
        [*text, "", "Medianen in milliseconden; vragen zijn opdrachten aan de database.", *_demands(lines)]
    )


def _of_size(line: Line, cases: int) -> str:
    ours, floor = line.ms(cases), line.floor_ms(cases)
    return f"{line.statements[cases]:6d} {ours:5.1f} {floor:6.1f} {ours / floor:5.1f}"


def _demands(lines: list[Line]) -> list[str]:
    found = []
    for line in lines:
        most = max(line.statements.values())
        if line.most is not None and most > line.most:
            found.append(f"Te veel vragen: {line.name} doet er {most}, hoogstens {line.most}.")
        if line.steady and len(set(line.statements.values())) > 1:
            found.append(f"Het aantal vragen hangt af van het aantal zaken: {line.name}.")
        if line.name.startswith("Werkvoorraad"):
            held = "ja" if line.growth <= CALM else "NEE"
            found.append(f"{line.name} groot/klein hoogstens {CALM}: {held} ({line.growth:.2f}).")
    return found


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def write_json(lines: list[Line], path: Path) -> None:
    path.write_text(json.dumps([_figures(line) for line in lines], indent=2, ensure_ascii=False) + "\n")


def _figures(line: Line) -> dict[str, Any]:
    sizes = sorted(line.ours)
    return {
        "name": line.name,
        "statements_at_most": line.most,
        "growth": round(line.growth, 3),
        "sizes": {
            str(cases): {
                "statements": line.statements[cases],
                "ms": round(line.ms(cases), 2),
                "floor_ms": round(line.floor_ms(cases), 2),
                "times_floor": round(line.ms(cases) / line.floor_ms(cases), 2),
                "rounds": len(line.ours[cases]),
            }
            for cases in sizes
        },
    }
