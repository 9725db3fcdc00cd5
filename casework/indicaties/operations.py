"""Drafting a voorlopige indicatie, and receiving an application."""

import datetime as dt
import uuid
from typing import Any

from casework.cases.models import Case
from casework.cases.states import CaseKind
from casework.engine.errors import NotNow, Reason, refuse, refuse_invalid
from casework.engine.mandates import held_by
from casework.engine.surroundings import running_mandates
from casework.engine.writes import visit
from casework.indicaties import spans as indicaties_spans
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import clock
from roles.actions import Action
from roles.models import MandateKind, User
from roles.policy import Sight
from wijkweb.models import OrganisationLayer


def default_end(case: Case, sight: Sight, starts_on: dt.date) -> dt.date:
    """The research term plus two weeks, at most the weeks of one's own mandate from the start."""
    today = clock()
    research = today.research(case.clock_from or case.received_on, agreed_until=case.research_until).on
    extra = today.rule("indicatie_extra", sight.on)
    end = research + dt.timedelta(weeks=extra.length)
    mine = held_by(sight, MandateKind.INDICATIE, case, running_mandates(sight.on, teams=[case.team_id]))
    if mine:
        end = min(end, starts_on + dt.timedelta(weeks=max(one.max_weeks for one in mine), days=-1))
    return max(end, starts_on)


def _refuse_impossible_help(indicatie: VoorlopigeIndicatie, on: dt.date) -> None:
    """Days on which it can't be given, or somebody who doesn't give such help. Raises NotNow."""
    professional = indicatie.provider.layer == OrganisationLayer.PROFESSIONAL
    refuse(
        indicaties_spans.help_starts(on).trouble(indicatie.starts_on),
        indicaties_spans.help_ends(on).trouble(indicatie.ends_on),
        "" if professional else f"{indicatie.provider} is geen professionele aanbieder. Kies een andere organisatie.",
    )


def draft_indicatie(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> VoorlopigeIndicatie:
    """A draft; issuing it (or putting it to a colleague) is a step. Raises NotAllowed, NotNow, Repeated."""
    with visit(case, by=by, action=Action.ISSUE_INDICATIE, token=token, at=at) as here:
        case = here.case
        reasons = []
        if not case.is_open:
            reasons.append(Reason("De zaak is afgesloten."))
        if case.person_id is None or case.kind != CaseKind.MELDING:
            reasons.append(Reason("Een voorlopige indicatie kan alleen voor een inwoner, op een melding."))
        if case.indicaties.filter(state__in=IndicatieState.UNSETTLED).exists():
            reasons.append(Reason("Er is al een voorlopige indicatie. Rond die eerst af.", "besluiten"))
        if reasons:
            raise NotNow(reasons)
        indicatie = VoorlopigeIndicatie(case=case, made_by=here.by, state_since=here.on, **fields)
        refuse_invalid(indicatie, fields)
        _refuse_impossible_help(indicatie, here.on)
        indicatie.save()
        here.tell(
            "voorlopigeindicatie.drafted",
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
    with visit(indicatie.case, by=by, action=Action.ISSUE_INDICATIE, obj=indicatie, token=token) as here:
        indicatie = VoorlopigeIndicatie.objects.select_for_update().get(pk=indicatie.pk)
        if indicatie.state != IndicatieState.CONCEPT:
            raise NotNow([Reason("Deze indicatie is geen concept meer.")])
        indicatie.case = here.case
        for name, value in fields.items():
            setattr(indicatie, name, value)
        refuse_invalid(indicatie, fields)
        _refuse_impossible_help(indicatie, here.on)
        indicatie.save()
        here.tell(
            "voorlopigeindicatie.changed",
            "Concept gewijzigd",
            text=indicatie.what,
            obj=indicatie,
            action=Action.ISSUE_INDICATIE,
        )
    return indicatie
