"""Address × persona, written by hand. Who is not named gets 404: unknown and forbidden look the same from outside.

`test_no_address_without_a_row` walks the resolver, so a new address can't be forgotten.
"""

import datetime as dt
from copy import deepcopy

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from casework.cases.models import Case
from casework.goals.models import ProgressReport
from casework.households.models import Member
from casework.notes.models import Note
from casework.people.models import OtherPhone, Representative, SafetyNote
from roles.matrix import GrantKind, Role
from roles.models import Reading
from tests.casework.households.four import Four
from tests.factories import World, absent, member, today, user

DESK = "administratie"  # who picks up the phone and opens the post: no file
TEAM = "teamlid consulent consulent2 teamleider afdelingshoofd double"
REPORTER = "eerstecontact"
CITIZEN = "inwoner"
READER = "meelezer"
PARTNER = "middenveld"
EVERYONE = (
    "eerstecontact administratie teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd financien "
    "beheer privacy bezwaar middenveld uitvoerder inwoner meelezer outsider left recused double was_representative passed_on cover"
)
LAWYER = "bezwaar"  # of a case with an objection: where it stands, and that objection
REGISSEUR = "consulent"
LEADERS = "teamleider afdelingshoofd double"

# address of the case → who gets a page
CASE_PAGES = {
    "zaak": f"{TEAM} {DESK} {REPORTER} {READER} {LAWYER}",
    "wijkweb": f"{TEAM} {READER}",
    "wijkweb-toen": f"{TEAM} {READER}",
    "wijkweb-blad": f"{TEAM} {READER}",
    "plan": f"{TEAM} {READER}",
    "besluiten": f"{TEAM} {READER}",
    "onderzoek": f"{TEAM} {READER}",
    "onderzoek-verslag": f"{TEAM} {READER}",
    "onderzoek-nieuw": TEAM,
    "onderzoek-vrij": TEAM,
    "onderzoek-mantelzorger": TEAM,
    "zaak-stukken": f"{TEAM} {READER}",
    "zaak-inzage": TEAM,
    "gegevens": f"{TEAM} {READER}",
    "notitie": TEAM,
    "nieuw-knelpunt": TEAM,
    "bezoek": TEAM,
    "bezoekblad": TEAM,
    "nieuw-terugbelverzoek": f"{TEAM} {DESK} {REPORTER}",
    "nieuwe-afspraak": f"{TEAM} {DESK}",
    "nieuw-contact": TEAM,
    "gegevens-wijzigen": TEAM,
    "verkeerde-persoon": f"{REGISSEUR} {LEADERS}",
    "telefoon": TEAM,
    "let-op": TEAM,
    "vertegenwoordiger": TEAM,
    "persoonlijk-plan": TEAM,
    "koppelen": TEAM,
    "melding-verbeteren": REPORTER,
    "verschonen": f"{TEAM} {DESK} {REPORTER} {LAWYER}",
    "toegang": TEAM,
    "nieuwe-overdracht": REGISSEUR,
    "laat-wachten": REGISSEUR,
    "nieuwe-indicatie": f"{TEAM} {REPORTER}",
    "nieuwe-aanvraag": TEAM,
    "nieuwe-ingebrekestelling": TEAM,
    "nieuwe-meldcode": TEAM,
    "nieuw-krachtenveld": f"{REGISSEUR} {LEADERS}",
    "nieuw-bezwaar": TEAM,
    "mijn-bezwaar": CITIZEN,
    "nieuwe-klacht": f"{TEAM} {DESK} {REPORTER}",
    "nieuw-vangnet": f"{REGISSEUR} {REPORTER}",
    "nieuw-doel": TEAM,
    "nieuwe-deling": TEAM,
    "nieuw-advies": TEAM,
    "nieuw-document": TEAM,
    "nieuw-stuk": f"{TEAM} {DESK}",
    "stukken-zoeken": f"{TEAM} {READER}",
    "mijn-zaak": CITIZEN,
    "mijn-inzage": CITIZEN,
    "mijn-verslag": CITIZEN,
    "mijn-aanvraag": CITIZEN,
    "mijn-klacht": CITIZEN,
    "mijn-gezinsplan": CITIZEN,
    "onderzoek-kort": TEAM,
    "huishouden-beginnen": TEAM,
}
# address that only takes what is sent → from whom it takes that; nothing that could be kept is sent
POSTS = {
    "mijn-reactie": CITIZEN,
    "onderzoek-teken": TEAM,
    "onderzoek-gevraagd": TEAM,
    "onderzoek-eigen-zaak": TEAM,
    "onderzoek-deel-bewaren": TEAM,
    "onderzoek-cel-bewaren": TEAM,
    "onderzoek-volgorde": TEAM,
    "onderzoek-keuze": TEAM,
    "uit-het-gesprek": TEAM,
    "bezoek-bewaren": TEAM,
    "besluit-brief": "consulent consulent2 afdelingshoofd",  # who may prepare the decision, or take it
    "team-wijs-toe": LEADERS,
    # whoever reports: also who sees no case at all of this team
    "concept-bewaren": "eerstecontact administratie teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd "
                       "meelezer recused double cover",
}  # fmt: skip
# address of a child → who gets a page
CHILD_PAGES = {
    "contact": TEAM,
    "vertegenwoordiger-wijzigen": TEAM,
    "telefoon-wijzigen": TEAM,
    "let-op-einde": TEAM,
    "toegang-einde": TEAM,
    "ontkoppelen": TEAM,
    "notitie-rechtzetten": TEAM,
    "knelpunt-rechtzetten": TEAM,
    "knelpunt-bijwerken": TEAM,
    "knelpunt-bij-vangnet": TEAM,
    "deling": f"{TEAM} {READER} {CITIZEN}",
    "een-bezoek": TEAM,
    "bezoek-rechtzetten": TEAM,
    "overdracht": f"{TEAM} {REPORTER} {READER} {PARTNER} {CITIZEN}",
    "indicatie": f"{TEAM} {REPORTER} {READER}",  # a draft: not yet the citizen's to read
    "indicatie-wijzigen": f"{TEAM} {REPORTER}",
    "aanvraag": f"{TEAM} {REPORTER} {READER} {CITIZEN}",
    "voorziening": f"{TEAM} {REPORTER} {READER} {CITIZEN} uitvoerder",
    "ingebrekestelling": f"{TEAM} {REPORTER} {READER} {CITIZEN}",
    "bezwaar": f"{TEAM} {READER} {CITIZEN} {LAWYER}",
    # about the regisseur, who doesn't know of it: who wrote it down, who may handle it, the citizen
    "klacht": f"{LEADERS} {REPORTER} {CITIZEN}",
    # by name, and the teamleider: not the other colleagues, the afdelingshoofd, or the citizen while that is dangerous
    "meldcode": f"{REGISSEUR} teamleider double",
    # drawn, and not yet talked over: by name who makes it, not the citizen
    "krachtenveld": f"{TEAM} {READER} {PARTNER}",
    "krachtenveld-papier": f"{TEAM} {READER} {PARTNER}",
    "vangnetaanvraag": f"{TEAM} financien",
    "vangnet-wijzigen": TEAM,
    "vangnet-budget": f"{LEADERS} financien",
    "bon": TEAM,
    "onderzoek-los": f"{TEAM} {READER}",  # an older one: of the newest it leads to the tab
    "onderzoek-deel": TEAM,
    "onderzoek-cel": TEAM,
    "onderzoek-manier": TEAM,
    "onderzoek-doel": TEAM,
    "onderzoek-weg": TEAM,
    "onderzoek-neem-over": TEAM,
    "doel": f"{TEAM} {READER} {PARTNER} {CITIZEN}",
    "doel-wijzigen": TEAM,
    "doel-bericht": f"{TEAM} {PARTNER} {CITIZEN}",
    "document": f"{TEAM} {DESK} {READER} {CITIZEN}",
    "document-bestand": f"{TEAM} {DESK} {READER} {CITIZEN}",
    "afspraak": f"{TEAM} {DESK} {READER}",
    "advies": f"{TEAM} {READER}",
    "wachten": f"{TEAM} {READER}",
    "terugbelverzoek": f"{TEAM} {DESK} {READER}",  # taken by a colleague
    "stuk": f"{TEAM} {DESK} {READER} {CITIZEN}",  # one that was shown to them
    "stuk-bestand": f"{TEAM} {DESK} {READER} {CITIZEN}",
    "stuk-klein": f"{TEAM} {DESK} {READER} {CITIZEN}",
    "stuk-wijzigen": f"{TEAM} {DESK}",
    "stuk-verplaatsen": f"{TEAM} {DESK}",
    "bericht-rechtzetten": TEAM,
    "huishouden": f"{TEAM} {READER}",
    "lid-toevoegen": TEAM,
    "lid-geboren": TEAM,
    "huishouden-verhuizen": TEAM,
    "lid-wijzigen": TEAM,
    "lid-vertrokken": TEAM,
    "lid-overleden": TEAM,
    "lid-gezien": TEAM,
}
# one step of each machine, from its present state → who gets the page that asks
STEP_PAGES = {
    "zaak-stap": ("sluit-af", REGISSEUR),
    "overdracht-stap": ("weiger", PARTNER),
    "deling-stap": ("trek-in", f"{TEAM} {CITIZEN}"),
    "indicatie-stap": ("leg-voor", f"{TEAM} {REPORTER}"),
    "aanvraag-stap": ("besluit", "consulent consulent2 afdelingshoofd"),
    "voorziening-stap": ("bevestig-start", f"{REGISSEUR} {LEADERS} uitvoerder"),
    "ingebrekestelling-stap": ("trek-in", f"{REGISSEUR} {LEADERS}"),
    "krachtenveld-stap": ("voeg-iemand-toe", PARTNER),
    "meldcode-stap": ("laat-de-inwoner-dit-lezen", f"{REGISSEUR} teamleider double"),
    "bezwaar-stap": ("neem-in-behandeling", f"afdelingshoofd {LAWYER}"),
    "klacht-stap": ("leg-vast-dat-het-is-opgelost", LEADERS),
    "vangnet-stap": ("keur-goed", LEADERS),
    "doel-stap": ("behaald", REGISSEUR),
    "onderzoek-stap": ("stel-vast", REGISSEUR),
    "document-stap": ("verstuur-of-reik-uit", f"{TEAM} {DESK}"),
    "afspraak-stap": ("gedaan", f"{TEAM} {DESK}"),
    "advies-stap": ("leg-het-advies-vast", TEAM),
    "wachten-stap": ("het-is-er", TEAM),
    "bezoek-stap": ("klaar", REGISSEUR),
    "terugbelverzoek-stap": ("bel-terug", TEAM),
    "stuk-stap": ("hoort-niet-bij-deze-zaak", f"{TEAM} {DESK}"),
    "huishouden-stap": ("wijs-de-regie-toe", LEADERS),
}


