"""Which temporary help there is, for who researches."""

from collections.abc import Iterator
from typing import Any

from casework.engine.noun import Known
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from roles.policy import Sight


def known(case: Any, sight: Sight) -> Iterator[Known]:
    rows = VoorlopigeIndicatie.objects.visible_to(sight).filter(case=case).select_related("provider")
    for one in rows.exclude(state__in=(IndicatieState.VERVALLEN, IndicatieState.VERVANGEN)):
        words = f"Tijdelijke hulp: {one.what}, {one.frequency}, van {one.provider.name}"
        yield Known(one.public_id, words, f"voorlopige indicatie, {one.stands(sight.on)}")
