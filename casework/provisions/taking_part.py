"""Who gives help that was granted, for who must decide whether that goes on."""

from typing import Any

from casework.engine.noun import Is, TakesPart
from casework.provisions.states import ProvisionState


def takes_part(case: Any, is_them: Is) -> list[TakesPart]:
    rows = case.provisions.filter(state__in=ProvisionState.RUNS).exclude(provider=None).select_related("provider")
    return [
        TakesPart(f"{one.provider.name} geeft hulp", one.get_absolute_url(), "Bekijk de voorziening")
        for one in rows
        if is_them(organisation=one.provider_id)
    ]
