"""Accounts: complete, one's own, and not to be taken over through an address."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from casework.cases.work import WorkItem
from casework.engine.notifications import Notification
from roles.matrix import Role
from roles.models import User
from tests.wijkteam.admin.pages import at, errors, messages_on
from tests.wijkteam.mails import sent

pytestmark = pytest.mark.django_db


PERSON = {"username": "nieuw", "first_name": "Noor", "last_name": "Nieuw", "email": "noor@voorbeeld.example"}


def test_it_says_whose_number_is_needed(beheer):
    """Of who handles objections an empty one would be that of the wijkteam that decided."""
    assert "Bij Juridische zaken" in beheer.get(at("roles_user", page="add")).content.decode()


def test_a_new_colleague_chooses_a_password_by_mail(beheer, world, settings):
    settings.ADDRESS = "https://wijkteam.example"
    typed = PERSON | {"email": "Noor@voorbeeld.example"}
    assert beheer.post(at("roles_user", page="add"), typed, headers={"host": "localhost"}).status_code == 302
    made = User.objects.get(username="nieuw")
    assert not made.has_usable_password()
    assert not made.is_superuser
    assert not made.is_staff
    assert [one.to for one in sent()] == [["noor@voorbeeld.example"]]
    link = re.search(r"https://wijkteam.example(/wachtwoord/nieuw/\S+)", mail.outbox[0].body)[1]
    assert 'name="password1"' in Client().get(link, follow=True).content.decode()
    assert mail.outbox[0].subject == "Gemeente Hoeksche Waard: er is een account voor u gemaakt"
    assert "Gemeente Hoeksche Waard heeft voor u een account gemaakt in Wijkteam." in mail.outbox[0].body
    assert "Daarin werken het wijkteam, partners in de kern en aanbieders samen" in mail.outbox[0].body
    assert "Uw gebruikersnaam is: nieuw" in mail.outbox[0].body


def test_a_mail_server_that_is_away_gets_it_later(beheer, world, settings):
    locmem = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = ask_password_mail(beheer, world.outsider)
    assert messages_on(response) == ["Outsider Test krijgt een e-mail om een wachtwoord te kiezen."]
    assert sent() == []
    row = Notification.objects.get()
    assert (row.attempts, row.in_doubt, row.sent_at) == (1, 0, None)
    settings.EMAIL_BACKEND = locmem
    Notification.objects.update(claimed_until=timezone.now())
    assert [one.to for one in sent()] == [["outsider@voorbeeld.example"]]


def test_no_row_keeps_what_opens_an_account(beheer, world):
    ask_password_mail(beheer, world.outsider)
    ask_password_mail(beheer, world.outsider)  # one that waits is enough
    link = re.search(r"/wachtwoord/nieuw/(\S+)/", sent()[0].body)[1]
    kept = " ".join(str(value) for row in Notification.objects.values_list() for value in row)
    assert link not in kept
    assert link.partition("-")[2] not in kept
    assert len(mail.outbox) == 1


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
        ({"last_name": ""}, "Vul dit in"),
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
def in_use(world):
    world.consulent.set_password("een lang wachtwoord")
    world.consulent.save()
    return world.consulent


def test_a_former_address_hears_that_it_was_changed(beheer, in_use):
    response = moved(beheer, in_use)
    (message,) = sent()
    assert message.to == ["consulent@voorbeeld.example"]
    assert message.subject == "Uw e-mailadres is gewijzigd"
    assert "Wilde u dit niet? Neem dan meteen contact op met uw teamleider." in message.body
    assert re.findall(r"https?://\S+", message.body) == ["http://127.0.0.1:8000"]
    assert not re.search(r"consulent|elders|@|\bT\b", message.body)
    assert "De eerste 3 dagen kan C T geen wachtwoord kiezen per e-mail" in " ".join(messages_on(response))


def test_a_former_address_is_in_no_row_once_it_was_told(beheer, in_use):
    moved(beheer, in_use)
    assert Notification.objects.get(kind="oud_adres").address == "consulent@voorbeeld.example"
    sent()
    assert Notification.objects.get(kind="oud_adres").address == ""


def test_who_leads_there_hears_that_an_address_was_changed(beheer, world, in_use):
    moved(beheer, in_use)
    rows = Notification.objects.filter(subject="Het e-mailadres van een collega is gewijzigd")
    assert [row.to for row in rows] == [world.teamleider]
    for who, sees in ((world.teamleider, True), (world.afdelingshoofd, True), (world.teamleider3, False)):
        beheer.force_login(who)
        assert ("<strong>C T</strong>" in beheer.get("/bevestigen/").content.decode()) == sees


def test_nobody_becomes_a_colleague_by_a_changed_address(beheer, in_use):
    moved(beheer, in_use)
    response = ask_password_mail(beheer, in_use)
    since = timezone.localtime(in_use.email_changed_at + dt.timedelta(days=3))
    said = f"Het e-mailadres van C T is pas gewijzigd. Een e-mail om een wachtwoord te kiezen kan vanaf {since:%d-%m-%Y %H:%M}."
    assert messages_on(response) == [said]
    assert [one.to for one in sent()] == [["consulent@voorbeeld.example"]]  # that it was changed, and no more
    assert "/wachtwoord/" not in mail.outbox[0].body


def test_a_mail_that_waits_while_the_address_changes_opens_nothing(beheer, in_use):
    ask_password_mail(beheer, in_use)
    moved(beheer, in_use)
    assert [one.subject for one in sent()] == ["Uw e-mailadres is gewijzigd"]


def test_after_three_days_the_changed_address_counts(beheer, in_use):
    moved(beheer, in_use)
    almost = timezone.now() - dt.timedelta(days=3) + dt.timedelta(minutes=1)
    User.objects.filter(pk=in_use.pk).update(email_changed_at=almost)
    ask_password_mail(beheer, in_use)
    sent()
    mail.outbox.clear()
    User.objects.filter(pk=in_use.pk).update(email_changed_at=almost - dt.timedelta(minutes=2))
    ask_password_mail(beheer, in_use)
    assert [one.to for one in sent()] == [["elders@voorbeeld.example"]]


def test_a_changed_address_rests_too_where_the_account_was_never_used(beheer, world):
    """Else who makes it could put in an address of their own before its owner ever came."""
    beheer.post(at("roles_user", page="add"), PERSON)
    sent()
    made = User.objects.get(username="nieuw")
    mail.outbox.clear()
    moved(beheer, made)
    assert [one.to for one in sent()] == [["noor@voorbeeld.example"]]
    mail.outbox.clear()
    ask_password_mail(beheer, made)
    assert sent() == []
    assert made.password_mail_from


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
