"""An objection and a complaint in a real browser: from the refusal to the court, and from the phone to the ombudsman."""

import datetime as dt

import pytest

from casework.complaints.models import Complaint
from casework.documents.models import Document
from casework.objections.models import Objection
from tests.factories import fresh, today

pytestmark = [pytest.mark.slow]
DAY = dt.timedelta(days=1)


def test_a_refusal_is_objected_to_heard_revoked_and_decided_by_another(people, town) -> None:
    case = town.case("uitvoering", report_sent_on=today() - 60 * DAY, on=today() - 90 * DAY)
    town.grant(case)
    refused = town.decided(case, what="Traplift")
    town.sent_decision(case, today() - 30 * DAY, about=refused.public_id)
    colleague = people("teamlid").go(f"{case.get_absolute_url()}besluiten/").press("Bezwaar ontvangen")
    colleague.shot("bezwaar-nieuw").fill(
        how="gegeven", text="Ik kan de trap niet op.", received_on=str(today() - 20 * DAY)
    )
    page = colleague.page
    page.locator("main [name=against]").select_option(index=1)
    colleague.send().sees("Het bezwaar is vastgelegd").shot("bezwaar-regisseur")
    objection = Objection.objects.get()

    lawyer = (
        people("bezwaar").go("/?lijst=verdelen").sees("Neem het bezwaar in behandeling").shot("werkvoorraad-bezwaar")
    )
    lawyer.at(objection).shot("bezwaar-ontvangen").go(
        f"{objection.get_absolute_url()}stap/neem-in-behandeling/"
    ).send().sees("U behandelt dit bezwaar").shot("bezwaar")
    lawyer.go(f"{objection.get_absolute_url()}stap/vraag-herstel/").fill(
        kind="machtiging", missing="Een machtiging.", until=str(today() + 9 * DAY)
    )
    lawyer.press("Bekijk eerst de brief").sees("Een machtiging.").shot("bezwaar-herstel-bekeken")
    lawyer.send().sees("Om herstel gevraagd").go(f"{objection.get_absolute_url()}stap/leg-het-herstel-vast/")
    lawyer.shot("bezwaar-herstel").send().sees("hersteld op")
    lawyer.go(f"{objection.get_absolute_url()}stap/nodig-uit-voor-de-hoorzitting/").shot("bezwaar-uitnodigen").fill(
        hearing_on=str(today() + 20 * DAY), hearing_at="10:30", hearing_place="Gemeentehuis, kamer 2"
    )
    lawyer.press("Bekijk eerst de brief").sees("U mag iemand meenemen").shot("bezwaar-uitnodiging-bekeken")
    lawyer.send().sees("De uitnodiging en het dossier worden gemaakt").shot("bezwaar-uitgenodigd")
    citizen = people("inwoner").go(f"/mijn/{case.ref}/").sees("Wij spreken u op").shot("mijn-zaak-bezwaar")
    citizen.at(objection).shot("mijn-bezwaar")
    # she can't wait, and said so on the phone
    Objection.objects.filter(pk=objection.pk).update(received_on=today() - 21 * DAY)
    lawyer.go(f"{objection.get_absolute_url()}stap/leg-het-horen-vast/").shot("bezwaar-horen").fill(
        heard_by="S. Verkerk, en haar zus", words="Zij slaapt beneden.", agreed="Zij belde vandaag.", heard_on=str(today()),
        file_open_on=str(today() - 8 * DAY),
    )  # fmt: skip
    lawyer.send().sees("Zij belde vandaag.")
    lawyer.go(f"{objection.get_absolute_url()}stap/beslis-op-het-bezwaar/").shot("bezwaar-beslissen").fill(
        outcome="gegrond", motivation="De trap is niet veilig.", instead="Een traplift."
    )
    lawyer.press("Bekijk eerst de brief").sees("rechtbank", "Nog een keer bezwaar maken kan niet").shot(
        "bezwaar-bekeken"
    )
    lawyer.send().sees("Gegrond").shot("bezwaar-beslist")

    again = case.applications.get(state="ontvangen")
    former = people("consulent").at(again).misses("Besluit, ").shot("aanvraag-na-bezwaar")
    former.go(f"{again.get_absolute_url()}stap/besluit/")
    assert former.page.locator("main form button[type=submit]:not([name=bekijk])").count() == 0
    from casework.engine.door import perform

    perform(again, "decide", by=town.consulent2, content=refused.content)
    new = Document.objects.get(case=case, kind="besluit", about=again.public_id)
    assert fresh(objection).replaced_by == new
    lawyer.at(fresh(objection)).sees("Vervangen door").shot("bezwaar-vervangen")


def test_a_complaint_is_taken_up_corrected_and_settled_by_another(people, town) -> None:
    case = town.case()
    town.grant(case)
    colleague = people("eerstecontact").go(f"{case.get_absolute_url()}klachten/nieuw/").shot("klacht-nieuw")
    colleague.fill(about="onbekend", how="telefoon", text="Ik werd drie keer niet teruggebeld.").send()
    colleague.sees("De klacht is vastgelegd").shot("klacht-vastgelegd")
    one = Complaint.objects.get()
    leader = people("teamleider").go("/?lijst=verdelen").sees("Neem de klacht in behandeling")
    leader.at(one).shot("klacht-ontvangen").go(f"{one.get_absolute_url()}stap/behandel-niet/").shot("klacht-niet")
    leader.fill(left_out="klein", done="Dit is al opgelost.").press("Bekijk eerst de brief").sees("ombudsman")
    leader.shot("klacht-niet-bekeken")
    leader.go(f"{one.get_absolute_url()}stap/neem-in-behandeling/").shot("klacht-nemen").send().sees("U behandelt")
    leader.go(f"{one.get_absolute_url()}stap/verander-over-wie-het-gaat/").shot("klacht-over-wie").fill(
        about="team"
    ).send()
    leader.sees("Het wijkteam")
    leader.go(f"{one.get_absolute_url()}stap/leg-het-horen-vast/").shot("klacht-horen").fill(
        heard_on=str(today()), heard="Zij wachtte een week."
    )
    leader.send().go(f"{one.get_absolute_url()}stap/handel-af/").fill(
        finding="gegrond", found="Er is niet teruggebeld.", done="Wij bellen dezelfde dag."
    )
    leader.press("Bekijk eerst de brief").sees("ombudsman").shot("klacht-bekeken")
    leader.send().sees("afgehandeld").shot("klacht-afgehandeld")
    people("inwoner").at(one).sees("Er is niet teruggebeld.").shot("mijn-klacht")
