"""The addresses of a team's leader."""

from django.urls import path

from casework.monday import page

URLS = (
    path("team/", page.team, name="team"),
    path("team/lijst/<slug:slug>/", page.listed, name="team-lijst"),
    path("team/wijs-toe/<ref:ref>/", page.assign, name="team-wijs-toe"),
)
