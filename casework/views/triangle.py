"""Placeholder while the pages are being built."""

from django.http import HttpRequest, HttpResponse


def triangle(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def kernen(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def kern(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)

