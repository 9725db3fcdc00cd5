"""The page on which something that was written is put right; the same of whatever it is."""

from collections.abc import Callable
from typing import Final

from django.http import HttpResponse

from casework.cases.put_right import put_right
from casework.cases.put_right_form import PutRightForm
from casework.cases.written import Written
from casework.engine.form_page import Find, Place, form_page

LEAD: Final = "Wat er stond, blijft bewaard met wie het rechtzette, wanneer en waarom."


def put_right_page(
    find: Find, form: type[PutRightForm], model: type[Written], *, to: Place
) -> Callable[..., HttpResponse]:
    """`find` gives the row, in a file that this person may see; `to` is where it leads afterwards."""
    name = model.named()
    return form_page(
        find,
        form,
        put_right,
        part=f"{name.lower()} rechtzetten",
        heading=f"Zet {model.the} recht",
        submit="Bewaar",
        done="Het is rechtgezet.",
        to=to,
        template="cases/put_right.html",
        shows=lambda row: {"row": row, "earlier": row.before()},
        lead=LEAD,
    )
