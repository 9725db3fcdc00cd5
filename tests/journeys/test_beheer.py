"""Beheer in a real browser: axe has nothing to say, nothing sticks out at 375 px, no style is blocked."""

from roles.matrix import Role
from roles.models import Membership, Proposal
from tests.factories import absent, member, today
from tests.wijkteam.admin.pages import MODELS, at
from wijkteam.admin.site import site


def one_of(name):
    app, _, model = name.partition("_")
    found = next(one for one in site._registry if (one._meta.app_label, one._meta.model_name) == (app, model))
    return found.objects.order_by("pk").last()


def test_every_page_of_beheer(town, people):
    absent(town.consulent.memberships.get(), cover=town.teamlid)
    fresh = member(town.outsider, Role.TEAMLID, team=town.team, since=today())
    row = {"user": town.outsider.pk, "role": "eerste_contact", "team": town.team.pk, "organisation": None}
    row |= {"since": f"{today()}", "until": None, "kernen": []}
    change = {"kind": "roles.membership", "pk": None, "before": {}, "after": row, "row": row}
    Proposal.objects.create(changes=[change], team=town.team, made_by=town.beheer)
    person, wrong = people("beheer"), []

    def look(name: str) -> None:
        try:
            person.shot(name)
        except AssertionError as error:  # all pages are looked at, and all that is wrong is told
            wrong.append(str(error))

    person.go("/beheer/")
    look("beheer")
    for name in MODELS:
        person.go(at(name, page="changelist"))
        look(f"{name}-lijst")
        person.go(at(name, page="add"))
        look(f"{name}-nieuw")
        person.press("Opslaan")
        look(f"{name}-fout")
        if obj := one_of(name):
            for page in ("change", "history"):
                person.go(at(name, obj, page))
                look(f"{name}-{page}")
    for name, url in {
        "afwezig": at("roles_membership", town.consulent.memberships.get()),
        "verwijderen": at("roles_membership", fresh, "delete"),
        "verwijderen-kan-niet": at("roles_membership", town.teamleider.memberships.get(), "delete"),
        "onderdeel": "/beheer/roles/",
        "mensen": "/beheer/mensen/",
        "briefteksten": "/beheer/briefteksten/",
        "brieftekst": "/beheer/briefteksten/afsluiting/waarom/",
        "bevestigen-gevraagd": "/bevestigen/",
    }.items():
        person.go(url)
        look(name)
    assert wrong == [], "\n\n".join(wrong)


def test_a_second_person_confirms(town, people):
    beheer = people("beheer").go(at("roles_membership", page="add"))
    beheer.fill(user="Outsider Test", role="teamlid", team="Wijkteam Noord", since=f"{today()}")
    beheer.press("Opslaan").sees("telt pas mee als een tweede persoon het bevestigt", "Teamleider Test")
    leader = people("teamleider").go("/").sees("U wordt gevraagd één wijziging").shot("werkvoorraad-bevestigen")
    leader.go("/bevestigen/").sees("Nieuw lidmaatschap: Outsider Test, Teamlid, Wijkteam Noord").shot("bevestigen")
    leader.page.get_by_role("button", name="Bevestig: Nieuw lidmaatschap").click()
    leader.sees("Bevestigd. Het telt vanaf nu mee.").shot("bevestigd")
    assert Membership.objects.filter(user=town.outsider).exists()
