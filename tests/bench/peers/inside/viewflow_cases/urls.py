"""The flow as an application of its site, and beside it the cases to look through."""

from asking import team_of
from django.urls import path
from viewflow.contrib.auth import AuthViewset
from viewflow.urls import ReadonlyModelViewset, Site
from viewflow.workflow.flow import FlowAppViewset

from .flows import CaseFlow
from .models import CaseProcess


class CaseViewset(ReadonlyModelViewset):
    model = CaseProcess
    list_columns = ("name", "subject", "created", "status")
    list_search_fields = ["name"]

    def get_queryset(self, request):
        cases = CaseProcess.objects.all()
        return cases if request.user.is_superuser else cases.filter(team=team_of(request.user))


site = Site(
    title="Zaken",
    viewsets=[FlowAppViewset(CaseFlow, icon="assignment", app_name="zaak"), CaseViewset(app_name="zaken")],
)
urlpatterns = [path("accounts/", AuthViewset().urls), path("", site.urls)]
