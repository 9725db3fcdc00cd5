"""Which form a step asks."""

from typing import Final

from casework.applications.forms import ApplicationForm, DelayForm, GrantForm, RejectForm, SuspendForm
from casework.appointments.forms import AppointmentDoneForm
from casework.cases.forms import (
    AdviseForm,
    AssignForm,
    CloseForm,
    ContinueForm,
    ConvertForm,
    EndForm,
    KernForm,
    MeetForm,
    MergeForm,
    PlanForm,
    ReportSentForm,
    ResearchDateForm,
    StartForm,
)
from casework.documents.forms import SendForm, SummaryForm
from casework.engine.forms import ConfirmForm, StepForm, WhyForm, WordForm
from casework.engine.machine import Step
from casework.goals.forms import EvaluateForm, GoalAchievedForm, GoalAdjustForm, GoalForm, ReportForm
from casework.handovers.forms import AcceptForm, ConsentForm, HandoverForm
from casework.indicaties.forms import (
    AfterEndForm,
    ExtendForm,
    HelpStartedForm,
    IndicatieForm,
    ReviewForm,
    SubmitForm,
    WithdrawIndicatieForm,
)
from casework.vangnet.forms import AccountForm, PayForm, RecoverForm, SettleForm, VangnetForm

FORMS: Final[dict[str, type[StepForm]]] = {
    form.__name__: form
    for form in (
        WhyForm,
        WordForm,
        ConvertForm,
        AdviseForm,
        MeetForm,
        ResearchDateForm,
        ReportSentForm,
        PlanForm,
        StartForm,
        EvaluateForm,
        ContinueForm,
        CloseForm,
        EndForm,
        MergeForm,
        AssignForm,
        KernForm,
        AcceptForm,
        ConsentForm,
        SubmitForm,
        HelpStartedForm,
        ReviewForm,
        ExtendForm,
        WithdrawIndicatieForm,
        AfterEndForm,
        GrantForm,
        RejectForm,
        SuspendForm,
        DelayForm,
        PayForm,
        AccountForm,
        RecoverForm,
        SettleForm,
        GoalAchievedForm,
        GoalAdjustForm,
        SendForm,
        AppointmentDoneForm,
    )
}


def form_for(declared: Step) -> type[StepForm]:
    """The form a step names; one that asks nothing is only confirmed."""
    return FORMS[declared.form] if declared.form else ConfirmForm


__all__ = [
    "FORMS",
    "ApplicationForm",
    "GoalForm",
    "HandoverForm",
    "IndicatieForm",
    "ReportForm",
    "StepForm",
    "SummaryForm",
    "VangnetForm",
    "form_for",
]
