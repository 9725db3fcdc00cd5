"""Deciding on an application: each line on its own, within a mandate, by a second person where the municipality asks one."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from casework.applications.beforehand import preview
from casework.applications.decision_paper import DECISION
from casework.applications.lines import line, per_week, total_per_week
from casework.applications.rules import DecisionRules
from casework.applications.to_you import put_right, to_you
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.indicaties.models import VoorlopigeIndicatie
from casework.products.models import Product, ProductPrice
from casework.provisions.models import Provision
from roles.models import Mandate, MandateKind
from roles.policy import sight
from tests.factories import World, fresh, today

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


def asked(world: World, **fields: Any) -> Any:
    return world.application(world.case(report_sent_on=today(), **fields))


def decide(application: Any, content: Any, by: Any, **more: Any) -> Any:
    return perform(fresh(application), "decide", by=by, content=content, **more).obj


def rules(**fields: Any) -> None:
    DecisionRules.objects.all().delete()
    DecisionRules.objects.create(since=dt.date(2015, 1, 1), contribution="Het CAK int.", **fields)


def costing(world: World, week: str) -> dict[str, Any]:
    """A decision of that many euros a week."""
    return world.decision(amount=Decimal(1), unit="uur", price=Decimal(week), frequency="")


def test_what_a_line_costs_a_week() -> None:
    given = {"outcome": "toegekend", "amount": Decimal("2.5"), "price": Decimal("61.20"), "unit": "uur"}
    assert {period: per_week(line(**given, period=period)) for period in ("week", "vier_weken", "maand")} == {
        "week": Decimal("153.00"),
        "vier_weken": Decimal("38.25"),
        "maand": Decimal("35.31"),
    }
    pgb = {"form": "pgb", "pgb_tariff": Decimal(20), "amount": Decimal(2)}
    assert per_week(line(outcome="deels", **pgb)) == Decimal("40.00")
    for nothing in ({"outcome": "afgewezen"}, {"kind": "hulpmiddel"}, {"amount": None}, {"price": None}):
        assert per_week(line(**given | nothing)) is None
    assert total_per_week([line(**given), line(outcome="afgewezen"), line(**given)]) == Decimal("306.00")
    assert total_per_week([line(outcome="afgewezen")]) is None


def test_each_line_is_decided_on_its_own_and_becomes_help_or_a_refusal(world: World) -> None:
    rules(second_for_refusals=False)
    application = asked(world)
    running = world.indicatie(application.case, "afgegeven")
    lift = {"kind": "woning", "lent": "eigendom", "price": Decimal(4000), "owner_heard": "aan de telefoon"}
    content = world.decision(amount=Decimal(3), unit="uur", price=Decimal("61.20"), frequency="")
    content["lines"] += world.decision("deels", what="Traplift", **lift)["lines"]
    content["lines"] += world.decision("afgewezen", what="Dagbesteding")["lines"]
    done = decide(application, content, world.consulent, takes_over="1")
    assert (done.state, done.per_week, done.decided_by) == ("besloten", Decimal("183.60"), world.consulent)
    assert done.number == f"{application.case.ref}-B1"
    assert done.mandate.kind == MandateKind.BESLUIT
    first, second, third = Provision.objects.filter(application=done).order_by("pk")
    assert [one.state for one in (first, second, third)] == ["toegekend", "toegekend", "afgewezen"]
    assert (first.price_per_week, first.amount, first.period, first.once) == (Decimal("183.60"), 3, "week", False)
    assert (second.once, second.lent, second.ends_on, second.price_per_week) == (True, False, None, None)
    assert (third.provider, third.starts_on, third.motivation) == (None, None, "Nodig.")
    running = VoorlopigeIndicatie.objects.get(pk=running.pk)
    assert (running.state, running.taken_over_by) == ("omgezet", first)
    letter = Document.objects.get(kind=DECISION)
    assert letter.snapshot["title"] == "Ons besluit op uw aanvraag"
    assert [part["heading"] for part in letter.snapshot["parts"]] == [
        "Dagbesteding: dit krijgt u",
        "Traplift: dit krijgt u voor een deel",
        "Dagbesteding: dit krijgt u niet",
    ]
    assert "[[" not in str(letter.snapshot)
    verbs = list(application.case.events.values_list("verb", flat=True).order_by("pk"))
    assert verbs[:1] == ["application.decide"]
    assert verbs.count("provision.grant"), verbs.count("provision.refuse") == (2, 1)
    told = application.case.events.get(verb="application.decide")
    assert told.text == "Dagbesteding: toegekend. Traplift: voor een deel. Dagbesteding: afgewezen."
    other = world.application(application.case)
    assert decide(other, world.decision(), world.consulent).number.endswith("-B2")


def test_help_is_turned_into_what_was_named_for_it_and_nothing_else(world: World) -> None:
    application = asked(world)
    running = world.indicatie(application.case, "afgegeven")
    decide(application, world.decision(), world.consulent)
    assert fresh(running).taken_over_by is None
    assert fresh(running).state == "afgegeven"
    later = asked(world)
    running = world.indicatie(later.case, "afgegeven")
    decide(later, world.decision(starts_on=today() + DAY), world.consulent, takes_over="1")
    running = VoorlopigeIndicatie.objects.get(pk=running.pk)
    assert (running.state, running.taken_over_by.application_id) == ("afgegeven", later.pk)


# by hand: the amount a week, the mandate's and the one above which a second person decides → what the mandate holder may
EDGES = [
    ("400.00", "400", None, "decides"),
    ("400.01", "400", None, "beyond"),
    ("400.01", None, None, "decides"),
    ("400.00", None, "400", "decides"),
    ("400.01", None, "400", "second"),
    ("400.01", "400", "400", "both"),
]
SAID = {"beyond": ("Dit valt buiten uw mandaat",), "second": ("Hierover beslist een tweede",)}
SAID["both"] = (*SAID["beyond"], *SAID["second"])


def test_amounts_at_the_edge_of_a_mandate_and_of_a_second_person(world: World) -> None:
    for week, most, second, what in EDGES:
        rules(second_above=second)
        Mandate.objects.filter(kind=MandateKind.BESLUIT).update(max_amount=most)
        application = asked(world)
        if what == "decides":
            assert decide(application, costing(world, week), world.consulent).state == "besloten"
            continue
        with pytest.raises(NotNow) as refused:
            decide(application, costing(world, week), world.consulent)
        found = [reason.text for reason in refused.value.reasons]
        assert len(found) == len(SAID[what]), (week, most, second)
        assert all(text.startswith(words) for text, words in zip(found, SAID[what], strict=True)), found
        # prepared, it waits for whom it fits
        perform(application, "prepare", by=world.consulent, content=costing(world, week))
        assert fresh(application).needs_second is (what != "beyond")


def test_over_a_refusal_decides_another_than_who_prepared_it_and_unchanged(world: World) -> None:
    application = asked(world)
    refusal = world.decision("afgewezen")
    perform(application, "prepare", by=world.consulent, content=refusal)
    with pytest.raises(NotAllowed):
        decide(application, refusal, world.consulent)
    with pytest.raises(NotNow, match="tweede persoon"):
        decide(application, world.decision("afgewezen", motivation="Anders"), world.consulent2)
    # who changes it prepares it anew; then the first may decide
    perform(
        fresh(application), "prepare", by=world.consulent2, content=world.decision("afgewezen", motivation="Anders")
    )
    with pytest.raises(NotAllowed):
        decide(application, world.decision("afgewezen", motivation="Anders"), world.consulent2)
    done = decide(application, world.decision("afgewezen", motivation="Anders"), world.consulent)
    assert (done.prepared_by, done.decided_by) == (world.consulent2, world.consulent)
    # without that rule, and where nothing is refused, one person prepares and decides in one step
    rules(second_for_refusals=False)
    assert decide(asked(world), refusal, world.consulent).state == "besloten"
    rules(four_eyes=True)
    with pytest.raises(NotNow, match="tweede persoon"):
        decide(asked(world), world.decision(), world.consulent)


def test_a_price_or_product_that_changed_since_it_was_seen_is_told(world: World) -> None:
    product = Product.objects.create(name="Begeleiding thuis", unit="uur")
    priced = {"product": product, "provider": world.provider, "year": today().year}
    price = ProductPrice.objects.create(**priced, price=Decimal("61.20"))
    content = world.decision(product=product, amount=Decimal(3), price=Decimal("61.20"), frequency="")
    price.price = Decimal("65.00")
    price.save()
    application = asked(world)
    with pytest.raises(NotNow, match="de prijs is gewijzigd"):
        decide(application, content, world.consulent)
    price.price = Decimal("61.20")
    price.save()
    Product.objects.filter(pk=product.pk).update(active=False)
    with pytest.raises(NotNow, match="niet meer in gebruik"):
        decide(application, content, world.consulent)
    Product.objects.filter(pk=product.pk).update(active=True)
    assert decide(application, content, world.consulent).state == "besloten"


def test_after_six_weeks_no_research_is_needed_only_care(world: World) -> None:
    late = world.application(world.case(on=today() - 7 * WEEK))
    content = world.decision() | {"asks_care": True}
    with pytest.raises(NotNow, match="wat u hebt nagegaan"):
        decide(late, content, world.consulent)
    assert decide(late, content | {"care": "Wij belden de huisarts."}, world.consulent).state == "besloten"
    assert "Wij belden de huisarts." in str(Document.objects.get(kind=DECISION).snapshot)


def test_a_letter_that_isnt_finished_says_what_is_missing(world: World) -> None:
    application = asked(world)
    half = {"lines": [line(outcome="toegekend", what="Begeleiding thuis", motivation="Hij kan de halte niet vinden.")]}
    half |= {"looked_at": [], "care": ""}
    found = preview(application, half, sight(world.consulent), [])
    assert found is not None
    page = str(found.html)
    for short in (
        "aanbieder",
        "begindatum",
        "einddatum",
        "hoeveel",
        "artikel van de wet",
        "artikel van de verordening",
    ):
        assert f'<mark class="wt-besluit__gap">{short}</mark>' in page, short
    assert found.about == ("Hij kan",)
    assert '<mark class="wt-besluit__over">Hij kan</mark>' in page
    assert "U krijgt hulp: begeleiding thuis" in page


TO_YOU = {
    "hij kan": "u kunt",
    "Zij heeft": "U hebt",
    "zij zelf wil": "u zelf wilt",
    "kan hij": "kunt u",
    "de inwoner is": "u bent",
    "Mevrouw": "U",
    "omdat hij": "omdat u",
}


def test_words_about_somebody_are_said_to_them() -> None:
    assert {words: to_you(words) for words in TO_YOU} == TO_YOU
    assert (
        put_right("De bus rijdt. Hij  kan\nniet mee; Hij kan wel.", "Hij kan")
        == "De bus rijdt. U kunt\nniet mee; U kunt wel."
    )
