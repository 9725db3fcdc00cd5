"""Who comes in, in which language, and what every page of beheer does alike."""

import re

import pytest
from django.db import IntegrityError

from casework.law.models import DayOff
from casework.products.models import Product, ProductPrice
from casework.vangnet.models import VangnetBudget
from roles.matrix import Role
from roles.models import Membership, Team, User
from tests.factories import World, absent, member, today, user
from tests.wijkteam.admin.pages import MODELS, at, messages_on, place_of
from wijkweb.models import Kern

pytestmark = pytest.mark.django_db

# words of Django's own admin that would show an untranslated page
ENGLISH = re.compile(
    r">[^<]*\b(Add|Change|Delete|Save|History|Search|Home|Welcome|View|Yes|No|Required|Hold down|Log out|Select)\b[^<]*<"
)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("beheer", 200),
        ("consulent", 403),
        ("afdelingshoofd", 403),
        ("financien", 403),
        ("privacy", 403),
        ("middenveld", 403),
        ("inwoner", 403),
        ("outsider", 403),
        ("left", 403),
    ],
)
def test_only_who_may_configure(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.get("/beheer/").status_code == status
    for name in MODELS:
        assert client.get(at(name, page="changelist")).status_code == status
        assert client.get(at(name, page="add")).status_code == status


def test_staff_and_permissions_of_django_open_nothing(client, world):
    User.objects.filter(pk=world.consulent.pk).update(is_staff=True)
    client.force_login(world.consulent)
    assert client.get("/beheer/").status_code == 403


def test_logging_in_leads_through_the_one_door(client, world):
    steps = client.get("/beheer/roles/team/", follow=True).redirect_chain
    assert steps[-1][0] == "/inloggen/?next=/beheer/roles/team/"


def test_no_heading_speaks_of_cases_where_none_stand(beheer, world):
    for address in ("/beheer/", "/beheer/casework/", at("casework_vangnetbudget", page="changelist")):
        page = beheer.get(address).content.decode()
        assert "Geld, termijnen en gronden" in page
        assert ">Zaken<" not in page


def test_the_right_ends_with_the_membership(beheer, world):
    Membership.objects.filter(user=world.beheer).update(until=today())
    assert beheer.get("/beheer/").status_code == 403


def test_nothing_of_cases(beheer, world):
    case = world.case()
    page = beheer.get("/beheer/").content.decode()
    assert "zaken" not in page.lower()
    assert case.ref not in page
    for model in ("case", "person", "note", "goal"):
        assert beheer.get(f"/beheer/casework/{model}/").status_code == 404


@pytest.mark.parametrize("name", MODELS)
def test_every_page_is_dutch(beheer, world, name):
    DayOff.objects.create(day=today(), name="Extra vrije dag", source="KB 1")
    product = Product.objects.create(name="Hulp bij het huishouden")
    ProductPrice.objects.create(product=product, provider=world.provider, year=today().year, price=30)
    pages = [at(name, page="changelist"), at(name, page="add")]
    model = beheer.get(pages[0]).context["cl"].model
    obj = model.objects.order_by("pk").first()
    pages += [at(name, obj), at(name, obj, "history")]
    for page in pages:
        response = beheer.get(page)
        assert response.status_code == 200
        assert not ENGLISH.search(response.content.decode()), page


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("roles_user", 13),
        ("roles_membership", 14),
        ("roles_mandate", 13),
        ("casework_vangnetbudget", 13),
        ("wijkweb_kern", 13),
    ],
)
def test_lists_ask_as_much_for_one_as_for_many(beheer, world, name, most, django_assert_max_num_queries):
    for number in range(30):
        who = user(f"collega{number}")
        member(who, Role.TEAMLID, team=world.team)
        Kern.objects.create(name=f"Kern {number}", village="Dorp", postcode4="3299")
        VangnetBudget.objects.create(team=world.team, year=1990 + number)
    with django_assert_max_num_queries(most):
        beheer.get(at(name, page="changelist"))


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("roles_user", "password__startswith=argon2"),
        ("roles_user", "password=x"),
        ("roles_user", "last_login__isnull=1"),
        ("roles_user", "memberships__role__startswith=b"),
        ("roles_user", "memberships__user__password__startswith=argon2"),
        ("roles_membership", "user__password__startswith=argon2"),
        ("roles_membership", "user=1"),
        ("roles_mandate", "max_amount__gt=1"),
        ("casework_vangnetbudget", "entries__words__contains=x"),
        ("wijkweb_kern", "name__startswith=P"),
    ],
)
def test_a_list_answers_only_its_own_filters(beheer, world, name, asked):
    assert beheer.get(f"{at(name, page='changelist')}?{asked}").status_code == 400


@pytest.mark.slow
@pytest.mark.parametrize("name", MODELS)
def test_every_filter_of_a_list_works(beheer, world, name):
    absent(place_of(world.consulent))
    page = at(name, page="changelist")
    found = beheer.get(page).context["cl"]
    asked = [one["query_string"] for spec in found.filter_specs for one in spec.choices(found)]
    assert len(asked) >= len(found.model_admin.list_filter)
    for query in asked:
        assert beheer.get(page + query).status_code == 200, query


def test_the_start_and_what_is_said_are_dutch(beheer, world):
    team = beheer.post(at("roles_team", page="add"), {"name": "Jeugd", "kind": "jeugdteam"}, follow=True)
    assert messages_on(team)[0] == "Jeugd: toegevoegd."
    page = beheer.get(at("roles_user", page="add")).content.decode()
    assert "Gebruikersnaam" in page
    start = beheer.get("/beheer/").content.decode()
    assert "wijkteam/beheer.css" in start
    assert 'rel="icon"' in start  # or the browser asks for one that isn't there
    for english in ("Model name", "Add link", "Change or view"):
        assert english not in start


def test_a_race_is_told_and_stores_nothing(beheer, world, monkeypatch):
    def too_late(*args, **kwargs):
        raise IntegrityError("value refused")

    monkeypatch.setattr(Team, "save", too_late)
    response = beheer.post(at("roles_team", world.team), {"name": "Anders", "kernen": [world.kern.pk]}, follow=True)
    assert response.status_code == 200
    assert "een collega wijzigde het tegelijk" in messages_on(response)[0]
    assert Team.objects.get(pk=world.team.pk).name == "Wijkteam Noord"


def test_the_world_is_whole(world: World):
    """What the other tests rest on."""
    for row in Membership.objects.all():
        row.full_clean()


@pytest.mark.parametrize("name", MODELS)
def test_no_page_has_a_style_that_the_browser_blocks(beheer, world, name):
    absent(place_of(world.consulent))
    for url in (at(name, page="changelist"), at(name, page="add"), at("roles_membership", place_of(world.consulent))):
        assert not re.search(r"<style|<[^>]* style=", beheer.get(url).content.decode()), url
