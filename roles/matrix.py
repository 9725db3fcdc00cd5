"""Role × action: the only place that lists roles.

Read a line aloud as: 'a *teamlid* may *view the file* of what is in their *team*'.
A relation says how the colleague must stand to the object; how each is looked up stands in `policy`.
Whatever is not here is refused.
"""

from enum import StrEnum
from typing import Final

from django.db import models

from roles.actions import Action as A


class Role(models.TextChoices):
    EERSTE_CONTACT = "eerste_contact", "Eerste contact"
    ADMINISTRATIE = "administratie", "Administratie"
    TEAMLID = "teamlid", "Teamlid"
    WMO_CONSULENT = "wmo_consulent", "Wmo-consulent"
    TEAMLEIDER = "teamleider", "Teamleider"
    AFDELINGSHOOFD = "afdelingshoofd", "Afdelingshoofd"
    MIDDENVELD = "middenveld", "Partner in de kern"
    UITVOERDER = "uitvoerder", "Aanbieder"
    FINANCIEN = "financien", "Financiën"
    BEHEER = "beheer", "Functioneel beheer"
    PRIVACY = "privacy", "Privacy (FG)"
    BEZWAAR = "bezwaar", "Juridische zaken"
    # these two follow from a named grant on one case, never from a membership
    BURGER = "burger", "Inwoner"
    MEELEZER = "meelezer", "Meelezende collega"


TEAM_ROLES: Final = (Role.EERSTE_CONTACT, Role.ADMINISTRATIE, Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER)
ORGANISATION_ROLES: Final = (Role.EERSTE_CONTACT, Role.MIDDENVELD, Role.UITVOERDER)
MUNICIPALITY_ROLES: Final = (Role.AFDELINGSHOOFD, Role.FINANCIEN, Role.BEHEER, Role.PRIVACY, Role.BEZWAAR)
NEVER_VACANT: Final = (Role.AFDELINGSHOOFD, Role.FINANCIEN)  # the last stop of a turn: somebody must be there


class Relation(StrEnum):
    """How someone stands to an object. `policy` turns each into a look-up and into a check."""

    TEAM = "team"  # the case belongs to the team of the membership (and to its kernen, if limited)
    EVERYWHERE = "everywhere"  # any case of the municipality
    REPORTED = "reported"  # they reported the case
    ISSUED = "issued"  # they issued an indicatie on it, or one was put to them
    RECEIVER = "receiver"  # the hand-over is offered to, or held by, their team or organisation
    CARRIER = "carrier"  # their organisation carries the goal
    PROVIDER = "provider"  # their organisation gives this help, and the decision was sent
    REQUESTED = "requested"  # they made this vangnet request
    MAKER = "maker"  # they were asked by name, at their organisation, to make it; until a day
    OBJECTED = "objected"  # an objection on it waits, or they handled or decided one
    GRANT = "grant"  # a named grant on this one case
    NONE = "none"  # no object needed


T, E, R, I = Relation.TEAM, Relation.EVERYWHERE, Relation.REPORTED, Relation.ISSUED  # noqa: E741
N, G, O = Relation.NONE, Relation.GRANT, Relation.OBJECTED  # noqa: E741

Rights = dict[A, tuple[Relation, ...]]

