"""The case: what each of its steps needs, and what is read where that is missing.

What stands in the way of closing is in `tests/rules/test_closing_table.py`.
"""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.states import FOR_THEMSELVES, REPRESENTED
from casework.documents.models import Document
from casework.engine.door import perform
from casework.households.models import Wall
from casework.households.walling import mark_who_is_near
from casework.people.models import Person
from casework.research.models import Need
from casework.vangnet.ledger import provide
from tests.factories import World, today
from tests.rules.needs.taking import Before, But, Take, changed

TOMORROW, YESTERDAY = today() + dt.timedelta(days=1), today() - dt.timedelta(days=1)

# --- what is made ----------------------------------------------------------------------------------------------


def question(world: World) -> Case:
    return world.case("aanmelding", kind="vraag")


def looks_like_another(world: World) -> Case:
    return world.case("aanmelding", looks_like=world.case())


def with_a_goal(world: World, phase: str, state: str = "voorgesteld") -> Case:
    case = world.case(phase)
    world.goal(case, state)
    return case


# --- what is otherwise -----------------------------------------------------------------------------------------


def now(**columns: Any) -> Before:
    return lambda world, case: changed(case, **columns)


def a_wall_between(world: World, case: Case) -> None:
    _wall(world, case.person, case.looks_like.person)


def behind_a_wall(world: World, case: Case) -> Case:
    other = world.case()
    _wall(world, case.person, other.person)
    return other


def _wall(world: World, one: Person, other: Person) -> None:
    """As it stands where two came to look alike after it was set."""
    about = {"why": "Dreiging.", "until": today() + dt.timedelta(days=30), "by": world.consulent, "at": timezone.now()}
    Wall.objects.create(household=world.household(one), one=one, other=other, **about)
    mark_who_is_near({one.pk, other.pk})


def now_a_melding(world: World, case: Case) -> None:
    changed(case, kind="melding", clock_from=today())


def now_about_a_lift(world: World, case: Case) -> None:
    changed(case, person=None, provision="De tillift")


def goals_now(**columns: Any) -> Before:
    return lambda world, case: case.goals.update(**columns)


def needs_now(**columns: Any) -> Before:
    return lambda world, case: Need.objects.filter(research__case=case).update(**columns)


def carried_by_a_partner(world: World, case: Case) -> None:
    case.goals.update(carrier_kind="organisatie", carrier_organisation=world.partner)


def rests_on_maatwerk(world: World, case: Case) -> None:
    case.goals.update(ground=world.maatwerk)


def ended_as_a_double(world: World, case: Case) -> None:
    changed(case, outcome="", ended_reason="dubbel", double_of=world.case())


def ended_by_death(world: World) -> Case:
    person = world.person(deceased_on=today())
    return world.case("afgesloten", person=person, outcome="", ended_reason="overleden")


def told_alive(world: World) -> Case:
    case = ended_by_death(world)
    said_alive(world, case)
    return case


def said_alive(world: World, case: Case) -> None:
    changed(case, alive_told_on=today(), alive_told_by=world.consulent2)


def the_other_is_closed(world: World, case: Case) -> None:
    changed(case, looks_like=world.case("afgesloten"))


def ended_with_help(world: World) -> Case:
    """With an offer, a krachtenveld that is drawn, money that was reserved, and help of which a letter tells that it stops."""
    case = world.case()
    world.force_field(case, "in_de_maak")
    world.indicatie(case, "afgegeven")
    world.handover(case)
    consent = case.sharings.create(text="t", how="h", given_by="zij", given_on=today())
    world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.provider, consent=consent,
               shared_until=dt.date.max)  # fmt: skip
    perform(world.request(case, "aangevraagd"), "approve", by=world.teamleider)
    perform(case, "end", by=world.consulent, ended_reason="verhuisd", closing_words="Naar Rotterdam")
    return case


def closed_long_ago(world: World, case: Case) -> None:
    changed(case, state_since=today() - dt.timedelta(days=15))


def closed_a_week_ago(world: World, case: Case) -> None:
    """As it would have been written then: what happened is changed by nobody."""
    act = CaseEvent.objects.get(case=case, verb="case.end")
    act.pk, act.token, act.at = None, None, act.at - dt.timedelta(days=7)
    act.save()


