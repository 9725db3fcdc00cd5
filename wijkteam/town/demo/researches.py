"""What the researches of the demo say, from `cases/researches.toml`: written into a case as its regisseur would."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from casework.cases.models import Case
from casework.engine.writes import Write, write_on
from casework.research.complete import Stands
from casework.research.models import Asked, Need, Research
from casework.research.operations import write_part
from casework.research.parts import Part
from casework.research.questions import Question
from casework.research.states import Mark
from roles.actions import Action
from roles.policy import Sight

TABLE: Final = Path(__file__).parent / "cases" / "researches.toml"


@cache
def _told() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def write_research(case: Case, *, by: Sight, at: dt.datetime, found: str = "") -> Research:
    """All that its report needs, unless the table says it isn't finished; `found` where the table has nothing."""
    told = _told().get(case.subject) or {"needs": [{"what": "Uw vraag", "extent": case.question}], "free": found}
    with write_on(case, by=by, action=Action.EDIT_FILE, at=at) as write:
        write.reroute = False
        research = Research.objects.filter(case=write.anchor).latest("pk")
        for row in told["needs"]:
            _write_row(write, research, row, unfinished="unfinished" in told)
        for part in map(Part, Part.OF_THE_WHOLE):
            _write(write, research, part, None, told.get(part.column, ""), unfinished="unfinished" in told)
        Research.objects.filter(pk=research.pk).update(free=told.get("free", ""))
        if "unfinished" not in told:
            _ask(write, research)
    return research


def _write_row(write: Write, research: Research, row: dict[str, Any], *, unfinished: bool) -> None:
    need = write_part(write, research, Part.A, text=row["extent"])
    assert isinstance(need, Need)
    Need.objects.filter(pk=need.pk).update(what=row["what"])
    for part in map(Part, Part.COLUMNS):
        nothing = Mark.NIETS if part is Part.LEFT and (not unfinished or "nothing" in row) else None
        _write(write, research, part, need, row.get(part.column, ""), unfinished=unfinished, empty=nothing)


def _write(
    write: Write,
    research: Research,
    part: Part,
    need: Need | None,
    text: str,
    *,
    unfinished: bool,
    empty: Mark | None = None,
) -> None:
    mark = empty if empty is not None else Mark.GEEN if unfinished else Mark.NIET_BESPROKEN
    if text or mark:
        write_part(write, research, part, need, text=text, mark=Mark.GEEN if text else mark)


def _ask(write: Write, research: Research) -> None:
    matter: tuple[Question, ...] = Stands.of(Research.objects.get(pk=research.pk), write.anchor).questions
    Asked.objects.bulk_create(
        Asked(research=research, question=one, on=write.on, by_name=write.by_name) for one in matter
    )
