"""What every page of beheer does alike: who may, what is refused and how that is told, and the history."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from casework.engine import rerouting
from casework.engine.errors import NotNow
from casework.engine.holding import locked_row
from casework.engine.turns import NobodyThere
from roles import roster
from roles.actions import Action
from roles.models import Proposal
from roles.policy import sight
from wijkteam import history
from wijkteam.admin.fields import PlainFields, StrictForm
from wijkteam.admin.guard import remember, sent_before
from wijkteam.admin.site import Request
from wijkteam.called import called
from wijkteam.second_person.changes import KERNEN, values_of
from wijkteam.second_person.proposing import hold_back, propose, whole
from wijkteam.second_person.who import able_to_confirm
from wijkweb.models import Kern

# how Django's filters for columns, choices and relations end what they ask
FILTER_ENDINGS = ("", "__exact", "__id__exact", "__isnull")
LONGEST_KEY = 19  # digits of a key in the database, and one more
WAITS = "Wat ruimer wordt, telt pas mee als een tweede persoon het bevestigt."
NOBODY_CAN = "Er is nu niemand die dat kan. Zorg eerst voor een tweede beheerder."


def typed_before(request: Request) -> Any:
    """What somebody typed on this page before they had to log in again; None where there is none."""
    return getattr(request, "typed_before", None) or None


class BeheerAdmin(PlainFields, admin.ModelAdmin):
    """CONFIGURE instead of Django's own permissions; history from the database; a refusal is never an error page."""

    form = StrictForm
    list_per_page = 50
    view_on_site = False
    save_on_top = False
    show_facets = admin.ShowFacets.NEVER
    changes_roster = False  # whose turn it is can follow from it

    def _configures(self, request: Request) -> bool:
        return bool(request.sight.has(Action.CONFIGURE))

    def is_own_right(self, request: Request, obj: Any) -> bool:
        """Whether this is about what the one who asks may do themselves."""
        return False

    def has_module_permission(self, request: Request) -> bool:
        return self._configures(request)

    def has_view_permission(self, request: Request, obj: Any = None) -> bool:
        return self._configures(request)

    def has_add_permission(self, request: Request) -> bool:
        return self._configures(request)

    def has_change_permission(self, request: Request, obj: Any = None) -> bool:
        return self._configures(request) and (obj is None or not self.is_own_right(request, obj))

    def has_delete_permission(self, request: Request, obj: Any = None) -> bool:
        """Most things end or are switched off, so that what rested on them stays to be understood."""
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Only what the filters beside the list ask. Django lets any column be asked for, and by asking 'starts with'
        often enough anything can be read: a hash of a password, letter by letter."""
        filters = [getattr(one, "parameter_name", one) for one in self.get_list_filter(request)]
        return lookup in {f"{path}{ending}" for path in filters for ending in FILTER_ENDINGS}

    def changelist_view(self, request: Request, extra_context: Any = None) -> Any:
        name = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": name[:1].upper() + name[1:]} | (extra_context or {}))

    def get_changelist_instance(self, request: Any) -> Any:
        """What no column can hold is no filter: as with any other that makes no sense, the whole list is shown."""
        if any("\x00" in value for values in request.GET.lists() for value in (values[0], *values[1])):
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)

    def why_not_removed(self, obj: Any) -> str:
        """Why this stays, in words; empty where it may go."""
        return ""

    def get_deleted_objects(self, objs: Any, request: Request) -> Any:
        """What would go with it; and where it can't go, one sentence instead of a list of what hangs on it."""
        _, _, _, protected = super().get_deleted_objects(objs, request)
        reasons = [reason for one in objs if (reason := self.why_not_removed(one))]
        if protected and not reasons:
            reasons = ["Dit is al gebruikt. Vul bij ‘tot’ een einddatum in."]
        return [called(one) for one in objs], {}, set(), reasons

    def response_action(self, request: Any, queryset: Any) -> Any:  # type: ignore[override]
        """Which rows were ticked, as keys: a browser sends no others."""
        if sent_before(request):
            return HttpResponseRedirect(request.get_full_path())
        picked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if all(key.isdecimal() and len(key) < LONGEST_KEY for key in picked):
            remember(request, request.get_full_path())
            return super().response_action(request, queryset)
        messages.warning(request, "Vink eerst aan waarvoor dit geldt. Er is niets gedaan.")
        return HttpResponseRedirect(request.get_full_path())

    # --- saving ------------------------------------------------------------------------------------------------

    second_person = False  # what it widens waits for somebody else to confirm it

    def save_model(self, request: Request, obj: Any, form: Any, change: bool) -> None:
        """What only narrows is saved; what widens is put aside. `obj` is left as it is saved, if it is."""
        if not self.second_person:
            super().save_model(request, obj, form, change)
            return
        kernen = form.cleaned_data.get(KERNEN)
        if not change:
            request.waiting.append(whole(obj, kernen))
            return
        before = values_of(type(obj)._default_manager.get(pk=obj.pk))
        waits, stands = hold_back(obj, before, kernen)
        if waits is not None:
            request.waiting.append(waits)
            request.saves_nothing = stands == before
            if kernen is not None:
                form.cleaned_data[KERNEN] = Kern.objects.filter(pk__in=stands[KERNEN])
        super().save_model(request, obj, form, change)

    def message_user(self, request: Any, message: Any, level: Any = messages.INFO, *args: Any, **kwargs: Any) -> None:
        """What was done, in our own words: Django's own say 'De' before every noun and call a person by a user name.
        What is put aside isn't 'changed'."""
        if level == messages.SUCCESS and (done := getattr(request, "done", None)):
            if not request.saves_nothing:
                messages.success(request, f"{called(done[0])}: {done[1]}.")
            return
        super().message_user(request, message, level, *args, **kwargs)

    def save_related(self, request: Request, form: Any, formsets: Any, change: bool) -> None:
        if form.instance.pk is not None:
            super().save_related(request, form, formsets, change)
            self._refuse_if_nobody_is_left()
        if request.waiting:
            request.proposal = propose(request.waiting, request.sight)

    def response_add(self, request: Request, obj: Any, post_url_continue: Any = None) -> Any:
        if obj.pk is None:
            self._tell_what_waits(request)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        request.done = obj, "toegevoegd"
        response = super().response_add(request, obj, post_url_continue)
        self._tell_what_waits(request)
        return response

    def response_change(self, request: Request, obj: Any) -> Any:
        request.done = obj, "gewijzigd"
        response = super().response_change(request, obj)
        self._tell_what_waits(request)
        return response

    def _tell_what_waits(self, request: Request) -> None:
        if request.proposal is None:
            return
        able = able_to_confirm([request.proposal])(request.proposal)
        if able:
            messages.info(request, f"{WAITS} Dat kan: {', '.join(able)}.")
        else:
            messages.warning(request, f"{WAITS} {NOBODY_CAN}")

    def delete_model(self, request: Request, obj: Any) -> None:
        request.done, request.saves_nothing = (obj, "verwijderd"), False
        super().delete_model(request, obj)
        self._refuse_if_nobody_is_left()

    def _refuse_if_nobody_is_left(self) -> None:
        if self.changes_roster:
            rerouting.refuse_if_nobody_is_left()

    def get_object(self, request: Request, object_id: Any, from_field: Any = None) -> Any:
        """For who writes it: locked first, and read after the wait."""
        obj = super().get_object(request, object_id, from_field)
        request.called = called(obj) if obj is not None else ""
        if obj is None or request.method != "POST" or not connection.in_atomic_block:
            return obj
        locked_row(type(obj), obj.pk)
        return super().get_object(request, object_id, from_field)

    def get_form(self, request: Request, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.given_back = getattr(request, "given_back", False)
        return form

    def _changeform_view(self, request: Request, *args: Any) -> Any:
        request.waiting, request.proposal, request.saves_nothing = [], None, False
        if request.method == "POST":
            return self._once(request, super()._changeform_view, *args)  # type: ignore[misc]
        if typed := typed_before(request):
            request.POST, request.method, request.given_back = typed, "POST", True
        return super()._changeform_view(request, *args)  # type: ignore[misc]

    def _delete_view(self, request: Request, *args: Any) -> Any:
        if request.method == "POST":
            return self._once(request, super()._delete_view, *args)  # type: ignore[misc]
        return super()._delete_view(request, *args)  # type: ignore[misc]

    def _once(self, request: Request, view: Any, *args: Any) -> Any:
        """The same form has one effect, however often it is sent."""
        self._hold_roster(request)
        if first := sent_before(request):
            return HttpResponseRedirect(first)
        response = view(request, *args)
        if isinstance(response, HttpResponseRedirect):
            remember(request, response.url)
        return response

    def _hold_roster(self, request: Request) -> None:
        """Before anything is judged: two who each let the last one of a role go would both find the other there."""
        if self.changes_roster:
            roster.change()
            request.sight = sight(request.user)  # what one may is older than the wait

    def changeform_view(
        self, request: Request, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        waiting = self._waits_here(object_id) if self.second_person else False
        extra = {"waits_here": waiting} | (extra_context or {})
        return self._or_refuse(request, super().changeform_view, object_id, form_url, extra)

    def _waits_here(self, object_id: Any) -> bool:
        """Whether a change of this row waits for somebody to confirm it."""
        if object_id is None or not str(object_id).isdecimal() or len(str(object_id)) >= LONGEST_KEY:
            return False
        here = [{"kind": self.opts.label_lower, "pk": int(object_id)}]
        return Proposal.objects.waiting().filter(changes__contains=here).exists()

    def render_change_form(self, request: Request, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Under its name, and not as what it is called in a log; overtaken by a colleague: 409, as everywhere."""
        if context.get("original") is not None:
            context |= {"called": request.called, "subtitle": request.called}
        response = super().render_change_form(request, context, *args, **kwargs)
        formsets = [one.formset for one in context["inline_admin_formsets"]]
        if any(getattr(one, "changed_meanwhile", False) for one in (context["adminform"].form, *formsets)):
            response.status_code = HTTPStatus.CONFLICT
        return response

    def render_delete_form(self, request: Request, context: Any) -> Any:
        context |= {"called": request.called, "subtitle": None}
        return super().render_delete_form(request, context)

    def delete_view(self, request: Request, object_id: Any, extra_context: Any = None) -> Any:
        return self._or_refuse(request, super().delete_view, object_id, extra_context)

    def _or_refuse(self, request: Request, view: Any, *args: Any) -> Any:
        """What only the database could know (a colleague saved at the same moment) is told, and nothing is stored.

        Afterwards, outside the transaction, the lists follow.
        """
        try:
            response = view(request, *args)
        except (NotNow, NobodyThere) as error:
            words = str(error)
        except (IntegrityError, models.ProtectedError):
            if first := sent_before(request):  # at the same moment
                return HttpResponseRedirect(first)
            words = "Dit kon niet worden bewaard: een collega wijzigde het tegelijk. Kijk wat er nu staat."
        else:
            if self.changes_roster and request.method == "POST":
                rerouting.soon()
            return response
        messages.error(request, words)
        return HttpResponseRedirect(request.get_full_path())

    # --- history -----------------------------------------------------------------------------------------------

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> Any:
        obj = self.get_object(request, object_id)
        if obj is None:
            return redirect("admin:index")
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Geschiedenis van {called(obj)}",
            "object": obj,
            "called": called(obj),
            "opts": self.opts,
            "lines": history.lines(obj),
            "module_name": str(self.opts.verbose_name_plural),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """The database keeps the history; a second one beside it could only differ."""

    def log_change(self, request: Any, obj: Any, message: Any) -> Any:
        """See `log_addition`."""

    def log_deletions(self, request: Any, queryset: Any) -> Any:
        """See `log_addition`."""
