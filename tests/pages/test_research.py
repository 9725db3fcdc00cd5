"""The page of the research: rows and parts, keys of one press, two who write at once, the report seen beforehand."""

import pytest

from casework.cases.drafts import ReportDraft
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.goals.models import Goal
from casework.research.models import Asked, Basis, EarlierText, Need, Research
from casework.research.parts import Part
from casework.research.states import Mark
from roles.models import Reading
from tests.factories import World, fresh
from tests.pages.browser import as_, send, words
from tests.pages.looked_at import LookedAt, page_of


@pytest.fixture
def case(world: World) -> Case:
    found = world.case("onderzoek")
    Need.objects.all().delete()
    Asked.objects.all().delete()
    return found


@pytest.fixture
def base(case: Case) -> str:
    return f"{case.get_absolute_url()}onderzoek/"


def need_of(case: Case) -> Need:
    return Need.objects.get(research__case=case)


def test_a_research_is_written_without_a_script(client, world: World, case: Case, base: str) -> None:
    page = page_of(client, world.teamlid, case, "onderzoek/")
    assert [one.words for one in page.all(".wt-missing a")] == [
        "wat nodig is", "identiteit gezien?", "cliëntondersteuning genoemd?",
    ]  # fmt: skip
    send(client, f"{base}nieuw/", what="Warm eten", extent="U ziet de pitten niet. 7 dagen.")
    need = need_of(case)
    cell = f"{base}{need.public_id}"
    page = page_of(client, world.teamlid, case, "onderzoek/")
    (link,) = [one for one in page.all(".wt-missing a") if one.words.startswith("c. mensen dichtbij")]
    assert link["href"] == f"{cell}/c/"
    answer = send(client, link["href"], text="Ans brengt soep.", source="gesprek", opened="")
    assert answer.status_code == 303
    assert (fresh(need).network, Basis.objects.get().words) == ("Ans brengt soep.", "Het gesprek")
    for part, mark in (("b", "niet_besproken"), ("e", "niet_besproken"), ("f", "niet_besproken"), ("over", "niets")):
        assert send(client, f"{base}teken/", rij=need.public_id, deel=part, teken=mark).status_code == 303
    assert (fresh(need).own_mark, fresh(need).left_mark) == ("niet_besproken", "niets")
    send(client, f"{base}teken/", deel="d", teken="niet_besproken")
    for question in ("identiteit", "ondersteuning", "ondersteuning_naaste"):
        send(client, f"{base}gevraagd/", vraag=question, gevraagd="ja")
    page = page_of(client, world.consulent, case, "onderzoek/")
    assert not page.has(".wt-missing")
    assert "Stel vast" in [one.words for one in page.all(".wt-research__foot button")]
    send(client, f"{base}gevraagd/", vraag="identiteit", gevraagd="nee")
    send(client, f"{base}teken/", rij=need.public_id, deel="b", teken="", gezien="")
    assert {one.words for one in page_of(client, world.consulent, case, "onderzoek/").all(".wt-missing a")} == {
        "identiteit gezien?",
    }  # nothing is left because of c, so b doesn't matter
    assert CaseEvent.objects.filter(case=case, by=world.teamlid, verb="research.written").count() == 1
    assert Reading.objects.filter(case_id=case.pk, part="onderzoek").exists()


def test_rows_are_changed_ordered_and_taken_away(client, world: World, case: Case, base: str) -> None:
    as_(client, world.teamlid)
    for what in ("Eten", "Slapen", "Post"):
        send(client, f"{base}nieuw/", what=what)
    eat, sleep, post = Need.objects.all()
    send(client, f"{base}{post.public_id}/volgorde/", kant="omhoog")
    send(client, f"{base}{eat.public_id}/volgorde/", kant="omhoog")  # it is the first already
    assert [one.what for one in Need.objects.all()] == ["Eten", "Post", "Slapen"]
    send(client, f"{base}{sleep.public_id}/a/", what="Rust in de nacht", extent="", opened="")
    assert fresh(sleep).what == "Rust in de nacht"
    assert "Haal weg: Eten" in words(client.get(f"{base}{eat.public_id}/weg/"))
    send(client, f"{base}{eat.public_id}/weg/", sure="on")
    assert [one.what for one in Need.objects.all()] == ["Post", "Rust in de nacht"]
    token = "6d1f6ab4-7a34-4f0a-9f4d-2f2e7f0f5a11"
    for _ in range(2):
        client.post(f"{base}nieuw/", {"what": "Dubbel", "token": token})
    assert Need.objects.filter(what="Dubbel").count() == 1


