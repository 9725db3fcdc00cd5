"""Actions that rest on a relation of what hangs on a case, so they are only ever asked of that."""

from casework.forcefields.models import ForceField
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.provisions.models import Provision
from casework.vangnet.models import VangnetRequest
from roles.actions import Action

ONLY = {
    Action.VIEW_HANDOVER: Handover,
    Action.ANSWER_HANDOVER: Handover,
    Action.VIEW_GOAL: Goal,
    Action.REPORT_GOAL: Goal,
    Action.VIEW_VANGNET: VangnetRequest,
    Action.VIEW_PROVISION: Provision,
    Action.DELIVER_HELP: Provision,
    Action.VIEW_FORCE_FIELD: ForceField,
    Action.MAKE_FORCE_FIELD: ForceField,
}
