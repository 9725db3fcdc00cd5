"""Beheer: as strict as elsewhere, in words, with a history, and nobody on their own rights."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from casework import by_date
from casework.models import DayOff, Ground, LegalTerm, VangnetBudget, WorkItem
from casework.models.law import forget_clock
from roles.matrix import Role
from roles.models import Absence, Mandate, Membership, Team, User
from tests.factories import SINCE, World, absent, member, today, user
from wijkweb.models import Kern, Organisation

pytestmark = pytest.mark.django_db

MODELS = (
    "wijkweb_kern",
    "wijkweb_organisation",
    "roles_team",
    "roles_user",
    "roles_membership",
    "roles_mandate",
    "casework_vangnetbudget",
    "casework_legalterm",
    "casework_dayoff",
    "casework_ground",
)
TOMORROW = dt.timedelta(days=1)
# words of Django's own admin that would show an untranslated page
ENGLISH = re.compile(
    r">[^<]*\b(Add|Change|Delete|Save|History|Search|Home|Welcome|View|Yes|No|Required|Hold down|Log out|Select)\b[^<]*<"
)


@pytest.fixture(autouse=True)
def fresh_clock():
    forget_clock()
    yield
    forget_clock()


@pytest.fixture
def beheer(client, world):
    client.force_login(world.beheer)
    return client


@pytest.fixture
def second(world):
    """A colleague with the same role, so that something can be done to the first."""
    who = user("beheer2")
    member(who, Role.BEHEER, team=world.gemeente)
    return who


def at(name, obj=None, page="change"):
    return reverse(f"admin:{name}_{page}", args=[obj.pk] if obj is not None else [])


def nl(day):
    return f"{day:%d-%m-%Y}"


def errors(response):
    """The texts of the error lists on the page."""
    assert response.status_code == 200
    found = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", one) for one in found).replace("&#x27;", "'")


def told(response):
    return [str(message) for message in response.context["messages"]]


def placed(row, **fields):
    """The form of a membership with its absences, as the page posts it."""
    absences = list(row.absences.order_by("pk"))
    data = {
        "since": nl(row.since),
        "until": nl(row.until) if row.until else "",
        "kernen": [kern.pk for kern in row.kernen.all()],
        "absences-TOTAL_FORMS": len(absences) + 1,
        "absences-INITIAL_FORMS": len(absences),
    }
    for number, one in enumerate(absences):
        data |= {
            f"absences-{number}-id": one.pk,
            f"absences-{number}-membership": row.pk,
            f"absences-{number}-since": nl(one.since),
            f"absences-{number}-until": nl(one.until) if one.until else "",
            f"absences-{number}-cover": one.cover_id or "",
        }
    return data | fields


def new_absence(row, since=None, until=None, cover=None, number=0):
    return {
        f"absences-{number}-id": "",
        f"absences-{number}-membership": row.pk,
        f"absences-{number}-since": nl(since or today()),
        f"absences-{number}-until": nl(until) if until else "",
        f"absences-{number}-cover": cover.pk if cover else "",
    }


def place_of(who):
    return Membership.objects.get(user=who)


# --- who comes in ----------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("name", MODELS)
def test_every_filter_of_a_list_works(beheer, world, name):
    absent(place_of(world.consulent))
    page = at(name, page="changelist")
    found = beheer.get(page).context["cl"]
    asked = [one["query_string"] for spec in found.filter_specs for one in spec.choices(found)]
    assert len(asked) >= len(found.model_admin.list_filter)
    for query in asked:
        assert beheer.get(page + query).status_code == 200, query


# --- the neighbourhood and the teams ---------------------------------------------------------------------------


def test_a_kern_gets_its_address_and_no_double(beheer, world):
    data = {"name": "Goidschalxoord", "village": "Heinenoord", "postcode4": "3274"}
    assert beheer.post(at("wijkweb_kern", page="add"), data).status_code == 302
    assert Kern.objects.get(name="Goidschalxoord").slug == "goidschalxoord"
    again = beheer.post(at("wijkweb_kern", page="add"), data | {"name": "Goidschalxoord!"})
    assert "bestaat al" in errors(again)
    assert "vier cijfers" in errors(
        beheer.post(at("wijkweb_kern", page="add"), data | {"name": "X", "postcode4": "0123"})
    )


def test_a_kern_has_one_wijkteam(beheer, world):
    data = {"name": "Wijkteam Oost", "kind": "wijkteam", "kernen": [world.kern.pk]}
    assert "Piershil hoort al bij Wijkteam Noord" in errors(beheer.post(at("roles_team", page="add"), data))
    assert beheer.post(at("roles_team", page="add"), data | {"kind": "jeugdteam"}).status_code == 302


def test_there_is_one_team_of_the_municipality(beheer, world):
    data = {"name": "Nog een", "kind": "gemeente"}
    assert "al een team voor de gemeente" in errors(beheer.post(at("roles_team", page="add"), data))


def test_a_kern_without_a_team_is_told(beheer, world):
    data = {"name": "Wijkteam Noord", "kernen": []}
    response = beheer.post(at("roles_team", world.team), data, follow=True)
    assert any("Nog zonder wijkteam: Piershil" in one for one in told(response))


def test_an_organisation_is_switched_off_not_removed(beheer, world):
    assert beheer.get(at("wijkweb_organisation", world.church, "delete")).status_code == 403
    data = {"name": "Kerk Piershil", "layer": "middenveld", "domain": "kerk"}
    assert beheer.post(at("wijkweb_organisation", world.church), data).status_code == 302
    assert not Organisation.objects.get(pk=world.church.pk).active


# --- people ----------------------------------------------------------------------------------------------------

PERSON = {"username": "nieuw", "first_name": "Noor", "last_name": "Nieuw", "email": "noor@voorbeeld.example"}


def test_a_new_colleague_chooses_a_password_by_mail(beheer, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        typed = PERSON | {"email": "Noor@voorbeeld.example"}
        assert beheer.post(at("roles_user", page="add"), typed).status_code == 302
    made = User.objects.get(username="nieuw")
    assert not made.has_usable_password()
    assert not made.is_superuser
    assert not made.is_staff
    assert [one.to for one in mail.outbox] == [["noor@voorbeeld.example"]]
    assert "/wachtwoord/nieuw/" in mail.outbox[0].body
    assert mail.outbox[0].subject == "Er is een account voor u gemaakt"
    assert "Uw gebruikersnaam is: nieuw" in mail.outbox[0].body


def test_a_team_is_het_and_an_organisation_is_de(beheer, world):
    team = beheer.post(at("roles_team", page="add"), {"name": "Jeugd", "kind": "jeugdteam"}, follow=True)
    assert any(one.startswith("Het team") for one in told(team)), told(team)
    page = beheer.get(at("roles_user", page="add")).content.decode()
    assert "Gebruikersnaam" in page
    start = beheer.get("/beheer/").content.decode()
    assert "wijkteam/beheer.css" in start
    assert 'rel="icon"' in start  # or the browser asks for one that isn't there
    for english in ("Model name", "Add link", "Change or view"):
        assert english not in start


def test_a_mail_server_that_is_away_is_told(beheer, world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    again = {"action": "send_password_mail", "_selected_action": [world.outsider.pk]}
    response = beheer.post(at("roles_user", page="changelist"), again, follow=True)
    assert "De e-mail aan Outsider Test kon niet weg" in told(response)[0]


@pytest.mark.parametrize("more", [{"is_superuser": "on", "is_staff": "on"}])
def test_nobody_becomes_a_superuser(beheer, world, more):
    beheer.post(at("roles_user", page="add"), PERSON | more)
    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(is_staff=True).exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"username": "Consulent"}, "gebruikersnaam al"),
        ({"email": "CONSULENT@voorbeeld.example"}, "e-mailadres al"),
        ({"email": ""}, "verplicht"),
        ({"last_name": ""}, "verplicht"),
    ],
)
def test_an_account_is_complete_and_its_own(beheer, world, more, words):
    assert words in errors(beheer.post(at("roles_user", page="add"), PERSON | more))


def moved(client, who, email="elders@voorbeeld.example"):
    """`beheer` gives an account another address."""
    data = {"username": who.username, "first_name": "C", "last_name": "T", "email": email, "is_active": "on"}
    response = client.post(at("roles_user", who), data, follow=True)
    assert response.redirect_chain
    who.refresh_from_db()
    return response


def ask_password_mail(client, who):
    data = {"action": "send_password_mail", "_selected_action": [who.pk]}
    return client.post(at("roles_user", page="changelist"), data, follow=True)


@pytest.fixture
def at_once(monkeypatch):
    """The database commits within the request, as it does outside a test."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **options: do())


