"""What a row that was found right becomes; nothing of it is stored yet."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from casework.caseload.existing import Met
from casework.cases.models import Case
from casework.goals.models import Goal
from casework.people.models import OtherPhone, Person, SafetyNote
from casework.provisions.models import Provision

# what is told where a step would have told who, how or why
TAKEN_OVER: Final = "Overgenomen uit de oude administratie"
OLD_BOOKS: Final = "volgens de oude administratie"


@dataclass(slots=True)
class IncomingGoal:
    goal: Goal
    contact: str = ""  # the name of somebody of the person's own network, who becomes a contact


@dataclass(slots=True)
class IncomingCase:
    case: Case
    person: Person | None  # as this row has them
    met: Met | None  # the same person, as every row about them shares it
    goals: list[IncomingGoal]
    consent_on: dt.date | None
    shares: bool  # somebody outside the team sees something of it
    phones: list[OtherPhone] = field(default_factory=list)  # besides their own
    safety: SafetyNote | None = None
    provisions: list[Provision] = field(default_factory=list)
    found: str = ""  # what the research found, in one text
