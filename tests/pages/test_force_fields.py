"""The krachtenveldanalyse on the pages: asked, made by somebody outside on a named grant, talked over, and read."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.desk.summary import summary
from casework.engine import by_date
from casework.engine.door import perform
from casework.forcefields.models import ForceField
from casework.sharing.models import Sharing
from roles.matrix import GrantKind, Role
from tests.casework.households.four import Four
from tests.factories import World, fresh, member, today, user
from tests.pages.browser import as_, post, send, words

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DUE, UNTIL, SOON = today() + 30 * DAY, today() + 60 * DAY, today() + 9 * DAY


def asking(world: World, **more) -> dict:
    return {
        "why": "Iedereen trekt een andere kant op",
        "maker": f"{world.partner.pk}-{world.middenveld.pk}",
        "due_on": DUE.isoformat(),
        "until": UNTIL.isoformat(),
        "what": ["vraag"],
        "rests": "toestemming",
        "consent_said": "on",
        "consent_text": "Wij vertellen de ander uw naam en wat u nodig hebt.",
        "consent_how": "aan tafel",
        "consent_given_by": "zij",
        "consent_given_on": today().isoformat(),
    } | more


def asked(client: Client, world: World, case=None) -> ForceField:
    case = case or world.case("uitvoering")
    answer = send(as_(client, world.consulent), f"{case.get_absolute_url()}krachtenveld/nieuw/", **asking(world))
    field = ForceField.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (303, field.get_absolute_url())
    return field


def drawn(client: Client, field: ForceField, world: World) -> ForceField:
    """With three in it, one of whom the maker keeps from the citizen."""
    as_(client, world.middenveld)
    assert post(client, field, "begin-met-de-analyse").status_code == 303
    field = fresh(field)
    for one in (
        {"name": "Zus Anja", "role": "zus", "influence": "groot", "stance": "mee"},
        {"name": "Verhuurder", "stance": "tegen", "stance_then": "mee"},
        {"name": "Ex Marco", "there": "nu", "influence": "klein", "ground": "Zij is bang voor hem"},
    ):
        assert post(client, field, "voeg-iemand-toe", **{"there": "allebei"} | one).status_code == 303
    rows = {one.name: one.pk for one in field.parties.all()}
    for tie in (
        {"one": rows["Zus Anja"], "other": "inwoner", "now": "steunend", "then": "steunend"},
        {"one": rows["Verhuurder"], "other": rows["Zus Anja"], "now": "gespannen", "then": "zakelijk"},
        {"one": rows["Ex Marco"], "other": "inwoner", "now": "verbroken"},
    ):
        assert post(client, field, "leg-een-band-vast", **tie).status_code == 303
    told = {"change": "Eén vaste begeleider.", "regie_now": rows["Zus Anja"], "regie_then": "inwoner"}
    assert post(client, field, "lever-de-analyse-op", **told).status_code == 303
    return fresh(field)


def test_from_the_question_to_what_the_citizen_reads(client: Client, world: World) -> None:
    case = world.case("uitvoering")
    field = asked(client, world, case)
    page, paper = field.get_absolute_url(), f"{field.get_absolute_url()}papier/"
    assert "Krachtenveldanalyse van" in words(client.get(f"{case.get_absolute_url()}wijkweb/"))
    again = send(client, f"{case.get_absolute_url()}krachtenveld/nieuw/", **asking(world))
    assert (again.status_code, "Er loopt al een krachtenveldanalyse" in words(again)) == (409, True)

    colleague = user("collega_van_de_maker")
    member(colleague, Role.MIDDENVELD, organisation=world.partner)
    assert as_(client, colleague).get(page).status_code == 404  # a named grant is of one person
    seen = words(as_(client, world.middenveld).get(page))
    assert case.subject in seen
    assert case.get_absolute_url() not in seen
    assert client.get(case.get_absolute_url()).status_code == 404
    field = drawn(client, field, world)
    assert client.get(paper).content.startswith(b"%PDF-")
    assert post(client, field, "voeg-iemand-toe", name="Kerk", there="allebei").status_code in (403, 409)

    world.grant(case)
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    assert as_(client, world.inwoner).get(page).status_code == 404  # not before it was talked over
    seen = words(as_(client, world.consulent).get(page))
    for there in ("Ex Marco", "Zij is bang voor hem", "Eén vaste begeleider", "verbroken", "De regie ligt bij"):
        assert there in seen, there
    along = words(as_(client, world.consulent3).get(page))
    assert ("Zus Anja" in along, "Marco" in along) == (True, False)
    as_(client, world.consulent)
    over = {"discussed_on": today().isoformat(), "said": "Zo is het precies."}
    assert "Vul een datum in" in words(post(client, field, "leg-vast-dat-u-dit-besprak", **over))
    named = over | {"said": "Marco weet dit niet.", "review_on": SOON.isoformat()}
    assert "staat de naam van Ex Marco" in words(post(client, field, "leg-vast-dat-u-dit-besprak", **named))
    assert (
        post(client, field, "leg-vast-dat-u-dit-besprak", **over | {"review_on": SOON.isoformat()}).status_code == 303
    )

    assert as_(client, world.middenveld).get(page).status_code == 404  # done
    as_(client, world.inwoner)
    assert page in words(client.get(f"/mijn/{case.ref}/"))
    seen = words(client.get(page))
    for there in ("Zus Anja", "Eén vaste begeleider", "Zo is het precies", "gespannen"):
        assert there in seen, there
    assert "Marco" not in seen
    assert "bang" not in seen
    assert client.get(paper).content.startswith(b"%PDF-")

    field = fresh(field)
    again = {"kept": [], "review_on": ""}
    assert post(as_(client, world.consulent), field, "kijk-opnieuw-wat-is-afgeschermd", **again).status_code == 303
    assert "Marco" in words(as_(client, world.inwoner).get(page))


def test_the_grant_ends_on_its_day_and_with_the_consent(client: Client, world: World) -> None:
    """And nothing falls between: the question is with who leads the case again."""
    taken_back, over = asked(client, world), asked(client, world)
    perform(over, "accept", by=world.middenveld)
    perform(taken_back.sharing, "withdraw", by=world.consulent, why="Zij belde")
    by_date.run(dt.datetime.combine(UNTIL, dt.time(3), tzinfo=dt.UTC))
    for field in (taken_back, over):
        now = fresh(field)
        assert now.state == "terug", now
        assert now.case.work.open().get(step="force_field.withdraw").for_user == world.consulent
    assert as_(client, world.middenveld).get(taken_back.get_absolute_url()).status_code == 404
    assert fresh(over).shared_until == UNTIL
    assert Sharing.objects.filter(state="gegeven").count() == 0
    # asked anew it is settled
    case = taken_back.case
    send(as_(client, world.consulent), f"{case.get_absolute_url()}krachtenveld/nieuw/", **asking(world))
    assert fresh(taken_back).state == "ingetrokken"
    assert not case.work.open().filter(object_id=taken_back.public_id).exists()


def test_who_is_behind_a_wall_is_read_by_nobody_who_may_not_know(client: Client, world: World) -> None:
    """Whoever draws is told nothing of a wall; who may not know reads neither the name nor the words."""
    four = Four(world)
    field = world.force_field(four.case, "in_de_maak", why="Om Ben Kuijntjes")
    perform(field, "add_party", by=world.middenveld, name="Ben Kuijntjes", there="allebei", role="man")
    ben = field.parties.get(name="Ben Kuijntjes")
    perform(field, "tie", by=world.middenveld, one=ben, now="gespannen")
    given = {
        "change": "Ben Kuijntjes gaat weg.",
        "regie_now": "partij",
        "regie_now_party": ben,
        "regie_then": "inwoner",
    }
    perform(field, "hand_in", by=world.middenveld, **given)
    perform(field, "discuss", by=world.consulent, discussed_on=today(), said="Ben Kuijntjes weet dit niet.")
    world.grant(four.case)
    four.wall()
    page = field.get_absolute_url()
    for who, reads in ((world.inwoner, False), (world.teamlid, False), (world.afdelingshoofd, True)):
        seen = words(as_(client, who).get(page))
        assert ("Kuijntjes" in seen, "Zus Anja" in seen) == (reads, True), who

    # nor on a form or in a refusal; and whom one can't see one doesn't let go of
    field = fresh(field)
    field.parties.update(shielded=True, ground="Zij is bang")
    as_(client, world.teamlid)
    for slug in ("scherm-iemand-af", "kijk-opnieuw-wat-is-afgeschermd"):
        seen = words(client.get(f"{page}stap/{slug}/"))
        assert ("Kuijntjes" in seen, "Zus Anja" in seen) == (False, True), slug
    anja = field.parties.get(name="Zus Anja")
    refused = words(post(client, field, "scherm-iemand-af", party=anja.pk, ground="Zij is bang", review_on=SOON))
    assert ("iemand die is afgeschermd" in refused, "Kuijntjes" in refused) == (True, False)
    again = {"kept": [], "review_on": SOON.isoformat()}
    assert post(client, field, "kijk-opnieuw-wat-is-afgeschermd", **again).status_code == 303
    assert [one.name for one in field.parties.filter(shielded=True)] == ["Ben Kuijntjes"]


def test_who_is_kept_from_the_citizen_in_the_wijkweb_is_kept_here_too(client: Client, world: World) -> None:
    """From the citizen, and from who reads along: the name, and words that name them."""
    case = world.case("uitvoering")
    world.contact(case, name="Karel Smit", shielded=True, ground="Zij is bang voor hem")
    field = world.force_field(case, "in_de_maak", handed_in=True, change="Karel Smit houdt afstand.")
    field.parties.create(name="Karel Smit")
    world.grant(case)
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    page = field.get_absolute_url()
    seen = words(as_(client, world.consulent3).get(page))
    assert ("Verhuurder" in seen, "Smit" in seen) == (True, False)
    as_(client, world.consulent)
    over = {"discussed_on": today().isoformat(), "said": "Zo is het precies."}
    assert "staat de naam van Karel Smit" in words(post(client, field, "leg-vast-dat-u-dit-besprak", **over))
    ForceField.objects.filter(pk=field.pk).update(change="Meer afstand.")
    assert post(client, field, "leg-vast-dat-u-dit-besprak", **over).status_code == 303
    for who in (world.inwoner, world.consulent3):
        seen = words(as_(client, who).get(page))
        assert ("Meer afstand" in seen, "Smit" in seen) == (True, False), who
    # in another name it was about another
    case.person_since = timezone.now()
    ForceField.objects.update(asked_on=today() - DAY)
    told = [summary(case, for_citizen=one, shielded=not one, on=today())["force_fields"] for one in (True, False)]
    assert [len(one) for one in told] == [0, 1]


def test_what_is_typed_badly_is_told_beside_its_field(client: Client, world: World) -> None:
    case = world.case("uitvoering")
    new = f"{case.get_absolute_url()}krachtenveld/nieuw/"
    as_(client, world.consulent)
    for more, told in (
        ({"maker": ""}, "Maak een keuze."),
        ({"maker": f"{world.partner.pk}-{world.teamlid.pk}"}, "Kies iets uit de lijst."),
        ({"until": DUE.isoformat()}, "Kies een dag na de dag waarop"),
        ({"due_on": "1800-01-01"}, "Vul een datum in"),
        ({"consent_said": ""}, "Dit kan alleen met toestemming"),
        ({"rests": "taak"}, "Vul dit in."),
        ({"rests": "taak", "ground_why": "Nodig", "what": ["verslag"]}, "Op deze grond mag u dit niet delen"),
        ({"why": "\0"}, "een teken dat wij niet kunnen bewaren"),
    ):
        answer = send(client, new, **asking(world, **more))
        assert (answer.status_code, told in words(answer)) == (200, True), (more, told)
    assert not ForceField.objects.exists()
    field = world.force_field(case, "in_de_maak")
    as_(client, world.middenveld)
    for slug, sent in (
        ("voeg-iemand-toe", {"name": "x" * 10_000, "there": "allebei"}),
        ("voeg-iemand-toe", {"name": " ", "there": "elders"}),
        ("leg-een-band-vast", {"one": "99999999", "other": "\0", "now": "vijand"}),
        ("haal-iets-weg", {"row": "partij:x"}),
        ("lever-de-analyse-op", {"change": "", "regie_now": "koning"}),
    ):
        assert post(client, field, slug, **sent).status_code == 200, slug
    assert field.parties.count() == 2


def test_a_page_asks_as_often_for_many_as_for_few(client: Client, world: World) -> None:
    case = world.case("uitvoering")
    field = world.force_field(case, "in_de_maak", handed_in=True)

    def asked_for(url: str) -> int:
        as_(client, world.consulent)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few = asked_for(field.get_absolute_url())
    for number in range(8):
        one = field.parties.create(name=f"Partij {number}", stance=("mee", "tegen")[number % 2])
        field.ties.create(one=one, now="zakelijk")
    assert asked_for(field.get_absolute_url()) == few == 8
