"""A case of somebody whose address is secret, with more in its file than others may read."""

from casework.cases.models import Case
from casework.notes.operations import add_note
from tests.factories import World

SECRET = "Geheimstraat 99"
NAME = "Zonneveld"


def case_of_truus(world: World) -> Case:
    person = world.person(NAME, given_name="Truus", street=SECRET, secret_address=True, phone="0612345678")
    made = world.case("uitvoering", person=person, question="Mijn vraag aan u", urgent=False)
    add_note(made, by=world.consulent, text="Een notitie uit het dossier")
    return made
