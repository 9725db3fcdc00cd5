"""`manage.py first_beheerders`: the two who begin. After them nobody gains a right without a second person.

    manage.py first_beheerders --person a.jansen Anna Jansen a.jansen@voorbeeld.nl \\
                               --person b.smit Bas Smit b.smit@voorbeeld.nl
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from roles.matrix import Role
from roles.models import Membership, Team, TeamKind, User
from roles.periods import not_ended

TWO = 2


class Command(BaseCommand):
    help = "Maakt de eerste twee beheerders, op een database die er nog geen heeft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--person",
            nargs=4,
            action="append",
            required=True,
            metavar=("GEBRUIKERSNAAM", "VOORNAAM", "ACHTERNAAM", "E-MAIL"),
            help="twee keer: ieder met een eigen naam en een eigen e-mailadres",
        )

    def handle(self, *args: Any, person: list[list[str]], **options: Any) -> None:
        refuse_wrong(person)
        with transaction.atomic():
            there = Membership.objects.filter(not_ended(timezone.localdate()), role=Role.BEHEER)
            if there.exists():
                raise CommandError("Er is al een beheerder. Die voegt anderen toe in /beheer/; een tweede bevestigt.")
            gemeente, _ = Team.objects.get_or_create(
                kind=TeamKind.GEMEENTE, defaults={"name": settings.WIJKTEAM_MUNICIPALITY}
            )
            for username, first_name, last_name, email in person:
                user = made(username, first_name=first_name, last_name=last_name, email=email.lower())
                Membership.objects.create(user=user, role=Role.BEHEER, team=gemeente, since=timezone.localdate())
        names = " en ".join(f"{first} {last}" for _, first, last, _ in person)
        self.stdout.write(
            f"{names} zijn beheerder. Ieder kiest zelf een wachtwoord met ‘Wachtwoord vergeten’ op de pagina om in te loggen."
        )


def refuse_wrong(person: list[list[str]]) -> None:
    """Two people, each with their own mailbox: one who has both keys confirms to themselves."""
    if len(person) != TWO:
        raise CommandError("Noem twee mensen: de een bevestigt wat de ander vraagt.")
    for place, words in ((0, "gebruikersnaam"), (3, "e-mailadres")):
        if person[0][place].casefold() == person[1][place].casefold():
            raise CommandError(f"Twee mensen hebben niet hetzelfde {words}.".replace("hetzelfde geb", "dezelfde geb"))


def made(username: str, **fields: str) -> User:
    """A new account without a password. Raises CommandError with what is wrong."""
    if User.objects.filter(username__iexact=username).exists():
        raise CommandError(f"De gebruikersnaam {username} is er al.")
    user = User(username=username, **fields)
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        wrong = "; ".join(f"{name}: {' '.join(words)}" for name, words in error.message_dict.items())
        raise CommandError(f"{username}: {wrong}") from error
    user.save()
    return user