# address of a wall between two people, whose cases the first team has → who gets a page, and may decide
WALL_PAGES = {
    "muur": TEAM,
    "muur-zetten": f"{REGISSEUR} {LEADERS}",
    "muur-laten-staan": f"{REGISSEUR} {LEADERS}",
    "muur-nalopen": f"{REGISSEUR} {LEADERS}",
    "muur-opheffen": f"{REGISSEUR} {LEADERS}",
}


class Town(World):
    """The world, with everyone who is easily judged wrong."""

    def __init__(self) -> None:
        super().__init__()
        for name in ("meelezer", "recused", "double", "was_representative", "passed_on", "cover"):
            setattr(self, name, user(name))
        member(self.meelezer, Role.TEAMLID, team=self.other_team)  # only a colleague reads along
        self.the_case = case = self.case(regisseur=self.consulent)
        self.grant(case)
        self.grant(case, self.meelezer, GrantKind.READ_ALONG)
        self.old_grant = (
            self.grant(case, self.was_representative, GrantKind.REPRESENT, since=today().replace(day=1), until=today())
            if today().day > 1
            else None
        )
        member(self.recused, Role.WMO_CONSULENT, team=self.team)
        case.recusals.create(user=self.recused)
        member(self.double, Role.TEAMLEIDER, team=self.team)  # who also works for the provider
        member(self.double, Role.UITVOERDER, organisation=self.provider)
        member(self.passed_on, Role.MIDDENVELD, organisation=self.church)
        member(self.cover, Role.WMO_CONSULENT, team=self.other_team)
        absent(self.consulent3.memberships.get(), cover=self.cover)
        self.handover(case, "overgegaan", to_organisation=self.church, shared_until=today())
        self.consent_row = case.sharings.create(text="t", how="h", given_by="zij", given_on=today())
        self.objects = {
            "deling": self.consent_row,
            "overdracht": self.handover(case, consent=self.consent_row, offered_by=self.consulent),
            "indicatie": self.indicatie(case, submitted_to=None),
            "aanvraag": (asked := self.application(case)),
            "ingebrekestelling": self.default_notice(case, asked),
            "bezwaar": self.objection(case),
            "klacht": self.complaint(case),
            "meldcode": self.meldcode(case),
            "krachtenveld": self.force_field(case, "in_de_maak"),
            "voorziening": self.provision(case),
            "vangnetaanvraag": self.request(case, "aangevraagd", receipt="bonnen/bon.pdf"),
            "doel": self.goal(
                case,
                "loopt",
                carrier_kind="organisatie",
                carrier_organisation=self.partner,
                consent=self.consent_row,
                shared_until="9999-12-31",
            ),
            "document": self.document(case, file="documenten/brief.pdf"),
            "afspraak": self.appointment(case),
            "advies": self.advice(case, sharing=self.consent_row),
            "wachten": self.wait(case),
            "terugbelverzoek": self.call_back(case),
            "bezoek": self.visit(case),
            "onderzoek": self.research(case),
            "stuk": self.piece(case, seen_by="inwoner", small="stukken/klein.jpg"),
        }


