"""Writing down what is shared with whom, and finding again what was agreed before."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from casework.cases import possible_days as cases_days
from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.writes import Write, write_on
from casework.network.models import Contact
from casework.sharing.ages import Law, Says, who_says
from casework.sharing.grounds import ASKED, GROUNDS, refusals
from casework.sharing.models import Sharing
from casework.sharing.receivers import Receiver
from casework.sharing.states import FilePart, Purpose, Rests, SharingState
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

# what help needs to know: by the citizen's say for it, or by the decision that it carries out
FOR_HELP: Final = (Purpose.HULP, Purpose.UITVOEREN)
BOTH: Final = "Hier geven twee mensen toestemming: de inwoner, en een ouder of voogd. Zeg ook wie dat was."
OVER: Final = "Deze toestemming is al verlopen."


@dataclass(frozen=True, kw_only=True)
class Said:
    """The citizen's say: the text that was shown, how, by whom, when, until; both, where it takes two."""

    text: str
    how: str
    given_by: str
    given_on: dt.date
    until: dt.date | None = None
    also_by: str = ""
    law: str = Law.WMO


def share(
    case: Case,
    *,
    by: User | Sight,
    to: Any,
    what: Collection[str],
    purpose: str,
    rests: str = Rests.TOESTEMMING,
    said: dict[str, Any] | None = None,
    why: str = "",
    until: dt.date | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Sharing:
    """'Leg toestemming vast' and 'Deel': with an organisation, a team, a contact, or a party in words.

    `said` as in `Said`, where the ground asks for it; else `why` and perhaps `until`. Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        return share_on(write, to=to, what=what, purpose=purpose, rests=rests, said=said, why=why, until=until)


def share_on(
    write: Write,
    *,
    to: Any,
    what: Collection[str],
    purpose: str,
    rests: str = Rests.TOESTEMMING,
    said: dict[str, Any] | None = None,
    why: str = "",
    until: dt.date | None = None,
) -> Sharing:
    """The same under the lock of `write`, for what is asked of somebody and rests on it. Raises NotNow."""
    receiver = Receiver.of(to)
    _refuse(write.anchor, receiver, rests=rests, purpose=purpose, what=what)
    if rests in ASKED:
        how: dict[str, Any] = {"what": what, "purpose": purpose, "rests": rests}
        sharing = agree(write.anchor, receiver, said, by=write.by, on=write.on, **how)
    else:
        sharing = _by_article(write, receiver, rests=rests, purpose=purpose, what=what, why=why, until=until)
    tell_of(write, sharing)
    return sharing


def standing(
    case: Case,
    to: Receiver,
    on: dt.date,
    *,
    what: Collection[str] = (FilePart.VRAAG,),
    purposes: Collection[str] = FOR_HELP,
) -> Sharing | None:
    """What was agreed before and holds: for this receiver, one of these purposes, and at least these parts."""
    rows = Sharing.objects.filter(case=case, state=SharingState.GEGEVEN, purpose__in=purposes, **to.columns)
    found: Sharing | None = rows.filter(what__contains=list(what)).exclude(until__lte=on).first()
    return found


def agree(
    case: Case,
    to: Receiver,
    said: dict[str, Any] | None,
    *,
    by: User | None,
    on: dt.date,
    what: Collection[str] = (FilePart.VRAAG,),
    purpose: str = Purpose.HULP,
    rests: str = Rests.TOESTEMMING,
) -> Sharing:
    """The one that what follows rests on: as it is said now, or else what stands. The case is held; tell of it
    afterwards (`tell_of`).

    Raises NotNow where nothing was said and nothing stands, and on impossible days.
    """
    purposes = FOR_HELP if purpose == Purpose.HULP else (purpose,)
    before = standing(case, to, on, what=what, purposes=purposes)
    if said is None:
        if before is None:
            raise NotNow([Reason("De inwoner moet toestemming geven.")])
        return before
    it = Said(**said)
    if before is not None and (it.text, it.given_by, it.until) == (before.text, before.given_by, before.until):
        return before
    _refuse_said(case, it, what, on)
    return _made(
        case,
        to,
        by=by,
        on=on,
        what=[*what],
        purpose=purpose,
        rests=rests,
        article=GROUNDS[Rests(rests)].article if rests != Rests.TOESTEMMING else "",
        **{name: getattr(it, name) for name in ("text", "how", "given_by", "given_on", "until", "also_by")},
    )


def tell_of(write: Write, sharing: Sharing) -> None:
    """On the timeline, where it was made just now; what it replaces ends, and what rested on that rests on this."""
    if not sharing.is_new:
        return
    label = "Toestemming vastgelegd" if sharing.rests in ASKED else "Delen vastgelegd"
    write.remember(
        "sharing.given",
        label,
        text=sharing.receiver_name,
        obj=sharing,
        action=Action.EDIT_FILE,
        citizen="Wij legden vast met wie wij uw gegevens delen.",
    )
    former = Sharing.objects.filter(
        case=write.anchor,
        state=SharingState.GEGEVEN,
        purpose=sharing.purpose,
        **Receiver.of(
            sharing.with_organisation or sharing.with_team or sharing.with_contact or sharing.with_name
        ).columns,
    )
    write.cascade(former.exclude(pk=sharing.pk), "replace", successor=sharing.pk)


def _by_article(write: Write, to: Receiver, *, until: dt.date | None, **columns: Any) -> Sharing:
    if not columns["why"].strip():
        raise NotNow([Reason("Zeg waarom dit nodig is.")])
    if until is not None and until <= write.on:
        raise NotNow([Reason("De dag waarop het delen stopt, is al voorbij.")])
    article = GROUNDS[Rests(columns["rests"])].article
    return _made(write.anchor, to, by=write.by, on=write.on, article=article, given_on=write.on, until=until, **columns)


def _made(case: Case, to: Receiver, *, by: User | None, on: dt.date, **columns: Any) -> Sharing:
    sharing: Sharing = Sharing.objects.create(case=case, recorded_by=by, state_since=on, **to.columns, **columns)
    sharing.is_new = True
    return sharing


def _refuse(case: Case, to: Receiver, *, rests: str, purpose: str, what: Collection[str]) -> None:
    reasons = [Reason(words) for _, words in refusals(rests, purpose, what, to)]
    if case.person is None:
        reasons.append(Reason("Deze zaak gaat over een voorziening: daar deelt u van niemand iets."))
    if not what:
        reasons.append(Reason("Zeg wat u deelt."))
    if not to.name:
        reasons.append(Reason("Zeg met wie u deelt."))
    if isinstance(to.contact, Contact) and to.contact.case_id != case.pk:
        reasons.append(Reason("Deze persoon hoort niet bij het netwerk van deze zaak.", "wijkweb"))
    if to.team is not None and to.team.pk == case.team_id:
        reasons.append(Reason("Uw eigen team kent de zaak al."))
    if reasons:
        raise NotNow(reasons)


def _refuse_said(case: Case, said: Said, what: Iterable[str], on: dt.date) -> None:
    words = [cases_days.happened(case, on).refusal(said.given_on)]
    if said.until is not None and said.until <= on:
        words.append(OVER)
    words += said_by_whom(case, said.law, said.given_by, said.also_by, what, on).values()
    if reasons := [Reason(one) for one in words if one]:
        raise NotNow(reasons)


def said_by_whom(case: Case, of: str, given_by: str, also_by: str, what: Iterable[str], on: dt.date) -> dict[str, str]:
    """What is wrong with who said it, under the field that asks it: by age as each law has it, and of the household
    both."""
    says = who_says(case.person, of, on)
    wrong = {}
    if says is Says.PARENT and case.person is not None and given_by.strip().casefold() == case.person.name.casefold():
        wrong["given_by"] = "Op deze leeftijd geeft een ouder of voogd toestemming. Vul in wie dat was."
    if says is Says.BOTH and not also_by.strip():
        wrong["also_by"] = BOTH
    if FilePart.HUISHOUDEN in what and not also_by.strip():
        wrong["also_by"] = "Dit gaat ook over een ander. Vul in wie van het huishouden ook toestemming gaf."
    return wrong
