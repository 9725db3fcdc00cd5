"""What a case brings along: it is the anchor on which most hangs."""

from casework.cases import (
    effects,
    file_pages,
    forms,
    pages,
    paper,
    reach_pages,
    reporter,
    right_person_pages,
    speaking,
    terms,
    turns,
)
from casework.cases.known import known
from casework.cases.notices import NOTICES
from casework.cases.paper import ON_SUMMARY
from casework.cases.to_right_person import seen_by_accounts
from casework.engine.noun import Keeps, Noun, OnTimeline, Tab
from roles.actions import Action

NOUN = Noun(
    name="case",
    model="casework.Case",
    anchor="casework.Case",
    rank=0,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "case.take_up": reporter.taken_up,
        "case.assign": reporter.taken_up,
        "case.correct_kern": effects.to_the_right_team,
        "case.same_person": effects.made_one,
        "case.advise": effects.closed,
        "case.close": effects.closed,
        "case.merge": effects.merged,
        "case.end": effects.ended,
        "case.undo": effects.undone,
        "case.confirm_alive": effects.lives,
        "case.come_of_age": speaking.came_of_age,
    },
    reached=seen_by_accounts,
    in_touch=("case.opened", "case.meet", "case.start", "case.evaluate"),
    makes=(file_pages.MAKE, file_pages.CORRECT_REPORTED),
    ways={
        "case.advise": ("case.advise", "case.convert"),
        "case.weigh": ("case.weigh", "case.take_up"),
        "case.assign": ("case.assign", "case.take_up"),
        "case.close": ("case.close", "case.change_road"),
        "case.set_plan": ("case.set_plan", "case.close"),
        "case.go_on": ("case.revise", "case.go_on", "case.close"),
        "case.keep_apart": ("case.merge", "case.same_person", "case.keep_apart"),
        "case.confirm_alive": ("case.confirm_alive", "case.stay_closed"),
    },
    by_date=(*speaking.BY_DATE, *reporter.BY_DATE),
    terms=terms.RULES,
    running_terms=terms.running,
    known=known,
    letters=paper.LETTERS,
    forms=forms,
    tabs=(
        Tab(key="zaak", place="", label="Overzicht", order=0, actions=(Action.VIEW_CASE,)),
        file_pages.PERSON,
    ),
    on_page=pages.ON_PAGE,
    on_limited_page=pages.ON_LIMITED_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    notices=NOTICES,
    step_head="cases/step_head.html",
    urls=(*pages.URLS, *file_pages.URLS, *reach_pages.URLS, *right_person_pages.URLS),
    on_summary=ON_SUMMARY,
    on_timeline=(
        OnTimeline("case.", "arrow-right"),
        OnTimeline("case.opened", "plus"),
        OnTimeline("case.weigh", "phone", "contacten"),
        OnTimeline("case.meet", "users", "contacten"),
        OnTimeline("case.recused", "eye", "inzage"),
        OnTimeline("case.linked", "link"),
        OnTimeline("case.end", "x"),
        OnTimeline("case.close", "check"),
        OnTimeline("case.advise", "check"),
        OnTimeline("grant.", "eye", "inzage"),
        OnTimeline("person.", "square-pen"),
        OnTimeline("work.", "arrow-right"),
    ),
    keeps={
        "zaak": Keeps(15, "de laatste wijziging", "Wmo 2015, artikel 5.3.4 lid 1"),
        "gebeurtenis": Keeps(15, "de gebeurtenis", "Wmo 2015, artikel 5.3.4 lid 1"),
        "wat er eerst stond": Keeps(15, "het rechtzetten", "Wmo 2015, artikel 5.3.4 lid 1"),
        "zaak op naam van een ander": Keeps(15, "het rechtzetten", "Wmo 2015, artikel 5.3.4 lid 1"),
        "machtiging op naam": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
