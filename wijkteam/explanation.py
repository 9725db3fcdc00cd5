"""Two pages that everybody can read, also who isn't logged in: how it works, and what doesn't work for whom."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkteam.still_there import WARN_SECONDS


@login_not_required
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    minutes = {"idle": settings.SESSION_IDLE_SECONDS // 60, "warn": WARN_SECONDS // 60}
    return render(request, "explanation/how_it_works.html", minutes | {"hours": settings.SESSION_COOKIE_AGE // 3600})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "explanation/accessibility.html",
        {"contact": settings.WIJKTEAM_ACCESSIBILITY_CONTACT, "post": settings.WIJKTEAM_POST_ADDRESS},
    )
