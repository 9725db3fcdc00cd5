"""The workflow's own views, and a list as Django gives one."""

from asking import team_of
from django.urls import include, path
from django.views.generic import ListView

from .models import CaseWorkflow


class CaseList(ListView):
    model = CaseWorkflow
    paginate_by = 25
    template_name = "joeflow_cases/list.html"

    def get_queryset(self):
        user, sought = self.request.user, self.request.GET.get("q")
        cases = super().get_queryset().select_related("worker")
        if sought:
            cases = cases.filter(name__icontains=sought)
        if user.is_superuser:
            return cases
        return cases.filter(team=team_of(user)) if sought else cases.filter(worker=user)


urlpatterns = [path("", CaseList.as_view()), path("zaak/", include(CaseWorkflow.urls()))]
