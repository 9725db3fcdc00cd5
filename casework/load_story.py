"""The life of one case in the load database: lived from its report on, until the next thing would be tomorrow.

So the deadlines, histories and turns are those that a year of work leaves: most recent, some late, a few very late.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any, Final

from cryptography.fernet import Fernet
from django.conf import settings

from casework.applications.models import Application, ApplicationSuspension
from casework.appointments.models import Appointment
from casework.cases.access import CaseGrant, Recusal
from casework.cases.events import CaseEvent
from casework.cases.models import REF_ALPHABET, Case
from casework.cases.paper import CONFIRMATION
from casework.cases.states import Layer
from casework.cases.work import WorkItem
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.goals.models import Goal, ProgressReport
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.paper import ISSUED
from casework.network.models import Consent, Contact
from casework.notes.models import Note
from casework.people.bsn import digest
from casework.people.models import Person, Representative
from casework.vangnet.models import LedgerEntry, VangnetRequest
from roles.models import Reading, User

if TYPE_CHECKING:
    from casework.load import Book, Place, Someone

Row = dict[str, Any]

# fmt: off  rows read better when they are not spread over a column

FOREVER: Final = dt.date.max
ZERO: Final = Decimal(0)


class Tomorrow(Exception):
    """The next thing hasn't happened yet."""


