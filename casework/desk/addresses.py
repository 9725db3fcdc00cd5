"""The desk's own addresses: lists, the case's page, what is the citizen's and the privacy officer's."""

from django.urls import path

from casework.cases.addresses import at_case
from casework.desk import (
    case_page,
    kernen,
    keys,
    meeting,
    own,
    readings,
    search,
    struck,
    summary,
    triangle,
    who_sees,
    worklist,
)

URLS = (
    path("", worklist.worklist, name="werkvoorraad"),
    path("uitdelen/", worklist.hand_out, name="uitdelen"),
    path("driehoek/", triangle.triangle, name="driehoek"),
    path("overleg/", meeting.meeting, name="overleg"),
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
