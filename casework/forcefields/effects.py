"""What steps do to a krachtenveld: who stands in it, how they are tied, what is kept; and when sharing ends."""

import datetime as dt
from typing import Any, Final

from casework.cases.models import Case
from casework.engine.writes import Write
from casework.forcefields.models import ForceField, ForceFieldParty, ForceFieldTie
from casework.forcefields.states import ForceFieldState
from casework.sharing.models import Sharing

NO_MORE: Final = "De inwoner deelt de gegevens hiervoor niet meer, of de afgesproken tijd is om."
OF_ANOTHER: Final = "De zaak stond op naam van een ander."
ASKED_ANEW: Final = "Er is een nieuwe vraag gesteld."
DRAWN: Final[tuple[str, ...]] = (
    "role",
    "organisation",
    "there",
    "influence",
    "stance",
    "influence_then",
    "stance_then",
)


def asked(write: Write, field: ForceField, before: str, details: dict[str, Any]) -> None:
    """What came back is settled by asking anew."""
    back = ForceField.objects.filter(case=write.anchor, state=ForceFieldState.TERUG)
    write.cascade(back, "withdraw", why=ASKED_ANEW)


def to_another(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """It is drawn around somebody else."""
    write.cascade(ForceField.objects.filter(case=case, state__in=ForceFieldState.OPEN), "withdraw", why=OF_ANOTHER)


def party_added(write: Write, field: ForceField, before: str, details: dict[str, Any]) -> None:
    """What whoever draws kept from the citizen stays so, whatever else is written anew of them."""
    given: dict[str, Any] = {name: details[name] for name in DRAWN if name in details}
    if ground := details.get("ground"):
        given |= {"shielded": True, "ground": ground}
    ForceFieldParty.objects.update_or_create(field=field, name=details["name"], defaults=given)


def tied(write: Write, field: ForceField, before: str, details: dict[str, Any]) -> None:
    """Once for two, whichever of them is named first."""
    one, other = details["one"], details.get("other")
    if other is not None and other.pk < one.pk:
        one, other = other, one
    how = {"now": details.get("now") or "", "then": details.get("then") or ""}
    ForceFieldTie.objects.update_or_create(field=field, one=one, other=other, defaults=how)


def taken_out(write: Write, field: ForceField, before: str, details: dict[str, Any]) -> None:
    details["row"].delete()


def shielded(write: Write, field: ForceField, before: str, details: dict[str, Any]) -> None:
    field.parties.filter(pk=details["party"].pk).update(shielded=True, ground=details["ground"])


def looked_again(write: Write, field: ForceField, before: str, details: dict[str, Any]) -> None:
    kept = [one.pk for one in details.get("kept") or ()]
    field.parties.exclude(pk__in=kept).update(shielded=False, ground="")


# --- what it rests on ---------------------------------------------------------------------------------------------------


def no_longer_shared(write: Write, sharing: Sharing, before: str, details: dict[str, Any]) -> None:
    """Taken back, or lapsed: they see nothing more, and the question is with us. What was handed in stays to be talked over."""
    rows = ForceField.objects.filter(sharing=sharing, state__in=ForceFieldState.AT_THE_MAKER)
    rows.filter(made_on__isnull=False).update(shared_until=write.on)
    write.cascade(rows.filter(made_on=None).select_related("sharing"), "give_back", why=NO_MORE)


def shared_anew(write: Write, sharing: Sharing, before: str, details: dict[str, Any]) -> None:
    """What rested on it rests on what was agreed instead: never longer than was agreed for this."""
    now = Sharing.objects.get(pk=details["successor"])
    rows = ForceField.objects.filter(sharing=sharing)
    if now.until is not None:
        rows.filter(state__in=ForceFieldState.AT_THE_MAKER, shared_until__gt=now.until).update(shared_until=now.until)
    rows.update(sharing=now)


def shared_longer(write: Write, sharing: Sharing, before: str, details: dict[str, Any]) -> None:
    until: dt.date | None = sharing.until
    rows = ForceField.objects.filter(sharing=sharing, state__in=ForceFieldState.AT_THE_MAKER, shared_until__gt=write.on)
    if until is not None:
        rows.update(shared_until=until)
