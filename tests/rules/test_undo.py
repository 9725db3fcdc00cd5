"""Closing and then undoing it gives the same rows, states and turns as before: of each noun, in each state."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from casework.applications.models import ApplicationSuspension
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.to_right_person import to_right_person
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine.door import available, perform
from casework.engine.errors import NotAllowed, NotNow
from casework.engine.registry import hanging_on, model_of
from casework.handovers.models import Handover
from casework.notes.models import Note
from casework.notes.operations import add_note
from casework.people.models import Person
from casework.vangnet.ledger import provide
from casework.vangnet.models import LedgerEntry
from roles.models import Notice
from roles.policy import sight
from tests.factories import World, fresh, put_in_line, today
from tests.pages.browser import as_, post, words
from tests.rules.test_closing_table import CELLS, CLOSED_BY, WAITS, made, who

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")
DAY = dt.timedelta(days=1)
MOVED: dict[str, Any] = {"ended_reason": "verhuisd", "closing_words": "Naar Rotterdam"}


def stands(case: Case) -> dict[str, Any]:
    """All that a case is: its own columns, the rows on it, whose turn it is, and what is free in the budgets."""
    models = [model for noun in hanging_on(Case) if (model := model_of(noun)) is not None and model is not Case]
    rows = {
        model._meta.label: list(model._default_manager.filter(case=case).order_by("pk").values()) for model in models
    }
    rows["case"] = list(Case.objects.filter(pk=case.pk).values())
    for row in rows["case"]:
        row.pop("updated_at")
    rows["suspensions"] = list(ApplicationSuspension.objects.filter(application__case=case).order_by("pk").values())
    turns = WorkItem.objects.open().filter(case=case).order_by("key")
    rows["turns"] = list(turns.values("key", "step", "what", "why", "for_user", "for_role", "for_team", "due_on"))
    balance = LedgerEntry.objects.balance()
    return rows | {"money": (balance.free, balance.reserved)}


def in_line(case: Case) -> Case:
    put_in_line(Case, [case.pk], timezone.now())
    return fresh(case)


def without_letters_that_were_asked(rows: dict[str, Any]) -> dict[str, Any]:
    """A letter that the act asked for is there still, and goes to nobody."""
    kept = [row for row in rows["casework.Document"] if row["state"] != "achterhaald"]
    return rows | {"casework.Document": kept}


@pytest.mark.parametrize("step", CLOSED_BY)
@pytest.mark.parametrize(("noun", "state"), [(noun, state) for noun, state, after, _ in CELLS if after != WAITS])
def test_closing_and_undoing_changes_nothing(town: World, step: str, noun: str, state: str) -> None:
    case, given = CLOSED_BY[step](town)
    made(noun, case, state, town)
    before = stands(in_line(case))
    perform(case, step, by=who(step, town), **given)
    assert fresh(case).phase == "afgesloten"
    perform(case, "undo", by=who(step, town), why="Verkeerde zaak")
    assert without_letters_that_were_asked(stands(case)) == without_letters_that_were_asked(before)


@pytest.mark.parametrize(("noun", "state"), [(noun, state) for noun, state, _, _ in CELLS])
def test_ending_and_undoing_changes_nothing(town: World, noun: str, state: str) -> None:
    case = town.case()
    made(noun, case, state, town)
    before = stands(in_line(case))
    perform(case, "end", by=town.consulent, **MOVED)
    # whoever acts in a case handles no complaint about it (Awb 9:7)
    undoes = town.consulent if noun == "complaint" else town.teamleider
    perform(case, "undo", by=undoes, why="Verkeerde zaak")
    assert without_letters_that_were_asked(stands(case)) == without_letters_that_were_asked(before)


def test_everything_at_once(town: World) -> None:
    case = town.case("uitvoering", seeking_since=today() - DAY, state_since=today() - 9 * DAY)
    for noun, state in (("goal", "loopt"), ("goal", "voorgesteld"), ("appointment", "gepland")):
        made(noun, case, state, town)
    asked = made("application", case, "ontvangen", town)
    asked.suspensions.create(ground="gegevens", since=today() - DAY, asked_until=today() + DAY)
    made("indicatie", case, "afgegeven", town)
    made("vangnet", case, "goedgekeurd", town)
    made("handover", case, "aangeboden", town)
    before = stands(in_line(case))
    perform(case, "end", by=town.consulent, **MOVED)
    assert ApplicationSuspension.objects.filter(until=None).count() == 0
    perform(case, "undo", by=town.consulent, why="Verkeerde zaak")
    assert without_letters_that_were_asked(stands(case)) == without_letters_that_were_asked(before)


# --- who, and until when --------------------------------------------------------------------------------------


def ended(town: World, **fields: Any) -> Case:
    return perform(town.case(**fields), "end", by=town.consulent, **MOVED).obj


def offered(case: Case, who: Any) -> bool:
    return "undo" in {one.step.name for one in available(case, sight(who)) if one.possible}


def test_by_whoever_did_it_or_the_leader(town: World) -> None:
    case = ended(town)
    assert offered(fresh(case), town.consulent)
    assert offered(fresh(case), town.teamleider)
    for other in (town.consulent2, town.teamlid):
        assert not offered(fresh(case), other)
        with pytest.raises(NotAllowed):
            perform(case, "undo", by=other, why="Verkeerde zaak")


def test_whoever_reported_undoes_their_own_advice(town: World) -> None:
    case = town.case("aanmelding", kind="vraag", reported_by=town.eerstecontact)
    perform(case, "advise", by=town.eerstecontact, outcome="advies", advice="Bel haar")
    perform(case, "undo", by=town.eerstecontact, why="Verkeerde vraag")
    assert fresh(case).phase == "aanmelding"


def test_until_the_end_of_the_next_working_day(town: World) -> None:
    friday = dt.datetime(2026, 3, 6, 16, tzinfo=HERE)
    case = town.case(received_on=dt.date(2026, 3, 2))
    perform(case, "end", by=town.consulent, at=friday, **MOVED)
    late = dt.datetime(2026, 3, 10, 0, 1, tzinfo=HERE)
    with pytest.raises(NotNow) as refused:
        perform(case, "undo", by=town.consulent, why="Verkeerde zaak", at=late)
    told = [one.text for one in refused.value.reasons]
    assert told == ["Ongedaan maken kon tot en met 9 maart 2026. Kies ‘Heropen’."]
    perform(case, "undo", by=town.consulent, why="Verkeerde zaak", at=late - dt.timedelta(minutes=2))
    assert fresh(case).is_open


def test_what_was_closed_before_this_was_kept_says_which_step_puts_it_right(client: Client, town: World) -> None:
    case = town.case("afgesloten")
    page = words(as_(client, town.teamleider).get(f"{case.get_absolute_url()}stap/maak-ongedaan/"))
    assert "Dit kan niet meer ongedaan worden gemaakt. Kies ‘Heropen’." in page
    assert "Maak ongedaan" not in words(client.get(case.get_absolute_url()))


# --- what can't return ----------------------------------------------------------------------------------------


def why_not(case: Any, by: Any) -> list[str]:
    with pytest.raises(NotNow) as refused:
        perform(case, "undo", by=by, why="Verkeerde zaak")
    return [one.text for one in refused.value.reasons]


def test_a_letter_that_was_sent(town: World) -> None:
    case = town.case()
    town.indicatie(case, "afgegeven")
    perform(case, "end", by=town.consulent, **MOVED)
    letter = Document.objects.get(case=case, kind="indicatie_ingetrokken")
    perform(letter, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
    perform(letter, "send", by=town.consulent, sent_on=today(), sent_how="post")
    assert why_not(case, town.consulent) == [
        "De brief ‘Uw tijdelijke hulp stopt’ is al verstuurd of gegeven. Kies ‘Heropen’."
    ]


def test_a_letter_that_was_not_sent_goes_to_nobody(town: World) -> None:
    case = town.case()
    town.indicatie(case, "afgegeven")
    perform(case, "end", by=town.consulent, **MOVED)
    perform(case, "undo", by=town.consulent, why="Verkeerde zaak")
    assert Document.objects.get(case=case, kind="indicatie_ingetrokken").state == "achterhaald"


def test_money_that_went_elsewhere(town: World) -> None:
    case = town.case()
    request = perform(town.request(case, "aangevraagd"), "approve", by=town.teamleider).obj
    perform(case, "end", by=town.consulent, **MOVED)
    left = request.budget.entries.balance().free
    provide(request.budget, amount=Decimal("0.01") - left, by=town.beheer, at=timezone.now(), words="Bezuiniging")
    assert why_not(case, town.consulent)[0].startswith("Het geld dat vrijkwam, is intussen voor iets anders bestemd")


def test_whoever_was_told_that_it_was_withdrawn_is_told_that_it_holds(town: World) -> None:
    case = town.case()
    request = town.request(case, "aangevraagd", requested_by=town.consulent2)
    perform(case, "end", by=town.consulent, **MOVED)
    perform(case, "undo", by=town.consulent, why="Verkeerde zaak")
    told = Notice.objects.filter(url=request.get_absolute_url(), to=town.consulent2)
    assert told.count() == 2


def test_a_party_that_is_gone(town: World) -> None:
    case = town.case()
    offer = town.handover(case)
    perform(case, "end", by=town.consulent, **MOVED)
    type(offer.to_organisation).objects.filter(pk=offer.to_organisation_id).update(active=False)
    assert why_not(case, town.consulent) == [
        f"Het aanbod aan {offer.to_organisation.name} kan niet terug. Kies ‘Heropen’."
    ]


def agreed(case: Case) -> Any:
    return case.sharings.create(text="t", how="h", given_by="zij", given_on=today())


def test_consent_that_was_taken_back_gives_no_carrier_sight_again(client: Client, town: World) -> None:
    case = town.case("uitvoering")
    goal = town.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=town.partner,
                     consent=agreed(case), shared_until=dt.date.max)  # fmt: skip
    perform(case, "end", by=town.consulent, **MOVED)
    perform(goal.consent, "withdraw", by=town.consulent, why="Dat zei de inwoner.")
    assert why_not(case, town.consulent) == [
        f"De toestemming voor {town.partner.name} geldt niet meer. Kies ‘Heropen’."
    ]
    assert as_(client, town.middenveld).get(goal.get_absolute_url()).status_code == 410


def test_nor_who_held_it_outside_the_team(client: Client, town: World) -> None:
    case = town.case("uitvoering")
    held = town.handover(case, "aanvaard", consent=agreed(case), accepted_on=today())
    perform(case, "end", by=town.consulent, **MOVED)
    perform(held.consent, "withdraw", by=town.consulent, why="Dat zei de inwoner.")
    assert why_not(case, town.consulent) == [f"De overdracht aan {town.partner.name} kan niet terug. Kies ‘Heropen’."]
    assert as_(client, town.middenveld).get(held.get_absolute_url()).status_code == 410


def test_what_is_of_another_by_now(town: World) -> None:
    case = ended(town)
    to_right_person(
        case, by=town.consulent, wrong=case.person_id, why="Naamgenoot", person=Person(family_name="Bos"),
        consents_stand=True,
    )  # fmt: skip
    assert why_not(case, town.consulent) == ["Deze zaak staat intussen op een andere naam. Kies ‘Heropen’."]


def test_another_who_acted_since(town: World) -> None:
    case = town.case()
    letter = town.document(case)
    perform(case, "end", by=town.consulent, **MOVED)
    add_note(case, by=town.consulent2, text="Zij belde nog")  # no step: nothing rests on it
    assert offered(fresh(case), town.consulent)
    perform(letter, "drop", by=town.consulent2, why="Zij is weg")
    assert why_not(case, town.consulent) == [f"{town.consulent2.name} deed daarna ‘Verstuur niet’. Kies ‘Heropen’."]


def test_a_death_is_put_right_by_two(town: World) -> None:
    case = perform(
        town.case(), "end", by=town.consulent, ended_reason="overleden", closing_words="Dag", deceased_on=today()
    ).obj
    assert "Kies dan ‘Meld: de inwoner leeft’." in why_not(case, town.consulent)[0]


# --- a hand-over that was refused -----------------------------------------------------------------------------


def test_a_refusal_undone_stands_open_again(town: World) -> None:
    case = town.case()
    offer = in_line_of(town.handover(case, to_kind="inwoner", to_organisation=None, to_layer="burger"))
    before = stands(case)
    perform(offer, "refuse", by=town.consulent, why="Wil niet")
    assert fresh(case).seeking_since == today()
    perform(offer, "undo", by=town.consulent, why="Verkeerd begrepen")
    assert stands(case) == before


def test_a_refused_goal_is_offered_again(town: World) -> None:
    case = town.case("uitvoering")
    goal = town.goal(case, "loopt")
    offer = in_line_of(town.handover(case, goal=goal))
    before = stands(case)
    perform(offer, "refuse", by=town.middenveld, why="Vol")
    perform(offer, "undo", by=town.teamleider, why="Zij belde: het kan toch")
    assert stands(case) == before


def in_line_of(offer: Handover) -> Handover:
    in_line(offer.case)
    return fresh(offer)


def test_a_refusal_on_which_somebody_built_says_what_to_do(town: World) -> None:
    case = town.case()
    offer = town.handover(case)
    perform(offer, "refuse", by=town.middenveld, why="Vol")
    perform(case, "hold", by=town.consulent)
    assert why_not(offer, town.teamleider) == [
        f"{town.consulent.name} deed daarna ‘Houd zelf’. Bied de vraag opnieuw aan."
    ]


# --- two cases that were put together -------------------------------------------------------------------------


def test_what_was_merged_comes_apart_with_what_looked_like_it(town: World) -> None:
    other = town.case()
    case = town.case("aanmelding", looks_like=other)
    third = town.case("aanmelding", looks_like=case)
    before = stands(in_line(case))
    perform(case, "merge", by=town.consulent2)
    assert fresh(third).looks_like == other
    perform(case, "undo", by=town.consulent2, why="Toch een ander")
    assert stands(case) == before
    assert fresh(third).looks_like == case


def test_however_long_ago(town: World) -> None:
    long_ago = timezone.now() - dt.timedelta(days=200)
    case = town.case("aanmelding", looks_like=town.case(), received_on=long_ago.date())
    perform(case, "merge", by=town.consulent2, at=long_ago)
    perform(case, "undo", by=town.teamleider, why="Toch een ander")
    assert fresh(case).phase == "aanmelding"


def test_only_by_who_sees_both(town: World) -> None:
    case = town.case("aanmelding", looks_like=town.case())
    perform(case, "merge", by=town.consulent2)
    Case.objects.filter(pk=fresh(case).double_of_id).update(team=town.other_team)
    assert why_not(case, town.teamleider)[0].startswith("De vraag ging verder in een zaak die u niet ziet")
    perform(case, "undo", by=town.afdelingshoofd, why="Toch een ander")


def test_on_the_page(client: Client, town: World) -> None:
    case = town.case()
    town.grant(case)
    case = perform(case, "end", by=town.consulent, **MOVED).obj
    page = as_(client, town.consulent).get(case.get_absolute_url())
    assert "Maak ongedaan" in words(page)
    for bad in ("", "a\0b", "x" * 30_000):
        assert post(client, case, "maak-ongedaan", why=bad).status_code == 200
    assert post(client, case, "maak-ongedaan", why="Verkeerde zaak").status_code == 303
    shown = words(client.get(case.get_absolute_url()))
    assert "Het einde is ongedaan gemaakt" in shown
    assert "Verkeerde zaak" in shown
    assert "Wij hadden een vergissing gemaakt" in words(as_(client, town.inwoner).get(case.citizen_url))
    assert CaseEvent.objects.get(case=case, verb="case.undo").after == "onderzoek"
    assert Note.objects.count() == 0
