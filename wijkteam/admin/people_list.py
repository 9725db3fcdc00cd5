"""People by a list: who gets an account and a place, each row judged as the forms do, and nothing written here.

What comes of it is one proposal for a second person (`wijkteam.second_person`): all of the list, or nothing.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from casework.caseload.read_file import Column, read_file
from casework.caseload.report import Mistake, Refused, did_you_mean
from casework.engine.fields import DayField, WordsField
from roles.matrix import MUNICIPALITY_ROLES, ORGANISATION_ROLES, TEAM_ROLES
from roles.models import Membership, Team, User
from roles.proposals import ACCOUNT
from wijkteam.second_person.changes import Values, change, values_of
from wijkteam.second_person.proposing import whole
from wijkweb.models import Organisation

FIRST, LAST, EMAIL, ROLE, PLACE, KERNEN, SINCE, UNTIL = (
    "voornaam", "achternaam", "e-mail", "rol", "team_of_organisatie", "kernen", "vanaf", "tot"
)  # fmt: skip
COLUMNS: Final = tuple(Column(name, required=name not in (KERNEN, UNTIL)) for name in
                       (FIRST, LAST, EMAIL, ROLE, PLACE, KERNEN, SINCE, UNTIL))  # fmt: skip
_ROLES: Final = {role.label.casefold(): role for role in (*TEAM_ROLES, *ORGANISATION_ROLES, *MUNICIPALITY_ROLES)}
_FIELDS: Final = {
    FIRST: WordsField(longest=150),
    LAST: WordsField(longest=150),
    EMAIL: forms.EmailField(error_messages={"invalid": "Vul een e-mailadres in, bijvoorbeeld noor@voorbeeld.nl."}),
    SINCE: DayField(),
    UNTIL: DayField(required=False),
}
# in which column something stands that a model says of one of its own
_COLUMN_OF: Final = {"role": ROLE, "since": SINCE, "until": UNTIL, "user": EMAIL, "team": PLACE, "organisation": PLACE}


@dataclass(slots=True)
class Judged:
    """What came of it: what is wrong where, or what would be asked of a second person."""

    mistakes: list[Mistake] = field(default_factory=list)
    changes: list[Values] = field(default_factory=list)
    people: int = 0  # new accounts
    places: int = 0


class _Known:
    """All there is to refer to, read once however long the list is."""

    def __init__(self) -> None:
        self.users = {one.email.casefold(): one for one in User.objects.exclude(email="")}
        self.usernames = {name.casefold() for name in User.objects.values_list("username", flat=True)}
        self.teams = {one.name.casefold(): one for one in Team.objects.prefetch_related("kernen")}
        self.organisations = {one.name.casefold(): one for one in Organisation.objects.filter(active=True)}


def judge(path: Path, *, by: User) -> Judged:
    """Each row with all that is wrong with it. `by` can't stand in the list."""
    try:
        rows = list(read_file(path, COLUMNS))
    except Refused as refused:
        return Judged(refused.mistakes)
    return _List(by).judged(rows)


