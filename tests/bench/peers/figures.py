"""The figures as a table to read, and what the goals say of them."""

from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tests.bench.peers.products import OURS, QUESTIONS, Product, Question


@dataclass
class Taken:
    """One product with so many items: its milliseconds by question, what it asked of the database, its versions."""

    product: Product
    ms: dict[str, list[float]] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    size: dict[str, int] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    failed: str = ""  # why there are no figures

    def middle(self, key: str) -> float:
        return median(self.ms[key])

    def p95(self, key: str) -> float:
        return sorted(self.ms[key])[min(int(len(self.ms[key]) * 0.95), len(self.ms[key]) - 1)]


def as_text(cases: int, taken: list[Taken]) -> str:
    rows = [
        [f"{_count(cases)} zaken", *(one.product.name for one in taken)],
        ["", *("midden    p95  vragen" for _ in taken)],
        *([question.name, *(_cell(one, question.key) for one in taken)] for question in QUESTIONS),
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(taken) + 1)]
    lines = [_line(row, widths) for row in rows]
    lines.insert(2, "-" * len(lines[1]))
    return "\n".join([*lines, "", *ratios(taken), *_failures(taken)])


def _line(row: list[str], widths: list[int]) -> str:
    cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return "   ".join([row[0].ljust(widths[0]), *cells])


def _cell(one: Taken, key: str) -> str:
    if one.failed:
        return "niet te meten"
    return f"{_comma(one.middle(key)):>6} {_comma(one.p95(key)):>6} {one.statements[key]:7d}"


def ratios(taken: list[Taken]) -> list[str]:
    """How many times as fast ours is, against the best of each kind, with the goal beside it."""
    ours = next((one for one in taken if one.product is OURS and not one.failed), None)
    others = [one for one in taken if one.product is not OURS and not one.failed]
    if ours is None:
        return []
    return [line for question in QUESTIONS if others for line in _ratios_of(question, ours, others)]


def _ratios_of(question: Question, ours: Taken, others: list[Taken]) -> list[str]:
    found = []
    for complete, what, goal in ((True, "de snelste van de producten", question.goal), (False, "de bibliotheken", 1)):
        times = {
            one.product.name: one.middle(question.key) / ours.middle(question.key)
            for one in others
            if one.product.complete is complete
        }
        if times:
            told = ", ".join(f"{name} {_comma(ratio)} ×" for name, ratio in times.items())
            held = "ja" if min(times.values()) >= goal else "NEE"
            found.append(f"{question.name}: onze tegen {told}; doel tegen {what} ≥ {goal:g} ×: {held}")
    return found


def _failures(taken: list[Taken]) -> list[str]:
    return [f"{one.product.name} kon hier niet worden gemeten: {one.failed}" for one in taken if one.failed]


def explained(by_size: dict[int, list[Taken]]) -> str:
    """Beside each figure of a step what it doesn't do; and what the pages were."""
    lines = ["Milliseconden; ‘vragen’ zijn opdrachten aan de database, die van de sessie ook.", "", "De stap:"]
    products = [one.product for one in next(iter(by_size.values()))]
    for product in products:
        told = " en ".join(f"{_comma(one.middle('step'))} ms" for one in _of(product, by_size))
        lines.append(f"  {product.name} {told}: {product.lacks}")
    lines += ["", "De pagina's:", *(f"  {product.name}: {product.asked}" for product in products), "", "Versies:"]
    for one in [_of(product, by_size)[:1] for product in products]:
        lines += [f"  {taken.product.name}: {_versions(taken)}" for taken in one]
    return "\n".join(lines)


def _of(product: Product, by_size: dict[int, list[Taken]]) -> list[Taken]:
    return [one for taken in by_size.values() for one in taken if one.product is product and not one.failed]


def _versions(taken: Taken) -> str:
    return ", ".join(f"{name} {version}" for name, version in taken.versions.items())


def as_json(by_size: dict[int, list[Taken]]) -> dict[str, Any]:
    return {
        str(cases): {
            one.product.key: {
                "versions": one.versions,
                "failed": one.failed,
                "asked": {
                    key: {
                        "median_ms": round(one.middle(key), 2), "p95_ms": round(one.p95(key), 2),
                        "rounds": len(one.ms[key]), "statements": one.statements[key], "characters": one.size[key],
                    }
                    for key in one.ms
                },
            }
            for one in taken
        }
        for cases, taken in by_size.items()
    }  # fmt: skip


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