@pytest.fixture
def in_use(world):
    world.consulent.set_password("een lang wachtwoord")
    world.consulent.save()
    return world.consulent


def test_a_former_address_hears_that_it_was_changed(beheer, in_use, at_once):
    response = moved(beheer, in_use)
    (message,) = mail.outbox
    assert message.to == ["consulent@voorbeeld.example"]
    assert message.subject == "Uw e-mailadres is gewijzigd"
    assert "Wilde u dit niet? Neem dan meteen contact op met uw teamleider." in message.body
    assert re.findall(r"https?://\S+", message.body) == ["http://127.0.0.1:8000"]
    assert not re.search(r"consulent|elders|@|\bT\b", message.body)
    assert "De eerste 3 dagen kan C T geen wachtwoord kiezen per e-mail" in " ".join(told(response))


def test_a_former_address_that_no_mail_reaches_is_told_to_beheer(beheer, in_use, settings, at_once):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = moved(beheer, in_use)
    assert in_use.email == "elders@voorbeeld.example"
    assert "De e-mail aan het oude adres kon niet weg" in " ".join(told(response))
    assert in_use.password_mail_from


def test_nobody_becomes_a_colleague_by_a_changed_address(beheer, in_use):
    moved(beheer, in_use)
    response = ask_password_mail(beheer, in_use)
    since = timezone.localtime(in_use.email_changed_at + dt.timedelta(days=3))
    said = f"Het e-mailadres van C T is pas gewijzigd. Een e-mail om een wachtwoord te kiezen kan vanaf {since:%d-%m-%Y %H:%M}."
    assert told(response) == [said]
    assert mail.outbox == []


