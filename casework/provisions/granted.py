"""What a decision on an application makes of its lines, and what rests on it that something was granted."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from casework.applications.lines import called, day_of, is_granted, is_once, number_of, per_week
from casework.applications.models import Application
from casework.cases.states import Outcome
from casework.engine.machine import Attempt, condition
from casework.engine.noun import Asks
from casework.engine.words import Json
from casework.engine.writes import Write
from casework.provisions.models import Provision
from casework.provisions.states import Form, ProvisionState

GRANTED: Final = (*ProvisionState.RUNS, ProvisionState.BEEINDIGD)


def decided(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """Each line becomes help with a life of its own, or a refusal: in the order of the decision."""
    rows = []
    for one in application.content["lines"]:
        row = Provision.objects.create(case=write.anchor, application=application, state_since=write.on, **of_line(one))
        rows.append((row, is_granted(one)))
    write.cascade([row for row, granted in rows if granted], "grant")
    write.cascade([row for row, granted in rows if not granted], "refuse")


def of_line(one: Json) -> dict[str, Any]:
    """The columns of help that is like this line; of a refusal what was asked, and why not."""
    columns: dict[str, Any] = {
        "what": called(one),
        "product_id": one["product"],
        "motivation": one["motivation"],
        "ground_id": one["ground"],
        "verordening": one["verordening"],
    }
    return columns | _granted(one) if is_granted(one) else columns | {"contribution": False}


def _granted(one: Json) -> dict[str, Any]:
    once, in_kind = is_once(one), one["form"] == Form.ZIN
    ends: dt.date | None = None if once else day_of(one["ends_on"])
    number: Decimal | None = None if once else number_of(one["amount"])
    return {
        "form": one["form"],
        "provider_id": one["provider"] if in_kind else None,
        "once": once,
        "lent": one["lent"] == "bruikleen" if once else None,
        "amount": number,
        "unit": one["unit"] if number is not None else "",
        "period": one["period"] if number is not None else "",
        "frequency": one["frequency"],
        "starts_on": day_of(one["starts_on"]),
        "ends_on": ends,
        "review_on": day_of(one["review_on"]),
        "contribution": one["contribution"] != "nee",
        "no_contribution_why": one["no_contribution_why"] if one["contribution"] == "nee" else "",
        "pgb_tariff": None if in_kind else number_of(one["pgb_tariff"]),
        "pgb_holder": "" if in_kind else one["pgb_holder"],
        "price_per_week": per_week(one),
    }


# --- what rests on it --------------------------------------------------------------------------------------------


@condition("Er is geen toegekende aanvraag. Kies een andere uitkomst.", where="besluiten", asks=True)
def maatwerk_was_granted(attempt: Attempt) -> bool:
    return attempt.details.get("outcome") != Outcome.MAATWERK or any(
        one.state in GRANTED for one in attempt.related("provisions")
    )


class MaatwerkIfGranted(Asks):
    """With the closing of a case: that help was granted can only be said where it was."""

    def set_up(self) -> None:
        outcome: Any = self.form.fields["outcome"]
        if not self.form.anchor.provisions.filter(state__in=GRANTED).exists():
            outcome.choices = [one for one in outcome.choices if one[0] != Outcome.MAATWERK]
