"""An objection from its receipt to the court: who may do what, in time or late, the letters, and what came in its place."""

import datetime as dt
import re

import pytest

from casework.cases.work import WorkItem
from casework.defaults.pages import open_notices
from casework.documents.models import Document
from casework.documents.press import pages_of
from casework.documents.press import printed as press_printed
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.objections.models import Objection
from casework.objections.operations import object_online, register_objection
from roles.matrix import Role
from roles.policy import sight
from tests.factories import World, fresh, member, today, user

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


def register(world: World, letter: Document, **fields) -> Objection:
    told = {"by": world.teamlid, "against": letter, "received_on": today(), "how": "post", "text": "Te weinig."}
    return register_objection(letter.case, **told | fields)


def printed(case, kind: str) -> str:
    """The words of the last letter of that kind."""
    letter = Document.objects.filter(case=case, kind=kind).latest("pk")
    html = "".join(part for part, _ in pages_of(letter.snapshot))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def sent(letter: Document, by, on: dt.date | None = None) -> None:
    perform(letter, "ready", by=None, file="brief.pdf", sha256="0" * 64, size=1)
    perform(fresh(letter), "send", by=by, sent_on=on or today(), sent_how="post")


def turn(case) -> tuple[str, str, int | None]:
    item = WorkItem.objects.open().get(case=case, key__startswith="objection")
    return item.step, item.for_role, item.for_user_id


def test_a_refusal_from_receipt_to_the_court(world: World) -> None:
    case = world.case()
    letter = world.sent_decision(case)
    objection = register(world, letter)
    assert (objection.state, objection.in_time, objection.former_by) == ("ontvangen", True, world.consulent)
    assert "Wij beslissen uiterlijk op" in printed(case, "bezwaar_ontvangen")
    assert turn(case) == ("objection.take_on", "bezwaar", None)
    with pytest.raises(NotNow, match="ligt al een bezwaar"):
        register(world, letter)

    objection = perform(objection, "take_on", by=world.bezwaar).obj
    assert turn(case) == ("objection.hear", "", world.bezwaar.pk)
    due = objection.decide_by(today())
    assert due.on >= objection.last_day + 6 * WEEK
    objection = perform(
        objection, "ask_repair", by=world.bezwaar, kind="gronden", missing="Waarom?", until=today() + WEEK
    ).obj
    assert "tot en met" in printed(case, "bezwaar_herstel")
    item = WorkItem.objects.open().get(case=case, key__startswith="objection")
    assert item.rests_until == today() + 8 * DAY
    perform(objection, "waive", by=world.bezwaar, waived="c", why="Zij wil dat niet.")
    with pytest.raises(NotNow, match="nog aanvullen"):
        perform(fresh(objection), "decide", by=world.bezwaar, outcome="gegrond", motivation="Ja", instead="Meer")
    objection = perform(
        fresh(objection), "repaired", by=world.bezwaar, repair="0", repaired_on=today(), words="Omdat."
    ).obj
    objection = perform(objection, "adjourn", by=world.bezwaar, why="Wij wachten op advies.").obj
    assert objection.decide_by(today()).on >= due.on + 6 * WEEK - 2 * DAY
    assert "zes weken later" in printed(case, "bezwaar_verdaagd")
    with pytest.raises(NotNow, match="al verdaagd"):
        perform(objection, "adjourn", by=world.bezwaar, why="Nog een keer.")
    assert turn(case)[:2] == ("objection.decide", "")

    objection = perform(
        objection, "decide", by=world.bezwaar, outcome="gegrond", motivation="Zij kan niet koken.",
        instead="Drie uur hulp per week.",
    ).obj  # fmt: skip
    assert (objection.state, objection.decided_by, objection.settled_on) == ("gegrond", world.bezwaar, today())
    words = printed(case, "beslissing_op_bezwaar")
    for said in (
        "U krijgt gelijk.", "Drie uur hulp per week.", "rechtbank Rotterdam", "binnen zes weken na de dag",
        "Nog een keer bezwaar maken kan niet", "namens het college",
        "U wilde niet worden gehoord. Dan hoeven wij u niet te horen (artikel 7:3, onder c, van de Awb).",
        f"Behandeld door {world.bezwaar.name}", "Juridische zaken Gemeente Hoeksche Waard",
    ):  # fmt: skip
        assert said in words
    assert "Over uw bezwaar beslist" not in words
    assert not any(never in words for never in ("De inwoner", "(c)", f"Uw contact {case.regisseur.name}"))
    sent(Document.objects.get(case=case, kind="beslissing_op_bezwaar"), world.bezwaar)
    objection = fresh(objection)
    assert (objection.announced_on, objection.is_to_be_told) == (today(), False)
    assert objection.appeal_until >= today() + 6 * WEEK
    assert Document.objects.get(case=case, kind="beslissing_op_bezwaar").object_until is None

    assert turn(case) == ("objection.replace", "", world.consulent.pk)
    with pytest.raises(NotNow, match="Kies de brief"):
        perform(objection, "replace", by=world.consulent, replaced_by=letter)
    new = world.document(case, "besluit", "klaar")
    assert perform(objection, "replace", by=world.consulent, replaced_by=new).obj.replaced_by == new
    assert not WorkItem.objects.open().filter(case=case, key__startswith="objection")


