"""The addresses of a team's leader."""

from django.urls import path

from casework.monday import page, take_over_page

URLS = (
    path("team/", page.team, name="team"),
    path("team/lijst/<slug:slug>/", page.listed, name="team-lijst"),
    path("team/collega/<uuid:key>/", take_over_page.caseload, name="team-collega"),
    path("team/wijs-toe/<ref:ref>/", page.assign, name="team-wijs-toe"),
)
