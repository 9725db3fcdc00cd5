"""Telling of an obstacle, and bringing it up to date. What is wrong is put right as anything that was written is."""

import datetime as dt
import uuid
from typing import Any

from casework.cases.models import Case
from casework.cases.put_right import as_it_stands, keep
from casework.engine.errors import NotNow, Reason, refuse_invalid
from casework.engine.said_before import A_MOMENT, refuse_said_before
from casework.engine.writes import Write, write_on
from casework.obstacles.models import Obstacle
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def record_obstacle(
    case: Case,
    *,
    by: User | Sight,
    shielded: bool = False,
    ground: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **facts: Any,
) -> Obstacle:
    """What stood in the way, by its columns (see `Obstacle`). Asks nobody for anything. Raises NotAllowed, NotNow,
    Repeated."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        assert write.by is not None
        _refuse_request_of_another(write, facts.get("vangnet"))
        told = {"text": facts["text"], "scheme": facts.get("scheme_id"), "unlisted": facts.get("unlisted", "")}
        same = Obstacle.objects.standing().filter(case=write.anchor, by=write.by, at__gte=write.at - A_MOMENT, **told)
        refuse_said_before(write, "obstacle.recorded", "", same)
        row = Obstacle(
            case=write.anchor,
            team=write.anchor.team,
            shielded=shielded,
            ground=ground if shielded else "",
            by=write.by,
            by_name=write.by.name,
            at=write.at,
            **facts,
        )
        refuse_invalid(row, facts)
        row.save()
        _tell(write, row, "recorded", "Knelpunt vastgelegd")
        write.reroute = False
    return row


def record_from_request(request: VangnetRequest, **told: Any) -> Obstacle:
    """The same, begun at a request to the vangnet."""
    return record_obstacle(request.case, **told)


def bring_up_to_date(
    row: Obstacle,
    *,
    by: User | Sight,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **stands: Any,
) -> Obstacle:
    """What it cost by now and what was done, by whoever works in the file; what it said before is kept. Raises NotAllowed,
    NotNow (it isn't there any more), Repeated."""
    with write_on(row.case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        row = as_it_stands(row, write.anchor)
        _refuse_request_of_another(write, stands.get("vangnet"))
        solved = row.solved_on is None and stands.get("solved_on") is not None
        label = "Knelpunt opgelost" if solved else "Knelpunt bijgewerkt"
        keep(write, row, label)
        for name, value in stands.items():
            setattr(row, name, value)
        refuse_invalid(row, stands)
        row.save()
        _tell(write, row, "brought_up_to_date", label)
        write.reroute = False
    return row


def _refuse_request_of_another(write: Write, request: VangnetRequest | None) -> None:
    if request is not None and request.case_id != write.anchor.pk:
        raise NotNow([Reason("Deze aanvraag bij het vangnet is van een andere zaak.")])


def _tell(write: Write, row: Obstacle, what: str, label: str) -> None:
    """That it was; its words are read where they stand, and can be put right there."""
    write.tell(f"{row.noun}.{what}", label, action=Action.EDIT_FILE, url=row.told_at(write.anchor))