def test_its_file_is_one_document_in_order_with_its_pages(world: World) -> None:
    case = world.case()
    world.reported(case, world.consulent)
    objection = world.objection(case, "in_behandeling", called_words="Zij belde.", called_on=today())
    case.notes.create(
        text="Geheim van de buren", shielded=True, ground="veiligheid", by_name="Test", at=objection.against.asked_at
    )
    report = Document.objects.get(case=case, kind="onderzoeksverslag")
    Document.objects.filter(pk=objection.against_id).update(snapshot=report.snapshot)
    perform(objection, "compile_file", by=world.bezwaar)
    document = Document.objects.get(case=case, kind="bezwaardossier")
    assert [part["title"] for part in document.snapshot["parts"]] == [
        "Verslag van ons onderzoek", objection.against.get_kind_display(), "Het bezwaar", "Gesprekken",
    ]  # fmt: skip
    assert b"%PDF" in press_printed(document.snapshot)
    assert "Geheim" not in printed(case, "bezwaardossier")
    for who, may_read in ((world.bezwaar, True), (world.consulent, True), (world.consulent3, False)):
        assert document.case.documents.visible_to(sight(who)).filter(pk=document.pk).exists() is may_read


def test_what_is_decided_instead_goes_to_the_court_and_replaces_it(world: World) -> None:
    """A refusal that was wrong: asked for once more by itself, decided by who holds that mandate, and linked by its letter."""
    case = world.case("uitvoering", report_sent_on=today())
    refused = world.decided(case, what="Traplift")
    against = world.sent_decision(case, about=refused.public_id)
    objection = world.objection(case, "in_behandeling", against=against, waived="e")
    perform(objection, "decide", by=world.bezwaar, outcome="gegrond", motivation="Ja.", instead="Een traplift.")
    again = case.applications.get(state="ontvangen")
    assert again.what == refused.what
    perform(again, "decide", by=world.consulent2, content=refused.content)
    new = Document.objects.get(case=case, kind="besluit", about=again.public_id)
    assert fresh(objection).replaced_by == new
    words = printed(case, "besluit")
    assert "Nog een keer bezwaar maken kan niet" in words
    assert "U kunt ook bezwaar maken" not in words
    sent(new, world.consulent2)
    assert fresh(new).object_until is None


def test_to_another_decision_on_the_case_one_objects_as_always(world: World) -> None:
    """What waited already when the former decision was revoked has nothing to do with it."""
    case = world.case("uitvoering", report_sent_on=today())
    refused = world.decided(case, what="Traplift")
    against = world.sent_decision(case, about=refused.public_id)
    objection = world.objection(case, "in_behandeling", against=against, waived="e")
    beside = world.application(case)
    perform(objection, "decide", by=world.bezwaar, outcome="gegrond", motivation="Ja.", instead="Een traplift.")
    perform(beside, "decide", by=world.consulent2, content=refused.content)
    assert fresh(objection).replaced_by is None
    other = Document.objects.get(case=case, kind="besluit", about=beside.public_id)
    assert ("objection" in other.snapshot, "appeal" in other.snapshot) == (True, False)


