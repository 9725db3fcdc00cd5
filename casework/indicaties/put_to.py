"""What is put to a colleague: who is on duty for it, and how soon it is decided."""

from dataclasses import dataclass

from django.conf import settings

from casework.engine.machine import Attempt
from casework.indicaties.conditions import indicatie_deciders
from casework.law.moments import Hours
from roles.models import Team, User
from wijkweb.models import Organisation


def working_hours() -> Hours:
    return Hours(*settings.WIJKTEAM_WORKING_HOURS)


def minutes() -> int:
    return int(settings.WIJKTEAM_DECIDE_WITHIN)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who may decide on it and is there today; `phone` is their own at work, else that of where they are."""

    who: User
    phone: str


def on_duty(attempt: Attempt) -> list[OnDuty]:
    """Who holds a mandate that reaches and isn't absent, or covers for who does."""
    deciders = indicatie_deciders(attempt)
    posts = [post for post in attempt.staff if deciders.keys() & set(post.acting_ids)]
    teams = Team.objects.in_bulk({one.team_id for one in posts if one.team_id})
    outside = Organisation.objects.in_bulk({one.organisation_id for one in posts if one.organisation_id})
    phones: dict[int, str] = {}
    for post in posts:
        place = teams.get(post.team_id or 0) or outside.get(post.organisation_id or 0)
        for person in post.acting_ids:
            phones[person] = phones.get(person) or (place.phone if place else "")
    people = User.objects.filter(pk__in=list(deciders)).order_by("first_name", "last_name", "pk")
    return [OnDuty(one, one.phone or phones.get(one.pk, "")) for one in people]
