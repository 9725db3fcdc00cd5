"""What goes out together: a paragraph of the decision of that day; what who speaks since gets; and what undoing takes back."""

import pytest

from casework.cases import speaking
from casework.documents.content import addressee
from casework.documents.models import Document
from casework.engine.door import perform
from casework.people.models import Representative
from tests.factories import World, today

pytestmark = pytest.mark.django_db


def kinds(case, *states: str) -> list[str]:
    rows = case.documents.filter(state__in=states or ("gevraagd", "klaar", "mislukt"))
    return sorted(rows.values_list("kind", flat=True))


def made(document: Document) -> Document:
    return perform(document, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1).obj


def also(document: Document) -> list[str]:
    return [one["kind"] for one in Document.objects.get(pk=document.pk).snapshot.get("also", ())]


def decided(world: World, case):
    """A decision of today that waits to be made."""
    request = world.request(case, "aangevraagd", own_request=True)
    perform(request, "reject", by=world.teamleider, why="Er is een regeling voor.")
    return case.documents.get(kind="vangnet_afgewezen")


def close(world: World, case) -> None:
    perform(case, "close", by=world.consulent, outcome="eigen_kracht", solved_layer="burger")


def at_partner(world: World, **fields):
    held = {
        "holder_kind": "organisatie",
        "holder_team": None,
        "holder_organisation": world.partner,
        "layer": "middenveld",
    }
    return world.case("evaluatie", **held, **fields)


def test_the_end_stands_in_the_decision_of_that_day_and_undoing_takes_it_out(world: World) -> None:
    case = world.case("evaluatie")
    decision = decided(world, case)
    close(world, case)
    assert (kinds(case), also(decision)) == (["vangnet_afgewezen"], ["afsluiting"])
    assert "omdat het u zelf is gelukt" in Document.objects.get(pk=decision.pk).snapshot["also"][0]["texts"][0]
    perform(case, "undo", by=world.consulent, why="Te vroeg")
    assert (kinds(case), also(decision)) == (["vangnet_afgewezen"], [])


def test_also_where_the_decision_lies_ready(world: World) -> None:
    case = world.case("evaluatie")
    decision = made(decided(world, case))
    close(world, case)
    new = case.documents.get(state="gevraagd")
    assert (new.kind, also(new)) == ("vangnet_afgewezen", ["afsluiting"])
    assert Document.objects.get(pk=decision.pk).state == "achterhaald"
    perform(case, "undo", by=world.consulent, why="Te vroeg")
    assert Document.objects.get(pk=decision.pk).state == "klaar"
    assert Document.objects.get(pk=new.pk).state == "achterhaald"


def test_what_was_sent_can_not_be_undone_and_a_decision_takes_in_what_waited(world: World) -> None:
    case = world.case("evaluatie")
    decision = made(decided(world, case))
    perform(decision, "send", by=world.consulent, sent_on=today(), sent_how="uitgereikt")
    close(world, case)
    assert kinds(case) == ["afsluiting"]  # it was given before
    other = at_partner(world)
    handover = world.handover(other, "aanvaard", accepted_on=today(), accepted_by="Sjaan")
    perform(handover, "give_back", by=world.middenveld, why="Vol")
    waits = made(other.documents.get(kind="wie_u_nu_helpt"))
    assert also(decided(world, other)) == ["wie_u_nu_helpt"]
    assert Document.objects.get(pk=waits.pk).state == "achterhaald"


def test_of_whom_no_letter_is_made(world: World) -> None:
    for fields in ({"kind": "vraag"}, {"kind": "signaal"}):
        case = world.case("aanmelding", **fields)
        perform(case, "advise", by=world.consulent, outcome="advies", advice="Bel de buurtkamer")
        assert kinds(case) == []
    case = world.case("aanmelding")
    perform(case, "advise", by=world.consulent, outcome="advies", advice="Bel", withdrawn_how="gebeld")
    assert kinds(case) == ["afsluiting"]
    for reason, fields in (("overleden", {"deceased_on": today()}), ("dubbel", {"double_of": world.case()})):
        case = world.case("onderzoek")
        perform(case, "end", by=world.consulent, ended_reason=reason, closing_words="Zo is het", **fields)
        assert kinds(case) == [], reason
    case = world.case("evaluatie")
    close(world, case)
    perform(case, "reopen", by=world.teamleider, why="Toch niet")
    assert kinds(case) == ["bevestiging"]


def add(world: World, case, **fields) -> Representative:
    told = {"kind": "curator", "name": "Mr. Vos", "address": "Markt 1, Dordrecht", "since": today()}
    return speaking.add_representative(case, by=world.consulent, **told | fields)


def to(document: Document) -> str:
    return document.snapshot["to"]["name"]


def test_who_speaks_later_gets_what_waits_and_a_copy_of_what_went_out(world: World) -> None:
    case = world.case("onderzoek")
    waits = made(decided(world, case))
    perform(waits, "send", by=world.consulent, sent_on=today(), sent_how="post")
    until = Document.objects.get(pk=waits.pk).object_until
    ready = world.document(case, "afspraak", snapshot={"kind": "afspraak", "to": addressee(case, today())})
    row = add(world, case)
    copy = case.documents.get(copy_of=waits)
    assert (to(copy), copy.get_kind_display()) == ("Mr. Vos", "Kopie: U krijgt geen geld uit het vangnet")
    assert copy.snapshot["copied"]["first_to"] == case.person.name
    assert copy.snapshot["decided"] == waits.snapshot["decided"]
    assert Document.objects.get(pk=ready.pk).state == "vervallen"
    again = case.documents.get(kind="afspraak", state="gevraagd")
    assert to(again) == "Mr. Vos"
    perform(made(copy), "send", by=world.consulent, sent_on=today(), sent_how="post")
    assert Document.objects.get(pk=copy.pk).object_until is None  # the term runs already
    assert Document.objects.get(pk=waits.pk).object_until == until
    add(world, case, kind="mentor", name="Mieke Mentor")  # who speaks in everything goes before
    assert case.documents.filter(copy_of__isnull=False).count() == 1
    speaking.change_representative(_on(row, case), by=world.consulent, until=today())
    assert {to(one) for one in case.documents.filter(state="gevraagd")} == {"Mieke Mentor"}


def _on(row: Representative, case) -> Representative:
    row.case = case
    return row


def test_a_copy_that_is_not_sent_is_nobodys_turn(world: World) -> None:
    case = world.case("onderzoek")
    perform(made(decided(world, case)), "send", by=world.consulent, sent_on=today(), sent_how="post")
    add(world, case)
    copy = made(case.documents.get(copy_of__isnull=False))
    perform(copy, "drop", by=world.consulent, why="Zij kreeg hem al")
    assert not case.work.filter(closed_at=None, key__contains=copy.public_id).exists()


def test_nobody_stands_in_for_somebody_of_their_own_name(world: World) -> None:
    case = world.case("onderzoek")
    add(world, case, kind="gemachtigde", name=f" {case.person.name.upper()} ")
    assert addressee(case, today())["stands_in"] == ""
