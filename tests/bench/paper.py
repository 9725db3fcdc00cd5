"""The samenvatting, from the database to PDF bytes, against WeasyPrint alone on the same HTML."""

from typing import Any

from django.utils import timezone

from casework.cases.models import Case
from casework.desk import summary as summaries
from casework.documents import layout, press
from casework.documents.models import Document
from tests.bench.pages import own_case
from tests.bench.watch import Measured, watched


def summary() -> Measured:
    key = own_case().pk

    def freeze() -> dict[str, Any]:
        case = Case.objects.for_page().get(pk=key)
        return summaries.summary(case, for_citizen=False, shielded=True, on=timezone.localdate())

    def whole() -> bytes:
        return press._pdf(Document(snapshot=freeze()))

    press.warm()
    whole()
    with watched() as statements:
        snapshot = freeze()
    ((html, _),) = press.pages_of(snapshot)

    def alone() -> bytes:
        return layout.as_pdf(layout.lay_out(html))

    return Measured(len(statements), whole, alone)
