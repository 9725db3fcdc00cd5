"""Finding a case."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from casework.cases.models import Case
from casework.engine.finding import sight_of
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import page_of
from roles import reading_log
from roles.actions import Action


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a case by name, birth date or reference, among those one may see.

    What is looked for is posted: a name has no place in an address. Who looked for what is remembered.
    """
    sight = sight_of(request)
    if not sight.has(Action.VIEW_CASE):
        raise PermissionDenied
    words = request.POST.get("q", "").replace("\x00", "").strip()[:100]
    rows = Case.objects.visible_to(sight)
    rows = rows.found_by(words) if words else rows.open()
    # the keys first: with all that a row shows beside it, the planner would leave finding for last
    page = page_of(request, rows.values_list("pk", flat=True), PER_PAGE)
    page.object_list = list(Case.objects.filter(pk__in=list(page.object_list)).for_page())
    if words:
        reading_log.exported(sight, part="zoeken", why=f"zocht op ‘{words}’", rows=len(page.object_list))
    else:
        why = f"open zaken, bladzijde {page.number}"
        reading_log.listed(sight, part="zaken", why=why, rows=len(page.object_list))
    return render(
        request,
        "desk/search.html",
        {
            "words": words,
            "page": page,
            "reports": sight.has(Action.REPORT_CASE),
        },
    )
