"""The form of a decision and the letter beside it: while one types, without script, and when it is sent."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.applications import drafts
from casework.applications.drafts import DecisionDraft
from casework.applications.models import Application
from casework.cases.models import Case
from casework.desk.directed import sleeps
from casework.documents.models import Document
from casework.products.models import Product, ProductPrice
from casework.provisions.models import Provision
from casework.research.models import Need
from tests.factories import World, fresh, today
from tests.pages.browser import as_, post, send, words
from tests.pages.filled_in import decision_data

HTMX = {"HX-Request": "true"}


@pytest.fixture
def application(world: World) -> Any:
    case = world.case(report_sent_on=today(), question="Ik zie bijna niets meer.")
    return world.application(case, what="Begeleiding thuis")


def step(application: Application, slug: str = "besluit") -> str:
    return f"{application.get_absolute_url()}stap/{slug}/"


def beside(application: Application) -> str:
    return f"{application.get_absolute_url()}besluit/brief/"


def test_the_form_stands_in_the_order_of_the_letter_with_what_is_missing(
    client: Client, world: World, application: Any
) -> None:
    page = words(as_(client, world.consulent).get(step(application)))
    for there in (
        "Ik zie bijna niets meer.",
        "Nog ",
        ">begindatum</a>",
        ">aanbieder</a>",
        "De brief, zoals",
        "Bereid voor",
    ):
        assert there in page, there
    assert '<mark class="wt-besluit__gap">begindatum</mark>' in page
    assert "Dit krijgt u" not in page.partition('id="brief"')[0]
    assert "Er ontbreekt nog iets" not in page


def test_decided_in_one_step_with_what_was_typed(client: Client, world: World, application: Any) -> None:
    as_(client, world.consulent)
    incomplete = post(client, application, "besluit", **decision_data(world, starts_on="", verordening=""))
    assert incomplete.status_code == 200
    assert {"starts_on_1", "verordening_1"} == set(incomplete.context["form"].errors)
    assert "U ziet bijna niets meer." in words(incomplete)
    assert post(client, application, "besluit", **decision_data(world)).status_code == 303
    done = fresh(application)
    (line,) = done.content["lines"]
    assert (done.state, line["outcome"], line["amount"], line["provider_name"]) == (
        "besloten", "toegekend", "3", world.provider.name,
    )  # fmt: skip
    assert Provision.objects.get(application=done).how_much == "3 uur per week"
    assert Document.objects.get(kind="besluit").snapshot["title"] == "U krijgt hulp: begeleiding thuis"
    page = words(client.get(done.get_absolute_url()))
    assert "Begeleiding thuis: toegekend" in page
    assert f'href="{Document.objects.get(kind="besluit").get_absolute_url()}"' in page
    assert post(client, done, "besluit", **decision_data(world)).status_code == 409


def test_two_lines_and_one_less(client: Client, world: World, application: Any) -> None:
    as_(client, world.consulent)
    more = send(client, beside(application), meer="1", **decision_data(world))
    assert more.context["form"].many == 2
    two = decision_data(world) | decision_data(world, 2, what="Dagbesteding")
    less = send(client, beside(application), weg="1", **two)
    form = less.context["form"]
    assert (form.many, form["what_1"].value()) == (1, "Dagbesteding")
    assert post(client, application, "besluit", **two).status_code == 303
    assert [one.what for one in Provision.objects.order_by("pk")] == ["Begeleiding thuis", "Dagbesteding"]


def test_the_letter_follows_while_one_types_and_what_was_typed_is_kept(
    client: Client, world: World, application: Any
) -> None:
    as_(client, world.consulent)
    typed = decision_data(world, starts_on="", motivation="Hij kan de halte niet vinden.")
    part = words(client.post(beside(application), typed, headers=HTMX))
    assert "<html" not in part
    assert "U krijgt: begeleiding thuis van Heemzicht, 3 uur per week." in part
    assert '<mark class="wt-besluit__gap">begindatum</mark>' in part
    assert "<strong>Nog 1 ding</strong>" in part
    assert "Maak er ‘U kunt’ van" in part
    assert "Bewaard " in part
    assert not Document.objects.exists()
    assert fresh(application).state == "ontvangen"
    # it stands there again for whoever typed it, and for nobody else; encrypted
    again = client.get(step(application))
    assert again.context["form"]["motivation_1"].value() == "Hij kan de halte niet vinden."
    assert again.context["form"]["looked_at"].value() == ["woont", "verblijf", "wlz"]
    other = as_(client, world.consulent2).get(step(application))
    assert other.context["form"]["motivation_1"].value() == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM casework_decisiondraft")
        assert "halte" not in str(cursor.fetchall())
    # one button says it to the reader
    as_(client, world.consulent)
    right = send(client, beside(application), u="1:Hij kan", **typed)
    assert right.context["form"]["motivation_1"].value() == "U kunt de halte niet vinden."
    assert post(client, application, "besluit", **decision_data(world)).status_code == 303
    assert not DecisionDraft.objects.exists()
    assert (
        client.post(beside(application), typed, headers=HTMX).headers["HX-Redirect"] == application.get_absolute_url()
    )
    assert not DecisionDraft.objects.exists()


def test_a_draft_is_kept_a_week(world: World, application: Any) -> None:
    now = timezone.now()
    assert drafts.keep(application, world.consulent, {"care": ["x"]}, at=now - dt.timedelta(days=8)) is not None
    assert drafts.draft_of(application, world.consulent, now) is None
    assert drafts.forget_the_old(now) == 1
    assert drafts.keep(application, world.consulent, {"care": ["x" * 70_000]}, at=now) is None


def test_what_is_prepared_opens_for_the_second_person_as_it_was_typed(
    client: Client, world: World, application: Any
) -> None:
    as_(client, world.consulent)
    refused = decision_data(world, outcome="afgewezen", provider="", amount="", starts_on="", ends_on="")
    alone = post(client, application, "besluit", **refused)
    assert alone.status_code == 409
    assert "Hierover beslist een tweede persoon" in words(alone)
    assert post(client, application, "bereid-voor", **refused).status_code == 303
    prepared = fresh(application)
    assert (prepared.state, prepared.needs_second) == ("voorbereid", True)
    assert "Bereid voor" in words(client.get(step(prepared, "bereid-voor")))
    assert client.get(step(prepared)).status_code == 403
    page = as_(client, world.consulent2).get(step(prepared))
    assert page.context["form"]["motivation_1"].value() == "U ziet bijna niets meer."
    assert "Voorbereid door Consulent Test" in words(page)
    assert "Dit krijgt u niet: begeleiding thuis." in words(page)
    assert post(client, prepared, "besluit", **refused).status_code == 303
    assert Provision.objects.get().state == "afgewezen"


def test_a_price_that_changed_since_the_page_was_opened_is_told_at_its_field(
    client: Client, world: World, application: Any
) -> None:
    product = Product.objects.create(name="Begeleiding thuis", unit="uur")
    ProductPrice.objects.create(product=product, provider=world.provider, year=today().year, price=Decimal("61.20"))
    as_(client, world.consulent)
    typed = decision_data(world, product=str(product.pk), unit="")
    part = words(client.post(beside(application), typed, headers=HTMX))
    assert "€ 61,20 per uur · € 183,60 per week · binnen uw mandaat" in part
    ProductPrice.objects.update(price=Decimal("65.00"))
    told = post(client, application, "besluit", seen_1="61.2", **typed)
    assert "De prijs is gewijzigd, en is nu € 65,00." in words(told)
    assert post(client, application, "besluit", seen_1="65", **typed).status_code == 303
    assert fresh(application).per_week == Decimal("195.00")


# --- decided, and the case closed in one act -----------------------------------------------------------------------

BOTH = "Besluit en sluit af"


@pytest.fixture
def short(world: World) -> Any:
    """The application on the short road, where nothing else waits."""
    return world.application(world.case(report_sent_on=today(), road="kort"), what="Begeleiding thuis")


def refused_too(world: World) -> dict[str, Any]:
    """Granted in its first line, refused in its second: a second person decides."""
    no = {"outcome": "afgewezen", "what": "Dagbesteding", "provider": "", "starts_on": "", "ends_on": ""}
    return decision_data(world) | decision_data(world, 2, **no)


def test_decided_and_closed_in_one_act_the_case_sleeps(client: Client, world: World, short: Any) -> None:
    assert BOTH in words(as_(client, world.consulent).get(step(short)))
    assert post(client, short, "besluit", sluit="ja", **decision_data(world)).status_code == 303
    case = fresh(short.case)
    assert (fresh(short).state, case.phase, case.outcome, case.solved_layer) == (
        "besloten", "afgesloten", "maatwerk", "professional",
    )  # fmt: skip
    assert Provision.objects.get(application=short).state == "toegekend"
    assert Document.objects.filter(kind="besluit", about=short.public_id).exists()
    assert list(Case.objects.filter(sleeps(today()))) == [case]
    verbs = case.events.filter(verb__in=("application.decide", "case.close")).order_by("pk")
    assert list(verbs.values_list("verb", "by__username")) == [
        ("application.decide", "consulent"),
        ("case.close", "consulent"),
    ]


def test_it_is_offered_where_nothing_else_waits_and_to_whoever_may_close(
    client: Client, world: World, short: Any, application: Any
) -> None:
    as_(client, world.consulent)
    assert BOTH not in words(client.get(step(application)))  # on the long road there is a plan to make
    assert BOTH not in words(as_(client, world.consulent2).get(step(short)))  # decides, and doesn't lead the case
    as_(client, world.consulent)
    waiting = world.call_back(short.case)
    assert BOTH not in words(client.get(step(short)))
    waiting.delete()
    world.request(short.case, "aangevraagd")
    assert BOTH not in words(client.get(step(short)))


def test_what_was_opened_meanwhile_takes_the_decision_back_with_it(client: Client, world: World, short: Any) -> None:
    as_(client, world.consulent)
    assert BOTH in words(client.get(step(short)))
    world.call_back(short.case)
    told = post(client, short, "besluit", sluit="ja", **decision_data(world))
    assert told.status_code == 409
    assert "Iemand wil nog teruggebeld worden" in words(told)
    assert (fresh(short).state, fresh(short.case).phase) == ("ontvangen", "onderzoek")
    assert not Provision.objects.exists()
    assert not Document.objects.exists()
    assert not short.case.events.exists()
    # what was typed is still there to decide without closing
    assert told.context["form"]["motivation_1"].value() == "U ziet bijna niets meer."
    assert post(client, short, "besluit", **decision_data(world)).status_code == 303
    assert fresh(short.case).phase == "onderzoek"


def test_where_a_second_person_decides_they_close_it_only_if_they_lead_the_case(
    client: Client, world: World, short: Any
) -> None:
    typed = refused_too(world)
    as_(client, world.consulent)
    alone = post(client, short, "besluit", sluit="ja", **typed)
    assert "Hierover beslist een tweede persoon" in words(alone)
    assert post(client, short, "bereid-voor", **typed).status_code == 303
    prepared = fresh(short)
    as_(client, world.consulent2)
    assert post(client, prepared, "besluit", sluit="ja", **typed).status_code == 403
    assert (fresh(short).state, fresh(short.case).phase) == ("voorbereid", "onderzoek")
    # prepared by a colleague, the regisseur is the second person
    Application.objects.filter(pk=short.pk).update(prepared_by=world.consulent2)
    as_(client, world.consulent)
    assert BOTH in words(client.get(step(prepared)))
    assert post(client, prepared, "besluit", sluit="ja", **typed).status_code == 303
    assert (fresh(short).decided_by, fresh(short.case).phase) == (world.consulent, "afgesloten")


def test_where_nothing_is_granted_the_case_closes_with_how_it_was_solved_instead(
    client: Client, world: World, short: Any
) -> None:
    refused = decision_data(world, outcome="afgewezen", provider="", amount="", starts_on="", ends_on="")
    as_(client, world.consulent2)
    assert post(client, short, "bereid-voor", **refused).status_code == 303
    as_(client, world.consulent)
    told = post(client, fresh(short), "besluit", sluit="ja", **refused)
    assert "Kies met welke uitkomst u de zaak afsluit" in words(told)
    assert "Uitkomst bij afsluiten" in words(told)
    for wrong in ("maatwerk", "x" * 10_000, "\x00"):
        assert post(client, fresh(short), "besluit", sluit="ja", close_as=wrong, **refused).status_code == 200
    assert fresh(short).state == "voorbereid"
    assert post(client, fresh(short), "besluit", sluit="ja", close_as="netwerk", **refused).status_code == 303
    case = fresh(short.case)
    assert (case.phase, case.outcome, case.solved_layer) == ("afgesloten", "netwerk", "burger")
    assert Provision.objects.get(application=short).state == "afgewezen"


def test_the_page_has_the_case_around_it_and_marks_what_was_just_changed(
    client: Client, world: World, short: Any
) -> None:
    page = as_(client, world.consulent).get(step(short))
    for there in ('aria-current="page">Besluiten en geld', "ligt nu bij", "wt-casehead__term", "<h2>Besluit op"):
        assert there in words(page), there
    opened = page.context["form"].read
    assert "Dit hebben wij besloten op uw aanvraag" in opened
    typed = decision_data(world, starts_on="", motivation="U ziet <b>niets</b> meer. Hij kan de halte niet vinden.")
    changed = words(client.post(beside(short), typed | {"gelezen": opened}, headers=HTMX))
    net = '<mark class="wt-besluit__net">'
    assert f"{net}Heemzicht, 3 uur per week.</mark>" in changed
    assert f"{net}U ziet &lt;b&gt;niets&lt;/b&gt; meer.</mark>" in changed
    assert f"{net}Dit hebben" not in changed
    assert '<mark class="wt-besluit__gap">begindatum</mark>' in changed
    # without script the page keeps what it was opened with; strange words mark nothing, or all
    again = client.post(beside(short), typed | {"gelezen": opened})
    assert again.context["form"].read == opened
    assert net in words(again).partition('id="brief"')[2]
    for strange in ("\x00<b>", "woord " * 5_000):
        assert client.post(beside(short), typed | {"gelezen": strange}, headers=HTMX).status_code == 200


def test_a_need_is_no_name_of_help_and_the_way_that_was_chosen_is(client: Client, world: World, short: Any) -> None:
    research = world.research(short.case, "vastgesteld")
    need = Need.objects.create(research=research, order=1, what="De trap op komen", left="Alles.")
    need.options.create(what="Een kamer beneden")
    form = as_(client, world.consulent).get(step(short)).context["form"]
    assert (form["what_1"].value(), form["motivation_1"].value()) == ("", "De trap op komen. Alles.")
    need.options.create(what="Een traplift", chosen_on=today())
    page = client.get(step(short))
    assert page.context["form"]["what_1"].value() == "Een traplift"
    assert "U krijgt: een traplift van" in words(page)


WHO = {"consulent": 200, "consulent2": 200, "teamlid": 403, "teamleider": 403, "afdelingshoofd": 200, "consulent3": 404,
       "inwoner": 404, "financien": 404, "middenveld": 404, "privacy": 404}  # fmt: skip
GARBAGE: list[dict[str, str]] = [
    {"lines": "\x00", "meer": "1"},
    {"lines": "999999", "weg": "-1"},
    {"weg": "12345678"},
    {"u": "x:" + "y" * 10_000},
    {"u": ":"},
    {"starts_on_1": "1-1-1800", "ends_on_1": "31-2-2026", "review_on_1": "9999-12-31"},
    {"amount_1": "1e9", "price_1": "NaN", "pgb_tariff_1": "9" * 400, "form_1": "pgb"},
    {"product_1": "0", "provider_1": "x", "ground_1": "-1", "outcome_1": "<b>", "kind_1": "\u202e"},
    {"motivation_1": "a\x00b" + "x" * 30_000, "looked_at": "x", "takes_over": "99"},
]


def test_who_may_and_strange_input(client: Client, world: World, application: Any) -> None:
    for name, status in WHO.items():
        as_(client, getattr(world, name))
        assert client.post(beside(application), decision_data(world)).status_code == status, name
    assert client.get(beside(application)).status_code == 405
    as_(client, world.consulent)
    for strange in GARBAGE:
        for headers in ({}, HTMX):
            got = client.post(beside(application), decision_data(world) | strange, headers=headers)
            assert got.status_code == 200, strange
        lacks = decision_data(world, verordening="") | strange
        assert post(client, application, "besluit", **lacks).status_code == 200, strange
    assert fresh(application).state == "ontvangen"


def test_how_often_the_database_is_asked_does_not_grow_with_lines(
    client: Client, world: World, application: Any
) -> None:
    as_(client, world.consulent)
    client.get("/mijn/")
    many: dict[str, Any] = {}
    for number in range(1, 7):
        many |= decision_data(world, number)
    counts = []
    for data in (decision_data(world), many):
        client.post(beside(application), data, headers=HTMX)
        with CaptureQueriesContext(connection) as seen:
            client.post(beside(application), data, headers=HTMX)
        counts.append(len(seen))
    assert counts[0] == counts[1], counts