def another_acted(world: World, case: Case) -> None:
    perform(world.document(case), "drop", by=world.consulent2, why="Zij is weg")


def went_on_elsewhere(world: World, case: Case) -> None:
    changed(case, double_of=world.case(team=world.other_team, kern=world.other_kern))


def told_by_letter(world: World, case: Case) -> None:
    letter = Document.objects.filter(case=case, kind="indicatie_ingetrokken")
    letter.update(state="verstuurd", sha256="0" * 64, sent_on=today(), sent_how="post")


def the_receiver_is_gone(world: World, case: Case) -> None:
    changed(case.handovers.get().to_organisation, active=False)


def of_another_by_now(world: World, case: Case) -> None:
    changed(case, person_since=timezone.now())


def consent_is_taken_back(world: World, case: Case) -> None:
    perform(case.goals.get().consent, "withdraw", by=None, why="Toch niet")


def the_maker_may_see_nothing(world: World, case: Case) -> None:
    perform(case.force_fields.get().sharing, "withdraw", by=None, why="Toch niet")


def the_money_is_gone(world: World, case: Case) -> None:
    budget = case.vangnet_requests.get().budget
    less = Decimal("0.01") - budget.entries.balance().free
    provide(budget, amount=less, by=world.beheer, at=timezone.now(), words="Bezuiniging")


