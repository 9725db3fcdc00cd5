"""A letter as its reader has it before them."""

from typing import Any

from django import template

from casework.documents import read_first
from casework.engine.noun import ReadByOther

register = template.Library()


@register.filter
def as_read(document: Any) -> ReadByOther:
    return read_first.as_read(document.snapshot)
