"""What is different in each case that goes the same way: who asks what, and what is agreed, in their own words.

The tables of `cases/*.toml` carry these names: [case.resident], [case.question], [case.care], [case.agreement],
[case.money], and `network`.
"""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casework.people.models import Person
from wijkweb.models import Kern

# name, relation, life domain, strength 1–3 (0: not asked), the organisation if it is one, and a table of what else is known
Network = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """As one would introduce them."""

    given: str
    family: str
    age: int
    street: str
    secret_address: bool = False
    language: str = ""
    interpreter: bool = False
    safe_moment: str = ""
    partner: str = ""  # the partner's surname, and as which code of the register both are used
    name_use: str = "E"
    addressed: str = ""
    reached: tuple[tuple[str, str, str], ...] = ()  # number, whose it is, when one may call
    at_the_door: str = ""  # what a visitor must know

    def person(self, kern: Kern, today: dt.date) -> Person:
        """The same resident is born on the same day before today each time, and lives in the same postcode."""
        dice = random.Random(f"{self.given} {self.family}")  # noqa: S311  a game, no secret
        born = today - dt.timedelta(days=round(self.age * 365.25) + dice.randrange(1, 364))
        letters = "".join(dice.choice("ABCDEGHJKLNPRSTVWXZ") for _ in range(2))
        return Person(
            given_name=self.given,
            family_name=self.family,
            birth_date=born,
            phone=f"0186 55 {dice.randrange(20, 99)} {dice.randrange(10, 99)}",
            street=self.street,
            postcode=f"{kern.postcode4} {letters}",
            town=kern.village,
            secret_address=self.secret_address,
            language=self.language,
            interpreter=self.interpreter,
            safe_moment=self.safe_moment,
            partner_name=self.partner,
            name_use=self.name_use,
            addressed=self.addressed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """As it comes in: of a resident or about something (a facility, an initiative), where, and in which words."""

    resident: Resident | None = None
    about: str = ""
    kern: str
    words: str
    by: str = "ellen.spruit"
    kind: str = "melding"
    channel: str = "telefoon"
    on_behalf: str = "zelf"
    urgent: bool = False
    lies_with_team: bool = False
    reporter_name: str = ""
    reporter_address: str = ""  # who hears by mail that it is taken up, and settled
    reporter_shielded: bool = False
    citizen_knows: str = ""
    weight: str = ""  # licht or zwaar; most are neither


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Support by a provider: what, by whom, how often, and what it is for, in the resident's words."""

    what: str
    provider: str
    frequency: str
    goal: str = ""
    found: str = ""
    why: str = ""  # why this is granted
    per_week: str = ""  # in euros; with an amount, temporary help came first
    now: str = ""  # why that couldn't wait
    budget: int = 2500


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What somebody of the neighbourhood takes on: the partner, or else the first one of the network."""

    partner: str = ""
    need: str = ""
    goal: str
    found: str
    told: tuple[str, ...] = ()  # how it went, every few weeks
    by: str = ""  # who tells it; the regisseur where the partner has no account
    closing: str = ""  # closed with these words; empty: it runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What is asked of the vangnet: for what, how much, to whom, why now, and why no scheme fits."""

    purpose: str
    amount: str
    payee: str
    why: str
    schemes: str = ""
    urgent: bool = False
    own_request: bool = False
    recover_from: str = ""
    recover_in: int | None = None  # working days from today