@pytest.fixture(scope="module")
def kept_town(kept_rows) -> Town:
    """With everyone logged in already."""
    found = Town()
    for name in ("bonnen/bon.pdf", "documenten/brief.pdf", "stukken/brief.pdf", "stukken/klein.jpg"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"%PDF-1.4"))
    found.cookies = {name: logged_in(getattr(found, name)) for name in EVERYONE.split()}
    return found


def logged_in(who) -> str:
    client = Client()
    client.force_login(who)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def town(kept_town: Town, db) -> Town:
    return deepcopy(kept_town)


# who gets no page of the case itself, however much of it is theirs
NO_SIGHT_OF_IT = (
    "consulent3", "teamleider3", "recused", "left", "outsider", "financien", "beheer", "privacy", "passed_on",
    "was_representative", "cover", "middenveld", "uitvoerder", "inwoner",
)  # fmt: skip


def statuses(town: Town, url: str, sent: dict[str, str] | None = None) -> dict[str, int]:
    """What everyone gets who asks for it, or sends this to it. Nobody is led to a case that isn't theirs to see."""
    found, astray = {}, []
    the_case = f'href="{town.the_case.get_absolute_url()}'.encode()
    for name in EVERYONE.split():
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = town.cookies[name]
        answer = client.get(url) if sent is None else client.post(url, sent)
        found[name] = answer.status_code
        if answer.status_code == 200 and not answer.streaming and the_case in answer.content and name in NO_SIGHT_OF_IT:
            astray.append(name)
    assert astray == [], url
    return found


