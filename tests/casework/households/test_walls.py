"""A wall between two people of a household: who sets and lifts it, what it ends and refuses, and who reads of it."""

import datetime as dt
import inspect

import pytest
from django.utils import timezone

from casework.appointments.paper import _place
from casework.cases.models import Case
from casework.cases.operations import give_grant
from casework.cases.speaking import add_representative
from casework.desk.summary import summary
from casework.documents.content import addressee
from casework.documents.readdressing import readdress
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.households import walls
from casework.households.models import Household, Member, Wall
from casework.households.walling import go_over, keep_wall, lift_wall
from casework.households.work import HouseholdWork
from casework.network.operations import add_contact
from casework.people.models import Representative
from roles.matrix import GrantKind
from roles.policy import sight
from tests.casework.households.four import Four
from tests.factories import World, fresh, put_in_line, today, user
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def four(world: World) -> Four:
    return Four(world)


def test_the_regisseur_of_either_or_the_teamleider_sets_and_lifts_it(world: World, four: Four) -> None:
    for who in (world.teamlid, world.eerstecontact, world.consulent2, world.beheer, world.privacy):
        with pytest.raises(NotAllowed):
            four.wall(by=who)
    for who in (world.consulent, world.consulent3, world.teamleider, world.teamleider3, world.afdelingshoofd):
        wall = four.wall(by=who)
        assert walls.walled_from([four.ans.pk]) == {four.ben.pk}
        assert walls.walled_from([four.ben.pk, four.kim.pk]) == {four.ans.pk}
        with pytest.raises(NotNow, match="staat al een muur"):
            four.wall(one=four.ben, other=four.ans)
        with pytest.raises(NotAllowed):
            lift_wall(wall, by=world.teamlid, why="Het is over.")
        lift_wall(wall, by=world.teamleider, why="Het is over.")
        assert walls.walled_from([four.ans.pk, four.ben.pk]) == set()
        with pytest.raises(NotNow, match="staat er niet meer"):
            keep_wall(wall, by=who, why="Toch nodig.", review_on=today() + DAY)
    for days in ({}, {"until": today()}, {"review_on": today() - DAY}, {"until": today() + dt.timedelta(days=900)}):
        with pytest.raises(NotNow):
            four.wall(**{"until": None} | days)


def test_it_never_opens_by_itself_and_somebody_is_asked(world: World, four: Four) -> None:
    wall = four.wall(until=today() + 3 * DAY)
    turns = HouseholdWork.objects.open().filter(object_id=wall.public_id).order_by("key")
    assert [(one.what, one.for_user, one.due_on) for one in turns] == [
        ("Beslis over een muur", world.consulent, wall.until),
        ("Loop beide zaken na", world.consulent, today() + DAY),
    ]
    assert set(turns.visible_to(sight(world.consulent))) == set(turns)
    for who in (world.teamlid, world.consulent2, world.consulent3, world.teamleider):
        assert not turns.visible_to(sight(who)).exists()
    Wall.objects.filter(pk=wall.pk).update(until=today() - DAY)
    assert walls.walled_from([four.ans.pk]) == {four.ben.pk}
    go_over(wall, by=world.consulent)
    keep_wall(wall, by=world.consulent, why="Nog niet veilig.", review_on=today() + dt.timedelta(days=90))
    assert not turns.all().exists()
    assert fresh(wall).until is None


def test_who_spoke_for_the_other_or_read_along_does_so_no_more_and_no_name_is_told(world: World, four: Four) -> None:
    ben = user("ben")
    ben.last_name = "Kuijntjes"
    ben.save()
    world.grant(four.his, ben)
    row = Representative.objects.create(person=four.ans, kind="partner", name="Ben Kuijntjes", user=ben, since=today())
    other = Representative.objects.create(person=four.ans, kind="mentor", name="Mia de Mentor", since=today())
    spoke = world.grant(four.case, ben, GrantKind.REPRESENT, reason="partner")
    other.until = today()
    other.save()
    assert addressee(four.case, today())["name"] == "Ben Kuijntjes"
    four.wall()
    assert addressee(fresh(four.case), today())["name"] == "Ans Zeegers"
    assert (fresh(row).until, fresh(spoke).until) == (today(), today())
    told = four.case.events.filter(verb__in=("representative.ended", "grant.ended"))
    assert told.count() == 2
    assert not any("Ben" in f"{one.text}{one.citizen}" for one in told)
    assert not ben.represents.get().speaks(today())

    person = fresh(four.case)
    refusals = [
        lambda: give_grant(person, by=world.consulent, to=ben, kind=GrantKind.REPRESENT, reason="partner"),
        lambda: add_representative(person, by=world.consulent, kind="partner", name="B. Kuijntjes", since=today()),
        lambda: add_representative(
            person, by=world.consulent, kind="partner", name="X", phone="06-12345672", since=today()
        ),
        lambda: add_contact(person, by=world.consulent, name="Ben Kuyntjes", domain="familie"),
        lambda: add_contact(fresh(four.his), by=world.consulent3, name="mevrouw A. Zeegers", domain="familie"),
    ]
    for one in refusals:
        with pytest.raises(NotNow) as refused:
            one()
        said = " ".join(reason.text for reason in refused.value.reasons)
        assert said == walls.REFUSED
    add_contact(person, by=world.consulent, name="Kim Kuijntjes", domain="familie")
    add_contact(person, by=world.consulent, name="Zus van Ben", domain="familie")


