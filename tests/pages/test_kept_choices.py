"""Changing one field leaves the others as they were, also where what was chosen isn't offered any more."""

import pytest

from casework.sharing.models import Sharing
from tests.factories import World, absent, today
from tests.pages.browser import as_, words
from tests.pages.filled_in import send

WORDING = "Ik wil elke dag naar buiten"


def change(client, url: str, **typed: str):
    """What the page holds is sent back, with one field changed, as a browser does."""
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: getattr(value, "pk", value) for name, value in sent.items() if value not in (None, False)}
    offered = {
        name: {str(key) for key, _ in flat(field.choices)}
        for name, field in form.fields.items()
        if hasattr(field, "choices")
    }
    kept = {name: value for name, value in sent.items() if name not in offered or str(value) in offered[name]}
    return send(client, url, opened=form.opened, **{name: str(value) for name, value in kept.items()} | typed)


def flat(choices):
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        else:
            yield key, label


def colleague_away(world: World, goal) -> None:
    absent(world.teamlid.memberships.get())


def colleague_left(world: World, goal) -> None:
    world.teamlid.memberships.update(until=today())


def partner_stopped(world: World, goal) -> None:
    type(world.partner).objects.filter(pk=world.partner.pk).update(active=False)


def neighbour_removed(world: World, goal) -> None:
    goal.case.contacts.update(removed_at=goal.case.reported_at)


def ground_gone(world: World, goal) -> None:
    type(goal.ground).objects.filter(pk=goal.ground_id).update(active=False)


@pytest.mark.parametrize(
    ("carrier", "happens", "reads"),
    [
        ("colleague", colleague_away, "(afwezig)"),
        ("colleague", colleague_left, "(niet meer in dit team)"),
        ("partner", partner_stopped, "(niet meer actief)"),
        ("neighbour", neighbour_removed, "(niet meer in het wijkweb)"),
        ("colleague", ground_gone, "(niet meer actief)"),
    ],
)
def test_a_goal_keeps_who_carries_it_and_its_ground(client, world: World, carrier: str, happens, reads: str) -> None:
    case = world.case("onderzoek")
    carriers = {
        "colleague": {"carrier_kind": "collega", "carrier_user": world.teamlid},
        "partner": {"carrier_kind": "organisatie", "carrier_organisation": world.partner},
        "neighbour": {"carrier_kind": "naaste", "carrier_contact": world.contact(case)},
    }
    agreed = Sharing.objects.create(
        case=case, with_organisation=world.partner, text="Ja", how="aan tafel", given_by="Bep", given_on=today()
    )
    goal = world.goal(case, consent=agreed, **carriers[carrier])
    before = {name: getattr(goal, name) for name in ("carrier_kind", "carrier_name", "ground_id")}
    happens(world, goal)
    as_(client, world.consulent)
    url = f"{goal.get_absolute_url()}wijzigen/"
    assert reads in words(client.get(url))
    change(client, url, wording=WORDING)
    goal.refresh_from_db()
    assert goal.wording == WORDING
    assert {name: getattr(goal, name) for name in before} == before


def test_an_indicatie_keeps_its_provider(client, world: World) -> None:
    indicatie = world.indicatie(world.case("onderzoek"), made_by=world.consulent)
    type(world.provider).objects.filter(pk=world.provider.pk).update(active=False)
    as_(client, world.consulent)
    url = f"{indicatie.get_absolute_url()}wijzigen/"
    assert "Heemzicht (niet in deze kern, of niet meer actief)" in words(client.get(url))
    change(client, url, what="Hulp bij het koken")
    indicatie.refresh_from_db()
    assert (indicatie.what, indicatie.provider) == ("Hulp bij het koken", world.provider)


def test_a_contact_keeps_its_organisation(client, world: World) -> None:
    contact = world.contact(world.case("onderzoek"), organisation=world.partner)
    type(world.partner).objects.filter(pk=world.partner.pk).update(active=False)
    as_(client, world.consulent)
    url = f"{contact.case.get_absolute_url()}wijkweb/{contact.pk}/"
    assert "(niet meer actief)" in words(client.get(url))
    change(client, url, relation="buurvrouw")
    contact.refresh_from_db()
    assert (contact.relation, contact.organisation) == ("buurvrouw", world.partner)


def test_what_is_offered_no_more_is_not_offered_to_another(client, world: World) -> None:
    type(world.provider).objects.filter(pk=world.provider.pk).update(active=False)
    page = words(as_(client, world.consulent).get(f"{world.case('onderzoek').get_absolute_url()}indicaties/nieuw/"))
    assert "Heemzicht" not in page
