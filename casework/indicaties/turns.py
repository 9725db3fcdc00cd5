"""Whose turn it is: a pure function of the case, who is at their post, the mandates and the day.

`turns` answers for one case; `bring_in_line` makes the open `WorkItem`s say the same. It runs after every step and
operation, after a change of a membership or mandate, and each night. Each turn goes to somebody who is there, may see
it and can take the step that settles it: whom it is meant for, else the regisseur, the teamleider, the afdelingshoofd.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from casework import facts
from casework.errors import NotNow, Reason
from casework.facts import CaseFacts, Fact
from casework.mandates import covers, holders
from casework.models import CarrierKind, DocumentKind, SuspensionGround, WorkItem
from casework.models.law import clock
from casework.office import running_mandates
from casework.states import CaseKind, DocumentState, GoalState, IndicatieState, PartyKind, Phase, VangnetState
from casework.terms import Clock, Term, sentence
from roles.actions import Action as A
from roles.matrix import MATRIX, Relation, Role
from roles.models import MandateKind, TeamKind
from roles.policy import Post, posts

NOBODY: Final[frozenset[int]] = frozenset()
CHUNK: Final = 500  # cases brought in line per round of queries


@dataclass(frozen=True, slots=True)
class Seat:
    """For whom a turn can be: a person, or a role in a team or organisation; `able` are those there who can do it."""

    able: frozenset[int]
    user: int | None = None
    role: str = ""
    team: int | None = None
    organisation: int | None = None
    not_user: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One open turn, as it should stand on somebody's list."""

    key: str
    step: str
    object_id: str
    url: str
    what: str
    why: str
    seat: Seat
    due: Term


class NobodyThere(NotNow):
    """Not even an afdelingshoofd. Configuration keeps the last one from leaving; the last may not recuse either."""

    def __init__(self) -> None:
        super().__init__(
            [Reason("Er is dan geen afdelingshoofd die dit kan overnemen. Vraag functioneel beheer om een vervanger.")]
        )


