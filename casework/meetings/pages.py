"""The pages of a joint meeting: the meeting itself, a sheet for each who was there, and where it shows."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from casework.engine.finding import sight_of, visible
from casework.engine.form_page import OF_OBJECT, form_page, of
from casework.engine.machine import Attempt, Permit, condition
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.householdplans.paper import as_answer
from casework.households.models import Household
from casework.households.walls import reads_free_words, unknown_to
from casework.meetings.forms import MeetingForm
from casework.meetings.known import known, members_in
from casework.meetings.models import Meeting
from casework.meetings.operations import begin_meeting
from casework.meetings.paper import TEMPLATE, sheet_for
from casework.meetings.resting import PARTIES, in_words, participants_of, resting
from casework.meetings.states import MeetingState
from casework.sharing.models import Sharing
from roles.actions import Action
from roles.policy import Sight, may

PART: Final = "gezamenlijk overleg"
SHOWN: Final = 5  # of the newest, on the page of the household


@condition("Dit huishouden is opgeheven.", moot=True)
def is_lived_in(attempt: Attempt) -> bool:
    return bool(attempt.anchor.is_open)


MAKE = Make(
    label="Leg een gezamenlijk overleg vast",
    url="nieuw-overleg",
    order=30,
    by=Permit(Action.EDIT_FILE),
    needs=(is_lived_in,),
)
new_meeting = form_page(
    of(Household, Action.EDIT_FILE),
    MeetingForm,
    begin_meeting,
    part="nieuw overleg",
    heading="Gezamenlijk overleg",
    submit="Ga verder",
    done="Zet er nu bij wie er was, en wat u afsprak.",
    to=None,
    back="",
    template=OF_OBJECT,
    seen_as=MAKE.url,
)


def _rests(meeting: Any, participants: list[Any]) -> list[tuple[Any, Any]]:
    """Of each telling on what it rests: as it holds while it is written down, and afterwards as it was settled."""
    if meeting.standing == MeetingState.CONCEPT:
        return resting(meeting, participants)
    return [(row, row.sharing) for one in participants if one.is_outside for row in one.spoken.all()]


def _meeting(meeting: Any, sight: Sight) -> dict[str, Any]:
    """On which consent something was told is read by who may see that in the case it is of; of somebody behind a wall
    nothing is read by who may not know of them."""
    participants = participants_of(meeting)
    promises = list(meeting.promises.select_related("member__person", *(f"who__{one}" for one in PARTIES)))
    there, agreed, hidden = known(sight, participants, promises)
    rests = [(row, sharing) for row, sharing in _rests(meeting, participants) if row.member.person_id not in hidden]
    told = {row.pk: sharing for row, sharing in rests}
    seen = Sharing.objects.visible_to(sight).filter(pk__in=[one.pk for one in told.values() if one is not None])
    shown = {*seen.values_list("pk", flat=True)}
    spoken: dict[int, list[Any]] = {}
    for row, sharing in rests:
        spoken.setdefault(row.participant_id, []).append((row, sharing, sharing is not None and sharing.pk in shown))
    return {
        "free": reads_free_words(sight, meeting.household),
        "there": [(one, spoken.get(one.pk, [])) for one in there],
        "missing": in_words(participants, rests) if meeting.standing == MeetingState.CONCEPT else [],
        "promises": agreed,
        "prints": meeting.standing == MeetingState.VASTGELEGD and may(sight, Action.EDIT_FILE, meeting),
    }


meeting_page = object_page(Meeting, "meetings/meeting.html", part=PART, content=_meeting)


@require_safe
def sheet(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What one who was there takes home. For who works in the file, once it is settled."""
    meeting = visible(request, Meeting, key, part=f"{PART} op papier")
    sight = sight_of(request)
    participants = participants_of(meeting)
    one = next((row for row in participants if row.pk == pk), None)
    if one is None or meeting.standing != MeetingState.VASTGELEGD or not may(sight, Action.EDIT_FILE, meeting):
        raise Http404
    if unknown_to(sight, [row.person_id for row in members_in(participants, [])]):
        raise Http404  # who may not know of one at the table hands out no paper of it
    told = {row.pk: sharing for row, sharing in _rests(meeting, participants)}
    content = sheet_for(meeting, one, told, sight)
    return as_answer(TEMPLATE, content, f"overleg-{meeting.household.ref}")


def _on_page(household: Any, sight: Sight) -> dict[str, Any]:
    rows = Meeting.objects.visible_to(sight).filter(household=household, state__in=MeetingState.STANDS)
    return {"meetings": list(rows[:SHOWN]), "free": reads_free_words(sight, household)}


ON_PAGE = (Part(template="meetings/on_page.html", order=20, context=_on_page),)

URLS = (
    path("huishoudens/<slug:key>/overleg/nieuw/", new_meeting, name=MAKE.url),
    path("overleggen/<slug:key>/", meeting_page, name="gezamenlijk-overleg"),
    path("overleggen/<slug:key>/blad/<int:pk>/", sheet, name="gezamenlijk-overleg-blad"),
    path("overleggen/<slug:key>/stap/<slug:slug>/", step_page(Meeting), name="gezamenlijk-overleg-stap"),
)
