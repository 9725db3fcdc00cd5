"""Placeholder while the pages are being built."""

from django.http import HttpRequest, HttpResponse


def new_handover(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_indicatie(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_application(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_request(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_goal(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_document(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def my_handovers(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def handover(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def indicatie(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def change_indicatie(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def application(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def request(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def change_request(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def receipt(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def my_goals(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def goal(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def change_goal(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def report(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def document(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def download(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def appointment(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)