def test_who_took_or_prepared_it_has_no_part_in_it(world: World) -> None:
    case = world.case()
    objection = world.objection(case, former_by=world.bezwaar)
    assert turn(case) == ("objection.take_on", "afdelingshoofd", None)
    with pytest.raises(NotAllowed):
        perform(objection, "take_on", by=world.bezwaar)
    objection = perform(objection, "take_on", by=world.afdelingshoofd).obj
    other = world.objection(world.case(), "in_behandeling", former_by=world.afdelingshoofd, waived="b")
    with pytest.raises(NotAllowed):
        perform(other, "decide", by=world.afdelingshoofd, outcome="ongegrond", motivation="Nee.")
    for stranger in (world.consulent, world.teamleider, world.financien, world.middenveld):
        with pytest.raises(NotAllowed):
            perform(other, "decide", by=stranger, outcome="ongegrond", motivation="Nee.")
    colleague = user("bezwaar2")
    member(colleague, Role.BEZWAAR, team=world.gemeente)
    with pytest.raises(NotAllowed):  # it isn't theirs
        perform(other, "waive", by=colleague, waived="b", why="Kennelijk.")
    assert perform(other, "take_on", by=colleague).obj.handler == colleague
    assert perform(fresh(other), "decide", by=colleague, outcome="ongegrond", motivation="Nee.").obj.settled_on


@pytest.mark.parametrize(
    ("after", "posted", "in_time"),
    [(0, None, True), (1, None, False), (1, 0, True), (1, 1, False), (7, -2, True), (20, -2, False)],
)
def test_in_time_or_late(world: World, after: int, posted: int | None, in_time: bool) -> None:
    """Days after the last day on which one could object; the last by post within a week (Awb 6:9)."""
    last = today() - 20 * DAY
    letter = world.sent_decision(world.case(on=today() - 30 * WEEK), last - 6 * WEEK, object_until=last)
    day = None if posted is None else last + posted * DAY
    objection = register(world, letter, received_on=last + after * DAY, posted_on=day, how="post" if day else "gegeven")
    assert objection.in_time is in_time
    told = printed(letter.case, "bezwaar_ontvangen")
    assert ("Uw bezwaar kwam te laat" in told) is not in_time


def test_late_is_heard_before_it_is_not_dealt_with(world: World) -> None:
    objection = world.objection(world.case(), "in_behandeling", in_time=False, waived="a")
    decide = {"by": world.bezwaar, "motivation": "Te laat."}
    with pytest.raises(NotNow, match="6:11"):
        perform(objection, "decide", outcome="niet_ontvankelijk", **decide)
    with pytest.raises(NotNow, match="Het bezwaar kwam te laat"):
        perform(objection, "decide", outcome="ongegrond", **decide)
    Objection.objects.filter(pk=objection.pk).update(late_why="Zij lag in het ziekenhuis.")
    perform(fresh(objection), "decide", outcome="ongegrond", excused_late=True, **decide)
    words = printed(objection.case, "beslissing_op_bezwaar")
    assert "Dat is u niet aan te rekenen. Daarom behandelden wij uw bezwaar toch (artikel 6:11 van de Awb)." in words
    for in_time, why in (
        (False, "het kwam te laat, zonder goede reden (artikelen 6:7 en 6:11 van de"),
        (True, "6:5 en 6:6"),
    ):
        objection = world.objection(world.case(), "in_behandeling", in_time=in_time, late_why="Vergeten.", waived="a")
        if in_time:
            past = {"asked_on": f"{today() - 3 * WEEK}", "until": f"{today() - WEEK}"}
            Objection.objects.filter(pk=objection.pk).update(
                repairs=[{"kind": "gronden", "missing": "Waarom?", **past}]
            )
        perform(fresh(objection), "decide", outcome="niet_ontvankelijk", **decide)
        words = printed(objection.case, "beslissing_op_bezwaar")
        assert why in words
        assert "Daarom keken wij niet opnieuw naar het besluit zelf." in words
        assert "Uw bezwaar is kennelijk niet-ontvankelijk" in words


