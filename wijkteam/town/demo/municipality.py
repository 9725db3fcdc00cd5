"""The municipality of the demo: kernen and organisations as they are listed, and made-up teams with people in them."""

import csv
import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from casework.cases.models import Case
from casework.contacts.models import TextBlock
from casework.law.models import Ground
from casework.vangnet.operations import provide_budget
from roles.matrix import Role
from roles.models import Absence, Mandate, MandateKind, Membership, Team, TeamKind, User
from roles.policy import Sight, sight
from wijkteam.town.demo.deciding import decision_rules
from wijkteam.town.demo.products import products
from wijkweb.models import Kern, Organisation

PASSWORD: Final = "wijkteam"  # noqa: S105  known on purpose, and only on one's own machine
LOGINS: Final = (
    "eerstecontact", "administratie", "consulent", "consulent2", "consulent3", "teamleider", "teamleider3", "afdelingshoofd",
    "middenveld", "uitvoerder", "financien", "financien2", "inwoner", "beheer", "beheer2", "privacy",
    "bezwaar", "bezwaar2",
)  # fmt: skip

WEST: Final = "Wijkteam West"
NOORD: Final = "Wijkteam Oud-Beijerland en omgeving"
OOST: Final = "Wijkteam Oost"
JEUGD: Final = "Jeugdteam Hoeksche Waard"
GEMEENTE: Final = "Gemeente Hoeksche Waard"

TEAMS: Final[tuple[tuple[str, str, str, str, tuple[str, ...]], ...]] = (
    (WEST, TeamKind.WIJKTEAM, "0186 55 10 10", "west",
     ("Piershil", "Goudswaard", "Nieuw-Beijerland", "Zuid-Beijerland", "Numansdorp", "Klaaswaal")),
    (NOORD, TeamKind.WIJKTEAM, "0186 55 10 20", "oud-beijerland",
     ("Oud-Beijerland Zoomwijck", "Oud-Beijerland Croonenburgh", "Oud-Beijerland Poortwijk", "Heinenoord",
      "Mijnsheerenland", "Westmaas")),
    (OOST, TeamKind.WIJKTEAM, "0186 55 10 30", "oost",
     ("Strijen", "Strijensas", "'s-Gravendeel", "Puttershoek", "Maasdam")),
    (JEUGD, TeamKind.JEUGDTEAM, "0186 55 10 40", "jeugd", ()),
    (GEMEENTE, TeamKind.GEMEENTE, "0186 55 10 00", "gemeente", ()),
)  # fmt: skip

