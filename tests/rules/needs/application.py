"""The application: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.applications.models import Application, ApplicationSuspension
from casework.law.models import Ground
from tests.factories import World, today
from tests.rules.needs.taking import But, Take

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


def received(world: World) -> Application:
    return world.application(world.case())


def suspended(world: World) -> Application:
    application = received(world)
    suspend(world, application)
    return application


def suspend(world: World, application: Application) -> None:
    ApplicationSuspension.objects.create(application=application, ground="overmacht", since=today())


def granting(world: World, application: Application) -> dict[str, Any]:
    return {
        "number": "B1",
        "frequency": "1 uur",
        "ground": world.maatwerk,
        "starts_on": today(),
        "ends_on": today() + 10 * WEEK,
        "motivation": "Nodig.",
    }


def on_a_ground(**fields: Any) -> Any:
    """One that is like that of the Wmo, but for these fields."""

    def make(world: World, application: Application) -> dict[str, Any]:
        like = {"name": "Anders", "article": "Wmo 2015 2.3.5", "maatwerk": True, "active": True}
        return {"ground": Ground.objects.create(code="anders", **like | fields)}

    return make


TAKES: Final = (
    Take(
        "grant",
        received,
        granting,
        but={
            "ground_in_use": But("Deze grond is niet in gebruik", given=on_a_ground(active=False)),
            "ground_is_of_the_wmo": But(
                "Over deze grond beslist u hier niet", given=on_a_ground(article="Jeugdwet 2.3")
            ),
            "starts_on_can_be_true": But("Vul een dag in vanaf", starts_on=today() - DAY),
            "period_is_right": But("De einddatum moet op of na de begindatum", ends_on=today() - DAY),
            "granted_for_a_while": But("Een toekenning duurt hoogstens vijf jaar", ends_on=today() + 300 * WEEK),
        },
    ),
    Take("withdraw", received, {"why": "Zij wil het niet meer"}, but={"says_why": But("Zeg waarom.", why=" ")}),
    Take(
        "suspend",
        received,
        {"ground": "overmacht", "asked_until": today() + WEEK},
        but={
            "not_suspended": But("De termijn staat al stil", before=suspend),
            "asked_until_can_be_true": But("Vul een dag in vanaf", asked_until=today() - DAY),
        },
    ),
    Take(
        "resume",
        suspended,
        but={
            "is_suspended": But(
                "De termijn loopt al", before=lambda world, application: application.suspensions.all().delete()
            )
        },
    ),
    Take(
        "delay",
        received,
        {"until": today() + 6 * WEEK, "why": "De arts is ziek"},
        but={
            "delay_is_later": But("De nieuwe datum moet na de huidige termijn", until=today() + DAY),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
)
