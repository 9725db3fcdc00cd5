"""By what cases stand in order in a list: the name they are about, who holds them, who leads them."""

from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce, Lower

from casework.cases.states import Layer

_TOP_TO_BOTTOM = {layer: str(place) for place, layer in enumerate(Layer)}


def sorted_by(what: str, path: str) -> Any:
    """An expression for 'name', 'holder' or 'lead'; None for anything else."""
    match what:
        case "name":
            person = When(**{f"{path}person__isnull": False}, then=F(f"{path}person__sort_name"))
            return Case(person, default=Lower(f"{path}provision"), output_field=CharField())
        case "holder":  # as the triangle has them, from the resident down
            layers = [When(**{f"{path}layer": layer}, then=Value(place)) for layer, place in _TOP_TO_BOTTOM.items()]
            return Case(*layers, default=Value(""), output_field=CharField())
        case "lead":
            return Lower(Coalesce(f"{path}regisseur__first_name", Value("")))
    return None
