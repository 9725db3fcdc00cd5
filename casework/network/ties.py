"""The contacts of a web as people read them: by life domain, in few words, and by the fixed roles beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from casework.network.models import FIXED_ROLES, Contact, Tie
from casework.network.picture import Somebody
from casework.people.models import RepresentativeKind
from wijkweb.models import LifeDomain

# the booklet's order: the feet, head and heart, hands and feet, and whoever is close
DOMAINS: Final = (
    ("Dichtbij: wie het naast staat", (LifeDomain.FAMILIE,)),
    ("Hoofd en hart: wat iemand beweegt", (LifeDomain.KERK, LifeDomain.VERENIGING, LifeDomain.KUNST)),
    (
        "Handen en voeten: wat iemand doet en wie helpt",
        (LifeDomain.ONDERWIJS, LifeDomain.ONDERNEMERS, LifeDomain.EERSTELIJN, LifeDomain.TWEEDELIJN),
    ),
    ("De voeten: waar iemand op staat", (LifeDomain.WONEN, LifeDomain.GEMEENTE, LifeDomain.VEILIGHEID)),
)
STRENGTHS: Final = {1: "zwakke band", 2: "gewone band", 3: "sterke band"}
# by law, and not because somebody asked them to
BY_LAW: Final = (
    RepresentativeKind.CURATOR,
    RepresentativeKind.MENTOR,
    RepresentativeKind.BEWINDVOERDER,
    RepresentativeKind.OUDER,
)


def by_domain(contacts: Iterable[Contact]) -> dict[str, list[Contact]]:
    """Who is there first, then whose tie ended."""
    found: dict[str, list[Contact]] = {}
    for one in sorted(contacts, key=lambda one: one.tie != Tie.NU):
        found.setdefault(one.domain, []).append(one)
    return found


def as_drawn(contacts: Iterable[Contact]) -> dict[str, list[Somebody]]:
    """As the picture takes them. The strength is said by the size of a dot; in words it stands in the list."""
    return {
        code: [Somebody(one.name, one.about, one.strength, one.tie != Tie.NU, one.pk or 0) for one in there]
        for code, there in by_domain(contacts).items()
    }


def listed(contacts: Iterable[Contact]) -> list[dict[str, Any]]:
    """Every domain, also an empty one: none ever has to be filled."""
    there = by_domain(contacts)
    return [
        {
            "label": group,
            "domains": [{"code": str(one), "label": one.label, "contacts": there.get(str(one), [])} for one in domains],
        }
        for group, domains in DOMAINS
    ]


@dataclass(frozen=True, slots=True)
class FixedRole:
    """Who one looks for first when something is the matter: nobody, one or several."""

    label: str
    people: list[dict[str, str]]


def fixed_roles(contacts: Iterable[Contact], speaking: Iterable[Any]) -> list[FixedRole]:
    """`speaking`: who speaks for the person today."""
    there = [one for one in contacts if one.is_there]
    found = [
        FixedRole(label, [_called(one.name, one.phone) for one in there if getattr(one, column)])
        for column, label in FIXED_ROLES.items()
    ]
    by_law = [_called(one.name, one.phone, one.get_kind_display()) for one in speaking if one.kind in BY_LAW]
    return [*found, FixedRole("Wettelijk vertegenwoordiger", by_law)]


def _called(name: str, phone: str, what: str = "") -> dict[str, str]:
    return {"name": name, "phone": phone, "what": what}
