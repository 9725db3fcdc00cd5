"""One object, one address. `<ref:ref>` and `<key>` are random: neither tells how many there are."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from casework.applications import pages as applications
from casework.applications.models import Application
from casework.appointments import new_page as new_appointment
from casework.appointments import pages as appointments
from casework.appointments.models import Appointment
from casework.cases import file_pages, pages
from casework.cases.models import Case
from casework.desk import case_page, kernen, meeting_page, own, readings, search, tabs, triangle, worklist
from casework.documents import pages as documents
from casework.documents.models import Document
from casework.engine.step_page import step_page
from casework.goals import pages as goals
from casework.goals.models import Goal
from casework.handovers import pages as handovers
from casework.handovers.models import Handover
from casework.indicaties import pages as indicaties
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network import pages as network
from casework.notes import pages as notes
from casework.vangnet import overview
from casework.vangnet import pages as vangnet
from casework.vangnet.models import VangnetRequest


class RefConverter(StringConverter):
    """A case's reference, as `new_ref` makes them: nothing stranger reaches the database."""

    regex = "[A-Z0-9-]{4,20}"


register_converter(RefConverter, "ref")

urlpatterns = [
    path("", worklist.worklist, name="werkvoorraad"),
    path("uitdelen/", worklist.hand_out, name="uitdelen"),
    path("driehoek/", triangle.triangle, name="driehoek"),
    path("overleg/", meeting_page.batch, name="overleg"),
    path("kernen/", kernen.kernen, name="kernen"),
    path("kernen/<slug:slug>/", kernen.kern, name="kern"),
    # the case
    path("zaken/", search.search, name="zaken"),
    path("zaken/nieuw/", pages.new, name="nieuw"),
    path("zaken/<ref:ref>/", case_page.case, name="zaak"),
    path("zaken/<ref:ref>/wijkweb/", tabs.web, name="wijkweb"),
    path("zaken/<ref:ref>/plan/", tabs.plan, name="plan"),
    path("zaken/<ref:ref>/besluiten/", tabs.decisions, name="besluiten"),
    path("zaken/<ref:ref>/vangnet/", tabs.safety_net, name="zaak-vangnet"),
    path("zaken/<ref:ref>/overdrachten/", tabs.handovers, name="zaak-overdrachten"),
    path("zaken/<ref:ref>/documenten/", tabs.documents, name="zaak-documenten"),
    path("zaken/<ref:ref>/inzage/", tabs.insight, name="zaak-inzage"),
    path("zaken/<ref:ref>/gegevens/", tabs.person, name="gegevens"),
    path("zaken/<ref:key>/stap/<slug:slug>/", step_page(Case), name="zaak-stap"),
    # writing on the file
    path("zaken/<ref:ref>/notities/nieuw/", notes.new_note, name="notitie"),
    path("zaken/<ref:ref>/afspraken/nieuw/", new_appointment.new_appointment, name="nieuwe-afspraak"),
    path("zaken/<ref:ref>/wijkweb/nieuw/", network.new_contact, name="nieuw-contact"),
    path("zaken/<ref:ref>/wijkweb/<int:pk>/", network.change_contact, name="contact"),
    path("zaken/<ref:ref>/gegevens/wijzigen/", file_pages.correct, name="gegevens-wijzigen"),
    path("zaken/<ref:ref>/gegevens/vertegenwoordiger/", file_pages.new_representative, name="vertegenwoordiger"),
    path("zaken/<ref:ref>/persoonlijk-plan/", file_pages.personal_plan, name="persoonlijk-plan"),
    path("zaken/<ref:ref>/koppelen/", file_pages.link, name="koppelen"),
    path("zaken/<ref:ref>/ik-ken-deze-persoon/", file_pages.recuse, name="verschonen"),
    path("zaken/<ref:ref>/inzage/toegang/", file_pages.give_grant, name="toegang"),
    path("zaken/<ref:ref>/inzage/toegang/<int:pk>/einde/", file_pages.end_grant, name="toegang-einde"),
    path("zaken/<ref:ref>/toestemming/<int:pk>/intrekken/", network.withdraw_consent, name="toestemming-intrekken"),
    # children are made at their case ...
    path("zaken/<ref:ref>/overdrachten/nieuw/", handovers.new_handover, name="nieuwe-overdracht"),
    path("zaken/<ref:ref>/indicaties/nieuw/", indicaties.new_indicatie, name="nieuwe-indicatie"),
    path("zaken/<ref:ref>/aanvragen/nieuw/", applications.new_application, name="nieuwe-aanvraag"),
    path("zaken/<ref:ref>/vangnet/nieuw/", vangnet.new_request, name="nieuw-vangnet"),
    path("zaken/<ref:ref>/doelen/nieuw/", goals.new_goal, name="nieuw-doel"),
    path("zaken/<ref:ref>/documenten/nieuw/", documents.new_document, name="nieuw-document"),
    # ... and have their own page, for whoever may see them without the file
    path("overdrachten/", handovers.my_handovers, name="overdrachten"),
    path("overdrachten/<slug:key>/", handovers.handover, name="overdracht"),
    path("overdrachten/<slug:key>/stap/<slug:slug>/", step_page(Handover), name="overdracht-stap"),
    path("indicaties/<slug:key>/", indicaties.indicatie, name="indicatie"),
    path("indicaties/<slug:key>/wijzigen/", indicaties.change_indicatie, name="indicatie-wijzigen"),
    path("indicaties/<slug:key>/stap/<slug:slug>/", step_page(VoorlopigeIndicatie), name="indicatie-stap"),
    path("aanvragen/<slug:key>/", applications.application, name="aanvraag"),
    path("aanvragen/<slug:key>/stap/<slug:slug>/", step_page(Application), name="aanvraag-stap"),
    path("vangnet/", overview.overview, name="vangnet"),
    path("vangnet/<slug:key>/", vangnet.request, name="vangnetaanvraag"),
    path("vangnet/<slug:key>/wijzigen/", vangnet.change_request, name="vangnet-wijzigen"),
    path("vangnet/<slug:key>/bon/", vangnet.receipt, name="bon"),
    path("vangnet/<slug:key>/stap/<slug:slug>/", step_page(VangnetRequest), name="vangnet-stap"),
    path("doelen/", goals.my_goals, name="doelen"),
    path("doelen/<slug:key>/", goals.goal, name="doel"),
    path("doelen/<slug:key>/wijzigen/", goals.change_goal, name="doel-wijzigen"),
    path("doelen/<slug:key>/bericht/", goals.report, name="doel-bericht"),
    path("doelen/<slug:key>/stap/<slug:slug>/", step_page(Goal), name="doel-stap"),
    path("documenten/<slug:key>/", documents.document, name="document"),
    path("documenten/<slug:key>/bestand/", documents.download, name="document-bestand"),
    path("documenten/<slug:key>/stap/<slug:slug>/", step_page(Document), name="document-stap"),
    path("afspraken/<slug:key>/", appointments.appointment, name="afspraak"),
    path("afspraken/<slug:key>/stap/<slug:slug>/", step_page(Appointment), name="afspraak-stap"),
    # the citizen's own
    path("mijn/", own.home, name="mijn"),
    path("mijn/<ref:ref>/", own.case, name="mijn-zaak"),
    path("mijn/<ref:ref>/inzage/", own.insight, name="mijn-inzage"),
    path("mijn/<ref:ref>/toestemming/<int:pk>/intrekken/", own.withdraw_consent, name="mijn-toestemming-intrekken"),
    # the privacy officer's
    path("inzage/", readings.readings, name="inzage"),
]
