"""'Uw vraag en uw plan': what a citizen takes home, printed of the frozen summary. Never more than two sheets: where there
is more, what is oldest or longest gives way and the paper says so; the file has all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string

from casework.desk.way import way
from casework.documents.layout import laid_out
from casework.engine.words import Json

TEMPLATE: Final = "desk/pdf/uw_plan.html"
SHEETS: Final = 2
SURE: Final = 1200  # signs that fit on two sheets, whatever they are: not worth laying out twice


@dataclass(frozen=True, slots=True)
class Room:
    """How many signs of a text, of a report and of what stands in a column, and how many goals and rows of a list."""

    words: int
    report: int
    column: int
    goals: int
    rows: int
    web: bool = False  # who stands around them, drawn


# the last fits whatever was typed
ROOMS: Final = (
    Room(900, 160, 60, 8, 6, web=True),
    Room(900, 160, 60, 8, 6),
    Room(600, 100, 50, 5, 4),
    Room(300, 60, 30, 3, 2),
)


def printed(content: Json) -> str:
    """The paper, as full as two sheets allow, and laid out already where that was needed to know."""
    html = ""
    for room in ROOMS:
        if room.web and not content.get("network"):
            continue
        page = own_plan(content, room)
        html = render_to_string(TEMPLATE, {"s": content, "p": page})
        if _signs(page) < SURE and not room.web:
            break
        html = laid_out(html)
        if len(html.document.pages) <= SHEETS:
            break
    return html


def own_plan(content: Json, room: Room) -> Json:
    """What stands on it, in ready words. A snapshot of before may lack a key: then it says nothing of it."""
    stands = dict(content.get("stands") or ())
    person = dict(content.get("who") or ()).get("Naam", "")
    question = content.get("question") or {}
    goals = [one for one in content.get("goals") or () if not one.get("stopped")]
    help_, ahead = _help(content, room.column), _ahead(content, room.column)
    return {
        "person": person,
        "words": _short(question.get("words", ""), room.words),
        "said": question,
        "seen": _short(_seen(content.get("found") or {}) or stands.get("Wat wij samen vonden", ""), room.words),
        "far": stands.get("Hoe ver zijn wij", ""),
        "over": [_short(stands[name], room.column) for name in ("Afgesloten", "Hoe het afliep") if stands.get(name)],
        "way": way([one | {"holder": _short(one["holder"], room.column)} for one in content.get("way") or ()]),
        "goals": [_goal(one, person, room) for one in goals[: room.goals]],
        "more_goals": max(0, len(goals) - room.goals),
        "help": help_[: room.rows],
        "more_help": max(0, len(help_) - room.rows),
        "ahead": ahead[: room.rows],
        "web": room.web,
    }


def _seen(found: Json) -> str:
    """What the research found: what is needed, in whole sentences, and what stands in none of its rows."""
    needs = [". ".join(one.rstrip(". ") for one in row if one.strip()) for row in found.get("needs") or ()]
    return " ".join([*(f"{one}." for one in needs if one), *filter(None, [found.get("free", "")])])


def _goal(goal: Json, person: str, room: Room) -> Json:
    who = dict(goal["facts"]).get("Wie helpt hierbij", "")
    last = goal["reports"][-1] if goal["reports"] else {}
    _, _, score = last.get("score", "").partition(" ")
    return {
        "wording": _short(goal["wording"], 2 * room.column),
        "who": "U doet dit zelf." if who and who == person else _short(who, room.column) or "Dat spreken wij nog af.",
        "score": score.capitalize(),
        "text": _short(last.get("text", ""), room.report),
        "on": last.get("on", ""),
    }


def _help(content: Json, column: int) -> list[str]:
    """What is decided or runs, in one line each."""
    found = [
        f"{_short(one['what'], column)} door {_short(one['provider'], column)}, tot en met {one['to']}."
        for one in content.get("indicaties") or ()
    ]
    for one in content.get("applications") or ():
        lines = one.get("lines") or [one | {"outcome": one["state"]}]
        found += [f"{_short(line['what'], column)}: {line['outcome'].lower()}{_until(line)}." for line in lines]
    for one in content.get("money") or ():
        found += [f"{one['amount']} voor {_short(one['purpose'], column)}: {one['state'].lower()}."]
    return found


def _until(line: Json) -> str:
    return f", tot en met {line['to']}" if line.get("from") and line.get("to") else ""


def _ahead(content: Json, column: int) -> list[tuple[str, str]]:
    """What comes next, and when: (day, what)."""
    planned = [one for one in content.get("appointments") or () if one["state"] == "Gepland"]
    found = [(one["on"], f"{_short(one['what'], 2 * column)}, met {_short(one['who'], column)}") for one in planned]
    for one in content.get("terms") or ():
        before, after = one.get("told") or (
            "uiterlijk",
            one["what"],
        )  # what was frozen earlier has the colleagues' words
        found.append((f"{before} {one['on']}", after))
    return found


def _short(text: str, most: int) -> str:
    """Whole words, as many as fit."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut} …"


def _signs(page: Any) -> int:
    return sum(len(one) for one in _texts(page | {"way": ""}))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