def test_after_three_days_the_changed_address_counts(beheer, in_use):
    moved(beheer, in_use)
    almost = timezone.now() - dt.timedelta(days=3) + dt.timedelta(minutes=1)
    User.objects.filter(pk=in_use.pk).update(email_changed_at=almost)
    ask_password_mail(beheer, in_use)
    assert mail.outbox == []
    User.objects.filter(pk=in_use.pk).update(email_changed_at=almost - dt.timedelta(minutes=2))
    ask_password_mail(beheer, in_use)
    assert [one.to for one in mail.outbox] == [["elders@voorbeeld.example"]]


def test_an_address_is_put_right_before_the_account_was_ever_used(beheer, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        beheer.post(at("roles_user", page="add"), PERSON)
    made = User.objects.get(username="nieuw")
    moved(beheer, made)
    assert made.email_changed_at is None
    mail.outbox.clear()
    ask_password_mail(beheer, made)
    assert [one.to for one in mail.outbox] == [["elders@voorbeeld.example"]]


def test_a_change_of_something_else_stops_no_mail(beheer, in_use):
    moved(beheer, in_use, email=in_use.email.upper())
    assert in_use.email_changed_at is None


def test_an_account_is_closed_and_its_work_goes_on(beheer, world):
    case = world.case()
    assert WorkItem.objects.open().filter(case=case, for_user=world.consulent).exists()
    data = {"username": "consulent", "first_name": "C", "last_name": "T", "email": world.consulent.email}
    assert beheer.post(at("roles_user", world.consulent), data).status_code == 302
    assert not User.objects.get(pk=world.consulent.pk).is_active
    assert not WorkItem.objects.open().filter(case=case, for_user=world.consulent).exists()
    assert WorkItem.objects.open().filter(case=case, for_role=Role.TEAMLEIDER, key="case:assign").exists()


def test_nobody_closes_their_own_account(beheer, world):
    data = {"username": "beheer", "first_name": "B", "last_name": "T", "email": world.beheer.email}
    assert beheer.post(at("roles_user", world.beheer), data).status_code == 302
    assert User.objects.get(pk=world.beheer.pk).is_active


@pytest.mark.parametrize(("who", "role"), [("afdelingshoofd", "afdelingshoofd"), ("financien", "financiën")])
def test_the_last_one_of_a_role_stays(beheer, world, who, role):
    someone = getattr(world, who)
    data = {"username": who, "first_name": "A", "last_name": "T", "email": someone.email}
    said = errors(beheer.post(at("roles_user", someone), data))
    assert f"niemand als {role}" in said
    row = place_of(someone)
    for until in (today() + TOMORROW, today() + dt.timedelta(days=90)):
        said = errors(beheer.post(at("roles_membership", row), placed(row, until=nl(until))))
        assert f"vanaf {nl(until)} niemand als {role}" in said
    said = errors(beheer.post(at("roles_membership", row), placed(row, **new_absence(row))))
    assert f"niemand als {role}" in said
    assert User.objects.get(pk=someone.pk).is_active
    assert not Absence.objects.exists()


def test_the_last_one_goes_when_a_successor_follows(beheer, world):
    later = today() + dt.timedelta(days=30)
    row = place_of(world.afdelingshoofd)
    next_one = user("opvolger")
    member(next_one, Role.AFDELINGSHOOFD, team=world.gemeente, since=later)
    assert "niemand als" in errors(beheer.post(at("roles_membership", row), placed(row, until=nl(later - TOMORROW))))
    assert beheer.post(at("roles_membership", row), placed(row, until=nl(later))).status_code == 302


def test_the_last_one_is_away_when_somebody_covers(beheer, world):
    row = place_of(world.financien)
    away = new_absence(row, cover=world.afdelingshoofd)
    assert beheer.post(at("roles_membership", row), placed(row, **away)).status_code == 302
    # and now the cover can't be closed off either
    data = {"username": "afdelingshoofd", "first_name": "A", "last_name": "T", "email": world.afdelingshoofd.email}
    said = errors(beheer.post(at("roles_user", world.afdelingshoofd), data))
    assert "niemand als" in said


def test_two_who_hold_each_other_up_cannot_both_go(beheer, world):
    other = user("tweede")
    member(other, Role.AFDELINGSHOOFD, team=world.gemeente)
    absent(Membership.objects.get(user=other), cover=world.afdelingshoofd)
    data = {"username": "afdelingshoofd", "first_name": "A", "last_name": "T", "email": world.afdelingshoofd.email}
    assert "niemand als afdelingshoofd" in errors(beheer.post(at("roles_user", world.afdelingshoofd), data))


def test_a_membership_moves_the_work(beheer, world):
    case = world.case()
    row = place_of(world.consulent)
    yesterday = today() - TOMORROW
    Membership.objects.filter(pk=row.pk).update(since=yesterday - TOMORROW)
    row.refresh_from_db()
    assert beheer.post(at("roles_membership", row), placed(row, until=nl(today()))).status_code == 302
    assert not WorkItem.objects.open().filter(case=case, for_user=world.consulent).exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"role": "wmo_consulent"}, "Kies een team of een organisatie"),
        ({"role": "middenveld", "team": "team"}, "bestaat niet"),
        ({"role": "financien", "team": "team"}, "hoort in het team van de gemeente"),
        ({"role": "teamlid", "team": "gemeente"}, "alleen gemeentelijke rollen"),
        ({"role": "wmo_consulent", "team": "team", "user": "consulent"}, "al in dit team"),
        ({"role": "middenveld", "organisation": "partner", "user": "middenveld"}, "al in deze organisatie"),
        ({"role": "teamlid", "team": "team", "until": "2020-01-01"}, "na de begindatum"),
        ({"role": "teamlid", "team": "team", "since": ""}, "verplicht"),
        ({"role": "teamlid", "team": "team", "kernen": "other_kern"}, "Numansdorp: niet van Wijkteam Noord"),
    ],
)
def test_a_membership_is_judged_in_words(beheer, world, place, words):
    data = {"user": world.outsider.pk, "since": "2020-01-01"}
    for name, value in place.items():
        data[name] = getattr(world, value).pk if name in ("user", "team", "organisation", "kernen") else value
    assert words in errors(beheer.post(at("roles_membership", page="add"), data))
    assert not Membership.objects.filter(user=world.outsider).exists()


