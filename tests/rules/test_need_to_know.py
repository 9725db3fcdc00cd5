"""What somebody with an account of their own might try: each try is refused, or leaves its trace."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import escape

from casework.cases import reporting
from casework.cases.access import Recusal
from casework.cases.models import Case
from casework.cases.operations import give_grant, recuse
from casework.cases.work import WorkItem
from casework.complaints.models import Complaint
from casework.desk.meeting import ask_batch
from casework.desk.summary import summary
from casework.documents.models import Document
from casework.engine.door import available, perform
from casework.engine.errors import NotAllowed, NotNow
from casework.handovers.operations import offer_handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.notes.models import Note
from casework.sharing.models import Sharing
from casework.vangnet.models import VangnetRequest
from casework.vangnet.operations import change_request, draft_request
from roles.matrix import GrantKind, Role
from roles.models import Mandate, MandateKind, Membership, Reading
from roles.policy import sight
from tests.factories import World, mandate, member, put_in_line, today, user
from tests.pages.filled_in import vangnet_data

WORDS = "Ik ben de buurvrouw. Zeg niet dat ik het was."


def post(client, obj, slug: str, **data):
    given = {"token": str(uuid.uuid4()), "expected": obj.standing} | data
    return client.post(f"{obj.get_absolute_url()}stap/{slug}/", given)


def as_(client, who):
    client.force_login(who)
    return client


def in_line(case: Case) -> None:
    put_in_line(Case, [case.pk], timezone.now())


# --- whoever worried in confidence -----------------------------------------------------------------------------


@pytest.fixture
def shielded(world: World) -> Case:
    return world.case(
        "aanmelding", kind="signaal", reporter_shielded=True, reporter_name="Buurvrouw Sjaan", question=WORDS
    )


def test_merging_does_not_unshield_a_reporter(client, world: World, shielded: Case) -> None:
    other = world.case(person=shielded.person)
    Case.objects.filter(pk=shielded.pk).update(looks_like=other)
    perform(shielded, "merge", by=world.consulent)
    assert Note.objects.get(case=other).shielded
    world.grant(other)
    assert "buurvrouw" not in as_(client, world.inwoner).get(f"/mijn/{other.ref}/").content.decode()
    assert WORDS not in str(summary(other, for_citizen=True, shielded=False, on=today()))


def test_who_reads_along_does_not_read_who_reported(client, world: World) -> None:
    case = world.case(reporter_shielded=True, reporter_name="Buurvrouw Sjaan")
    world.grant(case, world.consulent3, GrantKind.READ_ALONG, until=today() + dt.timedelta(days=7))
    assert "Sjaan" in as_(client, world.consulent).get(case.get_absolute_url()).content.decode()
    assert "Sjaan" not in as_(client, world.consulent3).get(case.get_absolute_url()).content.decode()


def test_the_citizen_cannot_tell_from_how_it_came_in_or_from_who_looked(client, world: World) -> None:
    case = world.case(reporter_shielded=True, channel="partner", on_behalf="ander")
    told = summary(case, for_citizen=True, shielded=False, on=today())["question"]
    assert (told["channel"], told["on_behalf"], told["words"]) == ("", "", "")
    as_(client, world.eerstecontact).get(case.get_absolute_url())
    world.grant(case)
    page = as_(client, world.inwoner).get(f"/mijn/{case.ref}/inzage/").content.decode()
    assert "Een medewerker" in page
    assert "Eerste contact" not in page
    assert "deed zelf de melding" not in page


# --- money: four eyes ------------------------------------------------------------------------------------------


def test_a_decider_cannot_rewrite_what_a_colleague_drafted(client, world: World) -> None:
    request = world.request(world.case("uitvoering"))
    page = f"{request.get_absolute_url()}wijzigen/"
    typed = vangnet_data(purpose="Slotenmaker", amount="4900", payee="J. de Teamleider")
    assert as_(client, world.teamleider).post(page, typed | {"token": str(uuid.uuid4())}).status_code == 403
    assert VangnetRequest.objects.get().payee == "Alerimus"


def test_who_wrote_on_a_request_does_not_decide_whoever_submits_it(world: World) -> None:
    case = world.case("uitvoering", regisseur=world.teamleider, reported_by=world.consulent)
    fields = {"purpose": "Lift", "amount": Decimal(100), "payee": "X", "payee_iban": "NL91ABNA0417164300",
              "why_now": "nu", "schemes": "geen"}  # fmt: skip
    request = draft_request(case, by=world.teamleider, **fields)
    perform(request, "request", by=world.consulent)
    assert VangnetRequest.objects.get().requested_by == world.consulent
    with pytest.raises(NotAllowed):
        perform(request, "approve", by=world.teamleider)
    turn = WorkItem.objects.open().get(step="vangnet.approve")
    assert turn in WorkItem.objects.open().mine(sight(world.afdelingshoofd))
    assert turn not in WorkItem.objects.open().mine(sight(world.teamleider))
    assert "approve" in {one.step.name for one in available(VangnetRequest.objects.get(), sight(world.afdelingshoofd))}


def test_the_database_refuses_a_decision_by_an_author(world: World) -> None:
    request = world.request(world.case("uitvoering"), "goedgekeurd")
    with pytest.raises(IntegrityError), transaction.atomic():
        VangnetRequest.objects.filter(pk=request.pk).update(authors=[request.decided_by_id])


def test_a_change_keeps_what_it_was(world: World) -> None:
    case = world.case("uitvoering")
    request = world.request(case)
    change_request(request, by=world.consulent, payee="Een ander", amount=Decimal(1200))
    event = case.events.get(verb="vangnet.changed")
    assert event.details["before"] == {"payee": "Alerimus", "amount": "1000.00"}
    assert event.details["after"] == {"payee": "Een ander", "amount": "1200"}


def test_who_decides_sees_the_account_that_is_paid(client, world: World) -> None:
    request = world.request(world.case("uitvoering"), "aangevraagd", payee_iban="NL91ABNA0417164300")
    as_(client, world.teamleider)
    for page in ("/vangnet/", f"{request.get_absolute_url()}stap/keur-goed/"):
        assert "NL91ABNA0417164300" in client.get(page).content.decode(), page


# --- sight that ends -------------------------------------------------------------------------------------------


def batch(world: World) -> Document:
    document = ask_batch(team=world.team, by=world.consulent)
    Document.objects.filter(pk=document.pk).update(state="klaar", file="x.pdf", made_at=timezone.now(), sha256="0" * 64)
    return Document.objects.get(pk=document.pk)


def sees(who, document: Document) -> bool:
    return Document.objects.visible_to(sight(who)).filter(pk=document.pk).exists()


def test_a_list_for_the_meeting_is_gone_with_the_place_in_the_team(world: World) -> None:
    document = batch(world)
    assert sees(world.consulent, document)
    Membership.objects.filter(user=world.consulent).update(until=today())
    assert not sees(world.consulent, document)


def test_a_list_for_the_meeting_is_gone_after_two_weeks_and_after_a_recusal(world: World) -> None:
    document = batch(world)
    Recusal.objects.create(case=world.case(), user=world.consulent)
    assert not sees(world.consulent, document)
    document = batch(world)  # without that case
    assert sees(world.consulent, document)
    Document.objects.filter(pk=document.pk).update(asked_at=timezone.now() - dt.timedelta(days=15))
    assert not sees(world.consulent, document)


def test_reading_along_ends_with_being_a_colleague(world: World) -> None:
    case = world.case()
    world.grant(case, world.consulent3, GrantKind.READ_ALONG, until=today() + dt.timedelta(days=7))
    assert case in Case.objects.visible_to(sight(world.consulent3))
    Membership.objects.filter(user=world.consulent3).update(until=today())
    assert case not in Case.objects.visible_to(sight(world.consulent3))


@pytest.mark.parametrize(
    ("who", "kind", "until", "said"),
    [
        ("beheer", GrantKind.READ_ALONG, 7, "werkt niet in een wijkteam"),
        ("inwoner", GrantKind.READ_ALONG, 7, "werkt niet in een wijkteam"),
        ("consulent3", GrantKind.READ_ALONG, None, "tot wanneer"),
        ("consulent3", GrantKind.OWN, None, "account van een medewerker"),
        ("uitvoerder", GrantKind.REPRESENT, None, "account van een medewerker"),
    ],
)
def test_access_by_name_is_for_who_it_fits(world: World, who: str, kind, until, said: str) -> None:
    until = until and today() + dt.timedelta(days=until)
    with pytest.raises(NotNow) as refused:
        give_grant(world.case(), by=world.consulent, to=getattr(world, who), kind=kind, reason="x", until=until)
    assert any(said in reason.text for reason in refused.value.reasons)


def test_the_citizen_reads_who_was_given_access(client, world: World) -> None:
    case = world.case()
    world.grant(case)
    until = today() + dt.timedelta(days=7)
    give_grant(case, by=world.consulent, to=world.consulent3, kind=GrantKind.READ_ALONG, reason="x", until=until)
    assert world.consulent3.name in as_(client, world.inwoner).get(f"/mijn/{case.ref}/").content.decode()


def test_a_wrong_surname_opens_nothing(client, world: World) -> None:
    case = world.case(person=world.person("Test", given_name="Inwoner"))
    page = f"{case.get_absolute_url()}inzage/toegang/"
    given = {"to": "inwoner", "kind": "own_case", "reason": "eigen zaak", "born": "1-3-1942"}
    given |= {"token": str(uuid.uuid4())}
    answer = as_(client, world.consulent).post(page, given | {"surname": "Iemand anders"})
    assert "horen niet bij elkaar" in answer.content.decode()
    assert not case.grants.exists()
    assert client.post(page, given | {"surname": world.inwoner.last_name}).status_code == 303


@pytest.mark.parametrize(
    ("to", "surname"),
    [("niemand", "Test"), ("niemand", "Jansen"), ("inwoner", "Jansen"), ("consulent", "Jansen"), ("closed", "Test")],
)
def test_a_form_of_access_tells_not_which_names_exist(client, world: World, to: str, surname: str) -> None:
    """The same answer at the same field, whatever is wrong with the two together."""
    user("closed", is_active=False)
    case = world.case()
    page = f"{case.get_absolute_url()}inzage/toegang/"
    answer = as_(client, world.consulent).post(
        page,
        {
            "to": to,
            "surname": surname,
            "kind": "own_case",
            "born": "1-3-1942",
            "reason": "x",
            "token": str(uuid.uuid4()),
        },
    )
    assert answer.context["form"].errors == {
        "surname": ["Deze gebruikersnaam en achternaam horen niet bij elkaar. Vraag ze nog eens na bij deze persoon."]
    }
    assert f'value="{to}"' in answer.content.decode()


# --- a step's page ---------------------------------------------------------------------------------------------


def test_an_empty_form_of_a_step_one_may_not_take_tells_nothing(client, world: World) -> None:
    case = world.case("uitvoering")
    world.goal(case, "loopt", wording="Ik wil weer hele zinnen zeggen")
    for slug in ("evalueer", "wijs-toe"):
        answer = post(as_(client, world.eerstecontact), case, slug)
        assert answer.status_code == 403
        assert "hele zinnen" not in answer.content.decode()
    assert Reading.objects.filter(by=world.eerstecontact, refused=True).count() == 2


def test_an_old_form_does_not_tell_what_exists(client, world: World) -> None:
    handover, other, same = world.handover(world.case()), world.case("aanmelding"), str(uuid.uuid4())
    post(as_(client, world.middenveld), handover, "weiger", token=same, why="Vol.")
    answer = post(client, other, "pak-op", token=same)
    missing = client.post("/zaken/HW-2026-XXXXX/stap/pak-op/", {"token": same})
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert Reading.objects.filter(case_id=other.pk, by=world.middenveld, refused=True).exists()


def test_the_reporter_is_not_handed_the_network_or_the_plan(client, world: World) -> None:
    case = world.case("aanmelding")
    world.contact(case, "Geheime oom Piet")
    world.goal(case, wording="Ik wil weer timmeren")
    page = as_(client, world.eerstecontact).get(f"{case.get_absolute_url()}overdrachten/nieuw/")
    assert page.status_code == 200
    assert "Piet" not in page.content.decode()
    assert "timmeren" not in page.content.decode()
    led = world.case("uitvoering", regisseur=None)
    assert client.get(f"{led.get_absolute_url()}overdrachten/nieuw/").status_code in (403, 404)


# --- doubles across teams --------------------------------------------------------------------------------------


def test_a_double_does_not_tell_of_another_teams_case(client, world: World) -> None:
    known = world.case(person=world.person("Zeldzaam"))
    mine = reporting.open_case(
        by=world.consulent3, kern=world.other_kern, kind="melding", question="Test", channel="telefoon",
        on_behalf="zelf", received_on=today(), person=world.person("Zeldzaam"),
    )  # fmt: skip
    assert mine.looks_like == known
    page = as_(client, world.consulent3).get(mine.get_absolute_url()).content.decode()
    assert "lijkt op" not in page
    assert known.ref not in page
    assert post(client, mine, "voeg-samen", sure="on").status_code == 409
    assert known.ref not in client.get(f"{mine.get_absolute_url()}stap/beeindig/").content.decode()
    turn = WorkItem.objects.open().get(case=mine, step="case.keep_apart")
    assert turn in WorkItem.objects.open().mine(sight(world.afdelingshoofd))
    assert turn not in WorkItem.objects.open().mine(sight(world.consulent3))
    perform(mine, "merge", by=world.afdelingshoofd)


def test_two_questions_of_one_person_share_what_is_known(world: World) -> None:
    known = world.case(person=world.person("Zeldzaam", phone=""))
    again = world.case(person=world.person("Zeldzaam", phone="0186 123456", secret_address=True), looks_like=known)
    perform(again, "same_person", by=world.consulent)
    again, known = Case.objects.get(pk=again.pk), Case.objects.get(pk=known.pk)
    assert again.person == known.person
    assert (known.person.phone, known.person.secret_address, again.looks_like) == ("+31186123456", True, None)


def test_knowing_somebody_closes_every_case_of_theirs(world: World) -> None:
    first, second = world.case(person=world.person("Zeldzaam")), world.case(person=world.person("Zeldzaam"))
    other = world.case(person=world.person("Jansen", birth_date=dt.date(1950, 1, 1)))
    recuse(first, by=world.consulent2)
    third = reporting.open_case(
        by=world.teamlid, kern=world.kern, kind="melding", question="Test", channel="telefoon",
        on_behalf="zelf", received_on=today(), person=world.person("Zeldzaam"),
    )  # fmt: skip
    closed = {first.pk, second.pk, third.pk}
    assert set(Recusal.objects.filter(user=world.consulent2).values_list("case_id", flat=True)) == closed
    assert other in Case.objects.visible_to(sight(world.consulent2))


# --- mandates --------------------------------------------------------------------------------------------------


def test_the_letter_names_a_mandate_that_reaches_in_weeks_too(world: World) -> None:
    mandate(MandateKind.INDICATIE, who=world.consulent, amount="450", weeks=2)
    indicatie = world.indicatie(world.case(), ends_on=today() + dt.timedelta(weeks=11))
    perform(indicatie, "issue", by=world.consulent)
    assert VoorlopigeIndicatie.objects.get().mandate.max_weeks == 12


def test_nobody_reviews_or_extends_the_help_of_their_own_employer(world: World) -> None:
    member(world.consulent2, Role.UITVOERDER, organisation=world.provider)
    case = world.case()
    indicatie = world.indicatie(case, "afgegeven")
    for step, given in (("review", {"ok": True}), ("extend", {"until": indicatie.ends_on + dt.timedelta(weeks=1)})):
        with pytest.raises(NotNow, match="werkt zelf bij deze aanbieder"):
            perform(indicatie, step, by=world.consulent2, **given)
    in_line(case)
    turn = WorkItem.objects.open().get(case=case, step="indicatie.review")
    assert turn not in WorkItem.objects.open().mine(sight(world.consulent2))


def test_an_extension_reaches_no_further_than_a_mandate(world: World) -> None:
    indicatie = world.indicatie(world.case(), "afgegeven", issued_by=world.eerstecontact)
    largest = max(
        Mandate.objects.filter(kind=MandateKind.INDICATIE, team=world.team).values_list("max_weeks", flat=True)
    )
    far = indicatie.ends_on + dt.timedelta(weeks=largest + 1)
    with pytest.raises(NotNow, match="verder reikt geen mandaat"):
        perform(indicatie, "extend", by=world.teamleider, until=far)
    perform(indicatie, "extend", by=world.teamleider, until=indicatie.ends_on + dt.timedelta(weeks=2))


# --- traces ----------------------------------------------------------------------------------------------------


def test_searching_leaves_its_words_in_the_log_and_not_in_the_address(client, world: World) -> None:
    world.case(person=world.person("Zeldzaam"))
    page = as_(client, world.afdelingshoofd).get("/zaken/?q=Zeldzaam").content.decode()
    assert "Gevonden bij" not in page
    assert "Zeldzaam" in client.post("/zaken/", {"q": "Zeldzaam"}, follow=True).content.decode()
    row = Reading.objects.get(part="zoeken")
    assert (row.by, row.rows) == (world.afdelingshoofd, 1)
    assert "Zeldzaam" in row.why


def test_a_partners_lists_are_readings(client, world: World) -> None:
    case = world.case("uitvoering")
    consent = Sharing.objects.create(case=case, text="x", how="x", given_by="x", given_on=today())
    world.handover(case, consent=consent)
    world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner, consent=consent,
               shared_until=dt.date.max)  # fmt: skip
    as_(client, world.middenveld)
    client.get("/overdrachten/")
    client.get("/doelen/")
    assert set(Reading.objects.filter(case_id=case.pk).values_list("part", flat=True)) == {"overdrachten", "doelen"}


def test_a_page_that_says_it_asks_for_itself_is_a_reading_all_the_same(client, world: World) -> None:
    document = world.document(world.case())
    for _ in range(2):
        as_(client, world.consulent).get(document.get_absolute_url(), headers={"HX-Request": "true"})
    assert Reading.objects.filter(part="document").count() == 1


def test_a_letter_of_the_team_is_not_the_reporters_to_drop(client, world: World) -> None:
    case = world.case()
    theirs, own = world.document(case, "indicatie_geeindigd"), world.document(case, asked_by=world.eerstecontact)
    as_(client, world.eerstecontact)
    assert client.get(theirs.get_absolute_url()).status_code == 404
    assert post(client, theirs, "verstuur-niet", why="weg").status_code == 404
    assert post(client, own, "verstuur-of-reik-uit", sent_on=today().isoformat(), sent_how="post").status_code == 303


def test_the_tab_of_the_browser_names_whom_one_may_know(client, world: World) -> None:
    case = world.case("uitvoering", person=world.person("Zeldzaam"))
    for who, obj, named in (
        # the complaint is about the consulent, who reads nothing of it before they are told (Awb 9:9)
        *(
            (world.teamleider if isinstance(one, Complaint) else world.consulent, one, True)
            for one in (case, *world.one_of_each(case), world.goal(case, "loopt"))
        ),
        (
            world.middenveld,
            world.handover(world.case("uitvoering", person=world.person("Zeldzaam")), anonymous=True),
            False,
        ),
    ):
        # the address of a research leads to its tab of the case
        page = as_(client, who).get(obj.get_absolute_url(), follow=True).content.decode()
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert title, obj
        assert ("Zeldzaam" in title) is named, (obj, title)


# --- at the wrong place ----------------------------------------------------------------------------------------


def test_a_melding_of_another_kern_goes_to_its_team(client, world: World) -> None:
    case = world.case("aanmelding")
    answer = post(as_(client, world.consulent), case, "wijzig-de-kern", kern=world.other_kern.pk)
    assert answer.status_code == 303
    case = Case.objects.get(pk=case.pk)
    assert (case.kern, case.team, case.holder_team) == (world.other_kern, world.other_team, world.other_team)
    turn = WorkItem.objects.open().get(case=case, step="case.weigh")
    assert turn in WorkItem.objects.open().mine(sight(world.consulent3))
    assert turn not in WorkItem.objects.open().mine(sight(world.consulent))


def test_consent_names_whom_it_is_given_to(client, world: World) -> None:
    case = world.case()
    given = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": today()}
    offer_handover(case, by=world.consulent, to_kind="organisatie", to_organisation=world.partner,
                   need="Gezelschap", consent=given)  # fmt: skip
    world.grant(case)
    assert escape(world.partner.name) in as_(client, world.inwoner).get(f"/mijn/{case.ref}/").content.decode()
