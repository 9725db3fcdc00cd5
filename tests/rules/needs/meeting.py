"""A joint meeting: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from casework.households.models import Wall
from casework.meetings.models import Meeting
from tests.casework.householdplans.household import Family
from tests.factories import World, today
from tests.rules.needs.taking import But, Take

DAY: Final = dt.timedelta(days=1)


def held(state: str = "concept") -> Any:
    return lambda world: Family(world).meeting(state)


def nobody(world: World, meeting: Meeting) -> None:
    meeting.participants.all().delete()


def mother(world: World, meeting: Meeting) -> dict[str, Any]:
    return {"member": meeting.household.members.get(person__given_name="Fatma")}


def a_wall(world: World, meeting: Meeting) -> None:
    one, other = (meeting.household.members.get(person__given_name=name).person for name in ("Fatma", "Kemal"))
    about = {"one": one, "other": other, "why": "dreiging", "until": today() + 9 * DAY}
    Wall.objects.create(household=meeting.household, by=world.consulent, at=timezone.now(), **about)


def belt(world: World, meeting: Meeting) -> dict[str, Any]:
    return {"what": "Belt", "who": meeting.participants.first(), "until": today() + DAY}


def told_outside(world: World, meeting: Meeting) -> None:
    who = meeting.participants.create(called="De school")
    who.spoken.create(member=meeting.household.members.get(person__given_name="Elif"))


def promised(world: World, meeting: Meeting) -> dict[str, Any]:
    return {"promise": meeting.promises.first(), "text": ""}


def done(world: World, meeting: Meeting) -> None:
    meeting.promises.update(done_on=today())


def one_done(world: World, meeting: Meeting) -> None:
    done(world, meeting)
    meeting.promises.create(what="Schrijft", who=meeting.participants.first(), until=today() + 90 * DAY)


NOBODY: Final = {"somebody_was_there": But("Zet er eerst bij wie er was.", before=nobody)}
TAKES: Final = (
    Take(
        "join",
        held(),
        mother,
        but={"no_wall_between_them": But("Deze persoon kan hier niet worden opgenomen", before=a_wall)},
    ),
    Take("promise", held(), belt, but=NOBODY | {"until_can_be_true": But("Vul een dag in vanaf", until=today() - DAY)}),
    Take("take_out", held(), lambda world, meeting: {"row": meeting.participants.first()}, but=NOBODY),
    Take(
        "settle",
        held(),
        but=NOBODY | {"rests_or_says_why": But("Met De school is gesproken over Elif Yılmaz", before=told_outside)},
    ),
    Take(
        "tick",
        held("vastgelegd"),
        promised,
        but={
            "one_is_open": But("Elke afspraak is gedaan.", "Deze afspraak is al gedaan", before=done),
            "is_open_here": But("Deze afspraak is al gedaan", before=one_done),
        },
    ),
    Take("cancel", held(), {"why": "Ging niet door"}, but={"says_why": But("Zeg waarom.", why="")}),
)
