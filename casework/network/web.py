"""The wijkweb by life domain, in the booklet's order."""

from collections.abc import Iterable
from typing import Any, Final

from wijkweb.models import LifeDomain

# the booklet's order: the feet, head and heart, hands and feet, and whoever is close
DOMAINS: Final = (
    ("De voeten: waar iemand op staat", (LifeDomain.WONEN, LifeDomain.GEMEENTE, LifeDomain.VEILIGHEID)),
    ("Hoofd en hart: wat iemand beweegt", (LifeDomain.KERK, LifeDomain.VERENIGING, LifeDomain.KUNST)),
    (
        "Handen en voeten: wat iemand doet en wie helpt",
        (LifeDomain.ONDERWIJS, LifeDomain.ONDERNEMERS, LifeDomain.EERSTELIJN, LifeDomain.TWEEDELIJN),
    ),
    ("Familie en naasten", (LifeDomain.FAMILIE,)),
)


def domains_of(contacts: Iterable[Any]) -> list[dict[str, Any]]:
    """The contacts by life domain, in the booklet's order. No domain ever has to be filled."""
    per_domain: dict[str, list[Any]] = {}
    for one in contacts:
        per_domain.setdefault(one.domain, []).append(one)
    return [
        {
            "label": group,
            "filled": [
                {"label": one.label, "contacts": per_domain[str(one)]} for one in domains if str(one) in per_domain
            ],
            "empty": [one.label for one in domains if str(one) not in per_domain],
        }
        for group, domains in DOMAINS
    ]
