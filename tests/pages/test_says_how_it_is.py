"""What the pages say is so: whose turn it is, what has happened, what can't be taken back, and in whose words."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.handing_out import hand_out
from casework.desk.worklist_read import group_of, name_of_group
from casework.engine.door import perform
from casework.engine.machine import steps_of
from casework.engine.registry import machines, verb_of
from casework.handovers.states import HandoverState
from casework.templatetags.words import euros
from roles.matrix import GrantKind
from roles.policy import sight
from tests.factories import World, put_in_line, today
from tests.pages.browser import as_, post, words
from tests.pages.filled_in import report, send

pytestmark = pytest.mark.django_db


# --- what can't be taken back ----------------------------------------------------------------------------------


def test_ending_tells_beforehand_what_happens_and_death_is_last(client, world: World) -> None:
    case = world.case("onderzoek")
    for _ in range(2):
        world.goal(case)
    world.handover(case)
    world.request(case)
    world.application(case)
    world.indicatie(case, "afgegeven")
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/beeindig/"))
    for told in (
        "Het aanbod dat nog openstaat, wordt ingetrokken",
        "uit het vangnet is gevraagd",
        "De aanvraag die nog openstaat",
        "2 doelen stoppen",
        "De tijdelijke hulp eindigt",
        "gaat er geen brief meer uit",
        "niet terugdraaien",
    ):
        assert told in page, told
    reasons = [page.index(f'value="{one}"') for one in ("ingetrokken", "dubbel", "overleden")]
    assert reasons == sorted(reasons)
    assert "checked" not in page
    bare = words(client.get(f"{world.case('plan').get_absolute_url()}stap/beeindig/"))
    assert "wordt ingetrokken" not in bare


def test_merging_shows_both_questions_and_asks_to_be_sure(client, world: World) -> None:
    first = world.case("onderzoek", question="Zij valt steeds.")
    case = world.case("aanmelding", question="Moeder valt vaak.", looks_like=first)
    as_(client, world.consulent)
    page = words(client.get(f"{case.get_absolute_url()}stap/voeg-samen/"))
    assert "Zij valt steeds." in page
    assert "Moeder valt vaak." in page
    assert "U kunt dit niet terugdraaien" in page
    assert post(client, case, "voeg-samen").status_code == 200  # not without saying so
    assert post(client, case, "voeg-samen", sure="on").status_code == 303
    case.refresh_from_db()
    assert case.double_of == first


def test_merging_shows_nobody_a_case_they_may_not_see(client, world: World) -> None:
    elsewhere = world.case("onderzoek", team=world.other_team, kern=world.other_kern, question="Geheim elders")
    case = world.case("aanmelding", looks_like=elsewhere)
    answer = as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/voeg-samen/")
    assert "U ziet geen andere zaak" in words(answer)
    assert "Geheim elders" not in words(answer)


# --- hand-overs ------------------------------------------------------------------------------------------------


def test_who_can_help_reads_that_consent_is_being_asked(client, world: World) -> None:
    case = world.case("onderzoek")
    handover = world.handover(case, anonymous=True)
    as_(client, world.middenveld)
    assert "Wacht op uw antwoord" in words(client.get("/overdrachten/"))
    post(client, handover, "wij-kunnen-helpen")
    page = words(client.get("/overdrachten/"))
    assert "Wacht op uw antwoord" not in page
    assert "Wij vragen toestemming" in page


def test_one_offer_at_a_time_says_why(client, world: World) -> None:
    case = world.case("onderzoek")
    as_(client, world.consulent)
    assert "Bied aan een ander aan" in words(client.get(case.get_absolute_url()))
    offer = world.handover(case)
    for place in ("", "plan/"):
        page = words(client.get(case.get_absolute_url() + place))
        assert "Bied aan een ander aan" not in page
        assert f'href="{offer.get_absolute_url()}">De vraag is al aangeboden' in page


def test_what_an_indicatie_brought_to_the_team_is_no_handover_to_it(client, world: World) -> None:
    case = world.case("onderzoek")
    sort = {"to_kind": "team", "to_organisation": None, "to_team": world.team, "to_layer": "professional"}
    world.handover(case, HandoverState.AANVAARD, accepted_how="door de voorlopige indicatie", need="Nachtzorg", **sort)
    other = world.case("onderzoek")
    world.handover(other, HandoverState.AANVAARD, accepted_how="", need="Echt aangeboden", **sort)
    page = words(as_(client, world.consulent).get("/overdrachten/"))
    assert "Echt aangeboden" in page
    assert "Nachtzorg" not in page


# --- money -----------------------------------------------------------------------------------------------------


def test_asked_back_is_told_only_while_it_is_a_draft_again(client, world: World) -> None:
    case = world.case("onderzoek")
    draft = world.request(case, decided_why="Welke bon?")
    again = world.request(case, "aangevraagd", decided_why="Welke bon?")
    as_(client, world.consulent)
    assert "Teruggevraagd met deze vraag" in words(client.get(draft.get_absolute_url()))
    assert "Teruggevraagd" not in words(client.get(again.get_absolute_url()))


def test_money_that_goes_off_is_written_the_dutch_way() -> None:
    said = [euros(Decimal(amount)).replace("\N{NO-BREAK SPACE}", " ") for amount in ("-900", "0", "4850")]
    assert said == ["min € 900,00", "€ 0,00", "€ 4.850,00"]


def test_finance_settles_only_with_somebody_and_by_a_day(client, world: World) -> None:
    case = world.case("uitvoering")
    late = today() - dt.timedelta(days=4)
    world.request(case, "verantwoord", amount="900", recover_from="de verzekering", recover_on=late)
    world.request(case, "verantwoord", amount="77")
    world.request(case, "goedgekeurd", amount="120")
    put_in_line(Case, [case.pk], timezone.now())
    page = words(as_(client, world.financien).get("/vangnet/"))
    assert "Verreken € 900,00 met de verzekering" in page
    assert "€ 77,00" not in page
    assert "4 dagen te laat" in page
    assert page.count("<dt>Uiterlijk</dt>") == 2


# --- whose turn it is ------------------------------------------------------------------------------------------


def test_after_a_report_one_reads_who_takes_it_up_and_by_when(client, world: World) -> None:
    as_(client, world.eerstecontact)
    page = words(send(client, "/zaken/nieuw/", **report()))
    assert "De vraag ligt nu bij de inwoner zelf. Een Wmo-consulent van Wijkteam Noord kijkt ernaar, uiterlijk" in page
    assert page.count("Een Wmo-consulent van Wijkteam Noord kijkt ernaar") == 2  # told, and on the page of the case


def test_a_letter_that_waits_is_named(client, world: World) -> None:
    case = world.case("onderzoek")
    world.document(case, "bevestiging")
    put_in_line(Case, [case.pk], timezone.now())
    page = words(as_(client, world.consulent).get(case.get_absolute_url()))
    assert "De brief ‘Bevestiging van uw melding’ is klaar." in page
    assert 'Verstuur of reik uit<span class="wt-sr">, Bevestiging van uw melding' in page


def test_after_the_report_the_research_is_over(client, world: World) -> None:
    case = world.case("onderzoek", met_on=today())
    world.grant(case)
    as_(client, world.consulent)
    before = words(client.get(case.get_absolute_url()))
    assert "Onderzoek klaar" in before
    assert "Spreek een latere datum af" in before
    assert "uiterlijk" in words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))
    case.report_sent_on = today()
    case.save()
    after = words(as_(client, world.consulent).get(case.get_absolute_url()))
    assert "Onderzoek klaar" not in after
    assert "Spreek een latere datum af" not in after
    assert "Dit onderzoek is uiterlijk" not in words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))


@pytest.mark.parametrize(
    ("now", "due", "group"),
    [
        ("2026-11-20", "2026-11-22", "Deze week"),
        ("2026-11-20", "2026-11-23", "Later"),
        ("2026-11-21", "2026-11-23", "Komende week"),  # a Saturday
        ("2026-11-22", "2026-11-29", "Komende week"),
        ("2026-11-22", "2026-11-30", "Later"),
        ("2026-11-22", "2026-11-22", "Vandaag"),
        ("2026-11-22", "2026-11-20", "Te laat"),
    ],
)
def test_the_week_that_counts(now: str, due: str, group: str) -> None:
    on = dt.date.fromisoformat(now)
    assert name_of_group(group_of(False, dt.date.fromisoformat(due), on), on) == group


def test_what_is_urgent_stands_on_top_whatever_its_day(client, world: World) -> None:
    before = timezone.now() - dt.timedelta(weeks=3)
    calm = world.case("aanmelding", person=world.person("Rustig"), reported_at=before)
    urgent = world.case("aanmelding", person=world.person("Haast"), urgent=True)
    put_in_line(Case, [calm.pk, urgent.pk], timezone.now())
    page = words(as_(client, world.consulent).get("/?lijst=verdelen"))
    assert page.index(">Spoed <") < page.index("Haast") < page.index("Te laat <") < page.index("Rustig")
    assert page.count("utrecht-status-badge--danger") == 1


def test_spoed_is_over_once_the_help_runs(client, world: World) -> None:
    case = world.case("uitvoering", urgent=True, evaluate_on=today() + dt.timedelta(weeks=20))
    put_in_line(Case, [case.pk], timezone.now())
    assert "Spoed <" not in words(as_(client, world.consulent).get("/"))


def test_only_what_can_be_handed_out_has_a_box_and_the_reason_is_the_real_one(client, world: World) -> None:
    case = world.case("onderzoek")  # its turns are the regisseur's own
    report_ = world.case("aanmelding")
    as_(client, world.teamleider)
    page = words(client.get("/?lijst=team"))
    mine = WorkItem.objects.open().filter(case=case, for_user=world.consulent).first()
    free = WorkItem.objects.open().get(case=report_, step="case.weigh")
    assert f'name="werk" value="{free.pk}"' in page
    assert f'name="werk" value="{mine.pk}"' not in page
    answer = client.post("/uitdelen/", {"werk": [mine.pk, free.pk], "aan": world.consulent2.pk}, follow=True)
    assert "Uitgedeeld aan Consulent2 Test: 1." in words(answer)
    assert "bleef liggen: dit werk staat op naam" in words(answer)


def test_four_eyes_is_told_as_the_reason(world: World) -> None:
    report_ = world.case("aanmelding")
    item = WorkItem.objects.open().get(case=report_, step="case.weigh")
    WorkItem.objects.filter(pk=item.pk).update(not_user=world.consulent2)
    item.refresh_from_db()
    ((_, why),) = hand_out([item], to=world.consulent2, by=sight(world.teamleider))
    assert "een ander moet ernaar kijken" in why


# --- the timeline ----------------------------------------------------------------------------------------------


def test_the_timeline_says_what_happened(client, world: World) -> None:
    case = world.case("aanmelding")
    perform(case, "take_up", by=world.consulent)
    page = words(as_(client, world.consulent).get(case.get_absolute_url()))
    timeline = page.partition('id="tijdlijn"')[2]
    assert "Opgepakt" in timeline
    assert "Pak op" not in timeline
    unsaid = [verb_of(model, one.name) for model in machines() for one in steps_of(model) if not one.happened]
    assert not unsaid


# --- the citizen -----------------------------------------------------------------------------------------------


def test_the_citizen_reads_their_own_data_and_what_was_granted(client, world: World) -> None:
    case = world.case("plan", person=world.person(phone="0186 123456"))
    world.grant(case)
    granted = world.decided(case, frequency="2 dagdelen", starts_on=today(), ends_on=today())
    world.goal(case, carrier_kind="organisatie", carrier_organisation=world.partner)
    page = words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))
    for there in ("Bep Jansen", "0186 12 34 56", "Voorstraat 1", "1 maart 1942", granted.get_absolute_url()):
        assert there in page, there
    assert "Bij de Oma&#x27;s gaat helpen." in page
    case.person.secret_address = True
    case.person.save()
    page = words(client.get(f"/mijn/{case.ref}/"))
    assert "Voorstraat 1" not in page


def test_who_takes_the_question_back_reads_that_they_did(client, world: World) -> None:
    case = world.case("uitvoering")
    world.grant(case)
    offer = world.handover(case, to_kind="inwoner", to_organisation=None, to_layer="burger", shared_until=None)
    perform(offer, "accept", by=world.inwoner)
    page = words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))
    assert "U hebt de vraag zelf overgenomen." in page
    assert "Uw vraag ligt nu bij een ander." not in page
    assert CaseEvent.objects.filter(verb="case.moved").exists()


@pytest.mark.parametrize(
    ("state", "said"),
    [("aanvaard", "ligt weer bij Wijkteam Noord"), ("aangeboden", "blijft liggen waar zij nu ligt"), ("", "Niemand")],
)
def test_taking_consent_back_says_what_follows(client, world: World, state: str, said: str) -> None:
    from casework.sharing.models import Sharing

    case = world.case("uitvoering")
    world.grant(case, kind=GrantKind.OWN)
    consent = Sharing.objects.create(case=case, text="Ja", how="aan tafel", given_by="Bep", given_on=today())
    if state:
        world.handover(case, state, consent=consent)
    url = f"{consent.get_absolute_url()}stap/trek-in/"
    assert said in words(as_(client, world.inwoner).get(url))