def judge(found: dict[str, int], allowed: str, where: str, *, refused: tuple[int, ...] = (404,)) -> None:
    wrong = {
        name: status
        for name, status in found.items()
        if (status != 200 if name in allowed.split() else status not in refused)
    }
    assert wrong == {}, where


def representative(case: Case) -> Representative:
    return Representative.objects.create(person=case.person, kind="mentor", name="Mr. Mentor", since=today())


def phone(case: Case) -> OtherPhone:
    return OtherPhone.objects.create(person=case.person, number="0612345678", whose="Anja")


def safety_note(town: Town) -> SafetyNote:
    about = {"person": town.the_case.person, "text": "Hond", "made_by": town.consulent}
    return SafetyNote.objects.create(**about, since=today(), until=today() + dt.timedelta(days=9))


def linked(town: Town) -> Case:
    other = town.case()
    town.the_case.linked.add(other)
    return other


def note(town: Town) -> Note:
    return Note.objects.create(case=town.the_case, text="Zij belde", by_name="Karin", at=timezone.now())


def household(town: Town) -> str:
    """Where the citizen of the case lives."""
    return town.household(town.the_case.person).get_absolute_url()


def lives_there(town: Town, asks: str = "") -> str:
    """Somebody who lives there."""
    made = town.household(town.the_case.person, town.person(), name=f"Huishouden {asks}")
    Member.objects.filter(household=made).update(asks=asks, asks_since=today() if asks else None)
    return f"/huishoudens/lid/{made.members.latest('pk').public_id}/"