def test_hearing_costs_and_what_is_asked(world: World) -> None:
    objection = world.objection(world.case(), "in_behandeling", costs_asked=True, received_on=today() - 2 * WEEK)
    hear = {"by": world.bezwaar, "heard_on": today(), "heard_by": "Test", "words": "Zij vertelde."}
    with pytest.raises(NotNow, match="niet voor deze dag uitgenodigd"):
        perform(objection, "hear", file_open_on=today() - 7 * DAY, **hear)
    agreed = perform(objection, "hear", agreed="Zij belde en wilde niet wachten.", **hear).obj
    assert (agreed.hearing_agreed, agreed.file_open_on) == ("Zij belde en wilde niet wachten.", None)
    objection, decide = (
        fresh(agreed),
        {"by": world.bezwaar, "motivation": "Zo.", "costs": "vergoed", "costs_amount": 647},
    )
    with pytest.raises(NotNow, match="7:15"):
        perform(objection, "decide", outcome="ongegrond", **decide)
    with pytest.raises(NotNow, match="in de plaats"):
        perform(objection, "decide", outcome="deels_gegrond", **decide)
    perform(objection, "decide", outcome="deels_gegrond", instead="Twee uur.", **decide)
    assert "Wij vergoeden € 647,00" in printed(objection.case, "beslissing_op_bezwaar")
    measured = perform(fresh(objection), "record_measure", by=world.bezwaar, measure_on=today(), measure="afgewezen")
    assert measured.obj.measure == "afgewezen"


def test_invited_with_the_file_a_week_before(world: World) -> None:
    """The letter says where and when; the file is there then; on another day only where they agreed (Awb 7:4)."""
    case = world.case()
    objection = world.objection(case, "in_behandeling", received_on=today() - 2 * WEEK, waived="c")
    told = {
        "by": world.bezwaar,
        "hearing_at": dt.time(10, 30),
        "hearing_place": "06-12345678",
        "hearing_by": "telefoon",
    }
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        perform(objection, "invite", hearing_on=today() + 13 * DAY, file_where="Gemeentehuis", **told)
    day = today() + 3 * WEEK
    objection = perform(objection, "invite", hearing_on=day, file_where="op het gemeentehuis", **told).obj
    assert (objection.waived, objection.file_open_on, objection.invited_on) == ("", day - WEEK, today())
    words = printed(case, "bezwaar_uitnodiging")
    for said in ("om 10.30 uur", "Wij bellen u dan op 06-12345678", "op het gemeentehuis", "U spreekt met", "een tolk"):
        assert said in words
    assert Document.objects.filter(case=case, kind="bezwaardossier", about=objection.public_id).count() == 1
    assert WorkItem.objects.open().get(case=case, key__startswith="objection").rests_until == day
    heard = {"by": world.bezwaar, "heard_by": "Test", "words": "Zij vertelde.", "at": at(day)}
    with pytest.raises(NotNow, match="niet voor deze dag uitgenodigd"):
        perform(objection, "hear", heard_on=day - DAY, file_open_on=day - 2 * WEEK, **heard)
    with pytest.raises(NotNow, match="een week voor het horen"):
        perform(objection, "hear", heard_on=day, file_open_on=day - 6 * DAY, **heard)
    assert perform(objection, "hear", heard_on=day, file_open_on=objection.file_open_on, **heard).obj.heard_on == day


def test_more_than_one_thing_to_repair(world: World) -> None:
    """Each for its own days; a day in two of them counts once (Awb 7:10 lid 2)."""
    case = world.case()
    last = today() - 10 * DAY
    objection = world.objection(case, "in_behandeling", pro_forma=True, text="", last_day=last, waived="b")
    before = objection.decide_by(today() + 40 * DAY).on
    ask = {"by": world.bezwaar, "until": today() + 9 * DAY}
    objection = perform(objection, "ask_repair", kind="gronden", missing="Waarom?", **ask).obj
    with pytest.raises(NotNow, match="Hierom vroeg u al"):
        perform(objection, "ask_repair", kind="gronden", missing="Waarom?", **ask)
    later = {"by": world.bezwaar, "until": today() + 14 * DAY, "at": at(today() + 4 * DAY)}
    objection = perform(objection, "ask_repair", kind="machtiging", missing="Een machtiging.", **later).obj
    words = printed(case, "bezwaar_herstel")
    assert "Waarom?" in words
    assert "Een machtiging." in words
    six = at(today() + 6 * DAY)
    repaired = {"by": world.bezwaar, "repaired_on": today() + 6 * DAY, "at": six}
    objection = perform(objection, "repaired", repair="1", **repaired).obj
    assert (objection.pro_forma, objection.text) == (True, "")
    with pytest.raises(NotNow, match="nog aanvullen"):
        perform(objection, "decide", by=world.bezwaar, at=six, outcome="ongegrond", motivation="Nee.")
    objection = perform(objection, "repaired", repair="0", words="Omdat.", **repaired).obj
    assert (objection.pro_forma, objection.text) == (False, "Omdat.")
    # from the day after the first until the sixth: five days, of which two were in both
    assert 0 < (objection.decide_by(today() + 40 * DAY).on - before).days <= 9  # either may be rolled over days off
    assert "5 dagen erbij" in objection.decide_by(today() + 40 * DAY).why
    # it counts as asked on the day its letter went
    again = perform(
        objection, "ask_repair", by=world.bezwaar, kind="anders", missing="Uw naam.", until=today() + 30 * DAY
    )
    letter = Document.objects.filter(case=case, kind="bezwaar_herstel").latest("pk")
    sent(letter, world.bezwaar, today())
    assert fresh(again.obj).asked_to_repair[2].told_on == today()


