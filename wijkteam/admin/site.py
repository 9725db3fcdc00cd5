"""The site itself: who comes in, by which door, and which of Django's own pages it does without."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator

from roles.actions import Action
from roles.models import Proposal
from roles.proposals import waiting_for
from wijkteam.admin import how_it_goes, wording_pages
from wijkteam.admin.people_page import people_page

Request = Any  # an HttpRequest that carries `sight` and a `User`
PAGES_LEFT_OUT = {"logout", "password_change", "password_change_done", "autocomplete", "view_on_site"}


class BeheerSite(admin.AdminSite):
    """The admin without `is_staff`: who may CONFIGURE is in, whoever it is. Logging in and out happens elsewhere."""

    site_header = "Wijkteam – beheer"
    site_title = "Wijkteam"
    index_title = "Inrichting"
    site_url = None
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: Request) -> bool:
        return bool(request.user.is_authenticated and request.sight.has(Action.CONFIGURE))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inside = super().admin_view(view, cacheable)

        def only_beheer(request: Request, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inside(request, *args, **kwargs)

        return only_beheer

    @method_decorator(login_not_required)
    def login(self, request: Request, extra_context: Any = None) -> Any:
        """One door to log in by, with its limits; the admin has none of its own."""
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_login"))

    def index(self, request: Any, extra_context: Any = None) -> Any:
        """It opens with what is wrong, and with what waits for a second person: for who looks, and for somebody else."""
        open_ = Proposal.objects.waiting().visible_to(request.sight).count()
        mine = len(waiting_for(request.sight)) if open_ else 0
        return super().index(
            request, {"unwell": how_it_goes.unwell(), "to_confirm": mine, "asked": open_ - mine} | (extra_context or {})
        )

    def get_urls(self) -> list[Any]:
        kept = [one for one in super().get_urls() if getattr(one, "name", None) not in PAGES_LEFT_OUT]
        return [
            path("hoe-gaat-het/", self.admin_view(how_it_goes.page), {"site": self}, name=how_it_goes.NAME),
            path("mensen/", self.admin_view(self.people), name="mensen"),
            *wording_pages.urls(self),
            *kept,
        ]

    def people(self, request: Any) -> HttpResponse:
        return people_page(request, self)


site = BeheerSite(name="admin")
site.disable_action("delete_selected")  # each removal is judged by itself
