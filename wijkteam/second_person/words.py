"""A proposal as one reads it: what it is about, and what becomes different. Names are read for a whole page at once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.apps import apps

from casework.engine.words import euros
from roles.models import Membership, Proposal, Team, User
from roles.proposals import ABSENCE, ACCOUNT, BUDGET, MANDATE, MEMBERSHIP, WORDING
from wijkteam.second_person.changes import KERNEN, Values
from wijkweb.models import Kern, Organisation

NOTHING: Final = "–"
NEW: Final = {
    MEMBERSHIP: "Nieuw lidmaatschap",
    MANDATE: "Nieuw mandaat",
    ABSENCE: "Waarneming",
    ACCOUNT: "Nieuw account",
}
WIDER: Final = {
    MEMBERSHIP: "Lidmaatschap ruimer",
    MANDATE: "Mandaat ruimer",
    ABSENCE: "Waarneming",
    ACCOUNT: "Account weer open",
}
LABELS: Final = {"is_active": "mag inloggen", "words": "toelichting", "amount": "erbij"}
# what the first line says already, or is nobody's to read
TOLD: Final = {
    "user",
    "role",
    "team",
    "organisation",
    "membership",
    "kind",
    "id",
    "username",
    "first_name",
    "last_name",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a proposal: 'Nieuw lidmaatschap: Noor Nieuw, Teamlid, Wijkteam Noord', and what it says."""

    what: str
    about: str
    values: list[tuple[str, str, str]] = field(default_factory=list)  # label, before ('' where it is new), after


def _worded(one: Values) -> list[tuple[str, str, str]]:
    day = f"{dt.date.fromisoformat(one['after']['since']):%d-%m-%Y}"
    return [
        ("stond er", "", one["before"]["text"] or NOTHING),
        ("wordt", "", one["after"]["text"] or NOTHING),
        ("geldt vanaf", "", day),
    ]


class Names:
    """Who and what the proposals of a page name: a query per kind, however many there are."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        changes = [one for proposal in proposals for one in proposal.changes]
        rows = [one["row"] for one in changes]
        memberships = {row["membership"] for row in rows if row.get("membership")}
        self.memberships = Membership.objects.select_related("user", "team", "organisation").in_bulk(memberships)
        said = [*rows, *(one["before"] for one in changes)]
        self.people = User.objects.in_bulk({row[name] for row in said for name in ("user", "cover") if row.get(name)})
        self.teams = Team.objects.in_bulk({row["team"] for row in rows if row.get("team")})
        self.organisations = Organisation.objects.in_bulk(
            {row["organisation"] for row in rows if row.get("organisation")}
        )
        self.kernen = Kern.objects.in_bulk({pk for row in said for pk in row.get(KERNEN) or ()})

    def lines(self, proposal: Proposal) -> list[Line]:
        return [self._line(one) for one in proposal.changes]

    def _line(self, one: Values) -> Line:
        kind, row = one["kind"], one["row"]
        if kind == BUDGET:
            about = f"{self.teams[row['team']]}, {row['year']}"
            return Line(
                "Vangnetbudget",
                about,
                [("erbij", "", euros(Decimal(row["amount"]))), ("toelichting", "", row["words"])],
            )
        if kind == WORDING:
            return Line("Brieftekst", row["about"], _worded(one))
        what = WIDER[kind] if one["pk"] else NEW[kind]
        shown = [
            (self._label(kind, name), self._shown(kind, name, one["before"].get(name)) if one["pk"] else "", after)
            for name, after in ((name, self._shown(kind, name, value)) for name, value in one["after"].items())
            if name in one["before"] or (name not in TOLD and after != NOTHING)
        ]
        return Line(what, self._about(kind, row), [*self._address(kind, one), *shown])

    def _address(self, kind: str, one: Values) -> list[tuple[str, str, str]]:
        """Of whom it is for: a name can be anybody's, or be chosen to look like somebody else's."""
        row = one["row"]
        if kind == ACCOUNT:
            return [("e-mail", "", row["email"])] if "email" not in one["after"] else []
        person = self.people.get(row["cover"] if kind == ABSENCE else row["user"])
        return [("e-mail", "", person.email)] if person else []

    def _about(self, kind: str, row: Values) -> str:
        if kind == ABSENCE:
            place = self.memberships[row["membership"]]
            days = [self._shown(kind, name, row[name]) for name in ("since", "until")]
            period = " tot ".join(days) if row["until"] else f"vanaf {days[0]}"
            return f"voor {place.user.name}, {place.get_role_display()}, {place.team or place.organisation}, {period}"
        if kind == ACCOUNT:
            return f"{row['first_name']} {row['last_name']} ({row['username']})"
        person = self.people.get(row["user"])
        parts = [
            person.name if person else row.get("name", ""),
            self._shown(kind, "role", row["role"]) if row["role"] else "",
            str(self.teams.get(row["team"]) or self.organisations.get(row["organisation"]) or ""),
        ]
        if kind == MANDATE:
            parts.insert(0, self._shown(kind, "kind", row["kind"]))
        return ", ".join(part for part in parts if part)

    @staticmethod
    def _label(kind: str, name: str) -> str:
        return LABELS.get(name) or str(apps.get_model(kind)._meta.get_field(name).verbose_name)

    def _shown(self, kind: str, name: str, value: Any) -> str:
        if name == KERNEN:
            return ", ".join(sorted(self.kernen[pk].name for pk in value or () if pk in self.kernen)) or "alle kernen"
        if value in (None, ""):
            return NOTHING
        match name:
            case "user" | "team" | "organisation" | "membership":
                return ""  # the first line says it
            case "cover":
                return str(self.people[value].name)
            case "max_amount":
                return euros(Decimal(value))
            case "is_active":
                return "ja" if value else "nee"
        column: Any = apps.get_model(kind)._meta.get_field(name)
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if column.get_internal_type() == "DateField":
            return f"{dt.date.fromisoformat(value):%d-%m-%Y}"
        return str(value)