class _List:
    def __init__(self, by: User) -> None:
        self.by, self.known, self.found = by, _Known(), Judged()
        self.new: dict[str, User] = {}  # by address
        self.places: list[tuple[str, Membership]] = []

    def judged(self, rows: Iterable[Any]) -> Judged:
        for row in rows:
            if row.mistakes:
                self.found.mistakes += row.mistakes
            else:
                self._row(row.line, row.values)
        accounts = [_account(one) for one in self.new.values()]
        self.found.changes = accounts + self.found.changes
        self.found.people, self.found.places = len(accounts), len(self.places)
        self.found.mistakes.sort()
        return self.found

    def _row(self, line: int, cells: dict[str, str]) -> None:
        wrong: dict[str, str] = {}
        given = {name: _cleaned(name, cells.get(name, ""), wrong) for name in _FIELDS}
        given[ROLE] = _choice(cells.get(ROLE, ""), _ROLES, wrong, ROLE)
        place = _choice(cells.get(PLACE, ""), {**self.known.organisations, **self.known.teams}, wrong, PLACE)
        kernen = _kernen(cells.get(KERNEN, ""), place, wrong)
        user = None if {FIRST, LAST, EMAIL} & wrong.keys() else self._person(given, wrong)
        if not wrong and user is not None:
            self._place(user, given, place, kernen, wrong)
        self.found.mistakes += [Mistake(line, column, words) for column, words in wrong.items()]

    def _person(self, given: dict[str, Any], wrong: dict[str, str]) -> User | None:
        """Who has that address, or a new account: one however many rows they have."""
        email = given[EMAIL].lower()
        there = self.known.users.get(email.casefold()) or self.new.get(email)
        if there is None:
            there = User(first_name=given[FIRST], last_name=given[LAST], email=email, username=self._username(given))
            self.new[email] = there
        elif _name(there.first_name, there.last_name) != _name(given[FIRST], given[LAST]):
            wrong[EMAIL] = f"Dit adres is van {there.name}. Pas het adres of de naam aan."
        if there == self.by:
            wrong[EMAIL] = "Dit bent u zelf. Laat een collega van beheer u toevoegen."
        elif there.pk and not there.is_active:
            wrong[EMAIL] = f"Het account van {there.name} is dicht. Open het eerst bij Gebruikers."
        return there

    def _username(self, given: dict[str, Any]) -> str:
        """From the name: 'noor.nieuw', and where that is taken 'noor.nieuw2'."""
        plain = f"{slugify(given[FIRST])}.{slugify(given[LAST])}".strip(".").replace("-", ".")[:140] or "collega"
        number, name = 1, plain
        while name in self.known.usernames:
            number += 1
            name = f"{plain}{number}"
        self.known.usernames.add(name)
        return name

    def _place(self, user: User, given: dict[str, Any], place: Any, kernen: list[Any], wrong: dict[str, str]) -> None:
        """As the form of a membership judges it."""
        row = Membership(role=given[ROLE], since=given[SINCE], until=given[UNTIL])
        row.user, (row.team, row.organisation) = user, (place, None) if isinstance(place, Team) else (None, place)
        try:
            row.clean_fields(exclude={"user"})
            row.clean()
            row.validate_constraints(exclude=None if user.pk else {"user"})
        except ValidationError as error:
            told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, words in told.items():
                wrong[_COLUMN_OF.get(name, ROLE)] = " ".join(words)
            return
        if any(email == user.email and _meet(one, row) for email, one in self.places):
            wrong[ROLE] = "Deze rol staat voor deze periode al in de lijst. Haal een van de twee regels weg."
            return
        self.places.append((user.email, row))
        one = whole(row, kernen)
        if user.pk is None:
            one["row"] = one["row"] | {"username": user.username, "name": user.name}
        self.found.changes.append(one)


def _account(user: User) -> Values:
    row = values_of(user)
    return change(ACCOUNT, None, {}, row, row)


def _cleaned(name: str, text: str, wrong: dict[str, str]) -> Any:
    try:
        return _FIELDS[name].clean(text)
    except ValidationError as error:
        wrong[name] = (
            "Vul dit in." if not text and not isinstance(_FIELDS[name], DayField) else " ".join(error.messages)
        )
    return None


def _choice(text: str, known: dict[str, Any], wrong: dict[str, str], column: str) -> Any:
    found = known.get(text.casefold())
    if found is None:
        names = {key: str(getattr(one, "label", one)) for key, one in known.items()}
        otherwise = "Kijk hoe het in beheer heet, of voeg het daar eerst toe." if column == PLACE else _all_roles()
        wrong[column] = (
            f"Dit kennen wij niet. {did_you_mean(text.casefold(), names, otherwise)}" if text else "Vul dit in."
        )
    return found


def _all_roles() -> str:
    return f"Kies uit: {', '.join(str(role.label) for role in _ROLES.values())}."


def _kernen(text: str, place: Any, wrong: dict[str, str]) -> list[Any]:
    """Some of those of the team, with a comma or semicolon between them; none is all of them."""
    asked = [name.strip() for name in re.split(r"[,;|]", text) if name.strip()]
    if not asked or place is None:
        return []
    known = {kern.name.casefold(): kern for kern in place.kernen.all()}
    names = {key: kern.name for key, kern in known.items()}
    for name in asked:
        if name.casefold() not in known:
            hint = did_you_mean(name.casefold(), names, "Haal de kern weg, of kies een ander team.")
            wrong[KERNEN] = f"‘{name}’ is niet van {place}. {hint}"
    return [known[name.casefold()] for name in asked if name.casefold() in known]


def _name(first: str, last: str) -> str:
    return " ".join(f"{first} {last}".casefold().split())


def _meet(one: Membership, other: Membership) -> bool:
    """The same role at the same place, on at least one day."""
    same = (one.role, one.team_id, one.organisation_id) == (other.role, other.team_id, other.organisation_id)
    ends = [row.until or dt.date.max for row in (one, other)]
    return same and one.since < ends[1] and other.since < ends[0]
