"""How the municipality of the demo decides: on which articles, when a second person does, and who pays no contribution."""

import datetime as dt
from decimal import Decimal
from typing import Final

from casework.applications.rules import CONTRIBUTION, DecisionRules

ARTICLES: Final = (
    "artikel 9 van de Verordening maatschappelijke ondersteuning Hoeksche Waard",
    "artikel 11 van de Verordening maatschappelijke ondersteuning Hoeksche Waard",
    "hoofdstuk 4 van de Beleidsregels maatschappelijke ondersteuning Hoeksche Waard",
)
EXCEPTIONS: Final = (
    "Voor een rolstoel betaalt u geen eigen bijdrage.",
    "De hulp is voor iemand die jonger is dan 18 jaar.",
    "U betaalt al een eigen bijdrage voor de Wlz.",
)


def decision_rules(today: dt.date) -> None:
    """In the place of what a new database has."""
    DecisionRules.objects.update_or_create(
        until=None,
        defaults={
            "since": dt.date(2015, 1, 1),
            "second_for_refusals": True,
            "second_above": Decimal(400),
            "second_above_once": Decimal(7500),
            "contribution": CONTRIBUTION,
            "exceptions": "\n".join(EXCEPTIONS),
            "articles": "\n".join(ARTICLES),
            "source": f"Verordening maatschappelijke ondersteuning Hoeksche Waard {today.year}",
        },
    )
