"""Placeholder while the pages are being built."""

from django.http import HttpRequest, HttpResponse


def of_case(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def of_handover(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def of_indicatie(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def of_application(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def of_request(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def of_goal(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def of_document(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def of_appointment(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)

