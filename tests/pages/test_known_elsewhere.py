"""Is this person known elsewhere? Whoever may not see both cases gets, byte for byte and query for query, what they get
where nobody is known."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.operations import recuse
from casework.cases.work import WorkItem
from casework.desk.handing_out import hand_out
from casework.engine.door import perform
from casework.engine.machine import steps_of
from casework.engine.rerouting import touched
from roles.matrix import GrantKind, Role
from roles.models import Membership, Reading, RosterChange
from roles.policy import sight
from tests.factories import World, fresh, member, put_in_line, today, user
from tests.pages.browser import as_, post, words
from tests.pages.filled_in import report

BSN = "123456782"
SLUGS = [one.slug for one in steps_of(Case) if not one.system]
TABS = ("", "onderzoek/", "plan/", "besluiten/", "wijkweb/", "stukken/", "gegevens/", "inzage/")
LISTS = (
    "/",
    "/?lijst=verdelen",
    "/?lijst=uitgezet",
    "/?lijst=team",
    "/?lijst=alles",
    "/zaken/",
    "/driehoek/",
    "/kernen/",
    "/overleg/",
    "/team/",
    "/overdrachten/",
    "/doelen/",
    "/vangnet/",
)

Got = list[tuple[str, int, str, str, list[str]]]


class Undone(Exception):
    pass


def everything(client: Client, reporter, onlookers, **typed: str) -> Got:
    """All that they get who report this, and who work there: the answer, page by page, and what it cost."""
    got: Got = []

    def ask(method, url: str, **data) -> None:
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(client, method)(url, **data)
        asked = [shape(one["sql"]) for one in queries.captured_queries]
        got.append((plain(url), answer.status_code, plain(answer.headers.get("Location", "")), page(answer), asked))

    as_(client, reporter)
    ask("post", "/zaken/nieuw/", data=report(**typed))
    case = Case.objects.order_by("-pk").first()
    for who in (reporter, *onlookers):
        as_(client, who)
        client.get("/")  # what a session reads once
        for url in (*LISTS, *(case.get_absolute_url() + tab for tab in TABS)):
            ask("get", url)
        ask("post", "/zaken/", data={"q": "Pieters"})
        for slug in SLUGS:
            ask("get", f"{case.get_absolute_url()}stap/{slug}/")
        for slug in ("laat-staan", "voeg-samen", "zelfde-persoon-andere-vraag"):
            sent = {"sure": "on", "expected": case.phase, "token": report()["token"]}
            ask("post", f"{case.get_absolute_url()}stap/{slug}/", data=sent)
    assert fresh(case).phase == "aanmelding"
    return got


def page(answer) -> str:
    return plain(answer.content.decode()) if answer.status_code in (200, 409, 403, 404) else ""


def plain(text: str) -> str:
    """Without what is drawn at random each time: references, tokens, keys."""
    text = re.sub(r"HW-\d{4}-[A-Z0-9]{5}", "HW", text)
    text = re.sub(r"\b\d\d\.\d\d\b", "TIJD", text)
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", text)
    text = re.sub(r'((?:csrfmiddlewaretoken|name="by)" value=")[^"]*', r"\1", text)
    text = re.sub(r"([?&;]v=)[\w-]+", r"\1KEY", text)
    text = re.sub(r"(/(?:papier|documenten)/)[a-z0-9]+", r"\1KEY", text)
    text = re.sub(r'(class="wt-sr">[^<]*, )[a-z0-9]{4}(?=</span>)', r"\1KEY", text)  # which of two of one name
    text = re.sub(r", [a-z0-9]{4}(?= – Wijkteam</title>)", ", KEY", text)
    return re.sub(r'(werk" value="|werk-|nonce=")[^"]*', r"\1", text)


def shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"\s+", " ", re.sub(r"'[^']*'|s\d+_x\d+|_django_curs_\w+|\b(\d+|NULL)\b", "?", str(sql)))[:120]


@pytest.fixture
def there(world: World) -> World:
    world.teamlid3 = user("teamlid3")
    member(world.teamlid3, Role.TEAMLID, team=world.other_team)
    return world


KNOWN = {
    "by name and birth date": ({}, {}),
    "by number alone": ({"family_name": "Heel Anders", "bsn": BSN, "birth_date": None}, {"bsn": BSN}),
}


@pytest.mark.parametrize(
    ("how", "reporter"),
    [
        ("by name and birth date", "consulent3"),
        ("by number alone", "consulent3"),
        ("by number alone", "eerstecontact"),
    ],
)
def test_who_reports_gets_the_same_for_known_and_unknown_people(client, there: World, how: str, reporter: str) -> None:
    known, typed = KNOWN[how]
    typed = {"postcode": "3281 AB"} | typed
    onlookers = [there.teamleider3, there.teamlid3] if reporter == "consulent3" else []

    def run(**fields) -> Got:
        got: Got = []
        try:
            with transaction.atomic():
                person = there.person(fields.pop("family_name"), **fields)
                case = there.case("onderzoek", person=person, question="Geheim", reported_by=there.consulent)
                recuse(case, by=there.consulent2)
                got = everything(client, getattr(there, reporter), onlookers, **typed)
                found = Case.objects.order_by("-pk").first().looks_like
                assert (found == case) == (fields != UNKNOWN), "otherwise this compares nothing"
                raise Undone
        except Undone:
            return got

    UNKNOWN = {"birth_date": None, "given_name": "Iemand"}  # noqa: N806
    everything_of_known = run(**{"family_name": "Pieters", **known})
    everything_of_unknown = run(family_name="Niemand", **UNKNOWN)
    assert len(everything_of_known) > 40
    for one, other in zip(everything_of_known, everything_of_unknown, strict=True):
        assert one[:3] == other[:3]
        assert one[3].splitlines() == other[3].splitlines(), one[0]
        assert one[4] == other[4], one[0]


def test_nor_does_it_show_that_the_other_was_closed_since(client, world: World) -> None:
    elsewhere = {"team": world.other_team, "kern": world.other_kern}
    got = []
    for other in (None, world.case("onderzoek", **elsewhere), world.case("afgesloten", **elsewhere)):
        case = world.case("aanmelding", looks_like=other, person=world.person("Pieters", street=""))
        as_(client, world.consulent)
        pages = [client.get(case.get_absolute_url())]
        for slug in ("laat-staan", "voeg-samen", "zelfde-persoon-andere-vraag"):
            pages += [client.get(f"{case.get_absolute_url()}stap/{slug}/"), post(client, case, slug, sure="on")]
        got.append([(one.status_code, page(one).replace(case.ref, "HW")) for one in pages])
    assert got[0] == got[1] == got[2]


# --- who may see both still has the turn -------------------------------------------------------------------------


@pytest.fixture
def double(client, world: World) -> Case:
    world.case("onderzoek", person=world.person("Pieters"))
    as_(client, world.consulent3).post("/zaken/nieuw/", report(postcode="3281 AB"))
    return Case.objects.get(team=world.other_team)


def test_the_turn_is_on_the_page_and_the_list_of_who_may_see_both(client, world: World, double: Case) -> None:
    page = words(as_(client, world.afdelingshoofd).get(double.get_absolute_url()))
    assert "Mogelijk dubbel" in page
    assert "lijkt op" in page
    assert "Mogelijk dubbel" in words(client.get("/?lijst=verdelen"))
    assert words(client.get(f"{double.get_absolute_url()}stap/laat-staan/")).count("U ziet geen andere zaak") == 0


def test_what_was_decided_stands_only_where_both_may_be_seen(client, world: World, double: Case) -> None:
    as_(client, world.consulent3).get("/")  # 'Gemeld.' is told once
    before = plain(words(client.get(double.get_absolute_url())))
    post(as_(client, world.afdelingshoofd), double, "laat-staan")
    assert fresh(double).looks_like is None
    assert "Zaken blijven apart" in words(client.get(double.get_absolute_url()))
    after = words(as_(client, world.consulent3).get(double.get_absolute_url()))
    assert plain(after) == before
    log = words(client.get(f"{double.get_absolute_url()}inzage/"))
    assert "Laat staan" not in log
    assert Reading.objects.filter(by=world.afdelingshoofd, part="zaak", case_id=double.pk).exists()


def test_in_ones_own_team_all_is_told_as_before(client, world: World) -> None:
    world.case("onderzoek", person=world.person("Pieters"))
    as_(client, world.consulent).post("/zaken/nieuw/", report())
    mine = Case.objects.order_by("-pk")[0]
    for who in (world.consulent2, world.teamleider, world.teamlid):
        assert "Mogelijk dubbel" in words(as_(client, who).get(mine.get_absolute_url()))
    perform(mine, "keep_apart", by=world.consulent)
    assert "Zaken blijven apart" in words(as_(client, world.teamlid).get(mine.get_absolute_url()))


def test_who_works_in_one_kern_of_the_team_does_not_learn_of_another(client, world: World) -> None:
    world.team.kernen.add(world.other_kern)
    narrow = user("eenkern")
    member(narrow, Role.WMO_CONSULENT, team=world.team, kernen=(world.kern,))
    other = world.case("onderzoek", person=world.person("Pieters"), kern=world.other_kern)
    case = world.case("aanmelding", person=world.person("Pieters"), looks_like=other)
    rows = WorkItem.objects.open().filter(case=case, step="case.keep_apart")
    assert rows.visible_to(sight(world.consulent)).exists()
    for mine in (rows.visible_to(sight(narrow)), rows.mine(sight(narrow)), rows.of_my_teams(sight(narrow))):
        assert not mine.exists()
    assert "Mogelijk dubbel" not in words(as_(client, narrow).get(case.get_absolute_url()))
    left = hand_out(list(rows.select_related("case", "team")), to=narrow, by=sight(world.teamleider))
    assert "mag deze zaak niet zien" in left[0][1]
    before = words(as_(client, narrow).get(case.get_absolute_url()))
    hand_out(list(rows.select_related("case", "team")), to=world.consulent, by=sight(world.teamleider))
    assert plain(words(client.get(case.get_absolute_url()))) == plain(before), "nor that something was handed out"
    assert "Mogelijk dubbel" in words(as_(client, world.consulent2).get(case.get_absolute_url()))
    assert f"laat staan: {world.consulent.name}" in words(client.get(case.get_absolute_url()))


def test_a_report_is_never_refused_because_nobody_may_see_both(client, world: World) -> None:
    """The only afdelingshoofd has gone home since: that must not tell whoever reports that there was one to look."""
    known = world.case("onderzoek", person=world.person("Pieters"))
    second = user("hoofd2")
    place = member(second, Role.AFDELINGSHOOFD, team=world.gemeente)
    recuse(known, by=world.afdelingshoofd)
    Membership.objects.filter(pk=place.pk).update(until=today())
    answer = as_(client, world.consulent3).post("/zaken/nieuw/", report(postcode="3281 AB"))
    assert answer.status_code == 303
    case = Case.objects.get(team=world.other_team)
    assert case.looks_like == known
    assert not WorkItem.objects.open().filter(case=case, step="case.keep_apart").exists()


def test_who_knows_somebody_elsewhere_is_no_news_here(client, world: World) -> None:
    """They are kept out of both, and the page of this case doesn't say so: it would tell that there are two."""
    known = world.case("onderzoek", person=world.person("Pieters"))
    here = world.case("onderzoek", person=world.person("Pieters"), team=world.other_team, kern=world.other_kern,
                      regisseur=world.consulent3)  # fmt: skip
    recuse(known, by=world.consulent)
    assert here.recusals.filter(user=world.consulent).exists()
    for tab in ("", "inzage/"):
        page = words(as_(client, world.consulent3).get(f"{here.get_absolute_url()}{tab}"))
        assert "kent deze persoon" not in page
        assert world.consulent.name not in page
    assert "kent deze persoon" in words(as_(client, world.consulent2).get(known.get_absolute_url()))


def test_who_works_in_both_teams_has_the_turn_as_long_as_they_do(client, world: World, double: Case) -> None:
    both = user("beide")
    member(both, Role.WMO_CONSULENT, team=world.other_team)
    elsewhere = member(both, Role.TEAMLID, team=world.team)
    put_in_line(Case, [double.pk], timezone.now())
    rows = WorkItem.objects.open().filter(case=double, step="case.keep_apart")
    assert rows.mine(sight(both)).exists()
    assert not rows.visible_to(sight(world.consulent3)).exists()
    Membership.objects.filter(pk=elsewhere.pk).update(until=today())
    assert double.pk in touched(Case, RosterChange.objects.filter(team_id=world.team.pk), today())
    put_in_line(Case, [double.pk], timezone.now())
    assert not rows.visible_to(sight(both)).exists()


def test_who_reads_along_with_the_other_sees_that_it_looks_alike(client, world: World, double: Case) -> None:
    world.grant(double.looks_like, world.consulent3, GrantKind.READ_ALONG)
    assert "lijkt op" in words(as_(client, world.consulent3).get(double.get_absolute_url()))
