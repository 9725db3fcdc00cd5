"""What follows from what happens to help: versions, letters, the back office's rows, sight of the provider, the night."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.test import Client

from casework.documents.models import Document
from casework.engine import by_date
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.provisions.back_office import BackOfficeMessage
from casework.provisions.models import Provision
from casework.research.filing import file_sentences
from casework.research.parts import Part
from casework.visits.models import Visit
from roles.actions import Action
from roles.policy import may, sight
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
REVIEW = {
    "ground": "b", "withdraws": True, "columns": {}, "why": "U hebt deze hulp niet meer nodig.",
    "heard_how": "aan tafel", "heard_on": today(),
}  # fmt: skip


def rows(provision: Provision) -> list[str]:
    return list(BackOfficeMessage.objects.filter(provision=provision).order_by("pk").values_list("kind", flat=True))


def letters(provision: Provision) -> list[str]:
    return list(Document.objects.filter(about=provision.public_id).order_by("pk").values_list("kind", flat=True))


def test_from_sending_on_the_provider_sees_its_own_help(world: World) -> None:
    """Before that nobody there does; then that line, and nothing of the file or of another's help."""
    case = world.case()
    asked = world.application(case)
    mine = world.provision(case, application=asked, told_on=None, shared_until=None)
    other = world.provision(case, application=asked, told_on=None, shared_until=None, provider=world.nursing)
    who = sight(world.uitvoerder)
    assert not Provision.objects.visible_to(who).exists()
    decision = world.document(case, "indicatie_afgegeven", about=asked.public_id)
    perform(decision, "send", by=world.consulent, sent_on=today(), sent_how="post")
    assert list(Provision.objects.visible_to(who)) == [mine]
    assert fresh(mine).told_on == fresh(other).told_on == today()
    assert not may(who, Action.VIEW_CASE, case)
    assert rows(mine) == ["301"]


def test_the_course_of_help_and_what_the_back_office_hears(world: World) -> None:
    one = world.provision(world.case())
    perform(one, "confirm_start", by=world.uitvoerder, started_on=today())
    perform(one, "change", by=world.consulent, since=today(), columns={"amount": Decimal(5)}, why="Meer nodig.")
    perform(one, "suspend_payment", by=None, until=today() + DAY, why="x") if one.form == "pgb" else None
    perform(one, "review", by=world.consulent, since=today() + DAY, **REVIEW)
    assert fresh(one).state == "gestart"  # today there still is help
    assert fresh(one).stands(today()).startswith("loopt tot en met")
    by_date.run(by_date.first_moment(today() + DAY))
    ended = fresh(one)
    assert (ended.state, ended.ends_on, ended.undecided_since) == ("beeindigd", today(), None)
    perform(one, "confirm_stop", by=world.uitvoerder, stopped_on=today(), why="Ingetrokken")
    assert rows(one) == ["305", "cak_start", "301", "301", "cak_stop", "307"]
    assert letters(one) == ["voorziening_gewijzigd", "voorziening_ingetrokken", "voorziening_gestopt"]
    kinds = [(version.kind, version.since, version.mandate is not None) for version in one.versions.all()]
    assert kinds == [("gewijzigd", today(), True), ("ingetrokken", today() + DAY, True)]


def test_withdrawn_from_its_first_day_it_ends_at_once(world: World) -> None:
    one = world.provision(world.case(), "gestart")
    perform(one, "review", by=world.consulent, since=today(), **REVIEW | {"ground": "a", "on_purpose": True})
    assert fresh(one).state == "beeindigd"
    perform(one, "recover", by=world.consulent, recovered=Decimal(900), why="Drie maanden.")
    assert letters(one) == ["voorziening_ingetrokken", "voorziening_teruggevorderd"]
    with pytest.raises(NotNow):
        perform(one, "recover", by=world.consulent, recovered=Decimal(900), why="Nog eens.")


def test_the_contribution_starts_at_the_first_and_stops_at_the_last_of_a_person(world: World) -> None:
    """Over all their cases; what has no contribution doesn't count."""
    person = world.person()
    first, second, free = (world.provision(world.case(person=person), contribution=number < 2) for number in range(3))
    for one in (free, first, second):
        perform(one, "confirm_start", by=world.uitvoerder, started_on=today())
    told = BackOfficeMessage.objects.filter(person=person, kind__startswith="cak")
    assert [(row.kind, row.provision) for row in told] == [("cak_start", first)]
    for one in (first, free):
        perform(one, "confirm_stop", by=world.uitvoerder, stopped_on=today(), why="Klaar")
    assert told.count() == 1
    perform(second, "confirm_stop", by=world.uitvoerder, stopped_on=today(), why="Klaar")
    assert [row.kind for row in told.order_by("pk")] == ["cak_start", "cak_stop"]