_TEAM_MEMBER: Final[Rights] = {
    A.REPORT_CASE: (N,),
    A.VIEW_CASE: (T, R),  # also what they reported for another team's kern
    A.VIEW_FILE: (T,),
    A.VIEW_SHIELDED: (T,),
    A.EDIT_FILE: (T,),
    A.KEEP_AGENDA: (T,),
    A.ASK_CALL_BACK: (T, R),
    A.CONVERT_CASE: (R,),
    A.WEIGH_CASE: (T,),
    A.LEAD_CASE: (T,),
    A.END_CASE: (T,),
    A.VIEW_HANDOVER: (T, Relation.RECEIVER),
    A.OFFER_HANDOVER: (T,),
    A.ANSWER_HANDOVER: (Relation.RECEIVER,),
    A.VIEW_SHARING: (T,),
    A.VIEW_GOAL: (T,),
    A.REPORT_GOAL: (T,),
    A.VIEW_DECISION: (T,),
    A.VIEW_PROVISION: (T,),
    A.VIEW_OBJECTION: (T,),
    A.ISSUE_INDICATIE: (T,),
    A.REVIEW_INDICATIE: (T,),
    A.VIEW_VANGNET: (T,),
    A.REQUEST_VANGNET: (T,),
    A.VIEW_DOCUMENT: (T,),
    A.MAKE_DOCUMENT: (T,),
    A.SEND_DOCUMENT: (T,),
    A.VIEW_PIECE: (T,),
    A.KEEP_PIECE: (T,),
    A.VIEW_INSIGHT: (T,),
    A.VIEW_FORCE_FIELD: (T,),
    A.REGISTER_COMPLAINT: (T, R),
    A.RECUSE: (T,),
    A.GIVE_GRANT: (T,),
    A.VIEW_TRIANGLE: (N,),
    A.MAKE_BATCH: (N,),
    A.PRINT_POST: (N,),
}
_CONSULENT: Final[Rights] = _TEAM_MEMBER | {
    A.CONVERT_CASE: (T, R),
    A.TAKE_UP_CASE: (T,),
    A.ADVISE_CASE: (T,),
    A.REOPEN_CASE: (T,),
    A.SETTLE_DOUBLE: (T,),
    A.DECIDE_APPLICATION: (T,),
    A.DECIDE_VANGNET: (T,),
}
_LEADER: Final[Rights] = _CONSULENT | {
    A.ASSIGN_CASE: (T,),
    A.DECIDE_AFTER_END: (T,),
    A.HANDLE_COMPLAINT: (T,),
    A.VIEW_BUDGET: (T,),
    A.HAND_OUT_WORK: (N,),
    A.CONFIRM_RIGHTS: (T,),
}