def told(town: Town) -> ProgressReport:
    return ProgressReport.objects.create(
        goal=town.objects["doel"], text="Het gaat", on=today(), by_name="Karin", at=timezone.now()
    )


def handed_over(town: Town) -> None:
    """The report of the newest research."""
    town.research(town.the_case, "verstuurd")


def late(town: Town) -> None:
    """The six weeks went by without a report."""
    Case.objects.filter(pk=town.the_case.pk).update(clock_from=today() - dt.timedelta(weeks=8))


def short_road(town: Town) -> None:
    Case.objects.filter(pk=town.the_case.pk).update(road="kort")


def as_it_is(town: Town) -> None:
    """Nothing more is needed."""


def with_a_household_plan(town: Town) -> None:
    town.household(town.the_case.person).plans.create(aim="Rust", state_since=today())


# what must be so before there is anything to see, or to answer
FIRST = {
    "mijn-gezinsplan": with_a_household_plan,
    "mijn-verslag": handed_over,
    "mijn-reactie": handed_over,
    "mijn-aanvraag": late,
    "onderzoek-kort": short_road,
}


def post_address(town: Town, name: str) -> tuple[str, dict[str, str]]:
    """With what is sent there: only what is needed to find the rest."""
    if name == "concept-bewaren":
        return reverse(name), {}
    case, objects = town.the_case, town.objects
    if name == "besluit-brief":
        return reverse(name, args=[objects["aanvraag"].public_id]), {}
    need = objects["onderzoek"].needs.get().public_id
    more = {
        "onderzoek-deel-bewaren": ["g"],
        "onderzoek-cel-bewaren": [need, "c"],
        "onderzoek-volgorde": [need],
        "onderzoek-keuze": [need],
    }.get(name, [])
    return reverse(name, args=[case.ref, *more]), {"bezoek": objects["bezoek"].public_id}


def child_address(town: Town, name: str) -> str:
    case, objects = town.the_case, town.objects
    ref = f"/zaken/{case.ref}"
    key = {word: one.get_absolute_url() for word, one in objects.items()}
    if name.startswith(("huishouden", "lid-")):
        return household_address(town, name)
    return {
        "contact": f"{ref}/wijkweb/{town.contact(case).pk}/",
        "vertegenwoordiger-wijzigen": f"{ref}/gegevens/vertegenwoordiger/{representative(case).pk}/",
        "telefoon-wijzigen": f"{ref}/gegevens/telefoon/{phone(case).pk}/",
        "let-op-einde": f"{ref}/gegevens/let-op/{safety_note(town).pk}/einde/",
        "toegang-einde": f"{ref}/inzage/toegang/{case.grants.get(user=town.meelezer).pk}/einde/",
        "ontkoppelen": f"{ref}/koppelen/{linked(town).ref}/los/",
        "notitie-rechtzetten": f"{ref}/notities/{note(town).pk}/rechtzetten/",
        "knelpunt-rechtzetten": f"{ref}/knelpunten/{town.obstacle(case).pk}/rechtzetten/",
        "knelpunt-bijwerken": f"{ref}/knelpunten/{town.obstacle(case).pk}/bijwerken/",
        "knelpunt-bij-vangnet": f"{key['vangnetaanvraag']}knelpunt/",
        "een-bezoek": key["bezoek"],
        "krachtenveld-papier": f"{key['krachtenveld']}papier/",
        "bezoek-rechtzetten": f"{ref}/bezoeken/{objects['bezoek'].pk}/rechtzetten/",
        "onderzoek-los": case.researches.earliest("pk").get_absolute_url(),
        "onderzoek-deel": f"{ref}/onderzoek/g/",
        "onderzoek-cel": f"{ref}/onderzoek/{objects['onderzoek'].needs.get().public_id}/c/",
        "onderzoek-manier": f"{ref}/onderzoek/{objects['onderzoek'].needs.get().public_id}/manier/",
        "onderzoek-doel": f"{ref}/onderzoek/{objects['onderzoek'].needs.get().public_id}/doel/",
        "onderzoek-weg": f"{ref}/onderzoek/{objects['onderzoek'].needs.get().public_id}/weg/",
        "onderzoek-neem-over": f"{ref}/onderzoek/neem-over/case-vraag/",
        "indicatie-wijzigen": f"{key['indicatie']}wijzigen/",
        "vangnet-wijzigen": f"{town.request(case).get_absolute_url()}wijzigen/",
        "vangnet-budget": f"/vangnet/budgetten/{objects['vangnetaanvraag'].budget_id}/",
        "bon": f"{key['vangnetaanvraag']}bon/",
        "doel-wijzigen": f"{town.goal(case).get_absolute_url()}wijzigen/",
        "doel-bericht": f"{key['doel']}bericht/",
        "document-bestand": f"{key['document']}bestand/",
        "stuk-bestand": f"{key['stuk']}bestand/",
        "stuk-klein": f"{key['stuk']}klein/",
        "stuk-wijzigen": f"{key['stuk']}wijzigen/",
        "stuk-verplaatsen": f"{key['stuk']}verplaatsen/",
        "bericht-rechtzetten": f"{key['doel']}berichten/{told(town).pk}/rechtzetten/",
    }.get(name) or key[name]