def test_who_decided_formerly_takes_no_new_decision(world: World) -> None:
    """Neither on what is asked anew nor on help whose decision was revoked (Awb 10:3 lid 3)."""
    case = world.case("uitvoering", report_sent_on=today())
    refused = world.decided(case, what="Traplift")
    against = world.sent_decision(case, about=refused.public_id)
    objection = world.objection(case, "in_behandeling", against=against, waived="e")
    decide = {"by": world.bezwaar, "outcome": "gegrond", "motivation": "Ja.", "instead": "Een traplift."}
    objection = perform(objection, "decide", **decide).obj
    again = case.applications.get(state="ontvangen")
    assert (fresh(objection).anew, again.former_by) == (again, world.consulent)
    item = WorkItem.objects.open().get(case=case, key__startswith="application")
    assert (item.step, item.for_user) == ("application.prepare", world.consulent)
    with pytest.raises(NotAllowed):
        perform(again, "decide", by=world.consulent, content=refused.content)
    perform(again, "decide", by=world.consulent2, content=refused.content)
    help_ = world.provision(world.case("uitvoering"), "gestart")
    against = world.sent_decision(help_.case, about=help_.public_id)
    world.objection(help_.case, "gegrond", against=against)
    with pytest.raises(NotNow, match="op bezwaar is herroepen"):
        perform(help_, "extend", by=world.consulent, until=today() + 400 * DAY, why="Nodig")


def test_where_something_else_was_asked_for(world: World) -> None:
    """Taken along with it, and told what goes where; else asked for by itself as soon as that is decided."""
    for along in (True, False):
        case = world.case("uitvoering", report_sent_on=today())
        refused = world.decided(case, what="Traplift")
        against = world.sent_decision(case, about=refused.public_id)
        beside = world.application(case)
        objection = world.objection(case, "in_behandeling", against=against, waived="e")
        decide = {"by": world.bezwaar, "outcome": "gegrond", "motivation": "Ja.", "instead": "Een traplift."}
        objection = perform(objection, "decide", **decide).obj
        assert (objection.anew, case.applications.filter(state="ontvangen").count()) == (None, 1)
        if along:
            assert perform(objection, "take_along", by=world.consulent).obj.anew == beside
        perform(fresh(beside), "decide", by=world.consulent2, content=refused.content)
        letter = Document.objects.get(case=case, kind="besluit", about=beside.public_id)
        words, objection = printed(case, "besluit"), fresh(objection)
        assert ("kunt u niet nog een keer bezwaar maken" in words, "U kunt ook bezwaar maken" in words) == (along, True)
        assert (objection.replaced_by == letter, objection.anew == beside) == (along, along)
        own = case.applications.filter(state="ontvangen")
        assert [one.what for one in own] == (
            [] if along else ["Traplift" if refused.what == "Traplift" else refused.what]
        )
        assert along or objection.anew == own.get()
    # what it was taken along with comes to nothing: it is asked for by itself
    case = world.case("uitvoering", report_sent_on=today())
    refused, beside = world.decided(case), world.application(case)
    revoked = world.objection(case, "gegrond", against=world.sent_decision(case, about=refused.public_id))
    perform(revoked, "take_along", by=world.consulent)
    perform(fresh(beside), "withdraw", by=world.consulent, why="Toch niet")
    own = case.applications.get(state="ontvangen")
    assert (fresh(revoked).anew, fresh(revoked).taken_along, own.former_by) == (own, False, revoked.former_by)