class Roster:
    """Who is there today around one case, in the words routing needs."""

    def __init__(
        self, case: CaseFacts, staff: Sequence[Post], mandates: Sequence[Any], clock: Clock, on: dt.date
    ) -> None:
        self.case, self.row, self.staff, self.mandates, self.clock, self.on = case, case.row, staff, mandates, clock, on

    def _who(self, posts_: Iterable[Post]) -> frozenset[int]:
        acting = {user for post in posts_ for user in post.acting_ids}
        return frozenset(acting - self.case.recused)

    def role(self, role: Role, *, team: int | None = None, but: Set[int] = NOBODY) -> Seat:
        """A role in a team: by default the case's own, and there only those who serve its kern."""
        place = team or self.row.team_id
        there = [
            post
            for post in self.staff
            if post.role == role
            and post.team_id == place
            and (place != self.row.team_id or post.serves(self.row.team_id, self.row.kern_id))
        ]
        return without(but, Seat(self._who(there), role=role, team=place))

    def municipal(self, role: Role, *, but: Set[int] = NOBODY) -> Seat:
        there = [post for post in self.staff if post.role == role and post.everywhere]
        return without(but, Seat(self._who(there), role=role, team=there[0].team_id if there else None))

    def organisation(self, organisation: int | None, *roles: Role) -> list[Seat]:
        return [
            Seat(
                self._who(post for post in self.staff if post.organisation_id == organisation and post.role == role),
                role=role,
                organisation=organisation,
            )
            for role in roles
        ]

    def person(self, user: int | None, action: A) -> Seat:
        """A named person, there (or covered for) at a post from which they may do this on this case."""
        places = [post for post in self.staff if post.user_id == user and self._reaches(post, action)]
        return Seat(self._who(places), user=user)

    def _reaches(self, post: Post, action: A) -> bool:
        """The relations of a post to this case that routing can know."""
        relations = MATRIX[post.role].get(action, ())
        return (
            (
                Relation.TEAM in relations
                and post.team_id is not None
                and post.serves(self.row.team_id, self.row.kern_id)
                and not post.everywhere
            )
            or (Relation.EVERYWHERE in relations and post.everywhere)
            or (Relation.REPORTED in relations and post.user_id == self.row.reported_by_id)
            or (
                Relation.ISSUED in relations
                and any(post.user_id in (one.issued_by_id, one.submitted_to_id) for one in self.case.indicaties)
            )
            or (
                Relation.REQUESTED in relations
                and any(post.user_id == one.requested_by_id for one in self.case.requests)
            )
        )

    def citizen(self) -> list[Seat]:
        return [Seat(frozenset({user} - self.case.recused), user=user) for user in self.case.citizens[:1]]

    @property
    def regisseur(self) -> Seat:
        return self.person(self.row.regisseur_id, A.LEAD_CASE)

    def leaders(self, *, but: Set[int] = NOBODY) -> list[Seat]:
        return [self.role(Role.TEAMLEIDER, but=but), self.municipal(Role.AFDELINGSHOOFD, but=but)]

    def leading(self) -> list[Seat]:
        """The regisseur; where nobody is there, who steps in."""
        return [self.regisseur, *self.leaders()]

    def offering(self) -> list[Seat]:
        """The regisseur, or until somebody took it up whoever reported."""
        waits = self.row.phase == Phase.AANMELDING and self.row.regisseur_id is None
        reporter = [self.person(self.row.reported_by_id, A.OFFER_HANDOVER)] if waits else []
        return [*reporter, *self.leading()]

    def seeing_both(self) -> list[Seat]:
        """Who may see this case and the one it looks like: for another team's, that is the afdelingshoofd."""
        row = self.row
        sighted = {
            user
            for post in self.staff
            if post.role in (Role.WMO_CONSULENT, Role.TEAMLEIDER, Role.AFDELINGSHOOFD)
            and post.serves(row.looks_like__team_id, row.looks_like__kern_id)
            for user in post.acting_ids
        }
        seats = [self.role(Role.WMO_CONSULENT), *self.leaders()]
        return [replace(seat, able=seat.able & sighted) for seat in seats]

    def employees(self, organisation: int) -> set[int]:
        return {post.user_id for post in self.staff if post.organisation_id == organisation}

    def mandated(self, kind: MandateKind, *, but: Set[int] = NOBODY, amount: Decimal | None = None) -> list[Seat]:
        """The seats of those who hold a mandate that reaches, the smallest first."""
        found = []
        held = holders(kind, self.row, self.staff, self.mandates)
        may_act = _ACTION[kind]
        for mandate in self.mandates:
            if mandate.kind != kind or (amount is not None and not covers(mandate, amount=amount)):
                continue
            able = frozenset(
                user
                for user, theirs in held.items()
                if mandate in theirs and user not in self.case.recused and self._may(user, may_act)
            )
            place = {"role": mandate.role, "team": mandate.team_id, "organisation": mandate.organisation_id}
            found.append(without(but, Seat(able, user=mandate.user_id) if mandate.user_id else Seat(able, **place)))
        return found

    def _may(self, user: int, action: A) -> bool:
        return any(user in post.acting_ids and self._reaches(post, action) for post in self.staff)


_ACTION: Final = {
    MandateKind.INDICATIE: A.REVIEW_INDICATIE,
    MandateKind.VANGNET: A.DECIDE_VANGNET,
    MandateKind.BESLUIT: A.DECIDE_APPLICATION,
}


def without(but: Set[int], seat: Seat) -> Seat:
    """The seat for everybody there except these. A list can leave out one; with more it goes to somebody by name."""
    able = seat.able - but
    if seat.user is not None or not but:
        return replace(seat, able=able)
    if len(seat.able & but) > 1:
        return Seat(able, user=min(able, default=None))
    return replace(seat, able=able, not_user=next(iter(seat.able & but), None))


def first(seats: Iterable[Seat]) -> Seat:
    """The first seat where somebody is."""
    for seat in seats:
        if seat.able:
            return seat
    raise NobodyThere


# --- the turns of one case -------------------------------------------------------------------------------------


def turns(case: CaseFacts, staff: Sequence[Post], mandates: Sequence[Any], clock: Clock, on: dt.date) -> list[Turn]:
    """Every open turn on this case on that day. Pure: nothing is read or written."""
    roster = Roster(case, staff, mandates, clock, on)
    found: list[Turn] = []
    if case.row.phase != Phase.AFGESLOTEN:
        found += _phase(roster)
        found += _direction(roster)
        for rule in _WHILE_OPEN:
            found += rule(roster)
    for rule in _ALSO_AFTERWARDS:
        found += rule(roster)
    return found


def _turn(
    roster: Roster,
    key: str,
    step: str,
    what: str,
    why: str,
    seats: Iterable[Seat],
    due: Term,
    *,
    obj: Fact | None = None,
    place: str = "",
) -> Turn:
    ref = roster.row.ref
    url = f"/{place}/{obj.id}/" if obj and place else f"/zaken/{ref}/"
    return Turn(key, step, obj.id if obj else "", url, what, why[:300], first(seats), due)


