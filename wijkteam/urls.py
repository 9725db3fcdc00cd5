"""All addresses. Those of allauth stand here one by one: what isn't here doesn't exist (no signing up)."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, re_path

from wijkteam import explanation, health, metrics, preferences, still_there
from wijkteam.absence import pages as absence
from wijkteam.admin import confirm_page
from wijkteam.admin.site import site
from wijkteam.stijl import stijl

handler500 = "wijkteam.once_more.server_error"
urlpatterns = [
    path("", include("casework.urls")),  # first: nearly all that is asked for
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("uitleg/", explanation.how_it_works, name="uitleg"),
    path("toegankelijkheid/", explanation.accessibility, name="toegankelijkheid"),
    path("ingelogd/", still_there.page, name="ingelogd"),
    path("beheer/", site.urls),
    path("afwezig/", absence.own, name="afwezig"),
    path("afwezig/<int:pk>/", absence.one, name="afwezigheid"),
    path("afwezig/<int:pk>/voorbij/", absence.ended, name="afwezigheid-voorbij"),
    path("team/afwezig/", absence.team, name="team-afwezig"),
    path("voorkeuren/", preferences.own, name="voorkeuren"),
    path("voorkeuren/kleuren/", preferences.colours, name="kleuren"),
    path("bevestigen/", confirm_page.proposals, name="bevestigen"),
    path("bevestigen/<uuid:key>/bevestig/", confirm_page.confirm, name="bevestig"),
    path("bevestigen/<uuid:key>/wijs-af/", confirm_page.refuse, name="bevestiging-weigeren"),
    path("bevestigen/<uuid:key>/trek-in/", confirm_page.withdraw, name="bevestiging-intrekken"),
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("inloggen/niet-actief/", account.account_inactive, name="account_inactive"),
    path("inloggen/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/wijzigen/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
if settings.DEMO:
    urlpatterns.insert(0, path("stijl/", stijl, name="stijl"))
