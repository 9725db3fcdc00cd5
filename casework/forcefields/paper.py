"""A krachtenveld on paper, for one reader: made when it is asked for, and kept nowhere; and its line on the summary."""

from typing import Any, Final

from django.db.models import Prefetch
from django.utils import timezone

from casework.engine.lookup import is_own
from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words
from casework.forcefields.models import ForceField
from casework.forcefields.shown import Picture, Shown, Standing, Tied, shown
from casework.forcefields.states import ForceFieldState
from casework.householdplans.paper import head
from roles.policy import Sight

TEMPLATE: Final = "forcefields/pdf/field.html"


def content_for(field: Any, sight: Sight) -> Json:
    """What this reader sees of it, and nothing else."""
    seen: Shown = shown(field, sight)
    own = is_own(sight, field.case)
    return head(field.case, field.titles.own if own else "Krachtenveldanalyse", sight.on) | {
        "own": own,
        "person": field.case.subject,
        "why": field.why if seen.reads_words else "",
        "maker": field.of_whom,
        "discussed": day_in_words(field.discussed_on),
        "said": seen.said,
        "change": seen.change,
        "pictures": [_picture(one) for one in (seen.now, seen.then)],
    }


def _picture(one: Picture) -> Json:
    there = [
        {name: getattr(row, name) for name in ("key", "name", "role", "influence", "stance", "directs")}
        | {"influence_in_words": row.influence_in_words, "stance_in_words": row.stance_in_words}
        for row in one.there
    ]
    ties = [
        {name: getattr(row, name) for name in ("one", "other", "kind", "between")}
        | {"kind_in_words": row.kind_in_words}
        for row in one.ties
    ]
    return {"label": one.label, "subject": one.subject, "there": there, "ties": ties, "regie": one.regie}


def drawn(content: Json) -> Picture:
    """Of what the paper says, the picture again."""
    there = tuple(
        Standing(**{name: row[name] for name in ("key", "name", "role", "influence", "stance", "directs")})
        for row in content["there"]
    )
    ties = tuple(Tied(**{name: row[name] for name in ("one", "other", "kind", "between")}) for row in content["ties"])
    return Picture(content["label"], content["subject"], there, ties, content["regie"])


# --- on the summary -----------------------------------------------------------------------------------------------------


def _on_summary(case: Any, readers: Readers, on: Any) -> Json:
    """That it was made and talked over: what is in it has a paper of its own, for each reader theirs. To the citizen nothing
    of what was about another, in whose name the case stood before."""
    rows = [one for one in case.force_fields.all() if one.state == ForceFieldState.BESPROKEN]
    if readers.citizen and case.person_since is not None:
        since = timezone.localdate(case.person_since)
        rows = [one for one in rows if one.asked_on >= since]
    told = [{"on": day_in_words(one.discussed_on), "by": one.maker_organisation.name} for one in rows]
    return {"force_fields": told}


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("force_fields", ForceField.objects.select_related("maker_organisation")),)


ON_SUMMARY: Final = (
    OnSummary(chapter="Netwerk", template="forcefields/pdf/on_summary.html", content=_on_summary, prefetch=_prefetch),
)