def test_a_period_that_meets_another_is_refused_on_change_too(beheer, world):
    row = place_of(world.consulent)
    Membership.objects.filter(pk=row.pk).update(until=today())
    again = member(world.consulent, Role.WMO_CONSULENT, team=world.team, since=today())
    said = errors(beheer.post(at("roles_membership", again), placed(again, since=nl(today() - TOMORROW))))
    assert "al in dit team" in said


@pytest.mark.parametrize(
    ("absence", "words"),
    [
        ({"cover": "consulent"}, "Selecteer een geldige keuze"),  # oneself
        ({"cover": "consulent3"}, "Selecteer een geldige keuze"),  # of another team
        ({"cover": "leaving"}, "die er zolang is"),  # gone before the other is back
        ({"until": "2020-01-01"}, "na de begindatum"),
    ],
)
def test_a_cover_is_a_colleague_who_is_there(beheer, world, absence, words):
    world.leaving = user("bijnaweg")
    member(world.leaving, Role.TEAMLID, team=world.team, until=today() + TOMORROW)
    row = place_of(world.consulent)
    cover = getattr(world, absence["cover"]) if "cover" in absence else None
    data = placed(row, **new_absence(row, cover=cover))
    if "until" in absence:
        data["absences-0-until"] = absence["until"]
    assert words in errors(beheer.post(at("roles_membership", row), data))
    assert not Absence.objects.exists()


