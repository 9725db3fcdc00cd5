"""The pages of a case's children: everyone sees their part of it, and nothing else."""

import datetime as dt
import uuid

import pytest
from django.core.files.base import ContentFile

from casework.appointments.operations import make_appointment
from casework.cases.operations import recuse
from casework.documents.models import Document
from casework.goals.models import Goal, ProgressReport
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.notes.operations import add_note
from casework.vangnet.models import VangnetRequest
from roles.models import Membership, Reading
from tests.factories import World, member, today
from tests.pages.test_steps import as_, words

SECRET = "Geheimstraat 99"
NAME = "Zonneveld"


def send(client, url, **data):
    return client.post(url, {"token": str(uuid.uuid4())} | data)


@pytest.fixture
def case(world: World):
    person = world.person(NAME, given_name="Truus", street=SECRET, secret_address=True, phone="0612345678")
    found = world.case("uitvoering", person=person, question="Mijn vraag aan u", urgent=False)
    add_note(found, by=world.consulent, text="Een notitie uit het dossier")
    return found


CONSENT = {"consent_text": "Wij noemen uw naam.", "consent_how": "aan tafel", "consent_given_by": "Truus"}


def consent() -> dict[str, str]:
    return CONSENT | {"consent_given_on": f"{today():%d-%m-%Y}"}


# --- hand-over -------------------------------------------------------------------------------------------------


def test_a_partner_sees_need_kern_name_and_chosen_goals_never_the_file(client, world: World, case) -> None:
    handover = world.handover(case, reason="Zij drinkt te veel")
    chosen, other = world.goal(case, wording="Weer naar buiten"), world.goal(case, wording="Schulden betalen")
    handover.goals.set([chosen])
    page = words(as_(client, world.middenveld).get(handover.get_absolute_url()))
    for there in ("Gezelschap en iets te doen", "Piershil", NAME, "Weer naar buiten", "Neem over", "Weiger"):
        assert there in page
    for hidden in (SECRET, "Mijn vraag aan u", "Een notitie", "Zij drinkt", other.wording, "0612345678", "/zaken/HW"):
        assert hidden not in page
    reading = Reading.objects.get(case_id=case.pk, by=world.middenveld)
    assert (reading.part, reading.role) == ("overdracht", "Partner in de kern")


def test_without_a_name_there_is_need_and_kern_only(client, world: World, case) -> None:
    handover = world.handover(case, anonymous=True)
    handover.goals.set([world.goal(case, wording="Truus wil naar buiten")])
    as_(client, world.middenveld)
    for url in (
        handover.get_absolute_url(),
        "/overdrachten/",
        f"{handover.get_absolute_url()}stap/wij-kunnen-helpen/",
        f"{handover.get_absolute_url()}stap/weiger/",
    ):
        page = words(client.get(url))
        assert NAME not in page
        assert "Truus" not in page
        assert case.ref not in page
        assert SECRET not in page
    assert "Gezelschap en iets te doen" in page


def test_the_team_sees_all_of_it(client, world: World, case) -> None:
    handover = world.handover(case, anonymous=True, reason="Zij is alleen")
    page = words(as_(client, world.consulent).get(handover.get_absolute_url()))
    assert NAME in page
    assert "Zij is alleen" in page
    assert case.get_absolute_url() in page


def test_what_is_over_is_not_seen_any_more(client, world: World, case) -> None:
    handover = world.handover(case, "overgegaan", shared_until=today())
    answer = as_(client, world.middenveld).get(handover.get_absolute_url())
    assert answer.status_code == 410  # it was theirs: told that it is over, and nothing of whom it was about
    assert NAME not in words(answer)
    assert client.get(f"{handover.get_absolute_url()}stap/geef-terug/").status_code == 404
    assert Reading.objects.filter(by=world.middenveld, refused=True, case_id=case.pk).count() == 1


@pytest.mark.parametrize("who", ["uitvoerder", "financien", "consulent3", "outsider", "inwoner"])
def test_a_handover_is_nobody_elses(client, world: World, case, who: str) -> None:
    handover = world.handover(case)
    assert as_(client, getattr(world, who)).get(handover.get_absolute_url()).status_code == 404


