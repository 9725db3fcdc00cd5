"""What the rows of a file can refer to."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

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

DIRECTING: Final = (Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER)


class Existing:
    """What the rows can refer to: what is in the database, each read once, and what earlier rows brought along."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.kernen = list(Kern.objects.all())
        self.organisations = {one.name.casefold(): one for one in Organisation.objects.filter(active=True)}
        self.users = {one.username.casefold(): one for one in User.objects.filter(is_active=True)}
        self.grounds = {one.code: one for one in Ground.objects.filter(active=True)}
        self.staff: tuple[Post, ...] = posts(on, teams=Team.objects.values_list("pk", flat=True))
        taken = Case.objects.exclude(import_key="").values_list("import_key", "ref", "received_on")
        self.taken_over = {key: (ref, received_on) for key, ref, received_on in taken}  # by `kenmerk`
        self.line_of: dict[str, int] = {}  # of a `kenmerk` in this file
        self.people: dict[tuple[str, ...], Person] = {}  # by number; and of this file, by name and birth date too
        self._teams: dict[tuple[int, bool], Team | str] = {}

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
            post.user_id == user.pk
            and post.role in DIRECTING
            and post.team_id == team.pk
            and post.serves(team.pk, kern.pk)
            for post in self.staff
        )

    def meet(self, numbers: Iterable[str]) -> None:
        """Who is in the database already, by the fingerprint of their number; one query."""
        digests = todays_digests(numbers)
        for one in Person.objects.filter(bsn_digest__in=digests).order_by("-pk"):
            one.bsn_digest = digests[one.bsn_digest]
            self.people["bsn", one.bsn_digest] = one
