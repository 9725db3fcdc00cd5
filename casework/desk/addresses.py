"""The desk's own addresses: lists, the case's page, what is the citizen's and the privacy officer's."""

from django.urls import path

from casework.cases.addresses import at_case
from casework.desk import (
    back,
    case_page,
    handing_out_page,
    kept_lists,
    kernen,
    keys,
    meeting,
    moving,
    my_cases,
    own,
    readings,
    search,
    struck,
    summary,
    triangle,
    who_sees,
    worklist,
    worklist_looks,
)

URLS = (
    path("", worklist.worklist, name="werkvoorraad"),
    path("uitdelen/", handing_out_page.hand_out, name="uitdelen"),
    path("verzetten/", moving.move, name="verzetten"),
    path("werkvoorraad/bewaren/", kept_lists.keep, name="lijst-bewaren"),
    path("werkvoorraad/verwijderen/", kept_lists.forget, name="lijst-verwijderen"),
    path("werkvoorraad/weergave/", worklist_looks.choose, name="lijst-weergave"),
    path("casussen/", my_cases.my_cases, name="casussen"),
    path("casussen/uitvoer/<slug:kind>/", my_cases.exported, name="casussen-uitvoer"),
    path("driehoek/", triangle.triangle, name="driehoek"),
    path("overleg/", meeting.meeting, name="overleg"),
    path("terug/", back.meanwhile, name="terug"),
    path("kernen/", kernen.kernen, name="kernen"),
    path("kernen/<slug:slug>/", kernen.kern, name="kern"),
    path("zaken/", search.search, name="zaken"),
    path("toetsen/", keys.keys, name="toetsen"),
    at_case("", case_page.case, "zaak"),
    at_case("inzage/", who_sees.insight, "zaak-inzage"),
    at_case("documenten/nieuw/", summary.new_summary, "nieuw-document"),
    path("mijn/", own.home, name="mijn"),
    path("mijn/<ref:ref>/", own.case, name="mijn-zaak"),
    path("mijn/<ref:ref>/inzage/", own.insight, name="mijn-inzage"),
    path("inzage/", readings.readings, name="inzage"),
    path("inzage/doorgehaald/", struck.struck, name="doorgehaald"),
)