def household_address(town: Town, name: str) -> str:
    if name == "lid-gezien":
        return f"{lives_there(town, 'achttien')}gezien/"
    place = {"huishouden": "", "lid-toevoegen": "lid/", "lid-geboren": "geboren/", "huishouden-verhuizen": "verhuizen/"}
    if name in place:
        return f"{household(town)}{place[name]}"
    return f"{lives_there(town)}{name.removeprefix('lid-')}/"


@pytest.mark.slow  # everyone asks for each
@pytest.mark.parametrize("name", CASE_PAGES)
def test_pages_of_a_case(town: Town, name: str) -> None:
    FIRST.get(name, as_it_is)(town)
    url = reverse(name, args=[town.the_case.ref])
    judge(statuses(town, url), CASE_PAGES[name], url, refused=(303, 403, 404))


@pytest.mark.slow  # everyone sends to each
@pytest.mark.parametrize("name", POSTS)
def test_what_is_sent_is_taken_from_who_may_and_from_nobody_else(town: Town, name: str) -> None:
    FIRST.get(name, as_it_is)(town)
    url, data = post_address(town, name)
    found = statuses(town, url, data)
    taken = {who for who, status in found.items() if status not in (403, 404)}
    assert taken == {*POSTS[name].split()}, url
    assert set(found.values()) <= {200, 303, 400, 403, 404, 409}, url


@pytest.mark.slow  # everyone asks for each
@pytest.mark.parametrize("name", CHILD_PAGES)
def test_pages_of_a_child(town: Town, name: str) -> None:
    url = child_address(town, name)
    found = statuses(town, url)
    assert {found[one] for one in ("consulent3", "cover", "recused", "left", "outsider", "beheer", "privacy")} == {404}
    judge(found, CHILD_PAGES[name], url, refused=(403, 404))


@pytest.mark.parametrize("name", STEP_PAGES)
def test_pages_of_a_step(town: Town, name: str) -> None:
    slug, allowed = STEP_PAGES[name]
    word = {"zaak-stap": None, "vangnet-stap": "vangnetaanvraag"}.get(name, name.removesuffix("-stap"))
    obj = town.the_case if word is None else town.objects.get(word)
    url = f"{obj.get_absolute_url() if obj else household(town)}stap/{slug}/"
    judge(statuses(town, url), allowed, url, refused=(403, 404))


def test_pages_of_a_wall(town: Town) -> None:
    """Of whom one case is closed to, the other is too: they see one side, or none."""
    four = Four(town, town.the_case.person)
    four.his.recusals.create(user=town.recused)
    wall = four.wall()
    for name, allowed in WALL_PAGES.items():
        key = four.household.public_id if name == "muur-zetten" else wall.public_id
        found = statuses(town, reverse(name, args=[key]))
        assert {found[one] for one in ("consulent3", "recused", "left", "outsider", "inwoner", "middenveld")} == {404}
        judge(found, allowed, name, refused=(403, 404))


