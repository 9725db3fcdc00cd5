"""What follows from what happens to help: versions of it, letters, and what the back office must know."""

import datetime as dt
from typing import Any, Final

from casework.documents.asking import ask, letter
from casework.documents.kinds import announcing
from casework.documents.models import Document
from casework.engine.noun import Effect
from casework.engine.writes import Write
from casework.provisions import back_office, letters, look_again, order_sheet
from casework.provisions.models import Provision
from casework.provisions.states import Form, ProvisionState, VersionKind
from casework.provisions.versions import ProvisionVersion, columns_in_json

STAYS_IN_SIGHT: Final = dt.timedelta(weeks=6)  # for the provider, to tell the last day and send its bill


def sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The decision was announced: from now on the provider sees what it is to do (Awb 3:40)."""
    if document.kind not in announcing() or document.sent_on is None:
        return
    rows = Provision.objects.filter(
        case=write.anchor, application__public_id=document.about, state=ProvisionState.TOEGEKEND, told_on=None
    )
    for one in rows.select_related(*Provision.alongside):
        write.keep(one)
        one.told_on = document.sent_on
        one.shared_until = dt.date.max
        one.save(update_fields=["told_on", "shared_until"])
        back_office.assigned(write, one, one.starts_on or write.on, "toegekend")


def began(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    back_office.began(write, provision)


def ordered(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    """A sheet for the supplier: on its own page it reads the same."""
    ask(
        order_sheet.ORDER,
        case=write.anchor,
        snapshot=order_sheet.snapshot(write.anchor, provision, write.on),
        by=write.by,
        at=write.at,
        about=provision.public_id,
    )


def taken_back(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    if provision.stopped_on == details["taken_back_on"]:
        back_office.stopped(write, provision, "Teruggehaald")


def stopped(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    back_office.stopped(write, provision, str(details.get("why") or ""))


def ended(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    """What its provider did till then it may still tell; whoever had it hears that it stopped."""
    last = provision.ends_on or write.on
    if provision.shared_until is not None:
        provision.shared_until = max(last, write.on) + STAYS_IN_SIGHT
        provision.save(update_fields=["shared_until"])
    began_here = provision.started_on is not None
    back_office.settle_contribution(write, provision, last, paid_before=provision.contribution and began_here)
    if not details.get("decided") and provision.started_on:
        letter(write, letters.STOPPED, provision)


def announced(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    letter(write, letters.ENDS_SOON, provision)


def let_end(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    if provision.state in ProvisionState.RUNS:
        letter(write, letters.WILL_STOP, provision)


def _decision(kind: VersionKind, kind_of_letter: str) -> Effect:
    """A later decision is kept as a version, told in a letter and, of a provider's help, to the back office."""

    def decided(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
        _decided(write, provision, kind, kind_of_letter, details)

    return decided


def reviewed(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    withdraws = bool(details["withdraws"])
    kind = VersionKind.INGETROKKEN if withdraws else VersionKind.HERZIEN
    _decided(write, provision, kind, letters.WITHDRAWN if withdraws else letters.REVIEWED, details)
    if withdraws and provision.ends_on and provision.ends_on < write.on:
        write.cascade([provision], "lapse", last=provision.ends_on, decided=True)


def _decided(
    write: Write, provision: Provision, kind: VersionKind, kind_of_letter: str, details: dict[str, Any]
) -> None:
    was, became = columns_in_json(provision.changed)
    step = write.last_event_of(provision)
    assert write.by is not None
    ProvisionVersion.objects.create(
        provision=provision,
        kind=kind,
        since=_since(write, provision, kind, details),
        decided_at=write.at,
        decided_by=write.by,
        mandate=step.mandate if step else None,
        ground=details.get("ground") or "",
        on_purpose=bool(details.get("on_purpose")),
        why=details["why"],
        heard_how=details.get("heard_how") or "",
        heard_on=details.get("heard_on"),
        not_heard=details.get("not_heard") or "",
        recovered=details.get("recovered"),
        was=was,
        became=became,
    )
    letter(write, kind_of_letter, provision)
    if kind in (VersionKind.OPGESCHORT, VersionKind.TERUGGEVORDERD):
        return
    if provision.form == Form.ZIN and provision.told_on:
        back_office.assigned(write, provision, _since(write, provision, kind, details), str(kind.label).lower())
    if "contribution" in provision.changed:
        paid, _ = provision.changed["contribution"]
        began_here = provision.started_on is not None
        back_office.settle_contribution(write, provision, write.on, paid_before=paid and began_here)


def _since(write: Write, provision: Provision, kind: VersionKind, details: dict[str, Any]) -> dt.date:
    """From when it holds: what makes help longer holds after the day it would have ended."""
    if "since" in details:
        return details["since"]  # type: ignore[no-any-return]
    if kind in (VersionKind.VERLENGD, VersionKind.OVERBRUGD):
        before, _ = provision.changed.get("ends_on") or provision.changed["review_on"]
        return before + dt.timedelta(days=1)  # type: ignore[no-any-return]
    return (provision.starts_on if kind == VersionKind.HERSTELD else None) or write.on


BY_DECISION: Final[dict[str, Effect]] = {
    "provision.extend": _decision(VersionKind.VERLENGD, letters.EXTENDED),
    "provision.bridge": _decision(VersionKind.OVERBRUGD, letters.BRIDGED),
    "provision.change": _decision(VersionKind.GEWIJZIGD, letters.CHANGED),
    "provision.correct": _decision(VersionKind.HERSTELD, letters.CORRECTED),
    "provision.review": reviewed,
    "provision.suspend_payment": _decision(VersionKind.OPGESCHORT, letters.SUSPENDED),
    "provision.recover": _decision(VersionKind.TERUGGEVORDERD, letters.RECOVERED),
}
EFFECTS: Final[dict[str, Effect]] = {
    "document.send": sent,
    "provision.order": ordered,
    "provision.take_back": taken_back,
    "provision.confirm_start": began,
    "provision.confirm_stop": stopped,
    "provision.lapse": ended,
    "provision.announce": announced,
    "provision.let_end": let_end,
    "provision.look_again": look_again.opened,
    **BY_DECISION,
}