# who goes by no team's number: a letter about an objection names who handles it, not the wijkteam that decided
PHONES: Final = {"bezwaar": "0186 55 10 51", "bezwaar2": "0186 55 10 52"}
# username, first name, last name, role, where
PEOPLE: Final[tuple[tuple[str, str, str, Role, str], ...]] = (
    ("consulent", "Hanneke", "Dekker", Role.WMO_CONSULENT, WEST),
    ("consulent2", "Tarik", "Bouzid", Role.WMO_CONSULENT, WEST),
    ("teamleider", "Jacqueline", "Stam", Role.TEAMLEIDER, WEST),
    ("carolien.de.ruiter", "Carolien", "de Ruiter", Role.WMO_CONSULENT, WEST),
    ("wilco.huisman", "Wilco", "Huisman", Role.WMO_CONSULENT, WEST),
    ("lotte.bijkerk", "Lotte", "Bijkerk", Role.TEAMLID, WEST),
    ("peter.van.prooijen", "Peter", "van Prooijen", Role.TEAMLID, WEST),
    ("administratie", "Lotte", "Groen", Role.ADMINISTRATIE, WEST),
    ("ellen.spruit", "Ellen", "Spruit", Role.EERSTE_CONTACT, WEST),
    ("consulent3", "Ingrid", "Barendse", Role.WMO_CONSULENT, NOORD),
    ("teamleider3", "Mireille", "de Graaf", Role.TEAMLEIDER, NOORD),
    ("rachid.el.haddaoui", "Rachid", "el Haddaoui", Role.WMO_CONSULENT, NOORD),
    ("marleen.quist", "Marleen", "Quist", Role.TEAMLID, NOORD),
    ("sabine.polderman", "Sabine", "Polderman", Role.WMO_CONSULENT, OOST),
    ("dirkjan.leenheer", "Dirk-Jan", "Leenheer", Role.WMO_CONSULENT, OOST),
    ("kees.overbeeke", "Kees", "Overbeeke", Role.TEAMLID, OOST),
    ("annelies.roodnat", "Annelies", "Roodnat", Role.TEAMLEIDER, OOST),
    ("noor.vingerling", "Noor", "Vingerling", Role.WMO_CONSULENT, JEUGD),
    ("job.stehouwer", "Job", "Stehouwer", Role.TEAMLID, JEUGD),
    ("paul.heijboer", "Paul", "Heijboer", Role.TEAMLEIDER, JEUGD),
    ("afdelingshoofd", "Gerard", "Blijleven", Role.AFDELINGSHOOFD, GEMEENTE),
    ("financien", "Denise", "Oosterling", Role.FINANCIEN, GEMEENTE),
    ("financien2", "Willemijn", "Tak", Role.FINANCIEN, GEMEENTE),
    ("beheer", "Sjoerd", "Wieringa", Role.BEHEER, GEMEENTE),
    ("beheer2", "Ank", "Verolme", Role.BEHEER, GEMEENTE),
    ("privacy", "Fenna", "Postma", Role.PRIVACY, GEMEENTE),
    ("bezwaar", "Suzanne", "Verkerk", Role.BEZWAAR, GEMEENTE),
    ("bezwaar2", "Maarten", "Hoogvliet", Role.BEZWAAR, GEMEENTE),
    ("eerstecontact", "Marijke", "van Dam", Role.EERSTE_CONTACT, "Wijkverpleging Hoeksche Waard"),
    ("gonnie.roos", "Gonnie", "Roos", Role.EERSTE_CONTACT, "Wijkverpleging Hoeksche Waard"),
    ("marit.groeneveld", "Marit", "Groeneveld", Role.EERSTE_CONTACT, "Huisartsenpraktijk De Vaart"),
    ("nadia.bouchar", "Nadia", "Bouchar", Role.EERSTE_CONTACT, "Welzijn Hoeksche Waard"),
    ("nadia.bouchar", "Nadia", "Bouchar", Role.MIDDENVELD, "Welzijn Hoeksche Waard"),
    ("middenveld", "Joke", "Visser", Role.MIDDENVELD, "Bij de Oma's"),
    ("henk.barendregt", "Henk", "Barendregt", Role.MIDDENVELD, "Buurttafel De Buitensluis"),
    ("ria.verhagen", "Ria", "Verhagen", Role.MIDDENVELD, "Mantelzorgsteunpunt Hoeksche Waard"),
    ("arjan.pieterman", "Arjan", "Pieterman", Role.MIDDENVELD, "Schuldhulp Maatjes Hoeksche Waard"),
    ("fatma.yildiz", "Fatma", "Yildiz", Role.MIDDENVELD, "Kringloopwinkel Het Tweede Leven"),
    ("uitvoerder", "Wilma", "Kranendonk", Role.UITVOERDER, "Heemzicht"),
    ("carla.nieuwstraten", "Carla", "Nieuwstraten", Role.UITVOERDER, "Alerimus"),
    ("lianne.kluifhooft", "Lianne", "Kluifhooft", Role.UITVOERDER, "Zorgboerderij De Ambachtsheer"),
)
# words that a team writes often: name, text, team ('' for all)
BLOCKS: Final[tuple[tuple[str, str, str], ...]] = (
    ("Huisbezoek", "Wie waren erbij:\nWat wij zagen:\nWat er is gezegd:\nWat wij afspraken:", ""),
    ("Eerste gesprek", "Wat er speelt:\nWat iemand zelf wil:\nWie er al helpt:\nWat als eerste nodig is:", WEST),
)
# contract hours a week, of who has cases
HOURS: Final = {
    "consulent": 32, "consulent2": 28, "teamleider": 36, "carolien.de.ruiter": 24, "lotte.bijkerk": 32,
    "peter.van.prooijen": 36, "consulent3": 32, "teamleider3": 36, "rachid.el.haddaoui": 24, "marleen.quist": 20,
    "sabine.polderman": 32, "dirkjan.leenheer": 36, "kees.overbeeke": 28, "annelies.roodnat": 32,
}  # fmt: skip
INWONER: Final = ("Jan", "Maaskant")  # the resident who can log in

