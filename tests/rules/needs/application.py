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


def not_completed(world: World) -> Application:
    """Asked three weeks ago, until a week ago; nothing came."""
    application = received(world)
    ApplicationSuspension.objects.create(
        application=application,
        ground="gegevens",
        since=today() - 3 * WEEK,
        told_on=today() - 9 * WEEK,
        asked_until=today() - WEEK,
        words="Een verklaring",
    )
    return application


def asked(**columns: Any) -> Any:
    return lambda world, application: application.suspensions.update(**columns)


def nothing_asked(world: World, application: Application) -> None:
    application.suspensions.all().delete()


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
        "ask_more",
        received,
        {"missing": "Een verklaring van de huisarts", "asked_until": today() + WEEK},
        but={
            "not_suspended": But("De termijn staat al stil", before=suspend),
            "says_what_is_missing": But("Zeg wat er ontbreekt", missing=" "),
            "asked_until_can_be_true": But("Vul een dag in vanaf", asked_until=today() - DAY),
        },
    ),
    Take(
        "suspend",
        received,
        {"ground": "overmacht", "why": "Brand in het gemeentehuis", "asked_until": today() + WEEK},
        but={
            "not_suspended": But("De termijn staat al stil", before=suspend),
            "suspends_on_another_ground": But("Ontbreekt er iets? Kies dan", ground="gegevens"),
            "says_why": But("Zeg waarom.", why=" "),
            "asked_until_can_be_true": But("Vul een dag in vanaf", asked_until=today() - DAY),
        },
    ),
    Take(
        "resume",
        suspended,
        {"day": today()},
        but={
            "is_suspended": But(
                "De termijn loopt al", before=lambda world, application: application.suspensions.all().delete()
            ),
            "day_can_be_true": But("Vul een dag in vanaf", day=today() - 9 * DAY),
        },
    ),
    Take(
        "delay",
        received,
        {"until": today() + 6 * WEEK, "why": "De arts is ziek"},
        but={
            "delay_is_later": But("De verwachte dag moet na de beslistermijn", until=today() + DAY),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "leave_out",
        not_completed,
        {"motivation": "Zonder de verklaring weten wij niet wat nodig is."},
        but={
            "completion_was_asked": But("Er is niet om aanvulling gevraagd", before=nothing_asked),
            "not_completed": But("De aanvraag is aangevuld", before=asked(completed_on=today())),
            "was_told_in_time": But("Het verzoek om aanvulling is niet op tijd verstuurd", before=asked(told_on=None)),
            "term_to_complete_is_over": But(
                "De inwoner kan de aanvraag nog aanvullen", before=asked(asked_until=today())
            ),
            "in_time_to_leave_out": But("Dit kon tot en met", before=asked(asked_until=today() - 6 * WEEK)),
        },
    ),
)