def test_who_sees_both_sees_both_marked_and_who_sees_one_sees_nothing_of_the_other(
    client, world: World, four: Four
) -> None:
    four.case.linked.add(four.his)
    wall = four.wall()
    both, one, other = world.afdelingshoofd, world.teamlid, world.consulent3
    assert {m.person for m in Member.objects.visible_to(sight(both))} == {four.ans, four.ben, four.kim}
    assert {m.person for m in Member.objects.visible_to(sight(one))} == {four.ans, four.kim}
    assert {m.person for m in Member.objects.visible_to(sight(other))} == {four.ben, four.kim}
    page = words(as_(client, both).get(four.case.get_absolute_url()))
    assert "Ben Kuijntjes" in page
    assert "wt-icon--brick-wall" in page
    for who, case, strange in ((one, four.case, ("Ben Kuijntjes", "Havenkade", four.his.ref)),
                               (other, four.his, ("Zeegers", "Korenstraat", four.case.ref))):  # fmt: skip
        as_(client, who)
        for place in ("", "gegevens/", "inzage/", "plan/", "wijkweb/"):
            page = words(client.get(f"{case.get_absolute_url()}{place}"))
            assert not [word for word in strange if word in page], (who, place)
        assert client.get(wall.get_absolute_url()).status_code == (404 if who == one else 200)
    said = words(as_(client, other).get(wall.get_absolute_url()))  # directs his case: may lift it, and reads no name
    assert "iemand van wie u geen zaak ziet en Ben Kuijntjes" in said
    assert "Zeegers" not in said
    assert "bedreigt" not in said
    assert "Hij bedreigt haar." in words(as_(client, both).get(wall.get_absolute_url()))


def test_an_address_is_kept_from_whom_it_is_hidden_for(world: World, four: Four) -> None:
    """Kim lives with Ans, and Ben speaks for Kim: where Kim lives is on no paper that he reads."""
    kims = four.case_of(four.kim)
    letter = world.appointment(four.his, place="Korenstraat 14, Piershil")
    ben = user("ben")
    world.grant(four.his, ben)
    Representative.objects.create(person=four.kim, kind="ouder", name="Ben Kuijntjes", user=ben, since=today(),
                                  address="Havenkade 9, 3281 KK Numansdorp")  # fmt: skip
    assert _place(four.his, letter) == "Korenstraat 14, Piershil"
    wall = four.wall()
    kims.refresh_from_db()
    assert walls.is_kept(kims.person)
    assert "Korenstraat" not in str(summary(kims, for_citizen=True, shielded=False, on=today()))
    assert "geheim adres" in str(summary(kims, for_citizen=True, shielded=False, on=today()))
    four.his.refresh_from_db()
    assert _place(four.his, letter) == ""
    assert [one.sentence for one in four.his.told_by("Zij woont op Korenstraat 14.", "citizen", None)]
    lift_wall(wall, by=world.consulent, why="Het is over.")
    kims = fresh(kims)
    assert "Korenstraat" in str(summary(kims, for_citizen=True, shielded=False, on=today()))