def test_my_handovers_are_those_to_me_and_an_empty_page_advises(
    client, world: World, case, django_assert_num_queries
) -> None:
    assert "Er is niets aan u aangeboden" in words(as_(client, world.middenveld).get("/overdrachten/"))
    world.handover(case)
    page = words(client.get("/overdrachten/"))
    assert NAME in page
    assert "Wacht op uw antwoord" in page
    assert "Er is niets aan u aangeboden" in words(as_(client, world.uitvoerder).get("/overdrachten/"))


@pytest.mark.slow
def test_my_handovers_cost_the_same_with_one_and_with_thirty(client, world: World, django_assert_num_queries) -> None:
    as_(client, world.middenveld)
    for rows in (1, 29):
        for _ in range(rows):
            world.handover(world.case("uitvoering"))
        client.get("/overdrachten/")
        with django_assert_num_queries(6):
            client.get("/overdrachten/")


def test_offering_with_consent(client, world: World, case) -> None:
    goal = world.goal(case)
    url = f"{case.get_absolute_url()}overdrachten/nieuw/"
    as_(client, world.consulent)
    page = words(client.get(url))
    assert "Toestemming van de inwoner" in page
    assert SECRET not in page
    to = f"organisatie:{world.partner.pk}"
    missing = send(client, url, to=to, need="Gezelschap")
    assert missing.status_code == 200
    assert "Vul een datum in" in words(missing)
    assert "Gezelschap" in words(missing)
    same = str(uuid.uuid4())
    for _ in range(2):
        response = client.post(
            url, {"token": same, "to": to, "need": "Gezelschap", "goals": [goal.public_id], **consent()}
        )
        assert response.status_code == 303
    handover = Handover.objects.get()
    assert response.url == handover.get_absolute_url()
    assert handover.consent.given_by == "Truus"
    assert list(handover.goals.all()) == [goal]


def test_offering_without_a_name_asks_no_consent(client, world: World, case) -> None:
    url = f"{case.get_absolute_url()}overdrachten/nieuw/"
    as_(client, world.consulent)
    assert send(client, url, to=f"team:{world.other_team.pk}", need="Hulp", anonymous="on").status_code == 200
    assert send(client, url, to=f"organisatie:{world.partner.pk}", need="Hulp", anonymous="on").status_code == 303
    assert Handover.objects.get().anonymous
    second = send(client, url, to=f"organisatie:{world.church.pk}", need="Andere hulp", anonymous="on")
    assert second.status_code == 409
    assert "Er staat al een overdracht open." in words(second)
    assert "Andere hulp" in words(second)


def test_handing_over_one_goal(client, world: World, case) -> None:
    goal = world.goal(case)
    contact = world.contact(case)
    as_(client, world.consulent)
    response = send(
        client,
        f"{case.get_absolute_url()}overdrachten/nieuw/",
        to=f"naaste:{contact.pk}",
        need="Help hem",
        goal=goal.public_id,
        **consent(),
    )
    assert response.status_code == 303
    assert Handover.objects.get().goal == goal


@pytest.mark.parametrize(
    "to", ["organisatie:0", "team:999999999999999999999", "naaste:1", "koning:1", "\x00", "inwoner:5"]
)
def test_offering_to_nobody(client, world: World, case, to: str) -> None:
    url = f"{case.get_absolute_url()}overdrachten/nieuw/"
    assert send(as_(client, world.consulent), url, to=to, need="x").status_code == 200
    assert not Handover.objects.exists()


def test_only_the_regisseur_offers_and_hears_so_before_typing(client, world: World, case) -> None:
    for place in ("overdrachten", "vangnet"):
        assert as_(client, world.teamlid).get(f"{case.get_absolute_url()}{place}/nieuw/").status_code == 403


# --- indicatie, application ------------------------------------------------------------------------------------


def indicatie_data(world: World) -> dict[str, str]:
    return {
        "what": "Hulp dag en nacht",
        "provider": str(world.provider.pk),
        "frequency": "elke dag",
        "amount_per_week": "350",
        "starts_on": f"{today():%d-%m-%Y}",
        "ends_on": f"{today() + dt.timedelta(weeks=6):%d-%m-%Y}",
        "agreed_with": "mevrouw",
        "why_now": "Zij kan niet alleen zijn.",
    }


