"""The first two of beheer come by a command; each after them by two people."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from roles.models import Membership, TeamKind, User

pytestmark = pytest.mark.django_db

ANNA = ["a.jansen", "Anna", "Jansen", "A.Jansen@voorbeeld.nl"]
BAS = ["b.smit", "Bas", "Smit", "b.smit@voorbeeld.nl"]


def first(*people: list[str]) -> None:
    call_command("first_beheerders", *(word for one in people for word in ("--person", *one)))


def test_two_begin(capsys) -> None:
    first(ANNA, BAS)
    rows = Membership.objects.order_by("user__username")
    assert [(row.user.username, row.role, row.team.kind) for row in rows] == [
        ("a.jansen", "beheer", TeamKind.GEMEENTE),
        ("b.smit", "beheer", TeamKind.GEMEENTE),
    ]
    anna = User.objects.get(username="a.jansen")
    assert anna.email == "a.jansen@voorbeeld.nl"
    assert not anna.has_usable_password()
    assert "Anna Jansen en Bas Smit zijn beheerder." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([ANNA], "Noem twee mensen"),
        ([ANNA, BAS, BAS], "Noem twee mensen"),
        ([ANNA, [*BAS[:3], "a.jansen@VOORBEELD.nl"]], "hetzelfde e-mailadres"),
        ([ANNA, ["A.Jansen", *BAS[1:]]], "dezelfde gebruikersnaam"),
        ([ANNA, [*BAS[:3], "geen adres"]], "b.smit: email"),
    ],
)
def test_nobody_begins_alone(people, words) -> None:
    with pytest.raises(CommandError, match=words):
        first(*people)
    assert not User.objects.exists()


def test_not_where_somebody_is_there(world) -> None:
    with pytest.raises(CommandError, match="Er is al een beheerder"):
        first(ANNA, BAS)
