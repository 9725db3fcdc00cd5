"""What a form refuses, it tells beside the field, and keeps what was typed; what can't be chosen isn't offered."""

import datetime as dt

import pytest

from casework.applications.models import Application
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.documents.content import addressee
from casework.engine.door import available, perform
from casework.engine.errors import NotNow
from casework.goals.models import Goal
from casework.goals.operations import add_goal, change_goal
from casework.handovers.operations import offer_handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.operations import draft_indicatie
from casework.law.models import Ground
from casework.people.models import Person
from roles.models import Mandate, MandateKind
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import as_, post, send, words
from tests.pages.filled_in import consent, decision_data, indicatie_data, report, vangnet_data

DAY = dt.timedelta(days=1)
OLD = ["1-1-1900", "31-12-2014"]


def errors(response) -> dict:
    return dict(response.context["form"].errors)


def offered(obj, who) -> set[str]:
    return {offer.step.name for offer in available(obj, sight(who))}


# --- days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", OLD)
def test_a_report_from_before_the_law_is_told_beside_the_day(client, world: World, day: str) -> None:
    response = as_(client, world.consulent).post("/zaken/nieuw/", report(received_on=day))
    assert response.status_code == 200
    assert "Vul een dag in vanaf" in errors(response)["received_on"][0]
    assert "Ik red het niet" in words(response)
    assert not Case.objects.exists()


def test_nobody_is_born_after_their_question(client, world: World) -> None:
    yesterday = today() - DAY
    data = report(received_on=f"{yesterday:%d-%m-%Y}", birth_date=f"{today():%d-%m-%Y}")
    response = as_(client, world.consulent).post("/zaken/nieuw/", data)
    assert "Vul een dag in tot en met" in errors(response)["birth_date"][0]


@pytest.mark.parametrize("day", OLD)
def test_a_report_of_research_or_an_application_lies_after_the_melding(client, world: World, day: str) -> None:
    as_(client, world.consulent)
    settled = world.research(world.case("onderzoek"), "vastgesteld")
    sent = post(client, settled, "verstuur-het-verslag", sent_on=day, sent_how="post")
    assert "Vul een dag in vanaf" in errors(sent)["sent_on"][0]
    case = world.case("onderzoek", report_sent_on=today())
    asked = send(client, f"{case.get_absolute_url()}aanvragen/nieuw/", what="Dagbesteding", received_on=day)
    assert "Vul een dag in vanaf" in errors(asked)["received_on"][0]
    assert "Dagbesteding" in words(asked)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("phase", "slug", "field", "days"),
    [
        ("onderzoek", "maak-kennis", "met_on", -1),
        ("onderzoek", "spreek-een-latere-datum-af", "research_until", 400),
        ("plan", "start-uitvoering", "agreed_on", -1),
        ("plan", "start-uitvoering", "evaluate_on", 400),
        ("evaluatie", "ga-door", "evaluate_on", 400),
    ],
)
def test_the_day_that_is_needed_stands_beside_the_field(client, world: World, phase, slug, field, days) -> None:
    response = post(as_(client, world.consulent), world.case(phase), slug, **{field: str(today() + days * DAY)})
    assert "Vul een dag in" in errors(response)[field][0]


def test_the_days_of_help_and_of_its_end(client, world: World) -> None:
    as_(client, world.consulent)
    case = world.case("onderzoek")
    days = {"starts_on": str(today() - 40 * DAY), "ends_on": str(today() - DAY)}
    drafted = send(client, f"{case.get_absolute_url()}indicaties/nieuw/", **indicatie_data(world) | days)
    assert set(errors(drafted)) == {"starts_on", "ends_on"}
    running = world.indicatie(case, "afgegeven", ends_on=today() + 5 * DAY)
    page = client.get(f"{running.get_absolute_url()}stap/trek-in/")
    assert page.context["form"].fields["until"].initial == running.ends_on
    longer = post(client, running, "trek-in", until=str(today() + 6 * DAY))
    assert "Vul een dag in tot en met" in errors(longer)["until"][0]


def test_a_decision_of_more_than_five_years_is_told_beside_its_end(client, world: World) -> None:
    application = world.application(world.case("onderzoek"))
    days = {"starts_on": str(today()), "ends_on": str(today() + 365 * 6 * DAY)}
    response = post(as_(client, world.consulent), application, "besluit", **decision_data(world, **days))
    assert "Een besluit duurt hoogstens vijf jaar" in errors(response)["ends_on_1"][0]


# --- who, what, on which ground --------------------------------------------------------------------------------


