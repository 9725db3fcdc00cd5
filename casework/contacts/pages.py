"""The sheet to take along on a visit: on paper, with room to write."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open
from casework.cases.finding import visible_case
from casework.cases.for_one import OF_ALL
from casework.engine.finding import sight_of
from casework.engine.machine import Permit
from casework.engine.noun import Make
from casework.households.walls import known_speakers
from roles.actions import Action

SHEET = Make(
    label="Bezoekblad om mee te nemen",
    url="bezoekblad",
    order=75,
    by=Permit(Action.EDIT_FILE),
    needs=(case_is_open,),
)
LINES: Final = 11  # to write on, so that it stays one page
GOALS_THAT_MATTER: Final = ("voorgesteld", "loopt")


@require_safe
def visit_sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """Who, where, what was asked, what was agreed, who is around; for who works on the file. A secret address isn't on
    it, nor a note, nor who is kept from the citizen, nor a goal for one alone: a sheet of paper can be left lying."""
    case = visible_case(request, ref, Action.EDIT_FILE, part="bezoekblad")
    sight, person = sight_of(request), case.person
    on = sight.on
    page: dict[str, Any] = {
        "case": case,
        "person": person,
        "age": person.age_in_words(on) if person else "",
        "goals": case.goals.filter(OF_ALL, state__in=GOALS_THAT_MATTER).order_by("pk"),
        "contacts": case.contacts.filter(removed_at=None, shielded=False),
        "safety": person.safety_notes.filter(since__lte=on, until__gt=on) if person else (),
        "other_phones": person.other_phones.all() if person else (),
        "speak": known_speakers(person, person.speaking(on), sight) if person else (),
        "lines": range(LINES),
    }
    return render(request, "contacts/visit_sheet.html", page)


URLS = (at_case("bezoekblad/", visit_sheet, "bezoekblad"),)