def test_a_notice_of_default_about_an_objection(world: World) -> None:
    """The dwangsom holds here too (Awb 7:14): its letter, its day, what it costs, and where it stops."""
    case, other = world.case(on=today() - 30 * WEEK), world.case(on=today() - 30 * WEEK)
    past = {"last_day": today() - 20 * WEEK, "received_on": today() - 24 * WEEK, "waived": "b"}
    objection = world.objection(case, "in_behandeling", **past)
    for early in (today() - 15 * WEEK, today() + DAY):
        with pytest.raises(NotNow):
            perform(objection, "in_default", by=world.teamlid, received_on=early, how="post")
    given = {"by": world.teamlid, "received_on": today() - 10 * WEEK, "how": "post"}
    objection = perform(objection, "in_default", **given).obj
    notice = case.default_notices.get()
    assert (notice.about, notice.due_on, notice.application) == (objection.public_id, objection.in_default_until, None)
    words = printed(case, "ingebrekestelling")
    assert "Om welk bezwaar gaat het?" in words
    assert "artikel 4:17 en 7:14" in words
    assert open_notices(sight(world.teamlid)).filter(public_id=notice.public_id)
    assert WorkItem.objects.open().get(case=case, key__startswith="objection").due_on == notice.due_on
    assert notice.counted(today()).amount > 0
    with pytest.raises(NotNow, match="al een ingebrekestelling"):
        perform(objection, "in_default", **given)
    perform(objection, "decide", by=world.bezwaar, outcome="ongegrond", motivation="Nee.")
    sent(Document.objects.get(case=case, kind="beslissing_op_bezwaar"), world.bezwaar)
    notice = fresh(notice)
    assert (notice.stopped_on, notice.state) == (today(), "ontvangen")
    notice = perform(notice, "establish", by=world.consulent).obj
    assert notice.amount > 0
    assert "Wij kregen uw bezwaar op" in printed(case, "dwangsom")
    # taken back within the two weeks nothing is owed, and a mistake is taken back as well
    in_time = world.objection(other, "in_behandeling", **past)
    perform(in_time, "in_default", **given | {"received_on": today()})
    perform(other.default_notices.get(), "withdraw", by=world.teamleider, why="Vergissing.")
    assert fresh(in_time).in_default_until is None
    world.grant(other)
    perform(fresh(in_time), "in_default", **given | {"received_on": today()})
    perform(fresh(in_time), "withdraw", by=world.inwoner, why="Laat maar.")
    assert sorted(other.default_notices.values_list("state", flat=True)) == ["vervallen", "vervallen"]


def test_the_citizen_objects_and_takes_it_back(world: World) -> None:
    case = world.case()
    world.grant(case)
    letter = world.sent_decision(case)
    objection = object_online(case, by=world.inwoner, against=letter)
    assert (objection.how, objection.pro_forma) == ("digitaal", True)
    with pytest.raises(NotAllowed):
        object_online(case, by=world.outsider, against=letter)
    assert perform(objection, "withdraw", by=world.inwoner, why="Het is opgelost.").obj.state == "ingetrokken"
    assert register(world, letter).state == "ontvangen"
    unsent = world.document(case, "besluit", "klaar")
    with pytest.raises(NotNow, match="geen bezwaar"):
        register(world, unsent)


def test_juridische_zaken_sees_the_objection_and_no_more(world: World) -> None:
    case, other = world.case(), world.case()
    objection = world.objection(case)
    seen = sight(world.bezwaar)
    assert [*type(case).objects.visible_to(seen)] == [case]
    assert [*Objection.objects.visible_to(seen)] == [objection]
    assert not case.documents.visible_to(seen)
    assert not case.events.visible_to(seen)
    Objection.objects.filter(pk=objection.pk).update(state="ingetrokken", settled_on=today())
    assert not type(case).objects.visible_to(seen)
    Objection.objects.filter(pk=objection.pk).update(handler=world.bezwaar)
    assert [*type(case).objects.visible_to(sight(world.bezwaar))] == [case]
    case.recusals.create(user=world.bezwaar)
    assert not Objection.objects.visible_to(sight(world.bezwaar))
    for outside in (world.consulent3, world.administratie, world.eerstecontact, world.financien, world.privacy):
        assert not Objection.objects.visible_to(sight(outside))
    assert other.pk != case.pk