WEIGHED: Final = {"urgent": False, "really_asked": "", "road": "lang", "weight": "gemiddeld", "spoke": True}
TAKES: Final = (
    Take(
        "convert",
        question,
        {"kind": "melding", "citizen_knows": "verteld, aan tafel"},
        but={
            "is_no_melding_yet": But("Dit is al een melding", "Een vraag kan een melding", before=now_a_melding),
            "is_about_a_person": But("Deze zaak gaat over een voorziening", before=now_about_a_lift),
            "converts_upward": But("Een vraag kan een melding worden", kind="signaal"),
            "citizen_knows_of_it": But("De inwoner moet het eerst weten", citizen_knows="nee, nog niet"),
        },
    ),
    Take(
        "weigh",
        lambda world: world.case("aanmelding"),
        WEIGHED,
        but={
            "is_melding": But("Dit is geen melding", before=now(kind="vraag", clock_from=None)),
            "not_weighed_yet": But("Deze melding is al gewogen", before=now(weighed_on=today())),
        },
    ),
    Take(
        "change_road",
        lambda world: world.case(),
        {"road": "kort", "weight": "licht"},
        but={
            "is_melding": But("Dit is geen melding", before=now(kind="vraag")),
            "weighed_or_begun": But("Deze melding is nog niet gewogen", before=now(phase="aanmelding")),
            "short_has_no_plan": But("Er ligt al een plan", before=now(phase="plan")),
            "road_or_weight_differs": But("U hebt niets gewijzigd", road="lang", weight="gemiddeld"),
        },
    ),
    Take(
        "take_up",
        lambda world: world.case("aanmelding"),
        but={"is_melding": But("Dit is geen melding", before=now(kind="vraag", clock_from=None))},
    ),
    Take(
        "advise",
        question,
        {"outcome": "advies", "advice": "Bel de buurvrouw"},
        but={
            "no_melding_unless_withdrawn": But("Een melding pakt u op", before=now_a_melding),
            "advice_grants_nothing": But("Met advies kent u geen maatwerk toe", outcome="maatwerk"),
        },
    ),
    Take(
        "meet",
        lambda world: world.case(),
        {"met_on": today()},
        but={
            "not_met_yet": But("Er is al kennisgemaakt", before=now(met_on=today())),
            "met_on_can_be_true": But("Vul een dag in tot en met", met_on=TOMORROW),
        },
    ),
    Take(
        "agree_later",
        lambda world: world.case(),
        {"research_until": today() + dt.timedelta(weeks=8), "how": "gebeld"},
        but={
            "is_melding": But("Dit is geen melding", before=now(kind="vraag")),
            "report_not_sent": But("Het verslag is al verstuurd", before=now(report_sent_on=today())),
            "later_than_the_term": But("De afgesproken datum moet na de wettelijke", research_until=TOMORROW),
        },
    ),
    Take(
        "set_plan",
        lambda world: with_a_goal(world, "onderzoek"),
        {"regie": "inwoner", "regie_name": "zijzelf", "no_network": True},
        but={
            "takes_the_long_road": But("Deze zaak gaat de korte route", before=now(road="kort")),
            "research_is_complete": But("Nog nodig voor het verslag: a. wat lukt niet", before=needs_now(extent="")),
            "network_looked_at": But("Er is nog niet naar het netwerk gekeken", no_network=False),
            "regie_named": But("Er staat nog niet wie de regie heeft", regie_name=" "),
            "has_goal": But("Er is nog geen doel", before=goals_now(state="gestopt")),
        },
    ),
    Take(
        "start",
        lambda world: with_a_goal(world, "plan"),
        {"agreed_on": today(), "agreed_how": "aan tafel", "evaluate_on": today()},
        but={
            "has_goal": But("Er is nog geen doel", before=goals_now(state="gestopt")),
            "goals_have_a_carrier": But("Niet elk doel heeft iemand die het draagt", before=goals_now(carrier_kind="")),
            "goals_have_a_budget": But("Niet elk doel heeft een budget", before=goals_now(budget=None)),
            "carriers_have_consent": But("Voor een doel bij een organisatie is nog geen", before=carried_by_a_partner),
            "maatwerk_rests_on_a_decision": But("Een doel met maatwerk vraagt", before=rests_on_maatwerk),
            "agreed_on_can_be_true": But("Vul een dag in tot en met", agreed_on=TOMORROW),
            "evaluate_on_can_be_true": But("Vul een dag in vanaf", evaluate_on=YESTERDAY),
        },
    ),
    Take(
        "evaluate",
        lambda world: with_a_goal(world, "uitvoering", "loopt"),
        lambda world, case: {"told": {goal.public_id: (0, "Het gaat") for goal in case.goals.all()}},
        but={"goals_reported_or_told": But("Van niet elk doel is bekend hoe het gaat", told={})},
    ),
    Take(
        "revise",
        lambda world: world.case("evaluatie"),
        {"why": "Het werkt niet"},
        but={"says_why": But("Zeg waarom.", why=" ")},
    ),
    Take(
        "go_on",
        lambda world: world.case("evaluatie"),
        {"evaluate_on": today()},
        but={"evaluate_on_can_be_true": But("Vul een dag in vanaf", evaluate_on=YESTERDAY)},
    ),
    Take(
        "close",
        lambda world: world.case(report_sent_on=today()),
        {"outcome": "advies", "solved_layer": "burger"},
        but={
            "report_sent_if_researching": But("Het onderzoeksverslag is nog niet", before=now(report_sent_on=None)),
            "maatwerk_was_granted": But("Er is geen toegekende aanvraag", outcome="maatwerk"),
        },
    ),
    Take(
        "end",
        lambda world: world.case(),
        {"ended_reason": "overleden", "closing_words": "Gecondoleerd", "deceased_on": today()},
        but={
            "double_names_the_other": But("Zeg bij welke andere zaak", ended_reason="dubbel", deceased_on=None),
            "double_is_open": But(
                "De andere zaak is afgesloten",
                given=lambda world, case: {"double_of": world.case("afgesloten")},
                ended_reason="dubbel",
                deceased_on=None,
            ),
            "double_is_not_behind_a_wall": But(
                "Tussen deze twee inwoners staat een muur",
                given=lambda world, case: {"double_of": behind_a_wall(world, case)},
                ended_reason="dubbel",
                deceased_on=None,
            ),
            "deceased_on_can_be_true": But("Vul een dag in tot en met", deceased_on=TOMORROW),
        },
    ),
    Take(
        "merge",
        looks_like_another,
        but={
            "looks_like_another": But("U ziet geen andere zaak waar deze op lijkt", before=now(looks_like=None)),
            "the_other_is_open": But("De andere zaak is intussen afgesloten", before=the_other_is_closed),
            "no_wall_between": But("Tussen deze twee inwoners staat een muur", before=a_wall_between),
        },
    ),
    Take(
        "same_person",
        looks_like_another,
        but={
            "looks_like_another": But("U ziet geen andere zaak waar deze op lijkt", before=now(looks_like=None)),
            "is_about_a_person": But("Deze zaak gaat over een voorziening", before=now_about_a_lift),
            "no_wall_between": But("Tussen deze twee inwoners staat een muur", before=a_wall_between),
        },
    ),
    Take(
        "correct_kern",
        lambda world: world.case("aanmelding"),
        lambda world, case: {"kern": world.other_kern},
        but={"another_kern": But("Kies een andere kern", given=lambda world, case: {"kern": case.kern})},
    ),
    Take(
        "keep_apart",
        looks_like_another,
        but={"looks_like_another": But("U ziet geen andere zaak waar deze op lijkt", before=now(looks_like=None))},
    ),
    Take(
        "reopen",
        lambda world: world.case("afgesloten"),
        {"why": "Het gaat weer mis"},
        but={
            "not_ended_for_good": But("De inwoner is overleden, of de zaak is bij een", before=ended_as_a_double),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "undo",
        ended_with_help,
        {"why": "Verkeerde zaak"},
        by="teamleider",
        but={
            "what_it_changed_is_kept": But(
                "Dit kan niet meer ongedaan worden gemaakt. Kies ‘Heropen’.", before=closed_long_ago
            ),
            "not_too_late_to_undo": But("Ongedaan maken kon tot en met", before=closed_a_week_ago),
            "nobody_acted_since": But(
                "Consulent2 Test deed daarna ‘Verstuur niet’. Kies ‘Heropen’.", before=another_acted
            ),
            "not_ended_by_a_death": But("Deze zaak eindigde door een overlijden", before=now(ended_reason="overleden")),
            "still_in_that_name": But(
                "Deze zaak staat intussen op een andere naam. Kies ‘Heropen’.", before=of_another_by_now
            ),
            "sees_where_it_went_on": But("De vraag ging verder in een zaak die u niet ziet", before=went_on_elsewhere),
            "nothing_was_sent_of_it": But("De brief ‘Uw tijdelijke hulp stopt’ is al verstuurd", before=told_by_letter),
            "carriers_can_return": But("De toestemming voor", before=consent_is_taken_back),
            "offers_can_return": But("Het aanbod aan", before=the_receiver_is_gone),
            "makers_can_return": But("Wat voor de krachtenveldanalyse werd gedeeld", before=the_maker_may_see_nothing),
            "money_is_there_still": But("Het geld dat vrijkwam, is intussen", before=the_money_is_gone),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "tell_alive",
        ended_by_death,
        {"why": "Zij belde zelf"},
        but={
            "ended_by_a_death": But("Hier is geen overlijden vastgelegd", before=now(ended_reason="verhuisd")),
            "nobody_said_alive": But("Dat de inwoner leeft, is al gemeld", before=said_alive),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "confirm_alive",
        told_alive,
        but={"somebody_said_alive": But("Niemand heeft gemeld", before=now(alive_told_on=None))},
    ),
    Take(
        "stay_closed",
        told_alive,
        {"why": "Het klopt wel"},
        but={
            "somebody_said_alive": But("Niemand heeft gemeld", before=now(alive_told_on=None)),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "say_who_speaks",
        lambda world: world.case(came_of_age_on=today()),
        {"who_speaks": FOR_THEMSELVES},
        but={
            "came_of_age": But("Wie er spreekt, hoeft nu niet", before=now(came_of_age_on=None)),
            "somebody_speaks": But("Er staat geen vertegenwoordiger bij Gegevens", who_speaks=REPRESENTED),
        },
    ),
    Take(
        "assign",
        lambda world: world.case(),
        lambda world, case: {"regisseur": world.consulent2},
        by="teamleider",
        but={
            "regisseur_is_of_the_team": But(
                "Kies een collega van het team die er is", given=lambda world, case: {"regisseur": world.consulent3}
            )
        },
    ),
    Take(
        "hold",
        lambda world: world.case(seeking_since=today()),
        but={"is_seeking": But("Er wordt nu geen andere partij gezocht", before=now(seeking_since=None))},
    ),
)