def test_who_writes_second_reads_what_the_first_wrote(client, world: World, case: Case, base: str) -> None:
    as_(client, world.teamlid)
    send(client, f"{base}nieuw/", what="Warm eten", extent="x")
    need = need_of(case)
    url = f"{base}{need.public_id}/b/"
    opened = LookedAt(client.get(url).content.decode()).one('input[name="opened"]')["value"]
    as_(client, world.consulent)
    send(client, url, text="Brood lukt.", opened=opened)
    as_(client, world.teamlid)
    answer = send(client, url, text="Soep lukt.", opened=opened)
    assert answer.status_code == 409
    page = words(answer)
    assert "Uw collega vulde hier in: ‘Brood lukt.’. Uw eigen woorden staan er nog." in page
    assert "Soep lukt." in page
    assert fresh(need).own == "Brood lukt."
    again = LookedAt(answer.content.decode()).one('input[name="opened"]')["value"]
    send(client, url, text="Brood en soep lukken.", opened=again)
    assert fresh(need).own == "Brood en soep lukken."
    assert "Brood lukt." in page_of(client, world.teamlid, case, "onderzoek/").text  # among the earlier texts
    assert EarlierText.objects.get().text == "Brood lukt."
    # nor does a key, pressed on a page from before, take away what was written since
    stale = send(client, f"{base}teken/", rij=need.public_id, deel="b", teken="niet_besproken", gezien="oud")
    assert stale.status_code == 303
    assert fresh(need).own == "Brood en soep lukken."


def test_ways_stand_beside_each_other_and_the_citizen_chooses(client, world: World, case: Case, base: str) -> None:
    as_(client, world.teamlid)
    send(client, f"{base}nieuw/", what="Warm eten", extent="x")
    need = need_of(case)
    for what in ("Een maaltijd aan huis", "Samen eten"):
        send(client, f"{base}{need.public_id}/manier/", what=what)
    home, together = need.options.all()
    for option in (home, together):
        send(client, f"{base}{need.public_id}/keuze/", manier=option.public_id, hoe="kies")
    assert [one.chosen_on is not None for one in need.options.all()] == [False, True]
    read = words(client.get(f"{base}verslag/"))
    assert "Een maaltijd aan huis" in read
    assert "(dit koos u)" in read
    send(client, f"{base}{need.public_id}/keuze/", manier=home.public_id, hoe="weg")
    send(client, f"{base}{need.public_id}/keuze/", manier=together.public_id, hoe="laat")
    assert [(one.what, one.chosen_on) for one in need.options.all()] == [("Samen eten", None)]


def test_a_goal_comes_from_what_is_needed(client, world: World, case: Case, base: str) -> None:
    near = world.contact(case, "Ans Bakker")
    Need.objects.create(
        research=case.researches.get(), what="Warm eten", extent="U kookt niet.", network="Ans Bakker brengt soep."
    )
    url = f"{base}{need_of(case).public_id}/doel/"
    page = LookedAt(as_(client, world.teamlid).get(url).content.decode())
    assert page.one('textarea[name="wording"]').text == "Warm eten: U kookt niet."
    assert page.one('select[name="carrier"] option[selected]')["value"] == f"naaste:{near.pk}"
    sent = {"wording": "Ik eet warm", "layer": "burger", "ground": world.eigen.pk, "carrier": f"naaste:{near.pk}"}
    assert send(client, url, **sent).status_code == 303
    goal = Goal.objects.get()
    assert (goal.wording, goal.carrier_contact, goal.rhythm_days) == ("Ik eet warm", near, None)


def test_what_is_known_is_taken_over_and_says_where_it_came_from(client, world: World, case: Case, base: str) -> None:
    world.contact(case, "Corrie Verkerk", relation="dochter", is_carer=True, phone="0186571402")
    world.contact(case, "De wijkagent", shielded=True, ground="veiligheid")
    world.piece(case, title="Brief van de huisarts")
    world.indicatie(case, "afgegeven")
    case.notes.create(text="Zij belde over de nachten.", by_name="Karin", at="2026-11-02T10:00Z")
    case.notes.create(text="Geheim", shielded=True, ground="veilig", by_name="Karin", at="2026-11-02T10:00Z")
    page = page_of(client, world.teamlid, case, "onderzoek/")
    known = page.one(".wt-research__known").text
    for one in (
        case.question,
        "Corrie Verkerk (dochter)",
        "Brief van de huisarts",
        "Tijdelijke hulp",
        "Zij belde over",
    ):
        assert one in known
    assert "wijkagent" not in known
    assert "Geheim" not in known
    (link,) = [one for one in page.all(".wt-known a") if "wijkweb" in one.text]
    send(client, f"{base}nieuw/", what="De nacht", extent="x")
    need = need_of(case)
    send(client, link["href"], where=f"{need.public_id}:c", text="Uw dochter Corrie slaapt er.")
    send(client, link["href"], where=f"{need.public_id}:c", text="Ook op zaterdag.")
    assert fresh(need).network == "Uw dochter Corrie slaapt er.\nOok op zaterdag."
    answer = send(client, f"{base}eigen-zaak/", naaste=case.contacts.get(is_carer=True).pk)
    draft = ReportDraft.objects.get(user=world.teamlid)
    assert answer.headers["Location"] == f"/zaken/nieuw/?concept={draft.key}"
    assert (draft.typed["family_name"], draft.typed["given_name"]) == ("Verkerk", "Corrie")
    assert "Verkerk" in words(client.get(answer.headers["Location"]))


