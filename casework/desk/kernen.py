"""What is there in this village?"""

from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from wijkweb.models import Kern, LifeDomain, Organisation, OrganisationLayer


def kernen(request: HttpRequest) -> HttpResponse:
    """Every kern with its team and how many organisations its page shows: also those that are everywhere."""
    there = Count("organisations", filter=Q(organisations__active=True), distinct=True)
    everywhere = Organisation.objects.filter(kernen__isnull=True, active=True).order_by().values("active")
    more = Coalesce(Subquery(everywhere.annotate(n=Count("pk")).values("n")), 0)
    # in an order of its own: where one counts, that of the model doesn't hold
    rows = Kern.objects.annotate(there=there + more).order_by("name").prefetch_related("teams")
    return render(request, "desk/kernen.html", {"kernen": rows})


def kern(request: HttpRequest, slug: str) -> HttpResponse:
    """What is there in this village: organisations by life domain and layer. No case, nobody's data."""
    result = get_object_or_404(Kern.objects.prefetch_related("teams"), slug=slug)
    layer = request.GET.get("laag", "")
    rows = Organisation.objects.filter(Q(kernen=result) | Q(kernen__isnull=True), active=True).distinct()
    if layer in OrganisationLayer.values:
        rows = rows.filter(layer=layer)
    per_domain: dict[str, list[Organisation]] = {}
    for one in rows.order_by("name"):
        per_domain.setdefault(one.domain, []).append(one)
    domains = [{"label": domain.label, "rows": per_domain[domain]} for domain in LifeDomain if domain in per_domain]
    return render(
        request,
        "desk/kern.html",
        {
            "kern": result,
            "domains": domains,
            "layer": layer,
            "layers": OrganisationLayer.choices,
            "today": timezone.localdate(),
        },
    )