def test_drafting_changing_and_issuing_at_the_kitchen_table(client, world: World) -> None:
    case = world.case("aanmelding")
    url = f"{case.get_absolute_url()}indicaties/nieuw/"
    as_(client, world.eerstecontact)
    assert 'name="ends_on" value="20' in words(client.get(url))
    backwards = indicatie_data(world) | {"starts_on": str(today() + dt.timedelta(weeks=7))}
    assert "De einddatum moet op of na de begindatum liggen." in words(send(client, url, **backwards))
    response = send(client, url, **indicatie_data(world))
    assert response.status_code == 303
    page = words(client.get(response.url))
    assert "Geef af" in page
    assert "€ 350,00" in page
    changed = send(client, f"{response.url}wijzigen/", **indicatie_data(world) | {"what": "Hulp in de nacht"})
    assert changed.status_code == 303
    draft = VoorlopigeIndicatie.objects.get()
    assert draft.what == "Hulp in de nacht"
    issued = send(client, f"{response.url}stap/geef-af/", expected="concept")
    assert issued.status_code == 303
    assert client.get(f"{response.url}wijzigen/").status_code == 303
    late = send(client, f"{response.url}wijzigen/", **indicatie_data(world))
    assert late.status_code == 409
    assert "geen concept meer" in words(late)
    assert as_(client, world.teamlid).get(response.url).status_code == 200


@pytest.mark.parametrize("strange", ["\x00", "9" * 400, "💶" * 200, "9999-12-31", "-3", "a" * 10_000])
def test_strange_drafts_are_answered_in_words(client, world: World, strange: str) -> None:
    case = world.case("onderzoek")
    as_(client, world.consulent)
    names = {
        "indicaties": indicatie_data(world),
        "aanvragen": ("what", "received_on", "report_signed"),
        "vangnet": ("purpose", "amount", "payee", "payee_iban", "why_now", "schemes", "recover_on"),
        "doelen": ("wording", "layer", "ground", "carrier", "budget", "rhythm_days", *consent()),
        "overdrachten": ("to", "need", "reason", "goal", "goals", *consent()),
        "documenten": ("for_whom",),
    }
    for place, fields in names.items():
        response = send(client, f"{case.get_absolute_url()}{place}/nieuw/", **dict.fromkeys(fields, strange))
        assert response.status_code in (200, 409), place


def test_an_application_shows_its_term_and_how_it_was_counted(client, world: World) -> None:
    case = world.case("onderzoek", report_sent_on=today())
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}aanvragen/nieuw/"
    response = send(client, url, what="Dagbesteding", received_on=f"{today():%d-%m-%Y}", report_signed="on")
    assert response.status_code == 303
    page = words(client.get(response.url))
    assert "Besluit uiterlijk" in page
    assert "Hoe is dat geteld?" in page
    again = send(client, url, what="Nog een", received_on=f"{today():%d-%m-%Y}")
    assert again.status_code == 409


# --- vangnet ---------------------------------------------------------------------------------------------------


def vangnet_data(**more: str) -> dict[str, str]:
    return {
        "purpose": "Een bed voor Truus Zonneveld",
        "amount": "4.850,00",
        "payee": "Alerimus",
        "why_now": "Zij slaapt slecht",
        "schemes": "Bijstand: te traag",
    } | more


def test_drafting_a_request(client, world: World, case) -> None:
    url = f"{case.get_absolute_url()}vangnet/nieuw/"
    as_(client, world.consulent)
    assert "Dit rekeningnummer klopt niet." in words(send(client, url, **vangnet_data(payee_iban="NL00BANK0123456789")))
    response = send(client, url, **vangnet_data(payee_iban="nl91 abna 0417 1643 00"))
    assert response.status_code == 303
    request = VangnetRequest.objects.get()
    assert (request.amount, request.payee_iban) == (4850, "NL91ABNA0417164300")
    assert "Vraag aan" in words(client.get(response.url))
    changed = send(client, f"{response.url}wijzigen/", **vangnet_data(amount="100"))
    assert changed.status_code == 303
    assert VangnetRequest.objects.get().amount == 100


