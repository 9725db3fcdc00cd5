"""Who gives help by an indicatie, for who must decide whether that goes on."""

from typing import Any

from casework.engine.noun import Is, TakesPart
from casework.indicaties.states import IndicatieState


def takes_part(case: Any, is_them: Is) -> list[TakesPart]:
    rows = case.indicaties.filter(state__in=IndicatieState.UNSETTLED).select_related("provider")
    return [
        TakesPart(f"{one.provider.name} geeft voorlopige hulp", one.get_absolute_url(), "Bekijk de indicatie")
        for one in rows
        if is_them(organisation=one.provider_id)
    ]
