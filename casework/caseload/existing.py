"""What the rows of a file can refer to."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from casework.caseload.report import did_you_mean
from casework.cases.models import Case
from casework.cases.places import team_for
from casework.engine.errors import NotNow
from casework.law.models import Ground
from casework.people.bsn import todays_digests
from casework.people.models import Person
from roles.matrix import Role
from roles.models import Team, User
from roles.policy import Post, posts
from wijkweb.models import Kern, Organisation

AT_ONCE: Final = 5000
HINTS: Final = 1000  # looking for what a word resembles takes longer than judging its row
DIRECTING: Final = (Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER)


@dataclass(slots=True)
class Met:
    """Somebody a row is about, as other rows compare it."""

    family_key: str
    birth_date: dt.date | None
    birth_about: str
    pk: int | None = None  # once stored

    @classmethod
    def of(cls, person: Person) -> "Met":
        return cls(person.family_key, person.birth_date, person.birth_about)


class Existing:
    """What the rows can refer to: what is in the database, each read once, and what earlier rows brought along."""

    def __init__(
        self, on: dt.date, *, died: dict[tuple[str, ...], dt.date] | None = None, by: User | None = None
    ) -> None:
        self.on, self.by = on, by
        self.kernen = list(Kern.objects.all())
        self.kernen_named: dict[str, list[Kern]] = {}
        for kern in self.kernen:
            self.kernen_named.setdefault(kern.name.casefold(), []).append(kern)
        self.kernen_in: dict[str, list[Kern]] = {}
        for kern in self.kernen:
            self.kernen_in.setdefault(kern.village.casefold(), []).append(kern)
        self.organisations = {one.name.casefold(): one for one in Organisation.objects.filter(active=True)}
        self.users = {one.username.casefold(): one for one in User.objects.filter(is_active=True)}
        self.grounds = {one.code: one for one in Ground.objects.filter(active=True)}
        self._posts_of: dict[int, list[Post]] = {}
        for post in posts(on, teams=Team.objects.values_list("pk", flat=True)):
            self._posts_of.setdefault(post.user_id, []).append(post)
        taken = Case.objects.exclude(import_key="").values_list("import_key", "ref", "received_on")
        self.taken_over = {key: (ref, received_on) for key, ref, received_on in taken}  # by `kenmerk`
        self.line_of: dict[str, int] = {}  # of a `kenmerk` in this file
        self.people: dict[tuple[str, ...], Met] = {}  # by number; and of this file, by name and birth date too
        self.died = died or {}  # whom some row tells the death of, perhaps a later one
        self._teams: dict[tuple[int, bool], Team | str] = {}
        self._hints: dict[tuple[str, str], str] = {}

    def team(self, kern: Kern, person: Person | None, received_on: dt.date) -> Team | str:
        """The team that follows from the kern and the age, or why there is none."""
        key = (kern.pk, person is not None and person.is_minor(received_on))
        if key not in self._teams:
            try:
                self._teams[key] = team_for(kern, person, received_on)
            except NotNow as error:
                self._teams[key] = str(error)
        return self._teams[key]

    def directs(self, user: User, team: Team, kern: Kern) -> bool:
        """Whether this person may be regisseur of a case of that team and kern."""
        return any(
            post.role in DIRECTING and post.team_id == team.pk and post.serves(team.pk, kern.pk)
            for post in self._posts_of.get(user.pk, ())
        )

    def kern_names(self) -> Iterable[str]:
        return (one.name for one in self.kernen)

    def organisation_names(self) -> Iterable[str]:
        return (one.name for one in self.organisations.values())

    def did_you_mean(self, what: str, word: str, names: Callable[[], Iterable[str]], otherwise: str) -> str:
        """The one of these names that looks most like it, looked for once; of very many different words, no more."""
        key = (what, word.casefold())
        if key not in self._hints:
            if len(self._hints) >= HINTS:
                return otherwise
            known = {name.casefold(): name for name in names()}
            self._hints[key] = did_you_mean(word.casefold(), known, otherwise)
        return self._hints[key]

    def meet(self, numbers: set[str]) -> None:
        """Who is in the database already, by the fingerprint of their number; the first of them, should there be more."""
        digests = todays_digests(numbers)
        asked = sorted(digests)
        for start in range(0, len(asked), AT_ONCE):
            rows = Person.objects.filter(bsn_digest__in=asked[start : start + AT_ONCE]).order_by("-pk")
            for person in rows.only("bsn_digest", "family_key", "birth_date", "birth_about"):
                met = Met.of(person)
                met.pk = person.pk
                self.people["bsn", digests[person.bsn_digest]] = met
