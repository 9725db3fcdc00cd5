"""Help that was granted before this product was there, on cases that were closed since: one to look at again, one on pause,
a pgb, a stairlift on loan; and on running cases one that its provider is about to begin, an aid that came and one on order."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from casework.cases.models import Case
from casework.cases.states import Phase
from casework.engine.door import perform
from casework.engine.holding import hold
from casework.engine.lists import bring_in_line
from casework.provisions.models import Provision
from casework.provisions.states import Form, ProvisionState
from wijkteam.town.demo.municipality import Municipality

WEEK: Final = dt.timedelta(weeks=1)
_ON_LOAN: Final[dict[str, Any]] = {"of": "Heemzicht", "once": True, "lent": True}
_STOOL: Final = _ON_LOAN | {"what": "Douchestoel", "order_words": "Een douchestoel op wielen, zithoogte 50 cm."}
_SCOOTER: Final = _ON_LOAN | {"what": "Scootmobiel"}


def running_help(town: Municipality, now: dt.datetime) -> None:
    on = town.today
    closed = Case.objects.filter(phase=Phase.AFGESLOTEN, ended_reason="", person__deceased_on=None)
    asleep = list(closed.exclude(person=None).order_by("-closed_on", "pk")[:4])
    hours: dict[str, Any] = {"unit": "uur", "period": "week"}
    cleaning = hours | {"what": "Hulp bij het huishouden", "of": "Heemzicht"}
    guiding = hours | {"what": "Begeleiding thuis"}
    given: tuple[dict[str, Any], ...] = (
        cleaning | {"amount": Decimal(3), "frequency": "schoonmaken en de was", "ends_on": on + 9 * WEEK},
        guiding | {"of": "Alerimus", "amount": Decimal(2), "ends_on": on + 32 * WEEK},
        guiding
        | {"form": Form.PGB, "pgb_holder": "haar dochter", "amount": Decimal("2.5"), "pgb_tariff": Decimal("48.00")}
        | {"ends_on": on + 22 * WEEK},
        {"what": "Traplift", "of": "Heemzicht", "once": True, "lent": True},
    )
    since = (43, 20, 30, 95)  # weeks
    runs = [
        _runs(town, case, on - weeks * WEEK, **columns)
        for case, weeks, columns in zip(asleep, since, given, strict=True)
    ]
    running = Case.objects.filter(phase=Phase.UITVOERING, provisions=None).exclude(person=None).exclude(regisseur=None)
    waiting, came, comes = running.select_related("regisseur").order_by("pk")[:3]
    begins = cleaning | {"amount": Decimal(2), "frequency": "schoonmaken", "ends_on": on + 51 * WEEK}
    _runs(town, waiting, on - dt.timedelta(days=3), **begins | {"state": ProvisionState.TOEGEKEND})
    _runs(town, came, on - 4 * WEEK, **_STOOL | {"ordered_on": on - 4 * WEEK, "started_on": on - 3 * WEEK})
    on_order = _runs(town, comes, on - WEEK, **_SCOOTER | {"state": ProvisionState.TOEGEKEND})
    bring_in_line(hold(Case, [case.pk for case in (*asleep, waiting, came, comes)]), now)
    words = "Een scootmobiel met drie wielen, zithoogte 62 cm, stuur links te bedienen. Afleveren in de berging aan de achterkant."
    perform(on_order, "order", by=comes.regisseur, at=now, what=words, deliver_by=on + 2 * WEEK)
    perform(runs[0], "announce", by=None, at=now)
    away: dict[str, Any] = {"paused_from": on - dt.timedelta(days=4), "until": on + 2 * WEEK}
    perform(runs[1], "pause", by=town.people["carla.nieuwstraten"], at=now, why="Opname in het ziekenhuis", **away)


def _runs(
    town: Municipality, case: Case, since: dt.date, *, of: str = "", state: str = ProvisionState.GESTART, **fields: Any
) -> Provision:
    provider = town.organisations[of] if of else None
    return Provision.objects.create(
        case=case,
        state=state,
        state_since=since,
        provider=provider,
        starts_on=since,
        told_on=since,
        shared_until=dt.date.max if provider else None,
        ground=town.grounds["wmo_maatwerk"],
        verordening="artikel 8 van de verordening maatschappelijke ondersteuning",
        **{"started_on": since if state == ProvisionState.GESTART else None} | fields,
    )