class Story:
    """Writes the rows of one case. `waits` says whether it may still be somebody's turn."""

    LONGEST: Final = 420  # days ago that the first cases came in

    def __init__(self, book: Book, place: Place, number: int, rng: Random, today: dt.date) -> None:
        self.book, self.place, self.number, self.rng, self.today = book, place, number, rng, today
        self.pace = place.slowness * rng.lognormvariate(0, 0.5)
        self.day = _working_day(today - dt.timedelta(days=int(self.LONGEST * rng.random())))
        self.minute = 8 * 60
        self.waits = False
        self.case: Row = {}
        self.goals: list[Row] = []
        self.contacts: list[int] = []

    # --- small things ------------------------------------------------------------------------------------------

    def tell(self) -> None:
        self._report()
        try:
            self._live()
        except Tomorrow:
            pass
        self._look_around()
        self.waits = self.waits or self.case["closed_on"] is None

    def _chance(self, part: float) -> bool:
        return self.rng.random() < part

    def _days(self, least: int, most: int) -> int:
        return max(least, round(self.rng.uniform(least, most) * self.pace))

    def _later(self, least: int, most: int) -> dt.date:
        """Some working days on. Raises Tomorrow where that is not yet."""
        day = _working_day(self.day + dt.timedelta(days=self._days(least, most)))
        if day > self.today:
            raise Tomorrow
        if day > self.day:
            self.day, self.minute = day, 8 * 60
        return day

    @property
    def at(self) -> dt.datetime:
        self.minute += 3
        return dt.datetime.combine(self.day, dt.time(self.minute // 60 % 24, self.minute % 60), dt.UTC)

    def _id(self) -> str:
        return f"{self.rng.getrandbits(60):015x}"

    def _pick(self, words: tuple[Any, ...]) -> Any:
        return words[int(len(words) * self.rng.random())]

    def _event(self, who: Someone | None, verb: str, label: str, text: str = "", **more: Any) -> None:
        self.book[CaseEvent].add(
            case_id=self.case["id"],
            at=(at := self.at),
            recorded_at=at,
            by_id=who.pk if who else None,
            by_name=who.name if who else "Het systeem",
            by_role=who.role if who else "",
            verb=verb,
            label=label,
            text=text,
            details="{}",
            url=f"/zaken/{self.case['ref']}/",
            **more,
        )

    def _turn(
        self,
        key: str,
        step: str,
        what: str,
        since: dt.date,
        due: int,
        who: Someone | None = None,
        place: str = "",
        object_id: str = "",
    ) -> None:
        """A turn that was taken today."""
        self.book[WorkItem].add(
            case_id=self.case["id"],
            team_id=self.place.team_id,
            kern_id=self.case["kern_id"],
            key=key,
            step=step,
            object_id=object_id,
            url=f"/{place}/{object_id}/" if place else f"/zaken/{self.case['ref']}/",
            what=what,
            why="Zoals afgesproken.",
            for_user_id=who.pk if who else None,
            for_role="" if who else "wmo_consulent",
            for_team_id=None if who else self.place.team_id,
            due_on=since + dt.timedelta(days=due),
            due_why="werkafspraak",
            opened_at=_morning(since),
            closed_at=self.at,
        )

    def _state(self, phase: str) -> None:
        self.case["phase"], self.case["state_since"] = phase, self.day

    # --- the report --------------------------------------------------------------------------------------------

    def _report(self) -> None:
        kind = self.rng.choices(("melding", "vraag", "signaal"), (64, 28, 8))[0]
        person = None if kind == "vraag" and self._chance(0.06) else self._person()
        self.reporter = self._pick(self.place.nurses if self._chance(0.4) else self.place.regisseurs)
        with_team = person is None or self._chance(0.35)
        self.case = self.book[Case].add(
            ref=_ref(self.day.year, self.number),
            person_id=person,
            kern_id=self._pick(self.place.kern_ids),
            provision="" if person else "Tillift van het zwembad",
            team_id=self.place.team_id,
            kind=kind,
            channel=self._pick(_CHANNELS),
            question=self._pick(_QUESTIONS),
            received_on=self.day,
            urgent=self._chance(0.05),
            clock_from=self.day if kind == "melding" else None,
            reported_by_id=self.reporter.pk,
            reported_at=self.at,
            phase="aanmelding",
            state_since=self.day,
            held_since=self.day,
            updated_at=self.at,
            holder_kind="team" if with_team else "inwoner",
            layer="professional" if with_team else "burger",
            holder_team_id=self.place.team_id if with_team else None,
        )
        self._event(
            self.reporter,
            "case.opened",
            f"{kind.capitalize()} gemeld",
            self.case["question"],
            citizen="Uw vraag is bij ons binnengekomen.",
            after="aanmelding",
            layer=self.case["layer"],
            holder=self.place.team_name if with_team else "de inwoner",
        )

    def _person(self) -> int:
        rng = self.rng
        bsn = _bsn(self.number)
        person = self.book[Person].add(
            public_id=self._id(),
            given_name=self._pick(_GIVEN),
            family_name=_family(rng),
            birth_date=self.today - dt.timedelta(days=int(365.25 * min(98, max(18, rng.gauss(68, 18))))),
            bsn=_fernet().encrypt(bsn.encode()).decode(),
            bsn_digest=digest(bsn),
            street=f"{self._pick(_STREETS)} {rng.randrange(1, 180)}",
            postcode=f"{1000 + self.place.number % 9000} {chr(65 + rng.randrange(26))}{chr(65 + rng.randrange(26))}",
            town=f"Dorp {self.place.number:03d}",
            secret_address=self._chance(0.01),
            phone=f"06 {rng.randrange(10**8):08d}",
            language="" if self._chance(0.9) else "Turks",
        )
        if self._chance(0.06):
            self.book[Representative].add(person_id=person["id"], kind="partner", name="De partner", since=self.day)
        return int(person["id"])

    # --- its life ----------------------------------------------------------------------------------------------

    def _live(self) -> None:
        case, reported = self.case, self.day
        letter = self._letter(CONFIRMATION) if case["kind"] == "melding" and case["person_id"] else None
        if case["person_id"] and case["kind"] == "melding" and self._chance(0.2):
            self._help(by=self.reporter if self.reporter in self.place.nurses else self.place.leader)
        if letter:
            self._later(0, 2)
            self._send(letter)
        self.chief = self._pick(self.place.regisseurs)
        if case["kind"] != "melding":
            self._answer_or_convert(reported)
        self._later(0, 4)
        self._turn("case:reported", "case.take_up", "Pak op", reported, 2)
        case["regisseur_id"] = self.chief.pk
        self._state("onderzoek")
        self._event(
            self.chief,
            "case.take_up",
            "Pak op",
            before="aanmelding",
            after="onderzoek",
            citizen="Het wijkteam heeft uw melding opgepakt.",
        )
        self._research()
        self._plan()
        self._carry_out()

    def _answer_or_convert(self, reported: dt.date) -> None:
        case, who = self.case, self._pick(self.place.consulenten)
        if not case["person_id"] or self._chance(0.6):
            if self._chance(0.2):
                self._money()
            self._later(1, 6)
            self._turn("case:reported", "case.advise", "Handel af of zet om", reported, 2)
            self._close("advies", who, "case.advise", "Handel af met advies")
            raise Tomorrow
        self._later(1, 5)
        case["kind"], case["clock_from"], case["citizen_knows"] = "melding", self.day, "Besproken aan de telefoon"
        self._event(who, "case.convert", "Zet om", citizen="Uw vraag wordt nu als melding behandeld.")
        self._send(self._letter(CONFIRMATION))

    def _research(self) -> None:
        case, begun = self.case, self.day
        self._later(1, 7)
        case["met_on"] = self.day
        self._turn("case:meet", "case.meet", "Maak kennis", begun, 7, self.chief)
        self._event(self.chief, "case.meet", "Maak kennis", citizen="Wij hebben met u kennisgemaakt.")
        self._note()
        for _ in range(int(1 + 5 * self.rng.random())):
            self._contact()
        if self._chance(0.3):
            self._appointment()
        if self._chance(0.08):
            self._later(5, 25)
            self._end()
        if self._chance(0.5):
            self._hand_over()
        self._later(7, 22)
        for _ in range(self.rng.choices((1, 2, 3, 4), (35, 35, 20, 10))[0]):
            self._goal()
        case["report_sent_on"], case["found"] = self.day, self._pick(_FOUND)
        self._event(
            self.chief,
            "case.send_report",
            "Verstuur het verslag",
            case["found"],
            citizen="Wij hebben u het verslag van het onderzoek gegeven.",
        )
        if self._chance(0.2):
            self._apply()
        self._later(1, 8)
        self._turn("case:research", "case.set_plan", "Rond het onderzoek af", case["clock_from"], 42, self.chief)
        case["regie"] = self._pick(("inwoner", "naaste", "professional"))
        self._state("plan")
        self._event(
            self.chief,
            "case.set_plan",
            "Leg plan vast",
            case["found"],
            before="onderzoek",
            after="plan",
            citizen="Uw plan ligt vast.",
        )

    def _plan(self) -> None:
        planned = self.day
        if self._chance(0.06):
            self._money()
        self._later(2, 12)
        self._turn("case:start", "case.start", "Start de uitvoering", planned, 14, self.chief)
        self.case |= {
            "agreed_on": self.day,
            "agreed_how": "Bij de inwoner thuis, mondeling",
            "goals_agreed_on": self.day,
            "evaluate_on": _working_day(self.day + dt.timedelta(days=self.rng.choice((42, 60, 90, 90, 120)))),
        }
        self._state("uitvoering")
        self._event(
            self.chief,
            "case.start",
            "Start uitvoering",
            "Bij de inwoner thuis, mondeling",
            before="plan",
            after="uitvoering",
            citizen="De uitvoering van uw plan is begonnen.",
        )
        for goal in self.goals:
            self._begin(goal)

    def _carry_out(self) -> None:
        while True:
            due = self.case["evaluate_on"]
            self._progress(until=due)
            if self._chance(0.3):
                self._note()
            self.day = max(self.day, due)
            self._later(0, 9)
            self._turn("case:evaluate", "case.evaluate", "Evalueer", due - dt.timedelta(days=60), 60, self.chief)
            self._state("evaluatie")
            self._event(
                self.chief,
                "case.evaluate",
                "Evalueer",
                before="uitvoering",
                after="evaluatie",
                citizen="Wij kijken met u hoe het gaat.",
            )
            begun = self._later(0, 1)
            self._later(1, 12)
            self._turn("case:conclude", "case.go_on", "Stel bij, ga door of sluit af", begun, 14, self.chief)
            if self._chance(0.45):
                break
            self.case["evaluate_on"] = _working_day(self.day + dt.timedelta(days=90))
            self._state("uitvoering")
            self._event(
                self.chief,
                "case.go_on",
                "Ga door",
                before="evaluatie",
                after="uitvoering",
                citizen="De uitvoering van uw plan gaat door.",
            )
        self._close(self._pick(_OUTCOMES), self.chief, "case.close", "Sluit af")

    def _close(self, outcome: str, who: Someone, verb: str, label: str) -> None:
        before = self.case["phase"]
        self._state("afgesloten")
        self.case |= {
            "closed_on": self.day,
            "outcome": outcome,
            "solved_layer": self.case["layer"],
            "closing_words": "Samen met de inwoner besproken.",
        }
        self._event(
            who,
            verb,
            label,
            "Samen met de inwoner besproken.",
            before=before,
            after="afgesloten",
            citizen="Uw zaak is afgesloten.",
        )
        for goal in self.goals:
            goal |= {
                "state": self._pick(("behaald", "behaald", "gestopt")),
                "state_since": self.day,
                "ended_on": self.day,
                "shared_until": self.day,
            }

    def _end(self) -> None:
        self._state("afgesloten")
        self.case |= {
            "closed_on": self.day,
            "ended_reason": self._pick(("verhuisd", "ingetrokken", "onbereikbaar")),
            "closing_words": "Op verzoek van de inwoner.",
        }
        self._event(
            self.chief, "case.end", "Beëindig", before="onderzoek", after="afgesloten", citizen="Uw zaak is beëindigd."
        )
        raise Tomorrow

    # --- the file ----------------------------------------------------------------------------------------------

    def _note(self) -> None:
        shielded = self._chance(0.05)
        self.book[Note].add(
            case_id=self.case["id"],
            text=self._pick(_NOTES),
            shielded=shielded,
            at=self.at,
            ground="Veiligheid van een ander" if shielded else "",
            by_id=self.chief.pk,
            by_name=self.chief.name,
        )
        self._event(self.chief, "note.added", "Afgeschermde notitie" if shielded else "Notitie")

    def _contact(self) -> None:
        name = f"{self._pick(_GIVEN)} {_family(self.rng)}"
        row = self.book[Contact].add(
            case_id=self.case["id"],
            name=name,
            relation=self._pick(_RELATIONS),
            domain=self._pick(_DOMAINS),
            strength=self.rng.randrange(1, 4),
            added_at=self.at,
        )
        self.contacts.append(row["id"])
        if len(self.contacts) < 3:
            self._event(self.chief, "contact.added", "Contact toegevoegd", name)

    def _appointment(self) -> None:
        on = _working_day(self.day + dt.timedelta(days=self.rng.randrange(1, 15)))
        done = on <= self.today and self._chance(0.97)
        self.book[Appointment].add(
            public_id=self._id(),
            case_id=self.case["id"],
            what="Bel over de hulp in huis",
            on=on,
            person_id=self.chief.pk,
            made_by_id=self.chief.pk,
            state="gedaan" if done else "gepland",
            state_since=on if done else self.day,
        )
        self._event(self.chief, "appointment.made", "Afspraak gemaakt", "Bel over de hulp in huis")

    def _letter(self, kind: str, about: str = "") -> Row:
        self._event(None, "document.asked", kind_of(kind).label)
        return self.book[Document].add(
            public_id=self._id(),
            case_id=self.case["id"],
            kind=kind,
            about=about,
            state="klaar",
            state_since=self.day,
            snapshot=json.dumps(
                {
                    "version": 1,
                    "kind": kind,
                    "ref": self.case["ref"],
                    "title": kind_of(kind).label,
                    "question": self.case["question"],
                    "team": {"name": self.place.team_name},
                    "to": _ADDRESSEE,
                }
            ),
            asked_by_id=self.reporter.pk,
            asked_by_name=self.reporter.name,
            asked_at=(at := self.at),
            made_at=at,
            sha256=f"{self.rng.getrandbits(256):064x}",
            size=21_000,
            done=1,
            file=f"documenten/{self._id()}.pdf",
        )

    def _send(self, letter: Row) -> None:
        letter |= {"state": "verstuurd", "state_since": self.day, "sent_on": self.day, "sent_how": "post"}
        if kind_of(letter["kind"]).clause:
            letter |= {"object_until": self.day + dt.timedelta(days=42), "object_why": "zes weken (Awb, artikel 6:7)"}
        key = f"document:{letter['public_id']}:send"
        self._turn(
            key, "document.send", "Verstuur of reik uit", self.day, 1, self.reporter, "documenten", letter["public_id"]
        )
        self._event(
            self.reporter,
            "document.send",
            "Verstuur of reik uit",
            object_id=letter["public_id"],
            citizen="Wij hebben u een brief gestuurd of gegeven.",
        )

    def _look_around(self) -> None:
        """Who looked, who was let in, who stood aside."""
        case = self.case
        for _ in range(int(2 + 6 * self.rng.random())):
            who = self._pick(self.place.regisseurs)
            self.book[Reading].add(
                at=self.at,
                by_id=who.pk,
                by_name=who.name,
                role=who.role,
                case_id=case["id"],
                ref=case["ref"],
                part="zaak",
                why="de zaak hoort bij het team",
            )
        if case["person_id"] and self._chance(0.02):
            citizen = self.book[User].add(
                password="!",  # noqa: S106  nobody logs in with it
                username=f"inwoner{self.number}",
                last_name="Inwoner",
                first_name="Een",
                email="",
                date_joined=self.at,
                public_id=f"{self.rng.getrandbits(128):032x}",
            )
            self.book[CaseGrant].add(
                content_object_id=case["id"],
                user_id=citizen["id"],
                permission_id=self.place.grants["own_case"],
                reason="Het is de eigen zaak",
                given_by_id=self.reporter.pk,
                since=case["received_on"],
            )
        if self._chance(0.003):
            self.book[Recusal].add(case_id=case["id"], user_id=self.place.members[0].pk, at=self.at)

    # --- goals -------------------------------------------------------------------------------------------------

    def _goal(self) -> None:
        kind = self.rng.choices(("inwoner", "naaste", "organisatie", "collega"), (35, 20, 30, 15))[0]
        if kind == "naaste" and not self.contacts:
            kind = "inwoner"
        carrier: Row = {}
        layer = "burger"
        if kind == "naaste":
            carrier["carrier_contact_id"] = self._pick(tuple(self.contacts))
        elif kind == "organisatie":
            party = self._pick((*self.place.partners, self.place.provider))
            carrier |= {"carrier_organisation_id": party.pk, "consent_id": self._consent(party.name)}
            layer = party.layer
        elif kind == "collega":
            carrier["carrier_user_id"], layer = self.chief.pk, "professional"
        goal = self.book[Goal].add(
            public_id=self._id(),
            case_id=self.case["id"],
            wording=self._pick(_GOALS),
            layer=layer,
            ground_id=self.place.grounds["vrij_toegankelijk" if kind == "organisatie" else "eigen_kracht"],
            budget=Decimal(self.rng.choice((0, 0, 0, 50, 120, 400))),
            rhythm_days=self.rng.choice((14, 28, 28, 42)),
            carrier_kind=kind,
            state="voorgesteld",
            state_since=self.day,
            **carrier,
        )
        self.goals.append(goal)
        self._event(self.chief, "goal.added", "Doel toegevoegd", goal["wording"], object_id=goal["public_id"])

    def _begin(self, goal: Row) -> None:
        goal |= {"state": "loopt", "state_since": self.day, "started_on": self.day}
        if goal["carrier_organisation_id"]:
            goal["shared_until"] = FOREVER
        self._event(None, "goal.begin", "Begin", object_id=goal["public_id"], before="voorgesteld", after="loopt")

    def _progress(self, *, until: dt.date) -> None:
        """Reports in the agreed rhythm, now and then late or left out; the last one waits at its carrier."""
        for goal in self.goals:
            day = self.day + dt.timedelta(days=goal["rhythm_days"])
            while day < min(until, self.today):
                if self._chance(0.92):
                    self._told(goal, day)
                day += dt.timedelta(days=self._days(goal["rhythm_days"], goal["rhythm_days"] + 6))

    def _told(self, goal: Row, day: dt.date) -> None:
        words = self._pick(_REPORTS)
        self.book[ProgressReport].add(
            goal_id=goal["id"],
            on=day,
            score=self.rng.choice((-1, 0, 0, 1, 1, 2)),
            text=words,
            at=_morning(day),
            by_id=self.chief.pk,
            by_name=self.chief.name,
        )
        if self._chance(0.2):
            self.book[CaseEvent].add(
                case_id=self.case["id"],
                at=_morning(day),
                recorded_at=_morning(day),
                by_id=self.chief.pk,
                by_name=self.chief.name,
                by_role=self.chief.role,
                verb="goal.reported",
                label="Bericht over een doel",
                text=words,
                details="{}",
                object_id=goal["public_id"],
            )

    # --- hand-overs --------------------------------------------------------------------------------------------

    def _consent(self, whom: str) -> int:
        row = self.book[Consent].add(
            case_id=self.case["id"],
            text=f"U deelt uw vraag met {whom}.",
            how="mondeling",
            given_by="de inwoner",
            given_on=self.day,
            recorded_by_id=self.chief.pk,
        )
        return int(row["id"])

    def _hand_over(self) -> None:
        case = self.case
        neighbour = bool(self.contacts) and self._chance(0.35)
        party = self._pick(self.place.partners)
        to: Row = {"to_kind": "organisatie", "to_organisation_id": party.pk, "to_layer": party.layer}
        if neighbour:
            to = {"to_kind": "naaste", "to_contact_id": self._pick(tuple(self.contacts)), "to_layer": "burger"}
        name = "iemand uit het netwerk" if neighbour else party.name
        row = self.book[Handover].add(
            public_id=self._id(),
            case_id=case["id"],
            from_name=self.place.team_name,
            from_layer=case["layer"],
            **to,
            need=self._pick(_NEEDS),
            consent_id=self._consent(name),
            shared_until=FOREVER,
            state="aangeboden",
            state_since=self.day,
            offered_by_id=self.chief.pk,
            offered_on=self.day,
        )
        offered, key = self.day, f"handover:{row['public_id']}:answer"
        self._event(self.chief, "handover.offered", "Vraag aangeboden", name, object_id=row["public_id"])
        self._later(1, 9)
        self._turn(
            key, "handover.accept", "Neem over of weiger", offered, 7, self.chief, "overdrachten", row["public_id"]
        )
        if self._chance(0.2):
            row |= {
                "state": "geweigerd",
                "state_since": self.day,
                "ended_on": self.day,
                "shared_until": self.day,
                "ended_why": "Geen plaats op korte termijn.",
            }
            case["seeking_since"] = self.day
            self._event(
                self.chief, "handover.refuse", "Weiger", "Geen plaats op korte termijn.", object_id=row["public_id"]
            )
            since = self.day
            self._later(0, 4)
            self._turn("case:seek", "case.hold", "Zoek een andere partij, of houd zelf", since, 2, self.chief)
            case["seeking_since"] = None
            self._event(self.chief, "case.hold", "Houd zelf")
            return
        row |= {
            "state": "aanvaard",
            "state_since": self.day,
            "accepted_on": self.day,
            "accepted_by": name,
            "accepted_how": "telefonisch",
        }
        case |= {
            "holder_kind": row["to_kind"],
            "holder_contact_id": row["to_contact_id"],
            "held_since": self.day,
            "holder_organisation_id": row["to_organisation_id"],
            "holder_team_id": None,
            "layer": row["to_layer"],
        }
        self._event(
            self.chief,
            "handover.accept",
            "Neem over",
            object_id=row["public_id"],
            before="aangeboden",
            after="aanvaard",
            citizen="Uw vraag is overgenomen.",
        )
        self._event(
            self.chief,
            "case.moved",
            f"Ligt nu bij {name}",
            layer=case["layer"],
            holder=name,
            citizen="Uw vraag ligt nu bij een ander.",
        )

    # --- decisions ---------------------------------------------------------------------------------------------

    def _help(self, *, by: Someone) -> None:
        """Help at once, and what became of it: each thing on its own day, as far as it has come."""
        begun, minute = self.day, self.minute
        nurse = by in self.place.nurses
        issuer = by if nurse else self._pick(self.place.consulenten)
        ends = begun + dt.timedelta(days=56)
        mandate = self.place.mandates["nurses" if nurse else "voorlopige_indicatie"]
        row = self.book[VoorlopigeIndicatie].add(
            public_id=self._id(),
            case_id=self.case["id"],
            what="Hulp bij het huishouden",
            frequency="3 uur per week",
            provider_id=self.place.provider.pk,
            amount_per_week=Decimal(self.rng.choice((90, 120, 240))),
            starts_on=begun,
            ends_on=ends,
            agreed_with="de inwoner zelf",
            why_now="Na een val kan het niet wachten.",
            made_by_id=issuer.pk,
            issued_by_id=issuer.pk,
            issued_on=begun,
            mandate_id=mandate,
            state="afgegeven",
            state_since=begun,
        )
        public = row["public_id"]
        self._event(
            issuer,
            "indicatie.issue",
            "Geef af",
            object_id=public,
            mandate_id=mandate,
            before="concept",
            after="afgegeven",
            citizen="U krijgt tijdelijk hulp.",
        )
        self.case |= {"holder_kind": "team", "holder_team_id": self.place.team_id, "layer": Layer.PROFESSIONAL.value}
        letter = self._letter(ISSUED, public)
        try:
            self._send(letter)
            self._later(1, 2)
            row["help_started_on"] = self.day
            self._turn(
                f"indicatie:{public}:started",
                "indicatie.confirm_start",
                "Is de hulp gestart?",
                begun,
                1,
                issuer,
                "indicaties",
                public,
            )
            self._event(
                issuer,
                "indicatie.confirm_start",
                "Hulp is gestart",
                object_id=public,
                citizen="De tijdelijke hulp is begonnen.",
            )
            self._later(0, 2)
            row |= {"reviewed_by_id": self.place.leader.pk, "reviewed_on": self.day, "review_ok": True}
            self._turn(
                f"indicatie:{public}:review",
                "indicatie.review",
                "Toets de voorlopige indicatie",
                begun,
                2,
                self.place.leader,
                "indicaties",
                public,
            )
            self._event(self.place.leader, "indicatie.review", "Toets", object_id=public)
            if ends < self.today:
                row |= {
                    "state": self._pick(("omgezet", "ingetrokken", "geeindigd")),
                    "state_since": ends,
                    "withdrawn_why": "De buren helpen nu.",
                    "heard_on": ends,
                    "heard_how": "telefonisch",
                    "after_end": "Geen hulp meer nodig.",
                    "after_end_on": ends,
                }
                if self._chance(0.03):
                    row |= {"state": "geeindigd", "after_end": "", "after_end_on": None}
                    self.waits = True
        except Tomorrow:
            pass
        self.day, self.minute = begun, minute + 30  # the case itself went on meanwhile

    def _apply(self) -> None:
        row = self.book[Application].add(
            public_id=self._id(),
            case_id=self.case["id"],
            what="Dagbesteding",
            received_on=self.day,
            report_signed=True,
            state="ontvangen",
            state_since=self.day,
        )
        received, public = self.day, row["public_id"]
        self._event(self.chief, "application.received", "Aanvraag ontvangen", "Dagbesteding", object_id=public)
        if self._chance(0.1):
            self.book[ApplicationSuspension].add(
                application_id=row["id"], ground="gegevens", since=self.day, until=self.day + dt.timedelta(days=7)
            )
        self._later(3, 16)
        who = self._pick(self.place.consulenten)
        granted = self._chance(0.8)
        row |= {
            "state": "toegekend" if granted else "afgewezen",
            "state_since": self.day,
            "decided_by_id": who.pk,
            "decided_on": self.day,
            "mandate_id": self.place.mandates["besluit"],
            "number": f"B{self.number}",
            "motivation": "Uit het onderzoek blijkt dat dit passend is.",
        }
        if granted:
            row |= {
                "frequency": "2 dagdelen per week",
                "ground_id": self.place.grounds["wmo_maatwerk"],
                "starts_on": self.day,
                "ends_on": self.day + dt.timedelta(days=365),
            }
        self._turn(
            f"application:{public}:decide",
            "application.grant",
            "Beslis op de aanvraag",
            received,
            14,
            who,
            "aanvragen",
            public,
        )
        self._event(
            who,
            "application.grant" if granted else "application.reject",
            "Ken toe" if granted else "Wijs af",
            object_id=public,
            before="ontvangen",
            after=row["state"],
            citizen="Er is een besluit op uw aanvraag.",
        )

    def _money(self) -> None:
        """A vangnet request and its movements; as far as it has come."""
        day, minute = self.day, self.minute
        try:
            self._request()
        except Tomorrow:
            pass
        self.waits = True
        self.day, self.minute = day, minute + 30

    def _request(self) -> None:
        leader, amount = self.place.leader, Decimal(self.rng.randrange(50, 900))
        back = self._chance(0.25)
        row = self.book[VangnetRequest].add(
            public_id=self._id(),
            case_id=self.case["id"],
            budget_id=self.place.budgets[self.day.year],
            purpose="Een bed op de begane grond",
            amount=amount,
            payee="De leverancier",
            payee_iban="NL91ABNA0417164300",
            why_now="Het kan niet wachten.",
            schemes="Bijzondere bijstand: duurt te lang.",
            recover_from="zorgverzekeraar" if back else "",
            recover_on=self.day + dt.timedelta(days=120) if back else None,
            requested_by_id=self.chief.pk,
            authors=[self.chief.pk],
            state="concept",
            state_since=self.day,
        )
        public, asked = row["public_id"], self._later(0, 1)
        row |= {"state": "aangevraagd", "state_since": self.day, "requested_on": self.day}
        self._event(self.chief, "vangnet.request", "Vraag aan", object_id=public)
        self._later(0, 3)
        self._turn(
            f"vangnet:{public}:decide",
            "vangnet.approve",
            "Beslis over het vangnet",
            asked,
            1,
            leader,
            "vangnet",
            public,
        )
        if self._chance(0.1):
            row |= {
                "state": "afgewezen",
                "state_since": self.day,
                "decided_by_id": leader.pk,
                "decided_on": self.day,
                "decided_why": "De zorgverzekeraar betaalt dit.",
            }
            self._event(leader, "vangnet.reject", "Wijs af", object_id=public)
            return
        row |= {
            "state": "goedgekeurd",
            "state_since": self.day,
            "decided_by_id": leader.pk,
            "decided_on": self.day,
            "mandate_id": self.place.mandates["vangnet"],
            "approved_amount": amount,
        }
        self._move(row, leader, "reservering", free=-amount, reserved=amount)
        self._event(
            leader,
            "vangnet.approve",
            "Keur goed",
            object_id=public,
            citizen="Er is geld uit het vangnet toegezegd.",
        )
        approved = self.day
        self._later(1, 4)
        paid = (amount * Decimal(self.rng.choice((80, 100, 100)))) / 100
        self._turn(
            f"vangnet:{public}:pay",
            "vangnet.pay",
            "Betaal uit",
            approved,
            2,
            self.place.payer,
            "vangnet",
            public,
        )
        row |= {"state": "uitbetaald", "state_since": self.day, "paid_amount": paid, "paid_on": self.day}
        self._move(row, self.place.payer, "betaling", reserved=-paid, spent=paid)
        if paid < amount:
            self._move(row, self.place.payer, "vrijval", free=amount - paid, reserved=paid - amount)
        self._event(self.place.payer, "vangnet.pay", "Betaal uit", object_id=public)
        self._later(5, 30)
        row |= {
            "state": "verantwoord",
            "state_since": self.day,
            "accounted_on": self.day,
            "result": "Het bed staat er.",
            "receipt": "bonnen/bon.pdf",
        }
        self._event(self.chief, "vangnet.account", "Verantwoord", "Het bed staat er.", object_id=public)
        if back:
            self._later(60, 120)
            row |= {"state": "verrekend", "state_since": self.day, "settled_on": self.day}
            self._move(row, self.place.payer, "terug", free=paid, returned=paid)

    def _move(
        self,
        request: Row,
        who: Someone,
        kind: str,
        *,
        free: Decimal = ZERO,
        reserved: Decimal = ZERO,
        spent: Decimal = ZERO,
        returned: Decimal = ZERO,
    ) -> None:
        self.book[LedgerEntry].add(
            budget_id=request["budget_id"],
            request_id=request["id"],
            kind=kind,
            free=free,
            reserved=reserved,
            spent=spent,
            returned=returned,
            at=self.at,
            by_id=who.pk,
        )


# --- words and numbers -------------------------------------------------------------------------------------------


def _working_day(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), dt.UTC)


def _ref(year: int, number: int) -> str:
    """A reference as a real one looks: no two numbers below 32⁵ give the same five letters."""
    mixed = number * 20_555_303 % 32**5  # odd, so it permutes
    return f"HW-{year}-" + "".join(REF_ALPHABET[mixed >> shift & 31] for shift in (20, 15, 10, 5, 0))


def _bsn(number: int) -> str:
    """A number that passes the eleven-test: seven digits, one to make it fit, one to check."""
    for fit in range(10):
        digits = f"9{number % 10**6:06d}{fit}"
        check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    raise AssertionError("one of two neighbours always fits")


def _fernet() -> Fernet:
    if not _kept:
        _kept.append(Fernet(settings.FIELD_KEY))
    return _kept[0]


_kept: list[Fernet] = []


def _family(rng: Random) -> str:
    """As with real names: a few families are everywhere, most are small."""
    common = int(rng.paretovariate(0.6)) - 1
    if common < len(_FAMILIES):
        return _FAMILIES[common]
    return f"{_pick_of(rng, _PREFIXES)}{_pick_of(rng, _STEMS)}{_pick_of(rng, _ENDS)}"


def _pick_of(rng: Random, words: tuple[str, ...]) -> str:
    return words[int(len(words) * rng.random())]


_ADDRESSEE: Final = {
    "name": "De inwoner",
    "person": "De inwoner",
    "stands_in": "",
    "lines": ["Straat 1", "3265 AA Dorp"],
}
_FAMILIES: Final = (
    "de Jong",
    "Jansen",
    "de Vries",
    "van den Berg",
    "van Dijk",
    "Bakker",
    "Janssen",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Leeuwen",
    "Dekker",
    "Brouwer",
)
_PREFIXES: Final = ("", "", "", "van ", "de ", "van der ", "in 't ", "ten ")
_STEMS: Final = (
    "Noord",
    "Kamper",
    "Wester",
    "Zuid",
    "Barend",
    "Klaas",
    "Heer",
    "Veld",
    "Molen",
    "Hoek",
    "Brand",
    "Kerk",
    "Vlas",
    "Polder",
    "Schip",
    "Winter",
    "Ooster",
    "Linden",
    "Rozen",
    "Steen",
    "Bouw",
    "Waal",
    "Mees",
    "Tuin",
    "Dijk",
    "Sluis",
)
_ENDS: Final = ("man", "huis", "berg", "stra", "kamp", "ink", "dam", "veen", "horst", "sma", "broek", "donk", "water")
_GIVEN: Final = (
    "Bep",
    "Piet",
    "Corrie",
    "Jan",
    "Maria",
    "Kees",
    "Anna",
    "Gerrit",
    "Willemien",
    "Arie",
    "Truus",
    "Henk",
    "Fatima",
    "Mohammed",
    "Ria",
    "Joop",
    "Sjaan",
    "Wim",
    "Annie",
    "Leen",
    "Jannie",
    "Dirk",
    "Nel",
    "Aad",
    "Greet",
    "Bram",
)
_STREETS: Final = ("Voorstraat", "Dorpsstraat", "Molendijk", "Kerkstraat", "Oranjestraat", "Achterweg", "Havenlaan")
_CHANNELS: Final = ("huisbezoek", "telefoon", "telefoon", "loket", "email", "partner")
_QUESTIONS: Final = (
    "Ik red het niet meer alleen in huis sinds mijn val. De was en de boodschappen blijven liggen en ik durf niet meer "
    "onder de douche zonder dat er iemand in de buurt is.",
    "Sinds mijn vrouw is overleden zit ik alleen thuis. Ik zou graag overdag ergens heen willen waar ik iets kan doen.",
    "Mijn moeder vergeet steeds meer. Zij wil thuis blijven wonen, maar ik kan er niet elke dag zijn.",
    "Ik kan de trap niet meer op en slaap nu in de woonkamer.",
    "Wij komen niet meer rond en weten niet meer welke rekening we eerst moeten betalen.",
    "De zorg voor mijn zoon wordt mij te veel. Ik zoek iemand die af en toe een middag kan overnemen.",
)
_FOUND: Final = (
    "Er is meer mogelijk met het eigen netwerk dan eerst gedacht. De buren willen helpen met boodschappen; voor de "
    "middagen is gezelschap gewenst. De woning is met een kleine aanpassing geschikt.",
    "Het gaat vooral om eenzaamheid. De inwoner was timmerman en wil graag iets betekenen voor anderen.",
    "Hulp bij het huishouden blijft nodig. De dochter neemt de administratie over.",
)
_NOTES: Final = (
    "Gebeld met de dochter. Zij komt twee keer per week en kan de administratie overnemen.",
    "Op huisbezoek geweest. De drempels zijn een probleem; er is al een beugel geplaatst.",
    "De buurvrouw let op of de gordijnen open zijn en belt als dat om tien uur niet zo is.",
    "De inwoner wil liever op maandag worden gebeld, na het middageten.",
)
_GOALS: Final = (
    "Ik wil weer timmeren, het liefst samen met anderen",
    "Ik wil elke week iemand zien met wie ik kan praten",
    "Ik wil zelf mijn boodschappen kunnen doen",
    "Ik wil dat het huis schoon is zonder dat mijn dochter alles doet",
    "Ik wil rond kunnen komen van wat er binnenkomt",
)
_REPORTS: Final = (
    "Het gaat goed, hij komt elke week en neemt nu ook zijn buurman mee.",
    "Nog wat onwennig, maar zij is er bijna elke keer bij.",
    "Deze maand twee keer afgezegd. We bellen haar maandag.",
)
_NEEDS: Final = ("Gezelschap en iets te doen, twee middagen per week.", "Iemand die meegaat naar de winkel.")
_RELATIONS: Final = ("dochter", "zoon", "buurvrouw", "oud-collega", "kerkganger", "huisarts", "vriend")
_DOMAINS: Final = ("familie", "familie", "wonen", "kerk", "vereniging", "eerstelijn", "kunst")
_OUTCOMES: Final = ("eigen_kracht", "netwerk", "middenveld", "algemeen", "maatwerk", "vangnet")