MATRIX: Final[dict[Role, Rights]] = {
    Role.EERSTE_CONTACT: {
        A.REPORT_CASE: (N,),
        A.VIEW_CASE: (R, I),
        A.ASK_CALL_BACK: (R, I),
        A.REGISTER_COMPLAINT: (R, I),
        A.CONVERT_CASE: (R,),
        A.ADVISE_CASE: (R,),
        A.OFFER_HANDOVER: (R,),
        A.VIEW_HANDOVER: (R,),
        A.VIEW_DECISION: (R, I),
        A.VIEW_PROVISION: (R, I),
        A.ISSUE_INDICATIE: (R, I),
        A.VIEW_VANGNET: (Relation.REQUESTED,),
        A.REQUEST_VANGNET: (R,),
        A.VIEW_DOCUMENT: (R, I),
        A.SEND_DOCUMENT: (R, I),
        A.RECUSE: (R,),
    },
    # who picks up the phone and opens the post: no file, so no notes, no plan, no question
    Role.ADMINISTRATIE: {
        A.REPORT_CASE: (N,),
        A.VIEW_CASE: (T, R),
        A.VIEW_RECEPTION: (T,),
        A.KEEP_AGENDA: (T,),
        A.ASK_CALL_BACK: (T, R),
        A.REGISTER_COMPLAINT: (T, R),
        A.VIEW_DOCUMENT: (T,),
        A.SEND_DOCUMENT: (T,),
        A.PRINT_POST: (N,),
        A.VIEW_PIECE: (T,),
        A.KEEP_PIECE: (T,),
        A.RECUSE: (T,),
    },
    Role.TEAMLID: _TEAM_MEMBER,
    Role.WMO_CONSULENT: _CONSULENT,
    Role.TEAMLEIDER: _LEADER,
    # a teamleider of all teams
    Role.AFDELINGSHOOFD: {
        action: tuple(E if relation is T else relation for relation in relations)
        for action, relations in _LEADER.items()
    }
    # who finds nobody in `bezwaar`: a head who didn't decide
    | {A.RELEASE_PAYMENT: (E,), A.HANDLE_OBJECTION: (E,), A.DECIDE_OBJECTION: (E,)},
    Role.MIDDENVELD: {
        A.VIEW_HANDOVER: (Relation.RECEIVER,),
        A.ANSWER_HANDOVER: (Relation.RECEIVER,),
        A.VIEW_GOAL: (Relation.CARRIER,),
        A.REPORT_GOAL: (Relation.CARRIER,),
        A.VIEW_FORCE_FIELD: (Relation.MAKER,),
        A.MAKE_FORCE_FIELD: (Relation.MAKER,),
    },
    Role.UITVOERDER: {
        A.VIEW_GOAL: (Relation.CARRIER,),
        A.REPORT_GOAL: (Relation.CARRIER,),
        A.VIEW_FORCE_FIELD: (Relation.MAKER,),
        A.MAKE_FORCE_FIELD: (Relation.MAKER,),
        A.VIEW_PROVISION: (Relation.PROVIDER,),
        A.DELIVER_HELP: (Relation.PROVIDER,),
    },
    Role.FINANCIEN: {
        A.VIEW_VANGNET: (E,),
        A.PAY_VANGNET: (E,),
        A.RELEASE_PAYMENT: (E,),
        A.VIEW_BUDGET: (E,),
        A.KEEP_BACK_OFFICE: (E,),
    },
    Role.BEHEER: {A.CONFIGURE: (N,), A.CONFIRM_RIGHTS: (E,)},
    Role.PRIVACY: {A.VIEW_READING_LOG: (N,)},
    # whoever handles objections reads what the decision rests on, in the objection's own file: no case, no notes
    Role.BEZWAAR: {
        A.VIEW_CASE: (O,),
        A.VIEW_OBJECTION: (O,),
        A.HANDLE_OBJECTION: (E,),  # of what they can find: those of `VIEW_OBJECTION`
        A.DECIDE_OBJECTION: (E,),
        A.VIEW_DOCUMENT: (O,),
        A.SEND_DOCUMENT: (O,),
        A.RECUSE: (O,),
    },
    Role.BURGER: {
        A.VIEW_OWN: (G,),
        A.STEER_OWN: (G,),
        A.REGISTER_COMPLAINT: (G,),
        A.VIEW_HANDOVER: (G,),
        A.ANSWER_HANDOVER: (G,),
        A.VIEW_SHARING: (G,),
        A.VIEW_GOAL: (G,),
        A.REPORT_GOAL: (G,),
        A.VIEW_DOCUMENT: (G,),
        A.VIEW_PIECE: (G,),
        A.VIEW_DECISION: (G,),
        A.VIEW_PROVISION: (G,),
        A.VIEW_OBJECTION: (G,),
        A.VIEW_FORCE_FIELD: (G,),
    },
    Role.MEELEZER: {
        A.VIEW_CASE: (G,),
        A.VIEW_FILE: (G,),
        A.VIEW_SHARING: (G,),
        A.VIEW_GOAL: (G,),
        A.VIEW_DECISION: (G,),
        A.VIEW_PROVISION: (G,),
        A.VIEW_OBJECTION: (G,),
        A.VIEW_FORCE_FIELD: (G,),
        A.VIEW_HANDOVER: (G,),
        A.VIEW_DOCUMENT: (G,),
        A.VIEW_PIECE: (G,),
    },
}


class GrantKind(models.TextChoices):
    """The permissions that a named grant on one case can carry, and with them the role it gives."""

    OWN = "own_case", "Het is de eigen zaak"
    REPRESENT = "represent_case", "Vertegenwoordigt de inwoner"
    READ_ALONG = "read_along_case", "Leest mee als collega"

    @property
    def role(self) -> Role:
        return Role.MEELEZER if self is GrantKind.READ_ALONG else Role.BURGER