def test_behind_a_wall_in_the_same_house_nothing_comes_by_post(
    world: World, four: Four, django_capture_on_commit_callbacks
) -> None:
    """Ans and Kim share a letterbox: what was ready to be posted to either is made again, to be given by hand."""
    home = ["Korenstraat 14", "3265 BD Piershil"]
    for case in (four.case, four.case_of(four.kim)):
        to = addressee(case, today())
        assert to["lines"] == home
        letter = world.document(case, snapshot={"kind": "bevestiging", "to": to})
        with django_capture_on_commit_callbacks() as then:
            wall = four.wall(one=four.ans, other=four.kim)
        assert [task for task in then if "readdress" in str(inspect.getclosurevars(task).nonlocals)]
        assert addressee(fresh(case), today())["lines"] == []
        with pytest.raises(NotNow):
            perform(fresh(letter), "send", by=world.consulent, sent_on=today(), sent_how="post")
        readdress(case.person_id)
        again = case.documents.get(state="gevraagd")
        perform(again, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
        with pytest.raises(NotNow):
            perform(fresh(again), "send", by=world.consulent, sent_on=today(), sent_how="post")
        perform(fresh(again), "send", by=world.consulent, sent_on=today(), sent_how="uitgereikt")
        assert addressee(fresh(four.his), today())["lines"] == ["Havenkade 9", "3281 KK Piershil"]
        lift_wall(wall, by=world.consulent, why="Zij kreeg een eigen huis.")
        assert addressee(fresh(case), today())["lines"] == home


def test_the_pages_of_a_wall(client, world: World, four: Four) -> None:
    as_(client, world.consulent)
    page = f"{four.household.get_absolute_url()}muur-zetten/"
    shown = words(client.get(page))
    assert "Zet een muur" in shown
    later = today() + dt.timedelta(days=30)
    days = {"until": later.isoformat()}
    two = {"one": four.ans.public_id, "other": four.ben.public_id, "why": "Zij is bang."}
    for bad in ({"other": four.ans.public_id} | days, {}, {"one": "x\0"} | days, {"why": ""} | days,
                {"until": "31-2-1800"}):  # fmt: skip
        assert send(client, page, **two | bad).status_code == 200, bad
    assert send(client, page, **two | days).status_code == 303
    wall = Wall.objects.get()
    own = wall.get_absolute_url()
    assert "Ans Zeegers" in words(client.get(own))
    for place, data in (
        ("nalopen/", {}),
        ("laten-staan/", {"why": "Nog nodig."} | days),
        ("opheffen/", {"why": "Over."}),
    ):
        assert client.get(f"{own}{place}").status_code == 200
        assert send(client, f"{own}{place}", **data).status_code == 303, place
    wall = fresh(wall)
    assert (wall.gone_over_on, wall.why, wall.lifted_on) == (today(), "Nog nodig.", today())
    assert "Hef de muur op" not in words(client.get(own))
    for who, status in ((world.teamlid, 403), (world.consulent2, 403), (world.middenveld, 404), (world.outsider, 404)):
        assert as_(client, who).get(page).status_code == status, who


def test_also_between_one_who_left_and_one_who_lives_elsewhere(client, world: World, four: Four) -> None:
    """An ex-partner is found in the web of one of them, or by a case; and by nobody who sees no file of theirs."""
    ex = world.person("Dubois", given_name="Carlo", birth_date=None, street="Elders 5", postcode="3281 AA")
    there = {"team": world.other_team, "kern": world.other_kern, "regisseur": world.consulent3}
    his = four.case_of(ex, **there)
    world.contact(four.case, name="Carlo Dubois")
    four.household.members.filter(person=four.ben).update(until=today(), ended_why="vertrokken")
    page = f"{four.household.get_absolute_url()}muur-zetten/"
    shown = words(as_(client, world.consulent).get(page))
    assert "Ben Kuijntjes (woonde hier)" in shown
    assert "Carlo Dubois" not in shown, "nobody learns by it that he has a case"
    given = {"one": four.ans.public_id, "why": "Hij bedreigt haar.", "until": f"{today() + dt.timedelta(days=90)}"}
    assert "mag die zaak niet zien" in words(send(client, page, **given, other="zaak", ref=his.ref))
    as_(client, world.afdelingshoofd)
    assert "Carlo Dubois (woont elders)" in words(client.get(page))
    for bad in ({"other": "zaak", "ref": ""}, {"other": "zaak", "ref": "x\0"}, {"other": "zaak", "ref": four.case.ref}):
        assert send(client, page, **given, **bad).status_code == 200, bad
    assert send(client, page, **given, other="zaak", ref=his.ref.lower()).status_code == 303
    assert walls.walled_from([four.ans.pk]) == {ex.pk}
    assert fresh(ex).walled
    for who, case, strange in ((world.teamlid, four.case, his.ref), (world.consulent3, his, "Zeegers")):
        as_(client, who)
        for place in ("", "gegevens/", "inzage/"):
            assert strange not in words(client.get(f"{case.get_absolute_url()}{place}")), (who, place)


def test_whoever_set_it_decides_while_they_see_the_household(client, world: World, four: Four) -> None:
    """Also where somebody else directs her case by now: it is their turn. Who knows one of them privately has no part in it."""
    wall = four.wall()
    Case.objects.filter(pk=four.case.pk).update(regisseur=world.consulent2)
    put_in_line(Household, [four.household.pk], timezone.now())
    assert HouseholdWork.objects.open().get(step="wall.go_over").for_user == world.consulent
    assert as_(client, world.consulent).get(f"{wall.get_absolute_url()}nalopen/").status_code == 200
    go_over(wall, by=world.consulent)
    with pytest.raises(NotAllowed):
        lift_wall(wall, by=world.teamlid, why="Over.")
    four.case.recusals.create(user=world.consulent)
    assert client.get(wall.get_absolute_url()).status_code == 404
    with pytest.raises(NotAllowed):
        lift_wall(wall, by=world.consulent, why="Over.")