def test_who_may_not_see_the_case_gets_404_never_403(town: Town) -> None:
    for url in (town.the_case.get_absolute_url(), f"{town.the_case.get_absolute_url()}stap/sluit-af/"):
        found = statuses(town, url)
        for name in NO_SIGHT_OF_IT:
            assert found[name] == 404, f"{name} {url}"
    assert Reading.objects.filter(refused=True, ref=town.the_case.ref).exists()


BUDGETS = "teamleider teamleider3 afdelingshoofd double financien"
# the general pages: who gets the page, who is sent to their own home, who is refused
GENERAL = {
    "/zaken/": "eerstecontact bezwaar administratie teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer "
               "recused double cover",
    "/toetsen/": "eerstecontact bezwaar administratie teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer "
                 "recused double cover",
    "/zaken/nieuw/": "eerstecontact administratie teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd "
                     "meelezer recused double cover",
    "/casussen/": "teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer recused "
                  "double cover",
    "/casussen/uitvoer/csv/": "teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer "
                              "recused double cover",
    "/driehoek/": "teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer recused "
                  "double cover",
    "/agenda/": "teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer recused double "
                "cover",
    # who reported reads what they asked for themselves
    "/vangnet/aanvragen/": "eerstecontact teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd financien "
                           "meelezer recused double cover",
    "/vangnet/": "eerstecontact teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd financien meelezer "
                 "recused double cover",
    "/vangnet/budgetten/": BUDGETS,
    "/vangnet/boekingen/": BUDGETS,
    "/vangnet/boekingen/uitvoer/csv/": BUDGETS,
    "/vangnet/verrekenen/": BUDGETS,
    "/vangnet/verrekenen/uitvoer/csv/": BUDGETS,
    "/post/": "administratie teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer recused "
              "double cover",
    # who leads a team is sent to /team/
    "/overleg/": "teamlid consulent consulent2 consulent3 meelezer recused cover",
    "/team/": "teamleider teamleider3 afdelingshoofd double",
    "/knelpunten/": "teamleider teamleider3 afdelingshoofd double",
    "/knelpunten/uitvoer/csv/": "teamleider teamleider3 afdelingshoofd double",
    # what is one's own: for who has nothing, an empty list
    "/overdrachten/": EVERYONE,
    "/doelen/": EVERYONE,
    "/voorzieningen/": EVERYONE,
    "/indicaties/": EVERYONE,
    "/terugbelverzoeken/": EVERYONE,
    # of the village, and of no citizen
    "/kernen/": EVERYONE,
    "/kernen/piershil/": EVERYONE,
    "/team/lijst/nieuw/": "teamleider teamleider3 afdelingshoofd double",
    "/team/afwezig/": "teamleider teamleider3 afdelingshoofd double",
    "/afwezig/": EVERYONE.replace("inwoner", "").replace("outsider", "").replace("left", "")
    .replace("was_representative", ""),
    "/berichten/": EVERYONE.replace("inwoner", "").replace("outsider", "").replace("left", "")
    .replace("was_representative", ""),
    "/voorkeuren/": EVERYONE,
    "/terug/": "teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd meelezer recused double "
               "cover",
    "/mijn/": EVERYONE.replace("inwoner", ""),  # empty, with advice; with one case of one's own straight to that
    "/betalingen/": "afdelingshoofd financien",
    "/backoffice/": "financien",
    "/backoffice/uitvoer/csv/": "financien",
    "/inzage/": "privacy",
    "/inzage/doorgehaald/": "privacy",
    "/beheer/": "beheer",
    "/bevestigen/": "teamleider teamleider3 afdelingshoofd double beheer",
}  # fmt: skip


@pytest.mark.parametrize("url", GENERAL)
def test_general_pages(town: Town, url: str) -> None:
    judge(statuses(town, url), GENERAL[url], url, refused=(302, 303, 403, 404))


HOMES = {
    "administratie": 200, "consulent": 200, "teamleider": 200, "eerstecontact": 200, "inwoner": "/mijn/", "financien": "/vangnet/",
    "privacy": "/inzage/", "beheer": "/beheer/", "bezwaar": 200,
}  # fmt: skip


def test_everyone_has_a_home(client, town: Town) -> None:
    for name, home in HOMES.items():
        client.force_login(getattr(town, name))
        answer = client.get("/")
        assert (answer.status_code if home == 200 else answer.headers.get("Location")) == home, name