def test_absences_do_not_overlap_stored_or_new(beheer, world):
    row = place_of(world.consulent)
    absent(row, since=today(), until=today() + dt.timedelta(days=5))
    one = new_absence(row, since=today() + TOMORROW, number=1)
    assert "Voor deze periode" in errors(beheer.post(at("roles_membership", row), placed(row, **one)))
    Absence.objects.all().delete()
    two = {**new_absence(row), **new_absence(row, since=today() + TOMORROW, number=1), "absences-TOTAL_FORMS": 2}
    assert "overlappen" in errors(beheer.post(at("roles_membership", row), placed(row, **two)))


def test_who_covers_does_not_leave(beheer, world):
    absent(place_of(world.teamlid), cover=world.consulent, until=today() + dt.timedelta(days=9))
    row = place_of(world.consulent)
    said = errors(beheer.post(at("roles_membership", row), placed(row, until=nl(today() + TOMORROW))))
    assert "neemt dan nog waar voor Teamlid Test" in said
    enough = placed(row, until=nl(today() + dt.timedelta(days=9)))
    assert beheer.post(at("roles_membership", row), enough).status_code == 302


def test_only_what_has_just_begun_is_removed(beheer, world):
    old, fresh = place_of(world.teamlid), member(world.outsider, Role.TEAMLID, team=world.team, since=today())
    page = beheer.get(at("roles_membership", old, "delete"))
    assert "al ingegaan" in page.content.decode()
    beheer.post(at("roles_membership", old, "delete"), {"post": "yes"})
    beheer.post(at("roles_membership", fresh, "delete"), {"post": "yes"})
    assert Membership.objects.filter(pk=old.pk).exists()
    assert not Membership.objects.filter(pk=fresh.pk).exists()


# --- nobody on their own rights --------------------------------------------------------------------------------


