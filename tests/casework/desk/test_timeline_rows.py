"""The rows of the timeline that are made by a function are those of the template, byte for byte."""

import datetime as dt
from itertools import product
from typing import Any

import pytest
from django.template.loader import render_to_string

from casework.cases.models import Case
from casework.cases.states import Layer
from casework.desk.timeline_rows import as_html

ODD = '<b>O\'Brien & "zoon"</b> {{ x }} é \N{NO-BREAK SPACE}'
CASE = Case(ref="HW-2026-7KQ4M")
SHUT = {"/zaken/HW-2026-7KQ4M/vangnet/"}
ADDRESSES = ("", CASE.get_absolute_url(), *SHUT, "/doelen/x/?a=1&b='")


def rows() -> list[dict[str, Any]]:
    """Of every sort, in summer and in winter, with words that must be escaped."""
    moments = (dt.datetime(2026, month, 1, 23, 30, tzinfo=dt.UTC) for month in (1, 7))
    single = [
        {
            "at": at, "verb": verb, "label": ODD, "text": text, "by_name": ODD, "role": text, "shielded": shielded,
            "ground": text, "layer": layer, "url": url, "is_note": is_note, "icon": "users", "steps": [], "before": text,
            "order": 12, "only_for": text,
        }
        for at, verb, text, shielded, layer, url, is_note in product(
            moments, ("case.take_up", "case.nooit"), ("", ODD), (True, False), ("", *Layer.values), ADDRESSES,
            (True, False),
        )
    ]  # fmt: skip
    return [*single, *({**one, "steps": single[::7]} for one in single[::11])]


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize("tabs", ["", CASE.get_absolute_url()])
def test_a_row_is_what_its_template_makes_of_it(tabs: str, writes: bool) -> None:
    context = {"case": CASE, "tabs": tabs, "shut": SHUT, "writes": writes}
    shown = "".join(render_to_string("desk/timeline_row.html", context | {"one": one}) for one in rows())
    assert str(as_html(rows(), CASE, leads=bool(tabs), shut=SHUT, writes=writes)) == shown
