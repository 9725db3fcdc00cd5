"""The list of what stands in the database about who, for Django's discovery and for who imports it.

Always import a model from here: its history is made in this module. Old migrations find `DateRange` here too.
"""

from roles.history import HistoryContext, MandateKern, MembershipKern, TeamKern
from roles.mandates import Mandate, MandateKind
from roles.notices import ByMail, Mail, Notice, NoticeKind
from roles.people import EMAIL_RESTS, Absence, Membership, Team, TeamKind, Theme, User
from roles.periods import DateRange, ends_after_it_starts, period, running
from roles.proposals import Outcome, Proposal
from roles.readings import Reading
from roles.roster import RosterChange, RosterVersion
from roles.sent_forms import SentForm

__all__ = [
    "EMAIL_RESTS",
    "Absence",
    "ByMail",
    "DateRange",
    "HistoryContext",
    "Mail",
    "Mandate",
    "MandateKern",
    "MandateKind",
    "Membership",
    "MembershipKern",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Proposal",
    "Reading",
    "RosterChange",
    "RosterVersion",
    "SentForm",
    "Team",
    "TeamKern",
    "TeamKind",
    "Theme",
    "User",
    "ends_after_it_starts",
    "period",
    "running",
]