OPEN_TO_ALL = {"agenda-bestand", "stijl", "uitleg", "toegankelijkheid", "healthz", "readyz", "metrics", "account_login", "account_inactive", "account_reset_password",
               "account_reset_password_done", "account_reset_password_from_key",
               "account_reset_password_from_key_done"}  # fmt: skip
FOR_WHO_LOGGED_IN = {"account_logout", "account_reauthenticate", "account_change_password", "account_set_password"}
# where a tab was before: they lead on, whoever asks and whether there is such a case (tests/pages/test_case_tabs.py)
MOVED = {"zaak-overdrachten", "zaak-vangnet", "zaak-documenten"}
# lists and posts that are judged in their own tests, and hold nothing for who may see nothing
IN_THEIR_OWN_TESTS = {"concept-weg",  # one's own, tests/pages/test_report_draft.py
                      "werkvoorraad", "uitdelen", "verzetten", "lijst-bewaren", "lijst-verwijderen", "lijst-weergave", "backoffice-overnemen",
                      "bevestig", "bevestiging-weigeren", "bevestiging-intrekken", "ingelogd", "team-collega", "afwezigheid",
                      "afwezigheid-voorbij", "bericht", "berichten-gelezen", "kleuren", "mijn-inzage-ander",
                      # tests/pages/test_payments.py: who may see all of a file for the bank
                      "betaalbestand", "betaalbestand-ophalen", "betaalbestand-vrijgeven", "betaalbestand-boeken",
                      "betaalbestand-annuleren", "betalingen-uitbetalen",
                      "post-printen", "post-verstuurd",
                      # tests/pages/test_household_plans.py: of a household, by a table of its own
                      "nieuw-gezinsplan", "gezinsplan", "gezinsplan-blad", "gezinsplan-stap", "nieuw-overleg",
                      "gezamenlijk-overleg", "gezamenlijk-overleg-blad", "gezamenlijk-overleg-stap"}  # fmt: skip


def names(patterns, inside="") -> set[str]:
    found: set[str] = set()
    for one in patterns:
        if isinstance(one, URLResolver):
            if str(one.pattern) != "beheer/":  # judged in tests/wijkteam/admin/
                found |= names(one.url_patterns)
        elif isinstance(one, URLPattern):
            found.add(str(one.name))
    return found


def test_no_address_without_a_row() -> None:
    rows = {
        *CASE_PAGES,
        *CHILD_PAGES,
        *STEP_PAGES,
        *WALL_PAGES,
        *POSTS,
        *OPEN_TO_ALL,
        *FOR_WHO_LOGGED_IN,
        *MOVED,
        *IN_THEIR_OWN_TESTS,
    }
    rows |= {
        "overdrachten",
        "doelen",
        "voorzieningen",
        "tijdelijke-hulp",
        "terugbelverzoeken",
        "kernen",
        "kern",
        "team-lijst",
        "post",
        "vangnet",
        "zaken",
        "toetsen",
        "nieuw",
        "casussen",
        "casussen-uitvoer",
        "driehoek",
        "overleg",
        "team",
        "mijn",
        "inzage",
        "bevestigen",
        "agenda",
        "afwezig",
        "berichten",
        "voorkeuren",
        "team-afwezig",
        "terug",
        "doorgehaald",
        "betalingen",
        "backoffice",
        "backoffice-uitvoer",
        "vangnet-aanvragen",
        "vangnet-budgetten",
        "vangnet-boekingen",
        "vangnet-boekingen-uitvoer",
        "vangnet-verrekenen",
        "vangnet-verrekenen-uitvoer",
        "knelpunten",
        "knelpunten-uitvoer",
    }
    assert names(get_resolver().url_patterns) == rows


def test_without_logging_in_there_is_only_the_door(client, town: Town) -> None:
    addresses = ["/", *GENERAL, town.the_case.get_absolute_url(), "/vangnet/", "/kernen/"]
    addresses += [one.get_absolute_url() for one in town.objects.values()]
    for url in addresses:
        answer = client.get(url)
        assert answer.status_code == 302, url
        assert answer.headers["Location"].startswith(("/inloggen/", "/beheer/login/")), url
