"""The nouns, in the order in which they count. Who adds one adds its folder, and one line here.

A noun uses only nouns above it; what an earlier noun needs of a later one, the later one contributes.
Only `apps.ready()` imports this.
"""

from typing import Final

from casework.advice.noun import NOUN as ADVICE
from casework.applications.noun import NOUN as APPLICATION
from casework.appointments.noun import NOUN as APPOINTMENT
from casework.callbacks.noun import NOUN as CALL_BACK
from casework.cases.noun import NOUN as CASE
from casework.complaints.noun import NOUN as COMPLAINT
from casework.contacts.noun import NOUN as CONTACT_MOMENT
from casework.defaults.noun import NOUN as DEFAULT_NOTICE
from casework.desk.noun import NOUN as DESK
from casework.documents.noun import NOUN as DOCUMENT
from casework.engine.noun import Noun
from casework.forcefields.noun import NOUN as FORCE_FIELD
from casework.goals.noun import NOUN as GOAL
from casework.handovers.noun import NOUN as HANDOVER
from casework.householdplans.noun import AT_CASE as HOUSEHOLD_PLAN_AT_CASE
from casework.householdplans.noun import NOUN as HOUSEHOLD_PLAN
from casework.households.noun import AT_CASE as HOUSEHOLD_AT_CASE
from casework.households.noun import NOUN as HOUSEHOLD
from casework.households.noun import WALL
from casework.indicaties.noun import NOUN as INDICATIE
from casework.meetings.noun import NOUN as MEETING
from casework.meldcode.noun import NOUN as MELDCODE
from casework.monday.noun import NOUN as MONDAY
from casework.network.noun import NOUN as NETWORK
from casework.notes.noun import NOUN as NOTE
from casework.objections.noun import NOUN as OBJECTION
from casework.obstacles.noun import NOUN as OBSTACLE
from casework.people.noun import NOUN as PERSON
from casework.pieces.noun import NOUN as PIECE
from casework.provisions.noun import NOUN as PROVISION
from casework.research.noun import NOUN as RESEARCH
from casework.sharing.noun import NOUN as SHARING
from casework.vangnet.noun import NOUN as VANGNET
from casework.visits.noun import NOUN as VISIT
from casework.waits.noun import NOUN as WAIT

NOUNS: Final[tuple[Noun, ...]] = (
    PERSON,
    HOUSEHOLD,
    WALL,
    CASE,
    HOUSEHOLD_AT_CASE,
    DOCUMENT,
    NETWORK,
    SHARING,
    GOAL,
    HANDOVER,
    VISIT,
    RESEARCH,
    ADVICE,
    APPLICATION,
    PROVISION,
    INDICATIE,
    VANGNET,
    APPOINTMENT,
    PIECE,
    DEFAULT_NOTICE,
    OBJECTION,
    COMPLAINT,
    WAIT,
    CONTACT_MOMENT,
    NOTE,
    CALL_BACK,
    HOUSEHOLD_PLAN,
    HOUSEHOLD_PLAN_AT_CASE,
    MEETING,
    FORCE_FIELD,
    OBSTACLE,
    MELDCODE,
    DESK,
    MONDAY,
)