def test_with_nobody_to_put_it_to_the_page_says_how_far_anyone_reaches(client, world: World) -> None:
    indicatie = world.indicatie(world.case(), amount_per_week=600)
    page = as_(client, world.consulent).get(f"{indicatie.get_absolute_url()}stap/leg-voor/")
    assert "Het hoogste mandaat is € 500,00 per week en 12 weken" in words(page)
    assert "submitted_to" not in page.context["form"].fields
    Mandate.objects.filter(kind=MandateKind.INDICATIE).delete()
    with pytest.raises(NotNow, match="niemand anders met een mandaat"):
        perform(indicatie, "submit", by=world.consulent, submitted_to=world.consulent2)


def test_a_melding_and_a_provision_are_not_converted(world: World) -> None:
    assert "convert" in offered(world.case("aanmelding", kind="vraag"), world.consulent)
    lift = world.case("aanmelding", kind="vraag", provision="Tillift", person=None)
    for case in (world.case("aanmelding"), lift):
        assert "convert" not in offered(case, world.consulent)
    with pytest.raises(NotNow, match="gaat over een voorziening"):
        perform(lift, "convert", by=world.consulent, kind="melding", citizen_knows="ja, gebeld")


def test_a_signal_becomes_a_melding_once_the_citizen_knows(client, world: World) -> None:
    case = world.case("aanmelding", kind="signaal", citizen_knows="nee, nog niet")
    page = as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/zet-om/")
    assert page.context["form"]["citizen_knows"].value() is None
    assert "‘nee, nog niet’" in words(page)
    no = post(client, case, "zet-om", kind="melding", knows="nee")
    assert list(errors(no)) == ["knows"]
    assert "Vertel het eerst aan de inwoner" in errors(no)["knows"][0]
    still_no = post(client, case, "zet-om", kind="melding", knows="ja", citizen_knows="Nee, nog niet")
    assert "citizen_knows" in errors(still_no)
    with pytest.raises(NotNow, match="De inwoner moet het eerst weten"):
        perform(case, "convert", by=world.consulent, kind="melding", citizen_knows="nee, nog niet")
    yes = post(client, case, "zet-om", kind="melding", knows="ja", citizen_knows="Verteld aan de deur")
    assert yes.status_code == 303
    case.refresh_from_db()
    assert (case.kind, case.citizen_knows) == ("melding", "Verteld aan de deur")


def test_only_grounds_of_the_wmo_are_decided_on(client, world: World) -> None:
    application = world.application(world.case("onderzoek", report_sent_on=today()))
    page = as_(client, world.consulent).get(f"{application.get_absolute_url()}stap/besluit/")
    assert {ground.code for ground in page.context["form"].fields["ground_1"].rows.values()} == {"wmo_maatwerk"}
    for code in ("jeugdwet", "eigen_kracht", "participatiewet"):
        content = world.decision(ground=Ground.objects.get(code=code))
        with pytest.raises(NotNow, match="Over deze grond beslist u hier niet"):
            perform(application, "decide", by=world.consulent, content=content)


def test_maatwerk_is_an_outcome_only_where_it_was_granted(client, world: World) -> None:
    as_(client, world.consulent)
    question = world.case("aanmelding", kind="vraag")
    advice = client.get(f"{question.get_absolute_url()}stap/handel-af-met-advies/").context["form"]
    assert "maatwerk" not in dict(advice.fields["outcome"].choices)
    with pytest.raises(NotNow, match="Met advies kent u geen maatwerk toe"):
        perform(question, "advise", by=world.consulent, outcome="maatwerk", advice="x")
    case = world.case("evaluatie")
    closing = f"{case.get_absolute_url()}stap/sluit-af/"
    assert "maatwerk" not in dict(client.get(closing).context["form"].fields["outcome"].choices)
    with pytest.raises(NotNow, match="Er is geen toegekende aanvraag"):
        perform(case, "close", by=world.consulent, outcome="maatwerk", solved_layer="professional")
    world.decided(case)
    assert "maatwerk" in dict(client.get(closing).context["form"].fields["outcome"].choices)
    perform(case, "close", by=world.consulent, outcome="maatwerk", solved_layer="professional")


def test_help_is_given_by_professionals(client, world: World) -> None:
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}indicaties/nieuw/"
    page = as_(client, world.consulent).get(url)
    assert set(page.context["form"].fields["provider"].queryset) == {world.provider, world.nursing}
    assert "provider" in errors(send(client, url, **indicatie_data(world) | {"provider": str(world.church.pk)}))
    given = {"what": "Hulp", "frequency": "elke dag", "amount_per_week": 100, "agreed_with": "haar", "why_now": "Nu"}
    with pytest.raises(NotNow, match="is geen professionele aanbieder"):
        draft_indicatie(case, by=world.consulent, provider=world.church, starts_on=today(), ends_on=today(), **given)
    assert not VoorlopigeIndicatie.objects.exists()


