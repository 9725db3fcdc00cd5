"""What every page of beheer does alike: who may, what is refused and how that is told, and the history."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from casework.engine import rerouting
from casework.engine.errors import NotNow
from casework.engine.turns import NobodyThere
from roles import roster
from roles.actions import Action
from roles.models import User
from roles.policy import sight
from wijkteam import history
from wijkteam.admin.site import Request

# how Django's filters for columns, choices and relations end what they ask
FILTER_ENDINGS = ("", "__exact", "__id__exact", "__isnull")
LONGEST_KEY = 19  # digits of a key in the database, and one more
NOUNS_WITH_HET = {"account", "lidmaatschap", "mandaat", "team", "vangnetbudget"}


class StrictForm(forms.ModelForm):
    """Holds an object to all its constraints, also those about columns that this form doesn't show."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        for check in (self.instance.validate_unique, self.instance.validate_constraints):
            try:
                check()
            except ValidationError as error:
                self.add_error(None, error.messages)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.username})"


def everyone_but(user: User) -> QuerySet[User]:
    """Everybody with an open account but the one who asks: nobody gives themselves anything."""
    return User.objects.filter(is_active=True).exclude(pk=user.pk).order_by("last_name", "first_name", "username")


class PlainFields(BaseModelAdmin):
    """The fields of a page or of the rows inside one: people by their names, and no shortcuts to other pages."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.related_model is User:
            kwargs |= {"form_class": PersonChoice, "queryset": everyone_but(request.user)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **kwargs | {"widget": forms.CheckboxSelectMultiple})


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
        return lookup in {f"{path}{ending}" for path in self.get_list_filter(request) for ending in FILTER_ENDINGS}

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
        return [str(one) for one in objs], {}, set(), reasons

    def response_action(self, request: Any, queryset: Any) -> Any:  # type: ignore[override]
        """Which rows were ticked, as keys: a browser sends no others."""
        picked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if all(key.isdecimal() and len(key) < LONGEST_KEY for key in picked):
            return super().response_action(request, queryset)
        messages.warning(request, "Vink eerst aan waarvoor dit geldt. Er is niets gedaan.")
        return HttpResponseRedirect(request.get_full_path())

    # --- saving ------------------------------------------------------------------------------------------------

    def message_user(self, request: Any, message: Any, *args: Any, **kwargs: Any) -> None:
        """Django's own Dutch writes 'De' before every noun."""
        name = str(self.opts.verbose_name)
        if name in NOUNS_WITH_HET:
            message = type(message)(str(message).replace(f"De {name} ", f"Het {name} ", 1))
        super().message_user(request, message, *args, **kwargs)

    def save_related(self, request: Request, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._refuse_if_nobody_is_left()

    def delete_model(self, request: Request, obj: Any) -> None:
        super().delete_model(request, obj)
        self._refuse_if_nobody_is_left()

    def _refuse_if_nobody_is_left(self) -> None:
        if self.changes_roster:
            rerouting.refuse_if_nobody_is_left()

    def _changeform_view(self, request: Request, *args: Any) -> Any:
        self._hold_roster(request)
        return super()._changeform_view(request, *args)  # type: ignore[misc]

    def _delete_view(self, request: Request, *args: Any) -> Any:
        self._hold_roster(request)
        return super()._delete_view(request, *args)  # type: ignore[misc]

    def _hold_roster(self, request: Request) -> None:
        """Before anything is judged: two who each let the last one of a role go would both find the other there."""
        if self.changes_roster and request.method == "POST":
            roster.change()
            request.sight = sight(request.user)  # what one may is older than the wait

    def changeform_view(
        self, request: Request, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        return self._or_refuse(request, super().changeform_view, object_id, form_url, extra_context)

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
            "title": f"Geschiedenis van {obj}",
            "object": obj,
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