def test_nobody_on_their_own_membership(beheer, world):
    row = place_of(world.beheer)
    assert beheer.get(at("roles_membership", row)).status_code == 200  # to read
    assert beheer.post(at("roles_membership", row), placed(row, until=nl(today() + TOMORROW))).status_code == 403
    assert beheer.post(at("roles_membership", row, "delete"), {"post": "yes"}).status_code == 403
    data = {"user": world.beheer.pk, "role": "teamlid", "team": world.team.pk, "since": nl(today())}
    assert "geldige keuze" in errors(beheer.post(at("roles_membership", page="add"), data))
    assert Membership.objects.get(user=world.beheer).until is None


def test_a_colleague_can(client, world, second):
    client.force_login(second)
    row = place_of(world.beheer)
    assert client.post(at("roles_membership", row), placed(row, until=nl(today() + TOMORROW))).status_code == 302


def test_nobody_covers_by_their_own_hand(beheer, world, second):
    row = place_of(world.financien)
    said = errors(beheer.post(at("roles_membership", row), placed(row, **new_absence(row, cover=world.beheer))))
    assert "geldige keuze" in said
    # and where a colleague arranged it, they don't stretch it
    absent(row, cover=world.beheer, until=today() + TOMORROW)
    assert beheer.post(at("roles_membership", row), placed(row)).status_code == 403


@pytest.mark.parametrize("place", ["person", "role", "covered"])
def test_nobody_mandates_themselves(beheer, world, place):
    data = {
        "kind": "vangnet",
        "max_amount": "1000",
        "since": nl(today()),
        "decision_number": "B1",
        "decision_on": nl(today()),
    }
    if place == "person":
        data["user"] = world.beheer.pk
    elif place == "role":
        data |= {"role": "beheer", "team": world.gemeente.pk}
    else:
        absent(place_of(world.financien), cover=world.beheer)
        data |= {"role": "financien", "team": world.gemeente.pk}
    before = Mandate.objects.count()
    said = errors(beheer.post(at("roles_mandate", page="add"), data))
    assert "geldige keuze" in said or "ook voor uzelf" in said
    assert Mandate.objects.count() == before


def test_nobody_touches_the_mandate_of_their_own_role(beheer, world):
    member(world.beheer, Role.TEAMLEIDER, team=world.team)
    mine = Mandate.objects.get(team=world.team, role=Role.TEAMLEIDER)
    theirs = Mandate.objects.get(team=world.other_team, role=Role.TEAMLEIDER)
    changed = {"max_amount": "9000", "since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE)}
    assert beheer.post(at("roles_mandate", mine), changed).status_code == 403
    assert beheer.post(at("roles_mandate", theirs), changed).status_code == 302
    assert Mandate.objects.get(pk=mine.pk).max_amount == 5000


# --- mandates, money, law --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Kies een persoon, of een rol"),
        (
            {"role": "teamleider", "team": "team", "kind": "voorlopige_indicatie"},
            "Een indicatie heeft een bedrag en weken",
        ),
        ({"role": "teamleider", "team": "gemeente"}, "alleen gemeentelijke rollen"),
        ({"role": "eerste_contact", "organisation": "nursing"}, "Awb 10:4"),
        ({"role": "teamleider", "team": "team", "until": "2020-01-01"}, "na de begindatum"),
        ({"role": "teamleider", "team": "team", "decision_number": ""}, "verplicht"),
    ],
)
def test_a_mandate_is_judged_in_words(beheer, world, more, words):
    data = {
        "kind": "vangnet",
        "max_amount": "1000",
        "since": "2020-01-01",
        "decision_number": "B1",
        "decision_on": "2020-01-01",
    }
    for name, value in more.items():
        data[name] = getattr(world, value).pk if name in ("team", "organisation") else value
    before = Mandate.objects.count()
    assert words in errors(beheer.post(at("roles_mandate", page="add"), data))
    assert Mandate.objects.count() == before


