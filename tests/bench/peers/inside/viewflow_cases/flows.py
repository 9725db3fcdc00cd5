"""Reported, taken up by whom it is for, looked into, closed."""

from viewflow import this
from viewflow.workflow import act, flow
from viewflow.workflow.flow.views import CreateProcessView, UpdateProcessView
from viewflow.workflow.lock import select_for_update_lock

from .models import CaseProcess

WHO = "{{ process.name }}: {{ process.subject }}"


class CaseFlow(flow.Flow):
    process_class = CaseProcess
    process_title = "Zaak"
    process_summary_template = WHO
    lock_impl = select_for_update_lock  # as its guide advises for production

    start = flow.Start(CreateProcessView.as_view(fields=["name", "subject"])).Next(this.take_up)
    take_up = (
        flow.View(UpdateProcessView.as_view(fields=["note"]))
        .Annotation(title="Oppakken", summary_template=WHO)
        .Assign(act.process.worker)
        .Next(this.look_into)
    )
    look_into = (
        flow.View(UpdateProcessView.as_view(fields=["note"]))
        .Annotation(title="Onderzoeken", summary_template=WHO)
        .Assign(act.process.worker)
        .Next(this.end)
    )
    end = flow.End()
