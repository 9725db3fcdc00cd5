"""Drafting a voorlopige indicatie, and changing the draft."""

import datetime as dt
import uuid
from typing import Any, Final

from casework.cases.conditions import case_is_open
from casework.cases.models import Case
from casework.cases.terms import research as research_term
from casework.engine.errors import NotNow, Reason, refuse, refuse_invalid
from casework.engine.holding import locked_on
from casework.engine.machine import unmet
from casework.engine.own_mandate import own_mandate
from casework.engine.writes import write_on
from casework.indicaties import possible_days as indicaties_days
from casework.indicaties.conditions import none_is_unsettled, on_a_melding_of_a_person
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import clock
from roles.actions import Action
from roles.models import MandateKind, User
from roles.policy import Sight
from wijkweb.models import OrganisationLayer

TO_DRAFT: Final = (case_is_open, on_a_melding_of_a_person, none_is_unsettled)


def default_end(case: Case, sight: Sight, starts_on: dt.date) -> dt.date:
    """The research term plus two weeks, at most the weeks of one's own mandate from the start."""
    today = clock()
    research = research_term(today, case.clock_from or case.received_on, agreed_until=case.research_until).on
    extra = today.rule("indicatie_extra", sight.on)
    end = research + dt.timedelta(weeks=extra.length)
    mine = own_mandate(sight, MandateKind.INDICATIE, case)
    if mine:
        end = min(end, starts_on + dt.timedelta(weeks=max(one.max_weeks for one in mine), days=-1))
    return max(end, starts_on)


def _refuse_impossible_help(indicatie: VoorlopigeIndicatie, on: dt.date) -> None:
    """Days on which it can't be given, or somebody who doesn't give such help. Raises NotNow."""
    professional = indicatie.provider.layer == OrganisationLayer.PROFESSIONAL
    refuse(
        indicaties_days.help_starts(on).refusal(indicatie.starts_on),
        indicaties_days.help_ends(on).refusal(indicatie.ends_on),
        "" if professional else f"{indicatie.provider} is geen professionele aanbieder. Kies een andere organisatie.",
    )


def draft_indicatie(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> VoorlopigeIndicatie:
    """A draft; issuing it (or putting it to a colleague) is a step. Raises NotAllowed, NotNow, Repeated."""
    with write_on(case, by=by, action=Action.ISSUE_INDICATIE, token=token, at=at) as write:
        if reasons := unmet(TO_DRAFT, write.attempt()):
            raise NotNow(reasons)
        indicatie = VoorlopigeIndicatie(case=write.anchor, made_by=write.by, state_since=write.on, **fields)
        refuse_invalid(indicatie, fields)
        _refuse_impossible_help(indicatie, write.on)
        indicatie.save()
        write.tell(
            "indicatie.drafted",
            "Voorlopige indicatie in concept",
            text=indicatie.what,
            obj=indicatie,
            action=Action.ISSUE_INDICATIE,
        )
    return indicatie


def change_indicatie(
    indicatie: VoorlopigeIndicatie, *, by: User | Sight, token: uuid.UUID | None = None, **fields: Any
) -> VoorlopigeIndicatie:
    """Change a draft."""
    with write_on(indicatie.case, by=by, action=Action.ISSUE_INDICATIE, obj=indicatie, token=token) as write:
        indicatie = locked_on(write.anchor, VoorlopigeIndicatie, indicatie.pk)
        if indicatie.state != IndicatieState.CONCEPT:
            raise NotNow([Reason("Deze indicatie is geen concept meer.")])
        for name, value in fields.items():
            setattr(indicatie, name, value)
        refuse_invalid(indicatie, fields)
        _refuse_impossible_help(indicatie, write.on)
        indicatie.save()
        write.tell(
            "indicatie.changed",
            "Concept gewijzigd",
            text=indicatie.what,
            obj=indicatie,
            action=Action.ISSUE_INDICATIE,
        )
    return indicatie
