"""Forms of steps that know more, and strange input."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.cases.models import Case
from casework.engine.door import perform
from casework.engine.forms import form_for
from casework.engine.machine import steps_of
from casework.goals.models import ProgressReport
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.sharing.models import Sharing
from casework.vangnet.models import VangnetRequest
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import as_, post, token, words
from tests.pages.filled_in import PDF

# --- forms that know more --------------------------------------------------------------------------------------


def test_naming_the_citizen_writes_consent_and_step_together_or_neither(client, world: World) -> None:
    case = world.case("uitvoering")
    handover = world.handover(case, anonymous=True)
    consent = {
        "consent_text": "Wij noemen uw naam.",
        "consent_how": "aan tafel",
        "consent_given_by": "Bep",
        "consent_given_on": f"{today():%d-%m-%Y}",
        "consent_until": "",
    }
    assert post(as_(client, world.teamlid), handover, "noem-de-naam", **consent).status_code == 403
    assert not Sharing.objects.exists()
    same = token()
    as_(client, world.consulent)
    for _ in range(2):
        assert post(client, handover, "noem-de-naam", token=same, **consent).status_code == 303
    assert Sharing.objects.count() == 1
    assert Handover.objects.get().consent == Sharing.objects.get()
    assert post(client, Handover.objects.get(), "noem-de-naam", **consent).status_code == 409
    assert Sharing.objects.count() == 1


def test_the_regisseur_says_how_it_goes_where_nobody_told(client, world: World) -> None:
    case = world.case("uitvoering", goals_agreed_on=today())
    goal = world.goal(case, "loopt")
    url = "evalueer"
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/{url}/"))
    assert goal.wording in page
    assert post(client, case, url).status_code == 200
    response = post(
        client, case, url, **{f"score_{goal.public_id}": "1", f"text_{goal.public_id}": "Hij timmert weer."}
    )
    assert response.status_code == 303
    assert ProgressReport.objects.get().score == 1


def test_who_has_an_account_accepts_without_a_question_and_for_others_the_regisseur_writes_it_down(
    client, world: World
) -> None:
    case = world.case("uitvoering")
    own = world.handover(case)
    assert "accepted_by" not in words(as_(client, world.middenveld).get(f"{own.get_absolute_url()}stap/neem-over/"))
    perform(own, "refuse", by=world.middenveld, why="Vol")
    church = world.handover(case, to_organisation=world.church)
    page = words(as_(client, world.consulent).get(f"{church.get_absolute_url()}stap/neem-over/"))
    assert "Wie nam over?" in page
    assert post(client, church, "neem-over", accepted_by="de diaken", accepted_how="aan de telefoon").status_code == 303


def test_ending_asks_what_its_reason_needs(client, world: World) -> None:
    case, other = world.case("onderzoek"), world.case("onderzoek")
    elsewhere = world.case("onderzoek", team=world.other_team, kern=world.other_kern)
    as_(client, world.consulent)
    for ref in ("", "HW-0000-XXXXX", case.ref, elsewhere.ref, "\x00"):
        response = post(
            client, case, "beeindig", ended_reason="dubbel", closing_words="Twee keer gemeld", double_of=ref
        )
        assert response.status_code == 200, ref
    response = post(
        client,
        case,
        "beeindig",
        ended_reason="dubbel",
        closing_words="Twee keer gemeld",
        double_of=f" {other.ref.lower()} ",
    )
    assert response.status_code == 303
    assert Case.objects.get(pk=case.pk).double_of == other


def test_help_that_runs_gets_its_last_day(client, world: World) -> None:
    case = world.case("onderzoek")
    indicatie = world.indicatie(case, "afgegeven")
    data = {"ended_reason": "verhuisd", "closing_words": "Naar Rotterdam"}
    assert post(as_(client, world.consulent), case, "beeindig", **data).status_code == 200
    until = today() + dt.timedelta(days=10)
    assert post(client, case, "beeindig", help_until=f"{until:%d-%m-%Y}", **data).status_code == 303
    assert VoorlopigeIndicatie.objects.get(pk=indicatie.pk).ends_on == until


def test_only_a_colleague_who_is_there_can_be_chosen(client, world: World) -> None:
    case = world.case("onderzoek")
    page = words(as_(client, world.teamleider).get(f"{case.get_absolute_url()}stap/wijs-toe/"))
    assert "Consulent2 Test" in page
    assert "Consulent3 Test" not in page
    assert "Vertrokken" not in page
    assert post(client, case, "wijs-toe", regisseur=world.consulent3.pk).status_code == 200
    assert post(client, case, "wijs-toe", regisseur=world.consulent2.pk).status_code == 303


def test_putting_an_indicatie_to_a_colleague_offers_only_who_may(client, world: World) -> None:
    case = world.case("onderzoek")
    indicatie = world.indicatie(case, made_by=world.teamlid)
    page = words(as_(client, world.teamlid).get(f"{indicatie.get_absolute_url()}stap/leg-voor/"))
    assert "Consulent Test" in page
    assert "Teamlid Test" not in page.partition("<form")[2].rpartition("</form>")[0].partition("submitted_to")[2]
    assert post(client, indicatie, "leg-voor", submitted_to=world.consulent.pk).status_code == 303


def test_not_agreeing_asks_why(client, world: World) -> None:
    case = world.case("onderzoek")
    indicatie = world.indicatie(case, "afgegeven")
    as_(client, world.consulent)
    assert post(client, indicatie, "toets", ok="nee").status_code == 200
    assert post(client, indicatie, "toets", ok="nee", review_why="Te veel uren").status_code == 303
    assert VoorlopigeIndicatie.objects.get().review_ok is False


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("1.000,00", 303),
        ("1000", 303),
        ("€ 1 000,-", 303),
        ("1000.00", 303),
        ("1.000,01", 200),
        ("nul", 200),
        ("-5", 200),
        ("0", 200),
        ("1e9", 200),
        ("NaN", 200),
        ("9" * 400, 200),
        ("1.00.0", 200),
    ],
)
def test_an_amount_is_typed_the_dutch_way(client, world: World, typed: str, status: int) -> None:
    request = world.request(world.case("uitvoering"))
    perform(request, "request", by=world.consulent)
    perform(request, "approve", by=world.teamleider)
    request = VangnetRequest.objects.get()
    assert post(as_(client, world.financien), request, "betaal-uit", paid_amount=typed).status_code == status
    assert VangnetRequest.objects.get().paid_amount == (Decimal(1000) if status == 303 else None)


@pytest.mark.parametrize(
    ("name", "content", "ok"),
    [
        ("bon.pdf", PDF, True),
        ("foto.jpeg", b"\xff\xd8\xff\xe0rest", True),
        ("bon.png", b"\x89PNG\r\n\x1a\nrest", True),
        ("bon.pdf", b"<html>nee</html>", False),
        ("bon.exe", b"MZ", False),
        ("bon.pdf", b"", False),
        ("groot.pdf", PDF + b"0" * (10 * 1024 * 1024), False),
    ],
)
def test_a_receipt_is_judged_by_its_content(client, world: World, settings, tmp_path, name, content, ok) -> None:
    settings.MEDIA_ROOT = tmp_path
    request = world.request(world.case("uitvoering"), "uitbetaald")
    response = post(
        as_(client, world.consulent),
        request,
        "verantwoord",
        result="Er is weer een lift",
        receipt=SimpleUploadedFile(name, content),
    )
    assert response.status_code == (303 if ok else 200)
    stored = VangnetRequest.objects.get().receipt
    assert bool(stored) == ok
    if ok:
        assert name.partition(".")[0] not in stored.name.rpartition("/")[2]


def test_urgent_help_is_explained_afterwards(client, world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    request = world.request(world.case("uitvoering"), "uitbetaald", urgent=True, schemes="")
    as_(client, world.consulent)
    receipt = {"receipt": SimpleUploadedFile("bon.pdf", PDF), "result": "Gelukt"}
    assert post(client, request, "verantwoord", **receipt).status_code == 200
    receipt["receipt"] = SimpleUploadedFile("bon.pdf", PDF)
    told = {"schemes": "Bijzondere bijstand: te traag", "looked_at": ["Bijzondere bijstand"]}
    assert post(client, request, "verantwoord", **told, **receipt).status_code == 303


def test_nothing_back_asks_why(client, world: World) -> None:
    request = world.request(world.case("uitvoering"), "verantwoord")
    as_(client, world.financien)
    response = post(client, request, "verreken", returned_amount="0", why="")
    assert response.status_code == 409
    assert "Komt niet alles terug? Zeg dan waarom." in words(response)
    assert post(client, request, "verreken", returned_amount="0", why="De gemeente betaalt niet.").status_code == 303


# --- strange input ---------------------------------------------------------------------------------------------


STRANGE = ["\x00", "2026-02-30"]
STRANGE_TOO = [
    "9" * 400,
    "a" * 10_000,
    "💶" * 300,
    "<script>alert(1)</script>",
    "-1",
    "9999-12-31",
    "01-01-0001",
    "NaN",
    "Infinity",
    "' OR 1=1 --",
    "\u202e\ufeff",
    "inwoner:1",
    "organisatie:99999999999999999999",
]


@pytest.mark.parametrize("strange", [*STRANGE, *(pytest.param(one, marks=pytest.mark.slow) for one in STRANGE_TOO)])
def test_strange_input_is_answered_in_words_never_with_a_500(client, world: World, strange: str) -> None:
    case = world.case("onderzoek")
    approved = world.request(case)
    perform(approved, "request", by=world.consulent)
    perform(approved, "approve", by=world.teamleider)
    objects = {
        world.consulent: [
            case,
            world.goal(case, "loopt"),
            world.handover(case, to_organisation=world.church),
            world.indicatie(case),
            world.application(case),
            world.document(case),
            world.request(case, "uitbetaald"),
        ],
        world.financien: [approved, world.request(case, "verantwoord")],
    }
    for who, theirs in objects.items():
        as_(client, who)
        for obj in theirs:
            for declared in steps_of(type(obj)):
                fresh = type(obj).objects.get(pk=obj.pk)
                if not declared.form or fresh.standing not in declared.sources:
                    continue
                fields = form_for(type(obj), declared)(obj=fresh, sight=sight(who)).fields
                url = f"{obj.get_absolute_url()}stap/{declared.slug}/"
                response = client.post(url, {"token": strange, **dict.fromkeys(fields, strange)})
                assert response.status_code in (200, 303, 403, 409), url
