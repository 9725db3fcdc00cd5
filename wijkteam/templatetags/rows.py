"""The rows of a list of beheer: Django writes their cells."""

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def of_its_row(cell: Any, number: int) -> SafeString:
    """A heading says that it is its row's; and a link which row, for two may be called the same."""
    html = re.sub(r"^<th(?= |>)", '<th scope="row"', str(cell))
    html = html.replace("</a></th>", f'<span class="visually-hidden">, regel {number}</span></a></th>')
    return mark_safe(html)  # noqa: S308  as Django wrote it