def test_it_is_announced_before_its_end_and_never_ends_silently(world: World) -> None:
    """Also where the case is closed; made longer it is announced anew, and bridged it isn't."""
    end = today() + dt.timedelta(weeks=13)
    case = world.case("afgesloten")
    one = world.provision(case, "gestart", ends_on=end)
    by_date.run(by_date.first_moment(end - dt.timedelta(weeks=12) - DAY))
    assert fresh(one).announced_on is None
    by_date.run(by_date.first_moment(end - dt.timedelta(weeks=12)))
    by_date.run(by_date.first_moment(end - dt.timedelta(weeks=12)))
    assert letters(one) == ["voorziening_loopt_af"]
    perform(one, "bridge", by=world.consulent, until=end + dt.timedelta(weeks=4), why="Het besluit komt later.")
    assert fresh(one).announced_on is not None
    last = end + dt.timedelta(weeks=4)
    by_date.run(by_date.first_moment(last + DAY))
    ended = fresh(one)
    assert (ended.state, ended.undecided_since) == ("beeindigd", last + DAY)
    assert letters(one)[-1] == "voorziening_gestopt"
    assert case.work.open().filter(key__endswith=":ended").count() == 1


def test_ending_a_case_ends_no_help_and_tells_who_may_decide(world: World) -> None:
    case = world.case()
    one = world.provision(case, "gestart")
    perform(case, "end", by=world.consulent, ended_reason="verhuisd", closing_words="Dag")
    assert fresh(one).state == "gestart"
    assert case.work.open().get(key__endswith=":case").step == "provision.keep"
    perform(one, "keep", by=world.consulent, why="Zij woont nog in de gemeente.")
    assert not case.work.open().filter(key__endswith=":case").exists()


def test_death_ends_it_also_where_the_case_was_closed_before(world: World) -> None:
    person = world.person()
    ended = world.provision(world.case(person=person), "gestart")
    asleep = world.provision(world.case("afgesloten", person=person), "gestart")
    perform(ended.case, "end", by=world.consulent, ended_reason="overleden", closing_words="Dag", deceased_on=today())
    by_date.run(by_date.first_moment(today() + DAY))
    assert [fresh(one).state for one in (ended, asleep)] == ["beeindigd", "beeindigd"]
    assert letters(ended) == letters(asleep) == []
    assert fresh(asleep).undecided_since is None


def test_who_works_at_the_provider_decides_nothing_of_it(world: World) -> None:
    from roles.matrix import Role
    from tests.factories import member

    one = world.provision(world.case(), "gestart", provider=world.nursing)
    member(world.consulent, Role.UITVOERDER, organisation=world.provider)
    with pytest.raises(NotNow) as refused:  # nor of help that goes there
        perform(
            one, "change", by=world.consulent, since=today(), columns={"provider_id": world.provider.pk}, why="Anders."
        )
    assert "Awb 2:4" in refused.value.reasons[0].text


def _visited_and_filed(client: Client, world: World, case, again) -> None:
    """On the closed case: one writes during the visit, it is theirs to finish, and what was said goes where it belongs."""
    as_(client, world.consulent2)
    url = f"{case.get_absolute_url()}bezoek/"
    assert "Schrijf tijdens een bezoek" in words(client.get(case.get_absolute_url()))
    typed = {"key": str(uuid.uuid4()), "text": "Zij kookt weer zelf.", "on": f"{today():%d-%m-%Y}", "version": "0"}
    assert send(client, url, **typed, then="bewaar").status_code == 303
    visit = Visit.objects.get(case=case)
    assert case.work.open().get(step="visit.finish").for_user == world.consulent2
    assert send(client, url, **typed | {"version": "1"}, then="klaar").status_code == 303
    assert not case.work.open().filter(step="visit.finish").exists()
    page = words(client.get(f"{case.get_absolute_url()}onderzoek/"))
    assert "Zij kookt weer zelf." in page
    assert "Nog iets wat nodig is" in page
    need = again.needs.get()
    file_sentences(fresh(visit), again, by=world.consulent2, starts=[0], part=Part.B, need=need)
    assert fresh(need).own == "Zij kookt weer zelf."
    # of a case that is closed and not looked at again, it isn't
    other = world.case("afgesloten")
    assert "Schrijf tijdens een bezoek" not in words(client.get(other.get_absolute_url()))
    refused = send(client, f"{other.get_absolute_url()}bezoek/", **typed, then="bewaar")
    assert (refused.status_code, "Heropen de zaak eerst" in words(refused)) == (409, True)


def test_looking_again_begins_with_what_was_found_and_the_old_one_stays_beside_it(client: Client, world: World) -> None:
    """On a closed case too; whoever took it has the turn, and extends it unchanged or writes in it."""
    case = world.case("afgesloten")
    old = case.researches.create(kind="melding", state="verstuurd", begun_on=today(), sent_on=today(),
                                 state_since=today(), carer="Haar dochter kookt.")  # fmt: skip
    old.needs.create(what="Schoon huis", extent="Zij kan niet bukken.", left="3 uur hulp")
    one = world.provision(case, "gestart", announced_on=today())
    perform(one, "look_again", by=world.consulent2, changed="Haar dochter is verhuisd.")
    again = case.researches.order_by("-pk")[0]
    assert (again.kind, again.state, again.free, again.carer) == (
        "heronderzoek", "loopt", "Haar dochter is verhuisd.", "Haar dochter kookt.",
    )  # fmt: skip
    assert [(need.what, need.left) for need in again.needs.all()] == [("Schoon huis", "3 uur hulp")]
    assert old.needs.count() == 1
    assert case.work.open().get(key__endswith=":again").for_user == world.consulent2
    _visited_and_filed(client, world, case, again)
    perform(one, "extend", by=world.consulent2, until=one.ends_on + 300 * DAY, why="Nog nodig.")
    assert not case.work.open().filter(key__endswith=":again").exists()
