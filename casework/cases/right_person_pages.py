"""'Verkeerde persoon in deze zaak': what follows, what can't be called back, and then the form."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from casework.cases.addresses import at_case
from casework.cases.file_pages import about_a_person
from casework.cases.right_person_form import RightPersonForm
from casework.cases.to_right_person import may_move, reached, to_right_person
from casework.engine.finding import refuse, sight_of
from casework.engine.form_page import form_page
from casework.engine.surroundings import looking_at

PART: Final = "verkeerde persoon"


def _to_move(request: HttpRequest, ref: str, part: str) -> Any:
    case = about_a_person(request, ref, part)
    if not may_move(looking_at(case, sight_of(request))):
        refuse(request, case, part=part)
        raise PermissionDenied
    return case


move = form_page(
    _to_move,
    RightPersonForm,
    to_right_person,
    part=PART,
    heading="Verkeerde persoon in deze zaak",
    submit="Zet de zaak op de juiste naam",
    done="De zaak staat op naam van de juiste inwoner. Kijk na of notities, wijkweb en stukken bij deze inwoner horen.",
    to="gegevens/",
    template="cases/right_person.html",
    shows=lambda case: {"reached": reached(case)},
)

URLS = (at_case("gegevens/andere-persoon/", move, "verkeerde-persoon"),)
