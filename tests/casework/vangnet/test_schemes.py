"""Which schemes were looked at is chosen from beheer's list of that day; why they don't fit stays in words."""

import datetime as dt

import pytest

from casework.vangnet.forms import AccountForm, VangnetForm
from casework.vangnet.models import VangnetRequest
from casework.vangnet.schemes import OTHER, Scheme, in_words
from roles.policy import sight
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words
from tests.pages.filled_in import vangnet_data

pytestmark = pytest.mark.django_db
CHOOSE = "Kies welke regelingen u hebt bekeken"


@pytest.fixture(autouse=True)
def _listed() -> None:
    Scheme.objects.all().delete()
    for name, since, until in (
        ("Bijzondere bijstand", -100, None), ("Zorgverzekering", -100, 1), ("Oud fonds", -100, 0), ("Nieuw fonds", 1, None)
    ):  # fmt: skip
        days = [None if one is None else today() + dt.timedelta(days=one) for one in (since, until)]
        Scheme.objects.create(name=name, since=days[0], until=days[1])


def offered(form) -> list[str]:
    return [key for key, _ in form.fields["looked_at"].choices]


def test_those_of_the_day_are_offered_and_what_was_chosen_stays(world: World) -> None:
    case, looking = world.case("uitvoering"), sight(world.consulent)
    assert offered(VangnetForm(obj=case, sight=looking)) == ["Bijzondere bijstand", "Zorgverzekering", OTHER]
    request = world.request(case, looked_at=["Oud fonds", OTHER])
    assert offered(VangnetForm(obj=request, sight=looking)) == [
        "Bijzondere bijstand", "Zorgverzekering", "Oud fonds", OTHER,
    ]  # fmt: skip
    paid = world.request(case, "uitbetaald", urgent=True, schemes="")
    assert offered(AccountForm(obj=paid, sight=looking)) == ["Bijzondere bijstand", "Zorgverzekering", OTHER]


def test_it_is_chosen_kept_by_its_name_and_read_by_who_decides(client, world: World) -> None:
    case = world.case("uitvoering")
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}vangnet/nieuw/"
    for wrong in ({"looked_at": ""}, {"looked_at": "Oud fonds"}, {"looked_at": "x\0"}):
        page = words(client.post(url, vangnet_data(**wrong)))
        assert CHOOSE in page or "Kies regelingen uit de lijst" in page, wrong
        assert "Bijstand: te traag" in page  # what was typed stays
    both = vangnet_data() | {"looked_at": ["Bijzondere bijstand", OTHER]}
    send(client, url, **both)
    request = VangnetRequest.objects.get()
    assert (request.looked_at, request.schemes) == (["Bijzondere bijstand", OTHER], "Bijstand: te traag")
    Scheme.objects.filter(name="Bijzondere bijstand").update(name="Bijstand, bijzonder")
    assert "Bijzondere bijstand. Bijstand: te traag" in words(client.get(request.get_absolute_url()))


def test_what_was_written_before_there_was_a_list_stays_as_it_is(client, world: World) -> None:
    request = world.request(world.case("uitvoering"), schemes="Sportfonds: te laat.")
    as_(client, world.consulent)
    url = f"{request.get_absolute_url()}wijzigen/"
    sent = vangnet_data(purpose=request.purpose, payee="Truus", schemes="Sportfonds: te laat.") | {"looked_at": []}
    assert send(client, url, **sent).status_code == 303
    assert (fresh(request).payee, fresh(request).looked_at) == ("Truus", [])
    assert CHOOSE in words(send(client, url, **sent | {"schemes": "Sportfonds: dicht."}))
    assert in_words([], "Sportfonds: te laat.") == "Sportfonds: te laat."
    assert in_words(["A", OTHER], "Te traag.") == "A. Te traag."


def test_beheer_keeps_the_list_and_its_history(client, world: World) -> None:
    as_(client, world.beheer)
    for name, until, ok in (("Noodfonds", "", True), ("anders", "", False), ("Kort", f"{today():%d-%m-%Y}", False)):
        said = {"name": name, "domain": "inkomen", "since": f"{today():%d-%m-%Y}", "until": until}
        client.post("/beheer/casework/scheme/add/", said)
        assert Scheme.objects.filter(name=name).exists() is ok, name
    assert Scheme.objects.get(name="Noodfonds").events.count() == 1