def test_a_goal_lies_where_its_carrier_is(client, world: World) -> None:
    case = world.case("onderzoek")
    own = add_goal(case, by=world.consulent, wording="Zelf koken", layer="professional", ground=world.eigen,
                        carrier_kind="inwoner")  # fmt: skip
    assert own.layer == "burger"
    change_goal(own, by=world.consulent, carrier_kind="collega", carrier_user=world.consulent, layer="burger")
    assert Goal.objects.get().layer == "professional"
    to = f"organisatie:{world.partner.pk}"
    data = {"wording": "Gezelschap", "layer": "burger", "ground": world.eigen.pk, "carrier": to, "rhythm_days": 28}
    assert send(as_(client, world.consulent), f"{case.get_absolute_url()}doelen/nieuw/", **data, **consent())
    assert Goal.objects.get(wording="Gezelschap").layer == "middenveld"


def test_a_goal_goes_back_to_the_layer_of_who_takes_it_over(world: World) -> None:
    case = world.case("uitvoering")
    given = case.sharings.create(text="t", how="h", given_by="z", given_on=today())
    goal = world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner,
                      layer="middenveld", consent=given)  # fmt: skip
    perform(given, "withdraw", by=world.consulent, why="Dat zei de inwoner.")
    goal.refresh_from_db()
    assert (goal.carrier_kind, goal.layer) == ("collega", "professional")


# --- a secret address, an account, a number --------------------------------------------------------------------


@pytest.fixture
def hidden(world: World) -> Case:
    return world.case("onderzoek", person=world.person(street="Geheimstraat 99", secret_address=True))


@pytest.mark.parametrize("leak", ["Zij woont in de GEHEIMSTRAAT naast de bakker", "Kom langs op 3265aa"])
def test_a_secret_address_is_not_told_in_passing(client, world: World, hidden: Case, leak: str) -> None:
    url = f"{hidden.get_absolute_url()}overdrachten/nieuw/"
    data = {"to": f"organisatie:{world.partner.pk}", "need": leak, **consent()}
    response = send(as_(client, world.consulent), url, **data)
    assert "Het adres van deze inwoner is geheim" in errors(response)["need"][0]
    assert leak in words(response)
    with pytest.raises(NotNow, match="Het adres van deze inwoner is geheim"):
        offer_handover(hidden, by=world.consulent, to_kind="organisatie", to_organisation=world.partner,
                               need=leak, anonymous=True)  # fmt: skip
    assert send(client, url, **data | {"need": "Gezelschap"}).status_code == 303


def test_a_letter_without_an_address_is_not_posted(client, world: World, hidden: Case) -> None:
    bare = world.document(hidden, snapshot={"to": addressee(hidden, today())})
    assert bare.snapshot["to"]["lines"] == []
    page = as_(client, world.consulent).get(f"{bare.get_absolute_url()}stap/verstuur-of-reik-uit/")
    assert set(dict(page.context["form"].fields["sent_how"].choices)) == {"uitgereikt", "mail"}
    with pytest.raises(NotNow, match="Op deze brief staat geen adres"):
        perform(bare, "send", by=world.consulent, sent_on=today(), sent_how="post")
    perform(bare, "send", by=world.consulent, sent_on=today(), sent_how="uitgereikt")


@pytest.mark.parametrize(
    ("number", "said"),
    [("", "Vul eerst het rekeningnummer (IBAN) in"), ("NL00BANK0123456789", "Dit rekeningnummer klopt niet")],
)
def test_money_is_asked_for_with_an_account_to_pay_it_to(client, world: World, number: str, said: str) -> None:
    case = world.case("onderzoek")
    request = world.request(case, payee_iban=number)
    page = words(as_(client, world.consulent).get(f"{request.get_absolute_url()}stap/vraag-aan/"))
    assert said in page
    with pytest.raises(NotNow, match="rekeningnummer"):
        perform(request, "request", by=world.consulent)
    form = send(client, f"{case.get_absolute_url()}vangnet/nieuw/", **vangnet_data())
    assert form.status_code == 303  # a draft may wait for it


def test_a_wrong_number_can_be_taken_away(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person(bsn="111222333"))
    url = f"{case.get_absolute_url()}gegevens/wijzigen/"
    data = {"family_name": "Jansen", "given_name": "Bep"}
    as_(client, world.consulent)
    assert "Verwijder dit nummer" in words(client.get(url))
    assert send(client, url, **data).status_code == 303
    assert Person.objects.get().bsn == "111222333"
    assert "remove_bsn" in errors(send(client, url, **data, bsn="111222333", remove_bsn="on"))
    assert send(client, url, **data, remove_bsn="on").status_code == 303
    person = Person.objects.get()
    assert (person.bsn, person.bsn_digest) == ("", "")
    told = CaseEvent.objects.filter(verb="person.corrected").latest("pk").text
    assert "burgerservicenummer" in told
    assert "111222333" not in told
    assert "Verwijder dit nummer" not in words(client.get(url))
