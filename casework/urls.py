"""One object, one address. `<ref:ref>` and `<key>` are random: neither tells how many there are."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from casework.views import cases, children, file, insight, money, own, steps, triangle, work


class RefConverter(StringConverter):
    """A case's reference, as `new_ref` makes them: nothing stranger reaches the database."""

    regex = "[A-Z0-9-]{4,20}"


register_converter(RefConverter, "ref")

urlpatterns = [
    path("", work.worklist, name="werkvoorraad"),
    path("uitdelen/", work.hand_out, name="uitdelen"),
    path("driehoek/", triangle.triangle, name="driehoek"),
    path("overleg/", work.batch, name="overleg"),
    path("kernen/", triangle.kernen, name="kernen"),
    path("kernen/<slug:slug>/", triangle.kern, name="kern"),
    # the case
    path("zaken/", cases.search, name="zaken"),
    path("zaken/nieuw/", cases.new, name="nieuw"),
    path("zaken/<ref:ref>/", cases.case, name="zaak"),
    path("zaken/<ref:ref>/wijkweb/", cases.web, name="wijkweb"),
    path("zaken/<ref:ref>/plan/", cases.plan, name="plan"),
    path("zaken/<ref:ref>/besluiten/", cases.decisions, name="besluiten"),
    path("zaken/<ref:ref>/vangnet/", cases.safety_net, name="zaak-vangnet"),
    path("zaken/<ref:ref>/overdrachten/", cases.handovers, name="zaak-overdrachten"),
    path("zaken/<ref:ref>/documenten/", cases.documents, name="zaak-documenten"),
    path("zaken/<ref:ref>/inzage/", cases.insight, name="zaak-inzage"),
    path("zaken/<ref:ref>/gegevens/", cases.person, name="gegevens"),
    path("zaken/<ref:ref>/stap/<slug:slug>/", steps.of_case, name="zaak-stap"),
    # writing on the file
    path("zaken/<ref:ref>/notities/nieuw/", file.new_note, name="notitie"),
    path("zaken/<ref:ref>/afspraken/nieuw/", file.new_appointment, name="nieuwe-afspraak"),
    path("zaken/<ref:ref>/wijkweb/nieuw/", file.new_contact, name="nieuw-contact"),
    path("zaken/<ref:ref>/wijkweb/<int:pk>/", file.change_contact, name="contact"),
    path("zaken/<ref:ref>/gegevens/wijzigen/", file.correct, name="gegevens-wijzigen"),
    path("zaken/<ref:ref>/gegevens/vertegenwoordiger/", file.new_representative, name="vertegenwoordiger"),
    path("zaken/<ref:ref>/persoonlijk-plan/", file.personal_plan, name="persoonlijk-plan"),
    path("zaken/<ref:ref>/koppelen/", file.link, name="koppelen"),
    path("zaken/<ref:ref>/ik-ken-deze-persoon/", file.recuse, name="verschonen"),
    path("zaken/<ref:ref>/inzage/toegang/", file.give_grant, name="toegang"),
    path("zaken/<ref:ref>/inzage/toegang/<int:pk>/einde/", file.end_grant, name="toegang-einde"),
    path("zaken/<ref:ref>/toestemming/<int:pk>/intrekken/", file.withdraw_consent, name="toestemming-intrekken"),
    # children are made at their case ...
    path("zaken/<ref:ref>/overdrachten/nieuw/", children.new_handover, name="nieuwe-overdracht"),
    path("zaken/<ref:ref>/indicaties/nieuw/", children.new_indicatie, name="nieuwe-indicatie"),
    path("zaken/<ref:ref>/aanvragen/nieuw/", children.new_application, name="nieuwe-aanvraag"),
    path("zaken/<ref:ref>/vangnet/nieuw/", children.new_request, name="nieuw-vangnet"),
    path("zaken/<ref:ref>/doelen/nieuw/", children.new_goal, name="nieuw-doel"),
    path("zaken/<ref:ref>/documenten/nieuw/", children.new_document, name="nieuw-document"),
    # ... and have their own page, for whoever may see them without the file
    path("overdrachten/", children.my_handovers, name="overdrachten"),
    path("overdrachten/<slug:key>/", children.handover, name="overdracht"),
    path("overdrachten/<slug:key>/stap/<slug:slug>/", steps.of_handover, name="overdracht-stap"),
    path("indicaties/<slug:key>/", children.indicatie, name="indicatie"),
    path("indicaties/<slug:key>/wijzigen/", children.change_indicatie, name="indicatie-wijzigen"),
    path("indicaties/<slug:key>/stap/<slug:slug>/", steps.of_indicatie, name="indicatie-stap"),
    path("aanvragen/<slug:key>/", children.application, name="aanvraag"),
    path("aanvragen/<slug:key>/stap/<slug:slug>/", steps.of_application, name="aanvraag-stap"),
    path("vangnet/", money.overview, name="vangnet"),
    path("vangnet/<slug:key>/", children.request, name="vangnetaanvraag"),
    path("vangnet/<slug:key>/wijzigen/", children.change_request, name="vangnet-wijzigen"),
    path("vangnet/<slug:key>/bon/", children.receipt, name="bon"),
    path("vangnet/<slug:key>/stap/<slug:slug>/", steps.of_request, name="vangnet-stap"),
    path("doelen/", children.my_goals, name="doelen"),
    path("doelen/<slug:key>/", children.goal, name="doel"),
    path("doelen/<slug:key>/wijzigen/", children.change_goal, name="doel-wijzigen"),
    path("doelen/<slug:key>/bericht/", children.report, name="doel-bericht"),
    path("doelen/<slug:key>/stap/<slug:slug>/", steps.of_goal, name="doel-stap"),
    path("documenten/<slug:key>/", children.document, name="document"),
    path("documenten/<slug:key>/bestand/", children.download, name="document-bestand"),
    path("documenten/<slug:key>/stap/<slug:slug>/", steps.of_document, name="document-stap"),
    path("afspraken/<slug:key>/", children.appointment, name="afspraak"),
    path("afspraken/<slug:key>/stap/<slug:slug>/", steps.of_appointment, name="afspraak-stap"),
    # the citizen's own
    path("mijn/", own.home, name="mijn"),
    path("mijn/<ref:ref>/", own.case, name="mijn-zaak"),
    path("mijn/<ref:ref>/inzage/", own.insight, name="mijn-inzage"),
    path("mijn/<ref:ref>/toestemming/<int:pk>/intrekken/", own.withdraw_consent, name="mijn-toestemming-intrekken"),
    # the privacy officer's
    path("inzage/", insight.readings, name="inzage"),
]
