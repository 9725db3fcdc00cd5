"""Placeholder while the pages are being built."""

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def case(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def insight(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def withdraw_consent(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)