def _term(roster: Roster, code: str, start: dt.date, label: str) -> Term:
    return roster.clock.term(code, start, label=label)


def _phase(roster: Roster) -> list[Turn]:
    row = roster.row
    match row.phase:
        case Phase.AANMELDING:
            return _reported(roster)
        case Phase.ONDERZOEK:
            return _researching(roster)
        case Phase.PLAN:
            due = _term(roster, "uitvoering_starten", row.state_since, "plan")
            return [
                _turn(
                    roster,
                    "case:start",
                    "case.start",
                    "Start de uitvoering",
                    "Het plan ligt vast.",
                    roster.leading(),
                    due,
                )
            ]
        case Phase.UITVOERING:
            day = row.evaluate_on or row.state_since
            return [
                _turn(
                    roster,
                    "case:evaluate",
                    "case.evaluate",
                    "Evalueer",
                    "De afgesproken evaluatie.",
                    roster.leading(),
                    Term(day, "de afgesproken evaluatiedatum"),
                )
            ]
        case _:
            due = _term(roster, "evaluatie_afronden", row.state_since, "evaluatie")
            return [
                _turn(
                    roster,
                    "case:conclude",
                    "case.go_on",
                    "Stel bij, ga door of sluit af",
                    "De evaluatie is begonnen.",
                    roster.leading(),
                    due,
                )
            ]


def _reported(roster: Roster) -> list[Turn]:
    row = roster.row
    melding = row.kind == CaseKind.MELDING
    step, what = ("case.take_up", "Pak op") if melding else ("case.advise", "Handel af of zet om")
    why = {CaseKind.MELDING: "Nieuwe melding.", CaseKind.VRAAG: "Nieuwe vraag."}.get(row.kind, "Nieuw signaal.")
    due = (
        Term(row.reported_on, "spoed: vandaag") if row.urgent else _term(roster, "oppakken", row.reported_on, "gemeld")
    )
    assigned = [roster.regisseur] if melding and row.regisseur_id else []
    seats = [*assigned, roster.role(Role.WMO_CONSULENT), *roster.leaders()]
    found = [_turn(roster, "case:reported", step, what, f"{why}{' Spoed.' if row.urgent else ''}", seats, due)]
    late = _term(roster, "oppakken_escalatie", row.reported_on, "gemeld")
    if roster.on > late.on:
        found.append(
            _turn(
                roster,
                "case:reported:leader",
                step,
                what,
                "Dit ligt te lang: nog niet opgepakt.",
                roster.leaders(),
                late,
            )
        )
    return found


def _researching(roster: Roster) -> list[Turn]:
    row = roster.row
    what, why = "Rond het onderzoek af", "Het onderzoek loopt."
    if row.report_sent_on:
        # the legal term was met by the report; what is left is to plan, or to close
        due = _term(roster, "uitvoering_starten", row.report_sent_on, "verslag verstuurd")
        what, why = "Leg het plan vast, of sluit af", "Het verslag van het onderzoek is verstuurd."
    elif row.clock_from:
        due = roster.clock.research(row.clock_from, agreed_until=row.research_until)
    else:
        due = _term(roster, "onderzoek", row.state_since, "onderzoek begonnen")
    found = [_turn(roster, "case:research", "case.set_plan", what, why, roster.leading(), due)]
    if row.met_on is None:
        found.append(
            _turn(
                roster,
                "case:meet",
                "case.meet",
                "Maak kennis",
                "Het onderzoek is begonnen.",
                roster.leading(),
                _term(roster, "kennismaken", row.state_since, "onderzoek begonnen"),
            )
        )
    return found


def _direction(roster: Roster) -> list[Turn]:
    """Someone must be looking: a led case without a regisseur who is there goes to the teamleider today."""
    row = roster.row
    if roster.regisseur.able or (row.phase == Phase.AANMELDING and row.regisseur_id is None):
        return []
    why = "De regisseur is er niet en niemand neemt waar." if row.regisseur_id else "Deze zaak heeft geen regisseur."
    return [
        _turn(
            roster,
            "case:assign",
            "case.assign",
            "Wijs een regisseur toe",
            why,
            roster.leaders(),
            Term(roster.on, "vandaag"),
        )
    ]


def _doubles(roster: Roster) -> list[Turn]:
    if roster.row.looks_like_id is None:
        return []
    due = _term(roster, "dubbel", roster.row.reported_on, "gemeld")
    return [
        _turn(
            roster,
            "case:double",
            "case.keep_apart",
            "Mogelijk dubbel: voeg samen of laat staan",
            "Deze zaak lijkt op een andere.",
            roster.seeing_both(),
            due,
        )
    ]


