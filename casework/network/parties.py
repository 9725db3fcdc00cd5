"""Whom one can choose to hold a question or carry a goal."""

from collections.abc import Iterable
from typing import Any

from casework.cases.models import Case
from casework.engine.forms import Choices
from casework.network.models import Tie
from roles.models import Team, TeamKind, User
from wijkweb.models import Organisation, OrganisationLayer


class Party:
    """Whom one can choose: the citizen, their network, organisations, and teams or colleagues. Values like 'team:3'."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.found: dict[str, Any] = {"inwoner": None}

    def _add(self, kind: str, rows: Iterable[Any]) -> Choices:
        choices: Choices = []
        for row in rows:
            key = f"{kind}:{row.pk}"
            self.found[key] = row
            choices.append((key, row.name))
        return choices

    def near(self, *, whole: bool = True) -> Choices:
        """The citizen and their own web; the web is part of the file."""
        person = self.case.person
        return [
            ("De inwoner", [("inwoner", person.name)] if person else []),
            (
                "Uit het netwerk",
                self._add("naaste", self.case.contacts.filter(removed_at=None, tie=Tie.NU, shielded=False))
                if whole
                else [],
            ),
        ]

    def organisations(self) -> Choices:
        """First the partners in the case's own kern."""
        rows = list(Organisation.objects.filter(active=True).prefetch_related("kernen"))
        partners = [row for row in rows if row.layer == OrganisationLayer.MIDDENVELD]
        nearby = [row for row in partners if self.case.kern in row.kernen.all() or not row.kernen.all()]
        return [
            (f"Partners in {self.case.kern}", self._add("organisatie", nearby)),
            ("Partners in andere kernen", self._add("organisatie", (row for row in partners if row not in nearby))),
            ("Professionele organisaties", self._add("organisatie", (row for row in rows if row not in partners))),
        ]

    def teams(self) -> Choices:
        return [("Teams", self._add("team", Team.objects.exclude(kind=TeamKind.GEMEENTE)))]

    def colleagues(self, people: Iterable[int]) -> Choices:
        rows = User.objects.filter(pk__in=list(people)).order_by("first_name", "last_name", "pk")
        return [("Collega's van het team", self._add("collega", rows))]

    def kept(self, key: str, row: Any, why: str) -> Choices:
        """Whoever was chosen before can stay, also where they aren't offered any more."""
        if row is None or key in self.found:
            return []
        self.found[key] = row
        return [("Zoals het nu is", [(key, f"{row.name} ({why})")])]

    @staticmethod
    def listed(empty: str, *groups: Choices) -> Choices:
        return [("", empty), *(group for part in groups for group in part if group[1])]
