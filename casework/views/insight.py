"""Placeholder while the pages are being built."""

from django.http import HttpRequest, HttpResponse


def readings(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)

