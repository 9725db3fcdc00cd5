"""The application: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from casework.applications.models import Application, ApplicationSuspension
from casework.law.models import Ground
from casework.products.models import Product
from roles.matrix import Role
from roles.models import Mandate, MandateKind
from tests.factories import World, member, today
from tests.rules.needs.taking import But, Take, changed

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


def says(world: World, application: Any, **line: Any) -> dict[str, Any]:
    return {"content": world.decision(**line)}


def but_for(**line: Any) -> Any:
    """The same decision, with this otherwise in its line."""
    return lambda world, application: says(world, application, **line)


def on_another_ground(**fields: Any) -> Any:
    """One that is like that of the Wmo, but for these fields."""

    def make(world: World, application: Application) -> dict[str, Any]:
        like = {"name": "Anders", "article": "Wmo 2015 2.3.5", "maatwerk": True, "active": True}
        return says(world, application, ground=Ground.objects.create(code="anders", **like | fields))

    return make


def out_of_use(world: World, application: Application) -> dict[str, Any]:
    return says(world, application, product=Product.objects.create(name="Oud", active=False))


def the_research_runs(world: World, application: Application) -> None:
    changed(application.case, report_sent_on=None)


def reported(world: World) -> Application:
    return world.application(world.case(report_sent_on=today()))


def bounded(world: World, application: Application) -> None:
    Mandate.objects.filter(kind=MandateKind.BESLUIT).update(max_amount=10)


DEAR: Final = {"amount": Decimal(3), "price": Decimal(20), "frequency": ""}
EVERY: Final = {
    "rests_on_research_or_late": But("Er is nog geen onderzoeksverslag", before=the_research_runs),
    "says_all_that_a_decision_needs": But(
        "Er ontbreekt nog iets aan het besluit. Vul in: aanbieder. Een besluit duurt hoogstens vijf jaar",
        given=but_for(provider=None, ends_on=today() + 300 * WEEK),
    ),
    "grounds_hold": But("Over deze grond beslist u hier niet", given=on_another_ground(article="Jeugdwet 2.3")),
    "priced_as_it_is": But("Een product is niet meer in gebruik", given=out_of_use),
}

TAKES: Final = (
    Take("prepare", reported, says, but=EVERY),
    Take(
        "decide",
        reported,
        says,
        but={
            **EVERY,
            "works_for_no_provider": But(
                "U werkt zelf bij deze aanbieder",
                before=lambda world, application: member(world.consulent, Role.UITVOERDER, organisation=world.provider),
            ),
            "within_besluit_mandate": But(
                "Dit valt buiten uw mandaat: hoogstens € 10,00 per week", before=bounded, given=but_for(**DEAR)
            ),
            "a_second_person_decides": But("Hierover beslist een tweede persoon", given=but_for(outcome="afgewezen")),
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