# last year's and this year's, in euros
_BUDGETS: Final = {WEST: (48_000, 52_000), NOORD: (55_000, 60_000), OOST: (34_000, 34_000), JEUGD: (20_000, 25_000)}


@dataclass(slots=True)
class Municipality:
    """Who and what there is, by the name by which a story calls it."""

    today: dt.date
    kernen: dict[str, Kern] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    grounds: dict[str, Ground] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)  # ids of cases by a name, for whoever asks for them later
    sights: dict[tuple[str, dt.date], Sight] = field(default_factory=dict)

    def sight(self, name: str, on: dt.date) -> Sight:
        """What they may do on that day, read once: nobody changes jobs while the year is played."""
        key = name, on
        if key not in self.sights:
            self.sights[key] = sight(self.people[name], on)
        return self.sights[key]

    def forget_sight(self, name: str) -> None:
        """They were let in on a case, or stepped aside."""
        self.sights = {key: one for key, one in self.sights.items() if key[0] != name}

    def case(self, name: str) -> Case:
        """One that is known by a name, as it stands now."""
        return Case.objects.get(pk=self.known[name])

    def place(self, name: str) -> Team | Organisation:
        return self.teams.get(name) or self.organisations[name]


def build(*, now: dt.datetime) -> Municipality:
    """Everything there was before the first question came in."""
    today = timezone.localtime(now).date()
    town = Municipality(today)
    neighbourhood(town)
    _teams(town)
    _people(town)
    _blocks(town)
    _mandates(town)
    _budgets(town, now)
    products(town.organisations, town.today)
    decision_rules(town.today)
    town.grounds = {ground.code: ground for ground in Ground.objects.all()}
    return town


def _rows(name: str) -> list[dict[str, str]]:
    path = Path(settings.BASE_DIR) / "wijkweb" / "data" / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def neighbourhood(town: Municipality) -> None:
    """The kernen and organisations as they are listed, also where some of them are there already."""
    for row in _rows("kernen.csv"):
        town.kernen[row["kern"]], _ = Kern.objects.update_or_create(
            name=row["kern"], defaults={"village": row["dorp"], "postcode4": row["postcode4"]}
        )
    for row in _rows("organisations.csv"):
        name, kern = row.pop("name"), row.pop("kern")
        organisation, _ = Organisation.objects.update_or_create(name=name, defaults=row)
        organisation.kernen.set([town.kernen[kern]] if kern else [])
        town.organisations[name] = organisation


def _teams(town: Municipality) -> None:
    for name, kind, phone, mailbox, kernen in TEAMS:
        team = Team.objects.create(name=name, kind=kind, phone=phone, email=f"{mailbox}@wijkteam.example")
        team.kernen.set([town.kernen[kern] for kern in kernen])
        town.teams[name] = team


