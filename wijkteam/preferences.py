"""What somebody chooses for themselves, wherever they log in: in which colours they read, and what reaches them by mail."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from casework.engine.asking import see_other, typed
from casework.engine.fields import ask_in_dutch
from casework.engine.finding import sight_of
from roles.models import Theme, User
from roles.notices import choices_of, chosen_by

COLOURS: Final = (("", "Zoals het apparaat"), *Theme.choices)


class ByMailForm(forms.Form):
    """Of each kind of notice how it is mailed."""

    use_required_attribute = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for kind, how in chosen_by(user).items():
            self.fields[kind.value] = forms.ChoiceField(label=kind.label, choices=choices_of(kind), initial=how)
        ask_in_dutch(self.fields)


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Notices are for who works somewhere; colours are everybody's."""
    sight = sight_of(request)
    form = ByMailForm(typed(request), user=sight.user) if sight.holdings else None
    if request.method == "POST" and form is not None and form.is_valid():
        User.objects.filter(pk=sight.user_id).update(mails=form.cleaned_data)
        messages.success(request, "Uw keuze staat vast.")
        return see_other(reverse("voorkeuren"))
    return render(request, "preferences.html", {"form": form})


@require_POST
def colours(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device has it; back to the page where one was."""
    chosen = request.POST.get("kleuren", "")
    if chosen in dict(COLOURS):
        User.objects.filter(pk=sight_of(request).user_id).update(theme=chosen)
    where = request.POST.get("waar", "")
    ours = url_has_allowed_host_and_scheme(where, allowed_hosts=None) and where.startswith("/") and "\0" not in where
    return see_other(where if ours else reverse("voorkeuren"))
