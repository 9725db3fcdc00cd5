"""Placeholder while the pages are being built."""

from django.http import HttpRequest, HttpResponse


def new_note(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_appointment(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_contact(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def change_contact(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def correct(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def new_representative(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def personal_plan(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def link(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def recuse(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def give_grant(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def end_grant(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)


def withdraw_consent(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=501)