def test_text_about_the_reader_is_told_and_the_report_is_seen_beforehand(
    client, world: World, case: Case, base: str
) -> None:
    as_(client, world.teamlid)
    send(client, f"{base}nieuw/", what="Warm eten", extent="x")
    answer = client.post(
        f"{base}{need_of(case).public_id}/b/", {"text": "Mevrouw kan niet koken.", "token": ""}, follow=True
    )
    assert "Dit praat óver de inwoner, die het zelf leest: ‘Mevrouw kan’" in words(answer)
    read = words(client.get(f"{base}verslag/"))
    assert "Dit praat óver de inwoner" in read
    assert "U kunt een aanvraag doen" in read
    assert "Nog nodig voor het verslag" in read
    assert "Handtekening" in read


BAD = ("\0", "x" * 25_000, "1800-01-01", "<script>alert(1)</script>", "😀", "' OR 1=1 --")


def test_nonsense_is_answered_in_words(client, world: World, case: Case, base: str) -> None:
    as_(client, world.teamlid)
    send(client, f"{base}nieuw/", what="Warm eten", extent="x")
    need = need_of(case)
    pages = (
        f"{base}nieuw/",
        f"{base}vrij/",
        f"{base}g/",
        f"{base}{need.public_id}/b/",
        f"{base}{need.public_id}/manier/",
    )
    for text in BAD:
        for url in pages:
            answer = send(client, url, what=text, extent=text, text=text, free=text, source=text, other=text)
            assert answer.status_code in (200, 303, 409), (url, text[:20])
        for url in (f"{base}teken/", f"{base}gevraagd/", f"{base}{need.public_id}/keuze/", f"{base}eigen-zaak/"):
            told = send(client, url, rij=text, deel=text, teken=text, vraag=text, manier=text, hoe=text, naaste=text)
            assert told.status_code == 303, (url, text[:20])
    assert "Kies een onderdeel uit de lijst." in words(client.get(base))
    for url in (f"{base}x/", f"{base}{need.public_id}/g/", f"{base}000000000000/b/", f"{base}neem-over/case-weg/"):
        assert client.get(url).status_code == 404, url
    assert client.get(f"{base}teken/").status_code == 405


def test_a_settled_report_is_read_and_no_more_written(client, world: World, case: Case, base: str) -> None:
    research = world.written(case.researches.get())
    world.reported(case, by=world.consulent)
    page = page_of(client, world.consulent, case, "onderzoek/")
    assert not page.has(".wt-cell__keys")
    keys = [one.words for one in page.all(".wt-research__foot .wt-button")]
    assert keys[:2] == ["Bekijk het verslag", "Pas aan na reactie"]
    assert "Stel vast" not in keys
    answer = client.get(f"{base}g/", follow=True)
    assert "Kies ‘Pas aan na reactie’ om het te wijzigen." in words(answer)
    assert send(client, f"{base}g/", text="Later").status_code == 409
    assert client.get(research.get_absolute_url()).headers["Location"] == base
    newer = world.research(case)
    older = words(client.get(research.get_absolute_url()))
    assert "Dit is een eerder onderzoek" in older
    assert "wt-cell__keys" not in older
    assert newer.pk != research.pk


def test_the_page_costs_the_same_however_much_is_written(
    client, world: World, case: Case, django_assert_num_queries
) -> None:
    research = case.researches.get()
    as_(client, world.consulent)

    def grow(rows: int) -> None:
        for number in range(rows):
            need = Need.objects.create(research=research, what=f"Iets {number}", extent="x", own="y")
            need.options.create(what="zo")
            Basis.objects.create(research=research, need=need, part=Part.B, source="gesprek", words="Het gesprek")
            world.contact(case, f"Buur {number}")
            world.piece(case)

    grow(1)
    client.get(f"{case.get_absolute_url()}onderzoek/")
    for rows in (1, 6):
        grow(rows)
        with django_assert_num_queries(PAGE):
            assert client.get(f"{case.get_absolute_url()}onderzoek/").status_code == 200
    assert Research.objects.filter(case=case).count() == 1


PAGE = 29  # of which one of advices, one of a meldcode for who may know of it, and one of objections, whose term runs


@pytest.mark.parametrize(
    ("left", "mark", "said"),
    [
        ("Vijf nachten per week.", Mark.GEEN, "Wilt u de hulp van de gemeente die"),
        ("", Mark.NIETS, "is er geen hulp van de gemeente nodig"),
        ("", Mark.NIET_BESPROKEN, "Wilt u hulp van de gemeente?"),
    ],
)
def test_the_report_says_no_more_than_was_talked_over(
    client, world: World, case: Case, base: str, left: str, mark: Mark, said: str
) -> None:
    """What is left and wasn't talked about isn't nothing: the citizen would read that they get no help."""
    world.written(case.researches.get()).needs.update(left=left, left_mark=mark)
    page = words(as_(client, world.consulent).get(f"{base}verslag/"))
    every = (
        "Wilt u de hulp van de gemeente die",
        "is er geen hulp van de gemeente nodig",
        "Wilt u hulp van de gemeente?",
    )
    assert [one for one in every if one in page] == [said]
