"""Placeholder while the pages are being built."""

from django.http import HttpRequest, HttpResponse


def search(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def case(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def web(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def plan(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def decisions(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def safety_net(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def handovers(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def documents(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def insight(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def person(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)