def test_a_mandate_moves_the_work(beheer, world):
    case = world.case()
    world.request(case, "aangevraagd", amount="8000")
    by_date.reroute_teams([world.team.pk], timezone.now())
    assert WorkItem.objects.open().get(key__contains=":decide").for_role == Role.AFDELINGSHOOFD
    mandate = Mandate.objects.get(team=world.team, role=Role.TEAMLEIDER)
    data = {"max_amount": "9000", "since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE)}
    assert beheer.post(at("roles_mandate", mandate), data).status_code == 302
    assert WorkItem.objects.open().get(key__contains=":decide").for_role == Role.TEAMLEIDER


def test_a_used_mandate_ends_but_stays(beheer, world):
    case = world.case()
    world.indicatie(case, "afgegeven")
    used = Mandate.objects.filter(kind="voorlopige_indicatie").first()
    Mandate.objects.filter(pk=used.pk).update(since=today())
    page = beheer.get(at("roles_mandate", used, "delete")).content.decode()
    assert "Dit is al gebruikt" in page
    assert case.ref not in page
    beheer.post(at("roles_mandate", used, "delete"), {"post": "yes"})
    assert Mandate.objects.filter(pk=used.pk).exists()


def test_a_budget_is_made_available_and_taken_back(beheer, world):
    budget = VangnetBudget.objects.get(team=world.team)
    more = {"amount": "2500.50", "words": "Raadsbesluit 12"}
    assert beheer.post(at("casework_vangnetbudget", budget), more).status_code == 302
    assert budget.entries.balance().free == Decimal("12500.50")
    assert budget.entries.first().by == world.beheer
    page = beheer.get(at("casework_vangnetbudget", budget)).content.decode()
    assert "€ 12.500,50" in page
    assert "Raadsbesluit 12" in page
    said = errors(beheer.post(at("casework_vangnetbudget", budget), {"amount": "-20000", "words": "Terug"}))
    assert "€ 12.500,50 vrij" in said
    assert "niet nul" in errors(beheer.post(at("casework_vangnetbudget", budget), {"amount": "0", "words": "x"}))
    assert "waar dit bedrag op rust" in errors(beheer.post(at("casework_vangnetbudget", budget), {"amount": "5"}))
    assert budget.entries.balance().free == Decimal("12500.50")


def test_a_budget_is_one_per_year(beheer, world):
    data = {"team": world.team.pk, "year": today().year, "amount": "10", "words": "x"}
    assert "al een budget" in errors(beheer.post(at("casework_vangnetbudget", page="add"), data))
    assert beheer.post(at("casework_vangnetbudget", page="add"), data | {"year": 2031}).status_code == 302
    assert VangnetBudget.objects.get(year=2031).entries.balance().free == 10


def test_a_new_length_follows_on_the_old_without_a_hole(beheer, world):
    later = today() + dt.timedelta(days=60)
    data = {"code": "oppakken", "length": 3, "unit": "werkdagen", "since": nl(later), "source": "werkafspraak 2"}
    assert beheer.post(at("casework_legalterm", page="add"), data).status_code == 302
    rows = list(LegalTerm.objects.filter(code="oppakken").order_by("since").values_list("length", "until"))
    assert rows == [(2, later), (3, None)]
    assert "geldt al een lengte" in errors(beheer.post(at("casework_legalterm", page="add"), data))
    zero = data | {"since": nl(later + TOMORROW), "length": 0}
    assert "boven nul" in errors(beheer.post(at("casework_legalterm", page="add"), zero))
    early = data | {"since": "2000-01-01"}
    assert "nog niet" in errors(beheer.post(at("casework_legalterm", page="add"), early))
    assert list(LegalTerm.objects.filter(code="oppakken").order_by("since").values_list("length", "until")) == rows


def test_what_is_in_force_is_not_counted_otherwise(beheer, world):
    term = LegalTerm.objects.get(code="besluit")
    data = {"article": "Wmo 2015, artikel 2.3.5", "source": "nagekeken", "length": 9}
    assert beheer.post(at("casework_legalterm", term), data).status_code == 302
    term.refresh_from_db()
    assert (term.length, term.source) == (2, "nagekeken")


def test_days_off_and_grounds(beheer, world):
    data = {"day": nl(today()), "name": "Kroningsdag", "source": "KB 1"}
    assert beheer.post(at("casework_dayoff", page="add"), data).status_code == 302
    assert "bestaat al" in errors(beheer.post(at("casework_dayoff", page="add"), data))
    wams = Ground.objects.get(code="wams")
    data = {"name": wams.name, "article": wams.article, "active": "on"}
    assert beheer.post(at("casework_ground", wams), data).status_code == 302
    assert Ground.objects.get(code="wams").active


def test_a_race_is_told_and_stores_nothing(beheer, world, monkeypatch):
    def too_late(*args, **kwargs):
        raise IntegrityError("value refused")

    monkeypatch.setattr(Team, "save", too_late)
    response = beheer.post(at("roles_team", world.team), {"name": "Anders", "kernen": [world.kern.pk]}, follow=True)
    assert response.status_code == 200
    assert "een collega wijzigde het tegelijk" in told(response)[0]
    assert Team.objects.get(pk=world.team.pk).name == "Wijkteam Noord"


# --- the history -----------------------------------------------------------------------------------------------


def history(client, name, obj):
    page = client.get(at(name, obj, "history"))
    return page.context["lines"]


def test_the_history_tells_who_and_what(beheer, world):
    data = {"name": "Wijkteam Noordrand", "kernen": [], "phone": "0186 1"}
    beheer.post(at("roles_team", world.team), data)
    lines = history(beheer, "roles_team", world.team)
    change = next(line for line in lines if line.what == "Team gewijzigd")
    assert change.who == "Beheer Test"
    assert {(one.name, one.before, one.after) for one in change.changes} == {
        ("Naam", "Wijkteam Noord", "Wijkteam Noordrand"),
        ("Telefoon", "–", "0186 1"),
    }
    assert "Kern Piershil verwijderd" in {line.what for line in lines}
    assert next(line.who for line in lines if line.what == "Kern Piershil verwijderd") == "Beheer Test"


def test_what_is_gone_stays_in_the_history_of_the_person(beheer, world):
    row = member(world.outsider, Role.TEAMLID, team=world.team, since=today())
    row.kernen.set([world.kern])
    beheer.post(at("roles_membership", row, "delete"), {"post": "yes"})
    whats = [line.what for line in history(beheer, "roles_user", world.outsider)]
    assert "Lidmaatschap verwijderd: outsider – Teamlid – Wijkteam Noord" in whats


def test_the_history_of_a_membership_has_its_absences_and_kernen(beheer, world):
    row = place_of(world.consulent)
    beheer.post(at("roles_membership", row), placed(row, kernen=[world.kern.pk], **new_absence(row)))
    one = row.absences.get()
    gone = placed(row) | {"absences-0-DELETE": "on"}
    assert beheer.post(at("roles_membership", row), gone).status_code == 302
    assert not Absence.objects.filter(pk=one.pk).exists()
    whats = " | ".join(line.what for line in history(beheer, "roles_membership", row))
    assert "Afwezigheid toegevoegd" in whats
    assert "Afwezigheid verwijderd" in whats
    assert "Kern Piershil toegevoegd" in whats


def test_an_account_has_a_history_without_its_password(beheer, world):
    world.outsider.set_password("geheim woord 123")
    world.outsider.save()
    data = {"username": "outsider", "first_name": "O", "last_name": "T", "email": world.outsider.email}
    beheer.post(at("roles_user", world.outsider), data)
    page = beheer.get(at("roles_user", world.outsider, "history")).content.decode()
    assert "Gebruiker gewijzigd" in page
    assert "wachtwoord" not in page.lower().replace("wachtwoord wijzigen", "").replace("/wachtwoord/", "")


def test_the_world_is_whole(world: World):
    """What the other tests rest on."""
    for row in Membership.objects.all():
        row.full_clean()
