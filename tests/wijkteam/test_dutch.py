"""What a framework says by itself is Dutch, and says 'u': also what it says in its next version."""

import ast
import gettext as stdlib
import re
from pathlib import Path

import allauth
import django
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import translation

from roles.models import User
from wijkteam.accounts import AccountAdapter

LOCALE = Path(settings.BASE_DIR) / "wijkteam" / "locale" / "nl" / "LC_MESSAGES"
DJANGO, ALLAUTH = Path(django.__file__).parent, Path(allauth.__file__).parent
SENTENCES = [
    DJANGO / "conf/locale/en/LC_MESSAGES/django.po",
    *(DJANGO / f"contrib/{app}/locale/en/LC_MESSAGES/django.po" for app in ("auth", "admin", "postgres", "humanize")),
]
PLACES = ("account/forms.py", "account/fields.py", "account/adapter.py")  # of allauth: all that we have pages of
INFORMAL = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
THE_SAME = {"Universally unique identifier", "%(class_name)s %(instance)s", "Code"}  # no page has these; a Dutch word


def messages_in(po):
    """Each message of a catalogue as a dict; enough of the format for what these files hold."""
    found, now, name = [], {}, ""
    for line in [*po.read_text(encoding="utf-8").splitlines(), ""]:
        if start := re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$', line):
            name = start[1]
            now[name] = ast.literal_eval(start[2])
        elif line.startswith('"'):
            now[name] += ast.literal_eval(line)
        elif not line and now.get("msgid"):
            found.append(now)
            now = {}
        elif not line:
            now = {}
    return found


def in_dutch(message):
    if "msgid_plural" in message and "msgctxt" not in message:
        return translation.ngettext(message["msgid"], message["msgid_plural"], 2)
    if "msgctxt" in message:
        return translation.pgettext(message["msgctxt"], message["msgid"])
    return translation.gettext(message["msgid"])


def is_a_sentence(text):
    """Names of languages and units needn't differ."""
    return len(re.findall(r"(?<![%\w(])[A-Za-z]{2,}", text)) > 1


@pytest.mark.parametrize("po", SENTENCES, ids=lambda po: po.parts[-5])
def test_every_sentence_of_django_has_its_dutch(po):
    with translation.override("nl"):
        english = [
            one["msgid"]
            for one in messages_in(po)
            if is_a_sentence(one["msgid"]) and in_dutch(one) in (one["msgid"], one.get("msgid_plural"))
        ]
    assert [one for one in english if one not in THE_SAME] == []


def texts_of_allauth():
    for place in PLACES:
        for node in ast.walk(ast.parse((ALLAUTH / place).read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
            if named and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_every_text_of_allauths_forms_is_dutch_and_says_u():
    texts = set(texts_of_allauth())
    assert len(texts) > 40
    with translation.override("nl"):
        dutch = {text: translation.gettext(text) for text in texts - THE_SAME}
    assert [text for text, said in dutch.items() if text == said] == []
    assert [said for said in dutch.values() if INFORMAL.search(said)] == []


def test_what_the_login_says_is_dutch_and_says_u():
    with translation.override("nl"):
        nl = {name: str(text) for name, text in AccountAdapter.error_messages.items()}
    with translation.override("en"):
        en = {name: str(text) for name, text in AccountAdapter.error_messages.items()}
    theirs = DefaultAccountAdapter.error_messages
    kept = {name for name, text in AccountAdapter.error_messages.items() if text is theirs.get(name)}
    assert kept
    assert [nl[name] for name in kept if nl[name] == en[name]] == []
    assert [text for text in nl.values() if INFORMAL.search(text)] == []


PASSWORDS = {
    "UserAttributeSimilarityValidator": ("consulentnoord1", "Het wachtwoord lijkt te veel op"),
    "MinimumLengthValidator": ("kort", "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."),
    "CommonPasswordValidator": ("password", "Dit wachtwoord is te algemeen."),
    "NumericPasswordValidator": ("839201847561", "Dit wachtwoord bevat alleen cijfers."),
}


def test_every_validator_of_a_password_is_tried():
    assert {type(one).__name__ for one in get_default_password_validators()} == set(PASSWORDS)


@pytest.mark.parametrize("validator", get_default_password_validators(), ids=lambda one: type(one).__name__)
def test_what_a_validator_of_a_password_says(validator):
    password, _ = PASSWORDS[type(validator).__name__]
    said = {}
    for language in ("nl", "en"):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            validator.validate(password, User(username="consulentnoord"))
        with translation.override(language):
            said[language] = f"{refused.value.messages} {validator.get_help_text()}"
    assert said["nl"] != said["en"]
    assert not re.search(r"\b(the|your|password|must|too)\b", said["nl"], re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PASSWORDS)
def test_a_bad_password_is_told_beside_its_field(client, django_user_model, name):
    password, said = PASSWORDS[name]
    client.force_login(django_user_model.objects.create_user("consulentnoord", password="een lang wachtwoord"))
    data = {"oldpassword": "een lang wachtwoord", "password1": password, "password2": password}
    page = client.post("/wachtwoord/wijzigen/", data).content.decode()
    assert said in page
    assert "This password" not in page


@pytest.mark.django_db
def test_two_passwords_that_differ(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("consulent", password="een lang wachtwoord"))
    data = {"oldpassword": "fout", "password1": "nog een lang wachtwoord", "password2": "een ander lang wachtwoord"}
    page = client.post("/wachtwoord/wijzigen/", data).content.decode()
    assert "Vul twee keer hetzelfde wachtwoord in." in page
    assert "Vul uw huidige wachtwoord in." in page


@pytest.mark.django_db
@override_settings(ACCOUNT_RATE_LIMITS={"reset_password": "1/m/ip"})
def test_too_often_is_told_on_a_page(client):
    for _ in range(2):
        answer = client.post("/wachtwoord/vergeten/", {"email": "x@example.nl"})
    assert answer.status_code == 429
    assert "U doet dit te vaak achter elkaar." in answer.content.decode()
    assert '<html lang="nl"' in answer.content.decode()


def test_what_is_read_is_what_was_written():
    """Python reads django.mo; people read and write django.po."""
    with (LOCALE / "django.mo").open("rb") as file:
        read = {key: text for key, text in stdlib.GNUTranslations(file)._catalog.items() if key}
    written = {}
    for one in messages_in(LOCALE / "django.po"):
        if "msgid_plural" in one:
            written |= {(one["msgid"], number): one[f"msgstr[{number}]"] for number in (0, 1)}
        else:
            written[one["msgid"]] = one["msgstr"]
    assert read == written
    assert not [text for text in written.values() if INFORMAL.search(text)]
