"""One file per noun."""

from casework.models.case import Case, CaseGrant, Channel, OnBehalf, Recusal, Regie
from casework.models.document import Document, DocumentKind, Notification, SentHow
from casework.models.event import CaseEvent, Note
from casework.models.handover import Handover
from casework.models.indicatie import Application, ApplicationSuspension, SuspensionGround, VoorlopigeIndicatie
from casework.models.law import DayOff, Ground, LegalTerm
from casework.models.person import Consent, Contact, Person, Representative, RepresentativeKind
from casework.models.plan import CarrierKind, Goal, ProgressReport
from casework.models.vangnet import LedgerEntry, LedgerKind, VangnetBudget, VangnetRequest
from casework.models.work import Appointment, WorkItem

__all__ = [
    "Application",
    "ApplicationSuspension",
    "Appointment",
    "CarrierKind",
    "Case",
    "CaseEvent",
    "CaseGrant",
    "Channel",
    "Consent",
    "Contact",
    "DayOff",
    "Document",
    "DocumentKind",
    "Goal",
    "Ground",
    "Handover",
    "LedgerEntry",
    "LedgerKind",
    "LegalTerm",
    "Note",
    "Notification",
    "OnBehalf",
    "Person",
    "ProgressReport",
    "Recusal",
    "Regie",
    "Representative",
    "RepresentativeKind",
    "SentHow",
    "SuspensionGround",
    "VangnetBudget",
    "VangnetRequest",
    "VoorlopigeIndicatie",
    "WorkItem",
]
