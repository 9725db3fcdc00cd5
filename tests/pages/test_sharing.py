"""What is shared, on the pages: made and seen first, listed for the team and for whom it is about, taken back."""

import pytest
from django.test import Client

from casework.engine.door import perform
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.sharing.models import Sharing
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, post, send, words
from tests.pages.filled_in import consent

LOOK = {"bekijk": "ja"}


@pytest.fixture
def case(world: World):
    made = world.case("uitvoering", person=world.person("Vermaat", given_name="Toos", phone="0186 571402"))
    world.grant(made)
    return made


def new(case) -> str:
    return f"{case.get_absolute_url()}delingen/nieuw/"


def by_article(world: World, **more) -> dict:
    return {
        "to": "ander", "name": "CAK", "what": ["bereiken", "besluit"], "purpose": "betalen", "rests": "cak",
        "why": "Het CAK int uw eigen bijdrage.", "consent_given_on": f"{today():%d-%m-%Y}",
    } | more  # fmt: skip


def test_it_is_seen_before_it_is_written_down(client: Client, world: World, case) -> None:
    world.indicatie(case, "afgegeven")
    as_(client, world.consulent)
    assert "Bekijk eerst wat de ander krijgt" in words(client.get(new(case)))
    page = words(send(client, new(case), **by_article(world) | LOOK))
    shown = page[page.index("Zo leest de ander het") : page.index("Met wie deelt u?")]
    for there in ("Dit krijgt CAK", "Voorstraat 1", "0186 57 14 02", "Dit leest de inwoner", "Het CAK int uw", "5.2.1"):
        assert there in shown, there
    assert "Vermaat" not in shown
    assert not Sharing.objects.exists()
    case.person.secret_address = True
    case.person.save()
    assert "Voorstraat 1" not in words(send(client, new(case), **by_article(world) | LOOK))
    answer = send(client, new(case), **by_article(world))
    assert answer.status_code == 303
    made = Sharing.objects.get()
    assert (made.with_name, made.article, made.what) == ("CAK", "Wmo 2015, artikel 5.2.1", ["bereiken", "besluit"])
    assert "Delen vastgelegd" in words(client.get(case.get_absolute_url()))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"to": ""}, "Dit veld is nodig|Kies|keuze"),
        ({"name": ""}, "Wie is die ander"),
        ({"name": "SVB"}, "Op deze grond deelt u alleen met CAK"),
        ({"purpose": "hulp"}, "Op deze grond deelt u alleen voor"),
        ({"what": ["verslag"]}, "Op deze grond mag u dit niet delen"),
        ({"why": ""}, "Waarom is dit nodig"),
        ({"rests": "toestemming"}, "Zet een vinkje"),
        ({"rests": "koning"}, "koning"),
        ({"what": ["alles"]}, "alles"),
        ({"to": "\x00"}, "keuze"),
        ({"why": "a\x00b"}, "teken"),
        ({"name": "x" * 10_000}, "120"),
        ({"until": "1-1-1800"}, "dag"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(client: Client, world: World, case, wrong: dict, said: str) -> None:
    answer = send(as_(client, world.consulent), new(case), **by_article(world) | wrong)
    assert answer.status_code == 200
    assert answer.context["form"].errors, said
    assert not Sharing.objects.exists()


def test_consent_is_one_line_and_not_asked_again(client: Client, world: World, case) -> None:
    as_(client, world.consulent)
    offering = f"{case.get_absolute_url()}overdrachten/nieuw/"
    to = f"organisatie:{world.partner.pk}"
    assert "Al afgesproken" not in words(client.get(offering))
    assert "Toos Vermaat gaf vandaag mondeling toestemming" in words(client.get(offering))
    given = {"to": to, "what": ["vraag"], "purpose": "hulp", "rests": "toestemming"} | consent()
    assert send(client, new(case), **given).status_code == 303
    sharing = Sharing.objects.get()
    assert "Al afgesproken, en niet opnieuw nodig: <strong>Bij de Oma&#x27;s</strong>" in words(client.get(offering))
    assert send(client, offering, to=to, need="Gezelschap").status_code == 303
    goal = {"wording": "Zingen", "layer": "burger", "ground": world.eigen.pk, "carrier": to, "rhythm_days": 28}
    assert send(client, f"{case.get_absolute_url()}doelen/nieuw/", **goal).status_code == 303
    assert Handover.objects.get().consent == Goal.objects.get().consent == sharing
    # nor for a name that was kept back, once they were agreed on
    perform(Handover.objects.get(), "withdraw", by=world.consulent, why="Toch niet")
    hidden = world.handover(case, anonymous=True, willing_on=today())
    page = words(client.get(f"{hidden.get_absolute_url()}stap/noem-de-naam/"))
    assert "Welke tekst hebt u laten zien" not in page
    assert post(client, hidden, "noem-de-naam").status_code == 303
    assert fresh(hidden).consent == sharing
    other = {"to": f"organisatie:{world.provider.pk}", "need": "Zorg", "reason": "Nodig"}
    assert send(client, offering, **other).status_code in (200, 409)


def test_who_gets_what_until_when_and_taken_back(client: Client, world: World, case) -> None:
    help_ = world.sharing(case, text="Over het koor.")
    cak = world.sharing(case, with_name="CAK", rests="cak", purpose="betalen", what=["besluit"], text="", given_by="",
                        article="Wmo 2015, artikel 5.2.1", why="Bijdrage")  # fmt: skip
    offered = world.handover(case, "aanvaard", consent=help_)
    as_(client, world.middenveld).get(offered.get_absolute_url())
    for who in (world.consulent, world.teamleider):
        plan = words(as_(client, who).get(f"{case.get_absolute_url()}plan/"))
        assert f"{help_.get_absolute_url()}stap/trek-in/" in plan
        assert "Wie wat krijgt" in words(client.get(case.get_absolute_url()))
    page = words(client.get(help_.get_absolute_url()))
    assert f"{world.middenveld.name}, overdracht" in page
    assert offered.get_absolute_url() in page
    mine = words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))
    for there in ("Wie iets van u weet", "Over het koor.", "Dit mag volgens de wet: Wmo 2015, artikel 5.2.1"):
        assert there in mine, there
    assert f"{help_.get_absolute_url()}stap/trek-in/" in mine
    assert f"{cak.get_absolute_url()}stap/trek-in/" not in mine
    own = words(client.get(help_.get_absolute_url()))
    assert f"{world.middenveld.name}, overdracht" in own
    assert offered.get_absolute_url() not in own
    asked = words(client.get(f"{help_.get_absolute_url()}stap/trek-in/"))
    assert "ziet uw gegevens niet meer. Uw vraag ligt weer bij Wijkteam Noord" in asked
    assert 'name="why"' not in asked
    assert post(client, help_, "trek-in").status_code == 303
    assert fresh(help_).ended_why == "De inwoner trok de toestemming in."
    assert as_(client, world.middenveld).get(offered.get_absolute_url()).status_code == 410
    assert post(as_(client, world.inwoner), cak, "trek-in").status_code == 403
    assert Reading.objects.filter(case_id=case.pk, part="delen").count() == 2


def test_the_carrier_of_a_goal_is_seen_first_and_a_piece_for_the_citizen(client: Client, world: World, case) -> None:
    as_(client, world.consulent)
    goal = {"wording": "Zingen in een koor", "layer": "burger", "ground": world.eigen.pk, "rhythm_days": 28,
            "carrier": f"organisatie:{world.partner.pk}", **consent()}  # fmt: skip
    page = words(send(client, f"{case.get_absolute_url()}doelen/nieuw/", **goal | LOOK))
    shown = page[page.index("Zo leest de ander het") : page.index("Het doel, in de woorden")]
    for there in ("Dit leest Bij de Oma&#x27;s, zodra het plan begint", "Toos Vermaat", "Zingen in een koor"):
        assert there in shown, there
    assert case.ref not in shown
    assert not Goal.objects.exists()
    piece = world.piece(case, title="Mevrouw is ziek")
    url = f"{piece.get_absolute_url()}wijzigen/"
    form = client.get(url).context["form"]
    data = {one.html_name: one.value() or "" for one in form} | {"seen_by": "inwoner"} | LOOK
    page = words(send(client, url, **data))
    assert "Dit ziet de inwoner op Mijn zaak" in page
    assert fresh(piece).seen_by == "team"