def _people(town: Municipality) -> None:
    since = town.today - dt.timedelta(days=900)
    password = make_password(PASSWORD)  # hashing is slow on purpose: once for all of them
    for username, first, last, role, where in PEOPLE:
        user = town.people.get(username) or _user(town, username, first, last, password)
        place = town.place(where)
        membership = Membership.objects.create(
            user=user, role=role, since=since, team=place if isinstance(place, Team) else None,
            organisation=place if isinstance(place, Organisation) else None, hours=HOURS.get(username),
        )  # fmt: skip
        if username == "wilco.huisman":  # left: his case waits for another regisseur
            membership.until = town.today - dt.timedelta(days=6)
            membership.save()
        if username == "carolien.de.ruiter":
            Absence.objects.create(
                membership=membership, cover=town.people["consulent2"], since=town.today - dt.timedelta(days=12),
                until=town.today + dt.timedelta(days=30),
            )  # fmt: skip
        if username == "consulent2":  # the one who covered last week; the other is back and reads what was done
            back = town.people["consulent"].memberships.get()
            week = {"since": town.today - dt.timedelta(days=11), "until": town.today - dt.timedelta(days=4)}
            Absence.objects.create(membership=back, cover=user, **week)
        if username == "lotte.bijkerk":  # will be away, and nobody covers for her yet
            Absence.objects.create(
                membership=membership,
                since=town.today + dt.timedelta(days=22),
                until=town.today + dt.timedelta(days=36),
            )
    _user(town, "inwoner", *INWONER, password)


def _user(town: Municipality, username: str, first: str, last: str, password: str) -> User:
    """Those of the demo can log in; the others are there to be met in the cases."""
    user = User.objects.create(
        username=username, first_name=first, last_name=last, email=f"{username}@wijkteam.example",
        password=password if username in LOGINS else make_password(None), phone=PHONES.get(username, ""),
    )  # fmt: skip
    town.people[username] = user
    return user


def _blocks(town: Municipality) -> None:
    TextBlock.objects.bulk_create(
        TextBlock(name=name, text=text, team=town.teams.get(team)) for name, text, team in BLOCKS
    )


def _mandates(town: Municipality) -> None:
    since, decided = town.today - dt.timedelta(days=800), town.today - dt.timedelta(days=830)
    number = f"{decided.year}/0417"

    def mandate(
        kind: MandateKind, role: Role, where: str, *, amount: int | None = None, weeks: int | None = None
    ) -> None:
        outside = town.organisations.get(where)
        Mandate.objects.create(
            kind=kind, role=role, team=None if outside else town.teams[where], organisation=outside,
            max_amount=amount, max_weeks=weeks, since=since, decision_number=number, decision_on=decided,
            employer=outside.name if outside else "",
            employer_consent_on=decided - dt.timedelta(days=14) if outside else None,
        )  # fmt: skip

    nursing = "Wijkverpleging Hoeksche Waard"
    mandate(MandateKind.INDICATIE, Role.EERSTE_CONTACT, nursing, amount=400, weeks=8)
    for team in (WEST, NOORD, OOST, JEUGD):
        mandate(MandateKind.INDICATIE, Role.WMO_CONSULENT, team, amount=600, weeks=12)
        mandate(MandateKind.BESLUIT, Role.WMO_CONSULENT, team)
        mandate(MandateKind.VANGNET, Role.TEAMLEIDER, team, amount=5_000)
    mandate(MandateKind.VANGNET, Role.AFDELINGSHOOFD, GEMEENTE, amount=25_000)
    mandate(MandateKind.BESLUIT, Role.AFDELINGSHOOFD, GEMEENTE)
    for role in (Role.BEZWAAR, Role.AFDELINGSHOOFD):
        mandate(MandateKind.BEZWAAR, role, GEMEENTE)


def _budgets(town: Municipality, now: dt.datetime) -> None:
    for years_ago in (1, 0):
        year = town.today.year - years_ago
        at = min(now, timezone.make_aware(dt.datetime(year, 1, 1, 9)))  # noqa: DTZ001
        for name, amounts in _BUDGETS.items():
            provide_budget(
                town.teams[name], year=year, amount=Decimal(amounts[1 - years_ago]),
                by=town.people["beheer"], words=f"Programmabegroting {year}, sociaal domein", at=at,
            )  # fmt: skip