def _seeking(roster: Roster) -> list[Turn]:
    since = roster.row.seeking_since
    if since is None or roster.case.handovers:
        return []
    return [
        _turn(
            roster,
            "case:seek",
            "case.keep",
            "Zoek een andere partij, of houd zelf",
            "De overdracht ging niet door.",
            roster.offering(),
            _term(roster, "andere_partij", since, "niet doorgegaan"),
        )
    ]


def _handovers(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.handovers:
        key = f"handover:{one.id}"
        if one.anonymous and one.willing_on:
            found.append(
                _turn(
                    roster,
                    f"{key}:name",
                    "handover.name",
                    "Vraag toestemming en noem de naam",
                    "De ander kan helpen.",
                    roster.offering(),
                    _term(roster, "andere_partij", one.willing_on, "toezegging"),
                    obj=one,
                    place="overdrachten",
                )
            )
            continue
        step = "handover.promise" if one.anonymous else "handover.accept"
        what = "Laat weten of u kunt helpen" if one.anonymous else "Neem over of weiger"
        due = _term(roster, "overdracht", one.offered_on, "aangeboden")
        found.append(
            _turn(
                roster,
                f"{key}:answer",
                step,
                what,
                "Aan u aangeboden.",
                _receivers(roster, one),
                due,
                obj=one,
                place="overdrachten",
            )
        )
        late = _term(roster, "overdracht_escalatie", one.offered_on, "aangeboden")
        if roster.on > late.on:
            found.append(
                _turn(
                    roster,
                    f"{key}:leader",
                    "handover.withdraw",
                    "Overdracht blijft liggen: grijp in",
                    "De ander antwoordt niet.",
                    roster.leaders(),
                    late,
                    obj=one,
                    place="overdrachten",
                )
            )
    return found


def _receivers(roster: Roster, one: Fact) -> list[Seat]:
    """Who answers; for a party without an account the regisseur records it."""
    seats: list[Seat] = []
    shared = one.shared_until is not None and one.shared_until > roster.on
    if one.to_kind == PartyKind.ORGANISATIE and shared:
        seats = roster.organisation(one.to_organisation_id, Role.MIDDENVELD)
    elif one.to_kind == PartyKind.TEAM and (shared or one.to_team_id == roster.row.team_id):
        seats = [roster.role(role, team=one.to_team_id) for role in (Role.WMO_CONSULENT, Role.TEAMLID, Role.TEAMLEIDER)]
    elif one.to_kind == PartyKind.INWONER:
        seats = roster.citizen()
    return [*seats, *roster.offering()]


def _goals(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.goals:
        if one.seeking_since:
            found.append(
                _turn(
                    roster,
                    f"goal:{one.id}:seek",
                    "goal.keep",
                    "Zoek een andere drager, of houd de drager",
                    "De overdracht van dit doel ging niet door.",
                    roster.leading(),
                    _term(roster, "andere_partij", one.seeking_since, "niet doorgegaan"),
                    obj=one,
                    place="doelen",
                )
            )
        if one.state != GoalState.LOOPT:
            continue
        due = roster.clock.next_working_day(one.last + dt.timedelta(days=one.rhythm_days))
        seats: list[Seat] = []
        if one.carrier_kind == CarrierKind.ORGANISATIE and one.shared_until and one.shared_until > roster.on:
            seats = roster.organisation(one.carrier_organisation_id, Role.MIDDENVELD, Role.UITVOERDER)
        elif one.carrier_kind == CarrierKind.INWONER:
            seats = roster.citizen()
        elif one.carrier_kind == CarrierKind.COLLEGA:
            seats = [roster.person(one.carrier_user_id, A.REPORT_GOAL)]
        found.append(
            _turn(
                roster,
                f"goal:{one.id}:report",
                "goal.report",
                "Vertel hoe het gaat",
                "Een doel loopt.",
                [*seats, *roster.leading()],
                Term(due, f"elke {one.rhythm_days} dagen een bericht, zoals afgesproken"),
                obj=one,
                place="doelen",
            )
        )
    return found


def _indicaties(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.indicaties:
        if one.state == IndicatieState.AFGEGEVEN:
            found += _running_indicatie(roster, one)
        elif one.state == IndicatieState.CONCEPT:
            seats = [roster.person(one.made_by_id, A.ISSUE_INDICATIE), *roster.leading()]
            found.append(
                _turn(
                    roster,
                    f"indicatie:{one.id}:finish",
                    "indicatie.discard",
                    "Maak af of laat vervallen",
                    "Een collega gaf haar terug: lees waarom bij de indicatie."
                    if one.sent_back
                    else "Een voorlopige indicatie staat in concept.",
                    seats,
                    _term(roster, "indicatie_afmaken", one.since, "concept"),
                    obj=one,
                    place="indicaties",
                )
            )
        elif one.state == IndicatieState.VOORGELEGD:
            seats = [roster.person(one.submitted_to_id, A.ISSUE_INDICATIE), *roster.leaders()]
            found.append(
                _turn(
                    roster,
                    f"indicatie:{one.id}:decide",
                    "indicatie.issue",
                    "Beslis over de voorlopige indicatie",
                    "Een collega legde deze indicatie voor.",
                    seats,
                    Term(one.since, "voorgelegd: vandaag"),
                    obj=one,
                    place="indicaties",
                )
            )
    return found


def _running_indicatie(roster: Roster, one: Fact) -> list[Turn]:
    key = f"indicatie:{one.id}"
    found = []
    if one.help_started_on is None:
        start = max(one.starts_on, one.issued_on)
        seats = [roster.person(one.issued_by_id, A.ISSUE_INDICATIE), *roster.leading()]
        found.append(
            _turn(
                roster,
                f"{key}:started",
                "indicatie.confirm_start",
                "Is de hulp gestart?",
                "De voorlopige indicatie is afgegeven.",
                seats,
                _term(roster, "hulp_gestart", start, "begin van de hulp"),
                obj=one,
                place="indicaties",
            )
        )
    if one.reviewed_on is None:
        but = {one.issued_by_id, *roster.employees(one.provider_id)}
        seats = [*roster.mandated(MandateKind.INDICATIE, but=but), *roster.leaders(but=but)]
        found.append(
            _turn(
                roster,
                f"{key}:review",
                "indicatie.review",
                "Toets de voorlopige indicatie",
                "Een collega gaf haar alleen af.",
                seats,
                _term(roster, "toets", one.issued_on, "afgegeven"),
                obj=one,
                place="indicaties",
            )
        )
    if one.review_ok is False and one.review_answered_on is None:
        found.append(
            _turn(
                roster,
                f"{key}:disagreed",
                "indicatie.explain",
                "Een collega is niet akkoord: trek in, pas aan of leg uit",
                "De toets van de voorlopige indicatie.",
                roster.leading(),
                Term(one.reviewed_on, "niet akkoord: vandaag"),
                obj=one,
                place="indicaties",
            )
        )
    return found + _towards_the_end(roster, one)


def _towards_the_end(roster: Roster, one: Fact) -> list[Turn]:
    """What must happen before the help stops. Nothing, where a decision takes over in time; with one that begins
    later, somebody who may extend it closes the gap."""
    key, clock = f"indicatie:{one.id}", roster.clock
    step, what, why = "indicatie.withdraw", "Zet om, verleng of trek in", "De tijdelijke hulp loopt af."
    seats, late = roster.leading(), "De hulp stopt bijna: verleng of trek in"
    if one.decision_starts:
        if one.ends_on >= one.decision_starts - dt.timedelta(days=1):
            return []
        but = {one.issued_by_id, *roster.employees(one.provider_id)}
        seats = [*roster.mandated(MandateKind.INDICATIE, but=but), *roster.leaders(but=but)]
        step, what = "indicatie.extend", "Verleng de hulp tot het besluit begint"
        why = f"Het besluit begint pas op {sentence(one.decision_starts)}. De tijdelijke hulp stopt eerder."
        late = what
    found = []
    warned = max(
        clock.before("indicatie_waarschuwing", one.ends_on, label="einde van de hulp").on,
        _term(roster, "indicatie_na_uitgifte", one.issued_on, "afgegeven").on,
    )
    due = Term(warned, "10 dagen voor het einde van de hulp, en niet eerder dan 2 werkdagen na de afgifte")
    found.append(
        _turn(
            roster,
            f"{key}:end",
            step,
            what,
            why,
            seats,
            due,
            obj=one,
            place="indicaties",
        )
    )
    last = clock.before("indicatie_escalatie", one.ends_on, label="einde van de hulp")
    if roster.on >= last.on:
        found.append(
            _turn(
                roster,
                f"{key}:end:leader",
                step,
                late,
                why if one.decision_starts else "Er is nog niets besloten.",
                roster.leaders(but={one.issued_by_id}),
                Term(one.ends_on, last.why),
                obj=one,
                place="indicaties",
            )
        )
    return found


def _ended_indicaties(roster: Roster) -> list[Turn]:
    return [
        _turn(
            roster,
            f"indicatie:{one.id}:after",
            "indicatie.decide_after_end",
            "De hulp is gestopt: beslis",
            "De voorlopige indicatie eindigde zonder besluit.",
            roster.leaders(),
            Term(one.since, "vandaag"),
            obj=one,
            place="indicaties",
        )
        for one in roster.case.indicaties
        if one.state == IndicatieState.GEEINDIGD
    ]


def _applications(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.applications:
        due = roster.clock.decision(
            one.received_on, suspensions=one.suspensions, delayed_until=one.delayed_until, on=roster.on
        )
        seats = roster.mandated(MandateKind.BESLUIT)
        directing = roster.regisseur
        mandated = frozenset(user for seat in seats for user in seat.able)
        own = [directing] if directing.able & mandated else []
        what, why = _waiting_for_data(one.suspended, roster.on) or (
            "Beslis op de aanvraag",
            "Er is een aanvraag ontvangen.",
        )
        found.append(
            _turn(
                roster,
                f"application:{one.id}:decide",
                "application.grant",
                what,
                why,
                [*own, *seats, *roster.leading()],
                due,
                obj=one,
                place="aanvragen",
            )
        )
    return found


def _waiting_for_data(row: Fact | None, on: dt.date) -> tuple[str, str] | None:
    """What a suspension makes of the turn: that the term stands still, or that its set end went by unused."""
    if row is None:
        return None
    if row.lapses_on is not None and row.lapses_on <= on and row.until in (None, row.lapses_on):
        what = "De gevraagde gegevens zijn niet gekomen: beslis" if row.ground == SuspensionGround.GEGEVENS else ""
        return what or "Het afgesproken uitstel is voorbij: beslis", "De termijn loopt weer."
    if row.until is not None:
        return None
    if row.asked_until is not None and row.asked_until < on:  # force majeure, or the applicant's doing: it may last
        return "De gestelde termijn is voorbij: hervat of beslis", "De termijn staat nog stil."
    until = f" tot en met {sentence(row.asked_until)}" if row.asked_until else ""
    return "Beslis op de aanvraag", f"De termijn staat stil{until}."


def _requests(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.requests:
        found += _REQUEST_TURNS[one.state](roster, one)
    return found


def _vangnet(
    roster: Roster, one: Fact, name: str, step: str, what: str, why: str, seats: list[Seat], due: Term
) -> Turn:
    return _turn(
        roster, f"vangnet:{one.id}:{name}", f"vangnetrequest.{step}", what, why, seats, due, obj=one, place="vangnet"
    )


def _request_draft(roster: Roster, one: Fact) -> list[Turn]:
    seats = [roster.person(one.requested_by_id, A.REQUEST_VANGNET), *roster.leading()]
    return [
        _vangnet(
            roster,
            one,
            "finish",
            "withdraw",
            "Maak af of trek in",
            "Een vangnetaanvraag staat in concept.",
            seats,
            _term(roster, "vangnet_afmaken", one.since, "concept"),
        )
    ]


def _request_waiting(roster: Roster, one: Fact) -> list[Turn]:
    """The smallest mandate that covers it; after two days the next larger too. Never who wrote on it."""
    asked = one.requested_on or one.since
    seats = roster.mandated(MandateKind.VANGNET, but={one.requested_by_id, *one.authors}, amount=one.amount)
    there = [seat for seat in seats if seat.able]
    due = _term(roster, "vangnet_beslissen", asked, "aangevraagd")
    found = [
        _vangnet(
            roster,
            one,
            "decide",
            "approve" if there else "withdraw",
            "Beslis over het vangnet" if there else "Niemand mag dit bedrag goedkeuren: grijp in",
            "Er is geld uit het vangnet gevraagd.",
            [*there, *roster.leaders()],
            due,
        )
    ]
    late = _term(roster, "vangnet_escalatie", asked, "aangevraagd")
    if roster.on > late.on and len(there) > 1:
        found.append(
            _vangnet(
                roster,
                one,
                "decide:next",
                "approve",
                "Beslis over het vangnet",
                "Dit wacht al langer dan twee dagen.",
                there[1:],
                late,
            )
        )
    return found


def _request_approved(roster: Roster, one: Fact) -> list[Turn]:
    return [
        _vangnet(
            roster,
            one,
            "pay",
            "pay",
            "Betaal uit",
            "Het vangnet is goedgekeurd.",
            [roster.municipal(Role.FINANCIEN), *roster.leaders()],
            _term(roster, "vangnet_betalen", one.decided_on or one.since, "goedgekeurd"),
        )
    ]


def _request_paid(roster: Roster, one: Fact) -> list[Turn]:
    seats = [roster.person(one.requested_by_id, A.REQUEST_VANGNET), *roster.leading()]
    return [
        _vangnet(
            roster,
            one,
            "account",
            "account",
            "Verantwoord de uitgave",
            "Het vangnet is uitbetaald.",
            seats,
            _term(roster, "vangnet_verantwoorden", one.paid_on or one.since, "uitbetaald"),
        )
    ]


def _request_accounted(roster: Roster, one: Fact) -> list[Turn]:
    due = Term(one.recover_on or one.since, "de afgesproken datum om te verrekenen")
    return [
        _vangnet(
            roster,
            one,
            "settle",
            "settle",
            "Verreken",
            "Dit bedrag is terug te vragen.",
            [roster.municipal(Role.FINANCIEN), *roster.leaders()],
            due,
        )
    ]


_REQUEST_TURNS: Final = {
    VangnetState.CONCEPT: _request_draft,
    VangnetState.AANGEVRAAGD: _request_waiting,
    VangnetState.GOEDGEKEURD: _request_approved,
    VangnetState.UITBETAALD: _request_paid,
    VangnetState.VERANTWOORD: _request_accounted,
}


def _letters(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.documents:
        name, step, what, why = _LETTER_TURNS[one.state]
        seats = [roster.person(one.asked_by_id, A.SEND_DOCUMENT), *roster.leading()]
        due = _term(roster, "versturen", one.since, "klaar")
        if one.state == DocumentState.VERVALLEN:
            seats = roster.leading()
            due = Term(roster.clock.add_working_days(one.since, 2), "twee werkdagen nadat de brief niet is verstuurd")
        found.append(
            _turn(
                roster,
                f"document:{one.id}:{name}",
                step,
                what,
                why.format(DocumentKind(one.kind).label),
                seats,
                due,
                obj=one,
                place="documenten",
            )
        )
    return found


_LETTER_TURNS: Final = {
    DocumentState.KLAAR: ("send", "document.send", "Verstuur of reik uit", "De brief ‘{}’ is klaar."),
    DocumentState.MISLUKT: (
        "retry",
        "document.retry",
        "De brief is niet gelukt: probeer opnieuw",
        "De brief ‘{}’ kon niet worden gemaakt.",
    ),
    # a decision that wasn't announced doesn't count (Awb 3:41), and nobody can take it a second time
    DocumentState.VERVALLEN: (
        "again",
        "document.remake",
        "Deze brief moet nog naar de inwoner: maak hem opnieuw",
        "De brief ‘{}’ is niet verstuurd.",
    ),
}


def _appointments(roster: Roster) -> list[Turn]:
    return [
        _turn(
            roster,
            f"appointment:{one.id}",
            "appointment.keep",
            one.what,
            "Een afspraak.",
            [roster.person(one.person_id, A.EDIT_FILE), *roster.leading()],
            Term(one.on, "de afgesproken dag"),
            obj=one,
            place="afspraken",
        )
        for one in roster.case.appointments
    ]


_WHILE_OPEN: Final = (_doubles, _seeking, _handovers, _goals, _indicaties, _applications, _appointments)
_ALSO_AFTERWARDS: Final = (_ended_indicaties, _requests, _letters)


# --- bringing the lists in line --------------------------------------------------------------------------------


def bring_in_line(case_ids: Sequence[int], at: dt.datetime, *, mandates: Sequence[Any] | None = None) -> int:
    """Make the open work items of these cases say what `turns` says. Returns how many rows changed.

    Per chunk of cases: facts, posts, mandates, open items, and one write of each kind. May run as often as one likes.
    `mandates` are those of the teams of these cases, where they were read before.
    """
    changed = 0
    for start in range(0, len(case_ids), CHUNK):
        with transaction.atomic():
            changed += _chunk(case_ids[start : start + CHUNK], at, mandates)
    return changed


def _chunk(case_ids: Sequence[int], at: dt.datetime, mandates: Sequence[Any] | None) -> int:
    on = timezone.localtime(at).date()
    found = [one for one in facts.read(case_ids, on) if not one.at_rest]
    crew = _crew(found, on, mandates)
    today = clock()
    standing = {(item.case_id, item.key): item for item in WorkItem.objects.open().filter(case_id__in=case_ids)}
    new, changed = [], []
    for case in found:
        for turn in turns(case, crew.around(case), crew.mandates_for(case.row.team_id), today, on):
            item = standing.pop((case.row.pk, turn.key), None)
            if item is None:
                new.append(_item(case.row, turn, at))
            elif _differs(item, turn, case.row):
                changed.append(_update(item, turn, case.row))
    for item in standing.values():
        item.closed_at = at
    if standing:
        WorkItem.objects.filter(pk__in=[item.pk for item in standing.values()]).update(closed_at=at)
    if changed:
        WorkItem.objects.bulk_update(
            changed, [*(name.removesuffix("_id") if name != "object_id" else name for name in _COLUMNS), "handed_to"]
        )
    if new:
        WorkItem.objects.bulk_create(new)
    return len(new) + len(changed) + len(standing)


def _crew(found: Sequence[CaseFacts], on: dt.date, mandates: Sequence[Any] | None) -> "_Crew":
    if not found:
        return _Crew((), ())
    staff = posts(
        on,
        teams=set().union(*(one.teams for one in found)),
        organisations=set().union(*(one.organisations for one in found)),
        users=set().union(*(one.people for one in found)),
    )
    if not any(one.indicaties or one.applications or one.requests for one in found):
        mandates = ()  # nothing here waits for a decision
    elif mandates is None:
        mandates = running_mandates(on, teams={one.row.team_id for one in found})
    return _Crew(staff, mandates)


class _Crew:
    """Who and what was read for a chunk of cases, to be found per case: the same few as if it were read alone.

    However many teams the chunk spans, each case looks at its own people only.
    """

    def __init__(self, staff: Sequence[Post], mandates: Sequence[Any]) -> None:
        self._staff, self._mandates = staff, mandates
        self._of_team: dict[int, list[Any]] = {}
        self._at: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
        for number, post in enumerate(staff):
            self._at["user", post.user_id].append(number)
            self._at["team", post.team_id].append(number)
            self._at["organisation", post.organisation_id].append(number)
            if post.everywhere:
                self._at["everywhere", None].append(number)

    def around(self, case: CaseFacts) -> list[Post]:
        keys: list[tuple[str, int | None]] = [("everywhere", None)]
        keys += [("team", team) for team in case.teams]
        keys += [("organisation", organisation) for organisation in case.organisations]
        keys += [("user", user) for user in case.people]
        return [self._staff[number] for number in sorted({one for key in keys for one in self._at.get(key, ())})]

    def mandates_for(self, team: int) -> list[Any]:
        """Those of this team, of the municipality, of organisations and of persons."""
        if team not in self._of_team:
            self._of_team[team] = [
                one for one in self._mandates if one.team_id in (None, team) or one.team.kind == TeamKind.GEMEENTE
            ]
        return self._of_team[team]


_COLUMNS: Final = (
    "team_id",
    "kern_id",
    "step",
    "object_id",
    "url",
    "what",
    "why",
    "for_user_id",
    "for_role",
    "for_team_id",
    "for_organisation_id",
    "not_user_id",
    "due_on",
    "due_why",
)


def _values(turn: Turn, row: Fact) -> dict[str, Any]:
    seat = turn.seat
    return {
        "team_id": row.team_id,
        "kern_id": row.kern_id,
        "step": turn.step,
        "object_id": turn.object_id,
        "url": turn.url,
        "what": turn.what[:160],
        "why": turn.why,
        "for_user_id": seat.user,
        "for_role": "" if seat.user else seat.role,
        "for_team_id": None if seat.user else seat.team,
        "for_organisation_id": None if seat.user else seat.organisation,
        "not_user_id": seat.not_user,
        "due_on": turn.due.on,
        "due_why": turn.due.why[:300],
    }


def _item(row: Fact, turn: Turn, at: dt.datetime) -> WorkItem:
    return WorkItem(case_id=row.pk, key=turn.key, opened_at=at, **_values(turn, row))


def _differs(item: WorkItem, turn: Turn, row: Fact) -> bool:
    stranded = item.handed_to_id is not None and item.handed_to_id not in turn.seat.able
    return stranded or any(getattr(item, name) != value for name, value in _values(turn, row).items())


def _update(item: WorkItem, turn: Turn, row: Fact) -> WorkItem:
    """The same turn, for someone else or by another day; who it was handed to keeps it only if they still can."""
    for name, value in _values(turn, row).items():
        setattr(item, name, value)
    if item.handed_to_id not in turn.seat.able:
        item.handed_to_id = None
    return item