def test_who_pays_sees_amount_payee_and_reference_no_name_no_reason(client, world: World, case) -> None:
    request = world.request(
        case,
        "goedgekeurd",
        purpose="Een bed voor Truus Zonneveld",
        why_now="Zij slaapt slecht",
        schemes="Niets past",
        payment_reference="F-77",
    )
    as_(client, world.financien)
    for url in ("/vangnet/", request.get_absolute_url(), f"{request.get_absolute_url()}stap/betaal-uit/"):
        page = words(client.get(url))
        for hidden in (NAME, "Truus", "Zij slaapt", "Niets past", SECRET, "/zaken/HW"):
            assert hidden not in page, (url, hidden)
    page = words(client.get(request.get_absolute_url()))
    assert "€ 1.000,00" in page
    assert "Alerimus" in page
    assert "F-77" in page
    draft = world.request(case)
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_the_receipt_is_for_those_of_the_case(client, world: World, case, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    request = world.request(case, "verantwoord")
    request.receipt.save("bon.pdf", ContentFile(b"%PDF-1.7"))
    url = f"{request.get_absolute_url()}bon/"
    response = as_(client, world.consulent).get(url)
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert response["Cache-Control"] == "private, no-store"
    assert Reading.objects.filter(by=world.consulent, part="bon of factuur").count() == 1
    assert as_(client, world.financien).get(url).status_code == 404
    assert as_(client, world.consulent3).get(url).status_code == 404


# --- goals -----------------------------------------------------------------------------------------------------


def test_the_organisation_sees_its_goal_and_tells(client, world: World, case) -> None:
    goal = world.goal(
        case,
        "loopt",
        carrier_kind="organisatie",
        carrier_organisation=world.provider,
        shared_until=dt.date.max,
        budget=1234,
    )
    other = world.goal(case, "loopt")
    page = words(as_(client, world.uitvoerder).get(goal.get_absolute_url()))
    assert NAME in page
    assert goal.wording in page
    for hidden in ("1.234", SECRET, "Mijn vraag aan u", "/zaken/HW"):
        assert hidden not in page
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(f"{other.get_absolute_url()}bericht/").status_code == 404
    tell = f"{goal.get_absolute_url()}bericht/"
    assert 'name="score"' in words(client.get(tell))
    assert send(client, tell, text="  ").status_code == 200
    response = send(client, tell, text="Het gaat goed", score="-1")
    assert (response.status_code, response.url) == (303, goal.get_absolute_url())
    assert ProgressReport.objects.get().score == -1
    assert NAME in words(client.get("/doelen/"))


def test_a_volunteer_writes_a_sentence_no_number(client, world: World, case) -> None:
    goal = world.goal(
        case, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner, shared_until=dt.date.max
    )
    as_(client, world.middenveld)
    assert 'name="score"' not in words(client.get(f"{goal.get_absolute_url()}bericht/"))
    assert send(client, f"{goal.get_absolute_url()}bericht/", text="Fijn", score="2").status_code == 303
    assert ProgressReport.objects.get().score is None


@pytest.mark.slow
def test_my_goals_cost_the_same_with_one_and_with_thirty(client, world: World, django_assert_num_queries) -> None:
    as_(client, world.middenveld)
    assert "U draagt nu geen doelen." in words(client.get("/doelen/"))
    for rows in (1, 29):
        for _ in range(rows):
            world.goal(
                world.case("uitvoering"),
                "loopt",
                carrier_kind="organisatie",
                carrier_organisation=world.partner,
                shared_until=dt.date.max,
            )
        with django_assert_num_queries(6):
            client.get("/doelen/")


def test_a_goal_is_made_and_changed(client, world: World, case) -> None:
    url = f"{case.get_absolute_url()}doelen/nieuw/"
    data = {
        "wording": "Weer buiten lopen",
        "layer": "burger",
        "ground": world.eigen.pk,
        "budget": "0",
        "rhythm_days": "28",
        "carrier": f"organisatie:{world.partner.pk}",
    }
    as_(client, world.consulent)
    missing = send(client, url, **data)
    assert missing.status_code == 200
    assert "Vul dit in." in words(missing)
    assert send(client, url, **data | consent()).status_code == 303
    goal = Goal.objects.get()
    assert goal.consent.how == "aan tafel"
    page = words(client.get(f"{goal.get_absolute_url()}wijzigen/"))
    assert "Weer buiten lopen" in page
    assert f'value="organisatie:{world.partner.pk}" selected' in page
    assert (
        send(client, f"{goal.get_absolute_url()}wijzigen/", **data | {"wording": "Elke dag lopen"}).status_code == 303
    )
    assert Goal.objects.get().wording == "Elke dag lopen"
    assert Goal.objects.get().consent == goal.consent
    assert (
        send(
            client, f"{goal.get_absolute_url()}wijzigen/", **data | {"carrier": f"collega:{world.teamlid.pk}"}
        ).status_code
        == 303
    )
    assert Goal.objects.get().carrier_user == world.teamlid


# --- paper -----------------------------------------------------------------------------------------------------


def test_asking_for_a_summary_shows_how_far_it_is(client, world: World, case) -> None:
    as_(client, world.consulent)
    response = send(client, f"{case.get_absolute_url()}documenten/nieuw/", for_whom="inwoner")
    assert response.status_code == 303
    document = Document.objects.get(kind="samenvatting_inwoner")
    page = words(client.get(response.url))
    assert 'hx-trigger="every 2s"' in page
    before = Reading.objects.count()
    part = words(client.get(response.url, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    assert Reading.objects.count() == before
    assert client.get(f"{response.url}bestand/").status_code == 404
    Document.objects.filter(pk=document.pk).update(state="mislukt", trouble="De PDF werd te groot.")
    part = words(client.get(response.url, headers={"HX-Request": "true"}))
    assert "De PDF werd te groot." in part
    assert "Probeer opnieuw" in part
    assert "hx-trigger" not in part


def test_a_file_is_handed_out_privately_and_remembered(client, world: World, case, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = world.document(case)
    document.file.save("x.pdf", ContentFile(b"%PDF-1.7 brief"))
    url = f"{document.get_absolute_url()}bestand/"
    response = as_(client, world.consulent).get(url)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 brief"
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert f'filename="{case.ref}-bevestiging-van-uw-melding.pdf"' in response["Content-Disposition"]
    assert Reading.objects.filter(by=world.consulent, part="document gedownload", case_id=case.pk).count() == 1
    for who in (world.consulent3, world.middenveld, world.financien, world.inwoner):
        assert as_(client, who).get(url).status_code == 404
    (tmp_path / document.file.name).unlink()
    assert as_(client, world.consulent).get(url).status_code == 404


def test_a_citizen_downloads_their_letter_not_the_professional_summary(
    client, world: World, case, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    world.grant(case)
    letter, inside = world.document(case), world.document(case, "samenvatting_professional")
    for document in (letter, inside):
        document.file.save("x.pdf", ContentFile(b"%PDF"))
    as_(client, world.inwoner)
    assert client.get(letter.get_absolute_url()).status_code == 200
    assert client.get(f"{letter.get_absolute_url()}bestand/").status_code == 200
    assert client.get(f"{inside.get_absolute_url()}bestand/").status_code == 404


def test_the_paper_of_a_team_is_for_who_asked_it(client, world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = world.document(None, "overleg", team=world.team, total=1234)
    document.file.save("x.pdf", ContentFile(b"%PDF"))
    assert as_(client, world.consulent).get(document.get_absolute_url()).status_code == 200
    assert client.get(f"{document.get_absolute_url()}bestand/").status_code == 200
    assert Reading.objects.filter(by=world.consulent, rows=1234).count() == 1
    assert as_(client, world.teamleider).get(document.get_absolute_url()).status_code == 404


def test_an_appointment_has_its_own_page(client, world: World, case) -> None:
    one = make_appointment(case, by=world.consulent, what="Bel de dochter", on=today(), person=world.teamlid)
    page = words(as_(client, world.teamlid).get(one.get_absolute_url()))
    assert "Bel de dochter" in page
    assert "Gedaan" in page
    assert as_(client, world.consulent3).get(one.get_absolute_url()).status_code == 404


# --- nobody finds what isn't theirs ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["consulent3", "outsider", "left", "beheer", "privacy", "middenveld", "uitvoerder"])
def test_a_childs_page_is_404_for_others(client, world: World, case, who: str) -> None:
    objects = [
        world.goal(case),
        world.indicatie(case),
        world.application(case),
        world.request(case),
        world.document(case),
    ]
    as_(client, getattr(world, who))
    for obj in objects:
        assert client.get(obj.get_absolute_url()).status_code == 404, obj
    for place in ("overdrachten", "indicaties", "aanvragen", "vangnet", "doelen", "documenten"):
        assert client.get(f"{case.get_absolute_url()}{place}/nieuw/").status_code == 404, place
        assert client.get(f"/{place}/bestaatniet/").status_code == 404


def test_two_roles_at_once_and_a_recusal(client, world: World, case) -> None:
    member(world.middenveld, "teamlid", team=world.team)
    handover = world.handover(case)
    as_(client, world.middenveld)
    assert client.get(handover.get_absolute_url()).status_code == 200
    recuse(case, by=world.middenveld)
    assert client.get(handover.get_absolute_url()).status_code == 404
    assert Membership.objects.filter(user=world.middenveld).count() == 2
