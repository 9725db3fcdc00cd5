"""The report of the research as a letter, made of the rows, and what the summary says of it."""

import datetime as dt
from typing import Any, Final

from django.db.models import Prefetch, prefetch_related_objects

from casework.cases.models import Case
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, length_in_words
from casework.research.complete import Stands
from casework.research.models import Research
from casework.research.parts import Part
from casework.research.states import Mark

REPORT: Final = "onderzoeksverslag"
NOT_DISCUSSED: Final = "Hier hebben wij niet over gesproken."
NOTHING_LEFT: Final = "Hiervoor is geen hulp van de gemeente nodig."
# each part to the reader; that of the kern names it
_TO_YOU: Final = {
    Part.B: "Wat u zelf kunt, en wat er thuis is",
    Part.C: "Wie u helpt",
    Part.E: "Wat er in {kern} is",
    Part.F: "Hulp volgens een andere wet",
    Part.LEFT: "Wat overblijft",
}


def _report(case: Case, research: Research, on: dt.date) -> Json:
    """Wmo 2015, 2.3.2 lid 8: what was found, in the order in which it was weighed; then what one can do with it."""
    stands = Stands.of(research, case)
    prefetch_related_objects([*stands.needs, *stands.carers], "options")
    return {
        "question": "" if case.reporter_shielded else case.question,
        "received": day_in_words(case.received_on),
        "version": research.version,
        "about_you": research.person,
        "needs": [_need(one, case) for one in stands.needs],
        "carer": research.carer,
        "carers": [_need(one, case) for one in stands.carers],
        "contribution": research.contribution if stands.leaves_something else "",
        "free": research.free,
        "leaves_something": stands.leaves_something,
        "leaves_it_open": stands.leaves_it_open,
        "may_apply": stands.is_of_the_law,
        "within": length_in_words("besluit", on) if stands.is_of_the_law else "",
        "sign": stands.is_of_the_law,
    }


def _need(need: Any, case: Case) -> Json:
    rows = [(_TO_YOU[part].format(kern=case.kern.name), _said(part, need)) for part in _TO_YOU]
    return {
        "what": need.named,
        "extent": need.extent,
        "parts": [[label, words] for label, words in rows if words],
        "options": [{"what": one.what, "chosen": one.chosen_on is not None} for one in need.options.all()],
    }


def _said(part: Part, need: Any) -> str:
    mark = part.mark_of(need)
    if mark == Mark.NIETS:
        return NOTHING_LEFT
    return NOT_DISCUSSED if mark == Mark.NIET_BESPROKEN else part.text_of(need)


LETTERS: Final = (
    Letter(
        kind=REPORT,
        label="Verslag van ons onderzoek",
        template="research/pdf/verslag.html",
        content=_report,
        announces=True,
        sent_by="research.send",
        paragraphs=(
            Paragraph(
                "klopt",
                "Klopt dit verslag?",
                "Klopt er iets niet, of mist u iets? Laat het ons weten. Dan passen wij het verslag aan of voegen wij uw"
                " reactie toe.",
            ),
        ),
    ),
)


# --- the summary ---------------------------------------------------------------------------------------------


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("researches", Research.objects.prefetch_related("needs")),)


def _found(case: Any, readers: Readers, on: dt.date) -> Json:
    """Of the newest: what is needed, and what is left of it."""
    newest = next(iter(sorted(case.researches.all(), key=lambda one: -one.pk)), None)
    if newest is None:
        return {"found": {}}
    rows = [[one.named, one.extent] for one in newest.needs.all()]
    return {"found": {"needs": rows, "free": newest.free, "reported": day_in_words(newest.sent_on)}}


ON_SUMMARY: Final = (
    OnSummary(
        chapter="Over wie en wat",
        template="research/pdf/on_summary.html",
        content=_found,
        prefetch=_prefetch,
    ),
)
