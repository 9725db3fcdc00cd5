"""Nobody gains sight, or money to spend, alone: what beheer makes or widens waits for a second person."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client

from casework.vangnet.models import VangnetBudget
from roles.actions import Action
from roles.matrix import Role
from roles.models import Absence, Mandate, Membership, Outcome, Proposal, User
from roles.policy import may, sight
from tests.factories import SINCE, absent, member, today, user
from tests.pages.browser import words
from tests.wijkteam.admin.pages import TOMORROW, at, messages_on, new_absence, nl, place_of, placed

pytestmark = pytest.mark.django_db
PAGE = "/bevestigen/"


def waiting():
    return Proposal.objects.get(outcome=Outcome.WAITS)


def as_(who):
    client = Client()
    client.force_login(who)
    return client


def press(who, button="bevestig", proposal=None, **typed):
    one = proposal or waiting()
    return as_(who).post(f"{PAGE}{one.public_id}/{button}/", typed)


def new_place(world, **more):
    return {"user": world.outsider.pk, "role": "teamlid", "team": world.team.pk, "since": nl(today())} | more


def add_place(client, world, **more):
    return client.post(at("roles_membership", page="add"), new_place(world, **more), follow=True)


# --- what waits, and what doesn't ---------------------------------------------------------------------------------


def test_a_membership_opens_nothing_until_a_second_person_confirms_it(beheer, world):
    case = world.case()
    response = add_place(beheer, world)
    assert not Membership.objects.filter(user=world.outsider).exists()
    assert not may(sight(world.outsider), Action.VIEW_FILE, case)
    said = " ".join(messages_on(response))
    assert "telt pas mee als een tweede persoon het bevestigt" in said
    assert "Teamleider Test" in said
    assert "toegevoegd" not in said
    assert press(world.teamleider).status_code == 303
    assert may(sight(world.outsider), Action.VIEW_FILE, case)
    row = Membership.objects.get(user=world.outsider)
    assert (row.role, row.team, row.since) == ("teamlid", world.team, today())
    proposal = Proposal.objects.get()
    assert (proposal.made_by, proposal.decided_by, proposal.outcome) == (world.beheer, world.teamleider, "bevestigd")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("teamleider", 303),
        ("afdelingshoofd", 303),
        ("second", 303),
        ("beheer", 403),  # who asked
        ("teamleider3", 404),  # of another team
        ("outsider", 403),  # for whom it is, with no place yet
        ("consulent", 403),
        ("financien", 403),
        ("privacy", 403),
        ("middenveld", 403),
    ],
)
def test_who_the_second_person_is(beheer, world, second, who, status):
    world.second = second
    add_place(beheer, world)
    assert press(getattr(world, who)).status_code == status
    assert Membership.objects.filter(user=world.outsider).exists() == (status == 303)


def test_nobody_confirms_what_is_for_themselves(beheer, world, second):
    add_place(beheer, world, user=second.pk, role="teamlid")
    assert press(second).status_code == 403
    assert press(world.teamleider).status_code == 303
    # a leader gets a mandate with the whole role of leaders, so another beheerder looks at it
    mandate = Mandate.objects.get(team=world.team, role=Role.TEAMLEIDER)
    data = {"max_amount": "9000", "since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE)}
    beheer.post(at("roles_mandate", mandate), data)
    assert press(world.teamleider).status_code == 403
    assert press(second).status_code == 303
    assert Mandate.objects.get(pk=mandate.pk).max_amount == 9000


def test_who_covers_for_the_maker_acts_in_the_makers_place(beheer, world):
    """Four eyes are of people and of places: nobody confirms under the right of who asked."""
    member(world.outsider, Role.PRIVACY, team=world.gemeente)
    cover = user("waarneemt")
    member(cover, Role.PRIVACY, team=world.gemeente)
    absent(place_of(world.beheer), cover=cover)
    add_place(beheer, world, user=world.consulent3.pk)
    assert press(cover).status_code == 403
    proposal = waiting()
    press(world.teamleider, "wijs-af", why="nee")
    # and the other way round: what the cover asked for isn't confirmed by whom they cover for
    add_place(as_(cover), world, user=world.consulent3.pk, role="eerste_contact")
    assert waiting().made_for == [world.beheer.pk]
    assert press(world.beheer).status_code == 403
    assert proposal.pk != waiting().pk


def test_narrowing_works_at_once_and_widening_waits(beheer, world):
    row = place_of(world.consulent)
    row.kernen.set([world.kern])
    until = today() + dt.timedelta(days=30)
    both = placed(row, until=nl(until), kernen=[])  # an end, and all kernen of the team
    response = beheer.post(at("roles_membership", row), both, follow=True)
    row.refresh_from_db()
    assert row.until == until
    assert list(row.kernen.all()) == [world.kern]
    assert "telt pas mee" in " ".join(messages_on(response))
    press(world.teamleider)
    row.refresh_from_db()
    assert row.until == until
    assert not row.kernen.exists()


@pytest.mark.parametrize(
    ("before", "after", "waits"),
    [
        ({"until": 9}, {"until": 5}, False),
        ({"until": 9}, {"until": 12}, True),
        ({"until": 9}, {"until": None}, True),
        ({"until": None}, {"until": 9}, False),
        ({"since": -9}, {"since": -5}, False),
        ({"since": -9}, {"since": -12}, True),
    ],
)
def test_each_end_of_a_period(beheer, world, before, after, waits):
    def day(number):
        return None if number is None else today() + dt.timedelta(days=number)

    row = place_of(world.consulent)
    Membership.objects.filter(pk=row.pk).update(**{name: day(number) for name, number in before.items()})
    row.refresh_from_db()
    (name, number), *_ = after.items()
    beheer.post(at("roles_membership", row), placed(row, **{name: nl(day(number)) if number is not None else ""}))
    row.refresh_from_db()
    assert Proposal.objects.exists() == waits
    assert (getattr(row, name) == day(number)) == (not waits)
    if waits:
        assert press(world.teamleider).status_code == 303
        row.refresh_from_db()
        assert getattr(row, name) == day(number)


def test_some_kernen_go_at_once_and_others_come_later(beheer, world):
    from wijkweb.models import Kern

    third = Kern.objects.create(name="Goudswaard", village="Goudswaard", postcode4="3267")
    fourth = Kern.objects.create(name="Klaaswaal", village="Klaaswaal", postcode4="3286")
    world.team.kernen.add(third, fourth)
    row = place_of(world.consulent)
    row.kernen.set([world.kern, third])
    beheer.post(at("roles_membership", row), placed(row, kernen=[third.pk, fourth.pk]))
    assert set(row.kernen.all()) == {third}
    press(world.teamleider)
    assert set(row.kernen.all()) == {third, fourth}


def test_a_mandate_waits_and_a_smaller_one_does_not(beheer, world, second):
    mandate = Mandate.objects.get(team=world.team, role=Role.TEAMLEIDER)
    data = {"since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE)}
    beheer.post(at("roles_mandate", mandate), data | {"max_amount": "4000"})
    mandate.refresh_from_db()
    assert (mandate.max_amount, mandate.decision_number) == (4000, "B9")
    beheer.post(at("roles_mandate", mandate), data | {"max_amount": "9000", "decision_number": "B10"})
    mandate.refresh_from_db()
    assert (mandate.max_amount, mandate.decision_number) == (4000, "B9"), "the number is of what waits"
    press(second)
    mandate.refresh_from_db()
    assert (mandate.max_amount, mandate.decision_number) == (9000, "B10")


def test_being_away_is_known_at_once_and_the_cover_waits(beheer, world):
    row = place_of(world.teamleider)
    away = new_absence(row, cover=world.consulent)
    assert beheer.post(at("roles_membership", row), placed(row, **away)).status_code == 302
    (absence,) = Absence.objects.all()
    assert absence.cover is None
    assert not any(one.role == Role.TEAMLEIDER for one in sight(world.consulent).holdings)
    assert press(world.consulent).status_code == 403
    assert press(world.afdelingshoofd).status_code == 303
    absence.refresh_from_db()
    assert absence.cover == world.consulent
    assert any(one.role == Role.TEAMLEIDER for one in sight(world.consulent).holdings)


def test_a_longer_cover_waits_and_a_shorter_one_does_not(beheer, world):
    row = place_of(world.consulent)
    one = absent(row, cover=world.teamlid, until=today() + dt.timedelta(days=9))
    field = "absences-0-until"
    beheer.post(at("roles_membership", row), placed(row, **{field: nl(today() + dt.timedelta(days=20))}))
    one.refresh_from_db()
    assert one.until == today() + dt.timedelta(days=9)
    assert Proposal.objects.count() == 1
    beheer.post(at("roles_membership", row), placed(row, **{field: nl(today() + dt.timedelta(days=4))}))
    one.refresh_from_db()
    assert one.until == today() + dt.timedelta(days=4)
    assert Proposal.objects.count() == 1
    # what it started from is gone: nobody is taken by surprise
    answer = press(world.teamleider)
    assert answer.status_code == 409
    assert "intussen gewijzigd" in answer.content.decode()


def test_an_account_is_opened_again_by_two(beheer, world):
    User.objects.filter(pk=world.consulent.pk).update(is_active=False)
    data = {"username": "consulent", "first_name": "Coen", "last_name": "T", "email": world.consulent.email}
    beheer.post(at("roles_user", world.consulent), data | {"is_active": "on"})
    world.consulent.refresh_from_db()
    assert not world.consulent.is_active
    assert world.consulent.first_name == "Coen", "a name is nobody's sight"
    assert press(world.teamleider).status_code == 303
    world.consulent.refresh_from_db()
    assert world.consulent.is_active


def test_money_waits_and_taking_it_back_does_not(beheer, world):
    budget = VangnetBudget.objects.get(team=world.team)
    name = "casework_vangnetbudget"
    response = beheer.post(at(name, budget), {"amount": "100,00", "words": "Raadsbesluit 12"}, follow=True)
    assert "gewijzigd" not in " ".join(messages_on(response))
    assert budget.entries.balance().free == 10000
    beheer.post(at(name, budget), {"amount": "-50,00", "words": "Terug"})
    assert budget.entries.balance().free == 9950
    assert "€ 100,00" in words(as_(world.teamleider).get(PAGE))
    assert press(world.teamleider).status_code == 303
    assert budget.entries.balance().free == Decimal("10050.00")
    assert budget.entries.first().by == world.beheer


# --- nobody there, nothing counts ---------------------------------------------------------------------------------


def test_what_waits_is_not_the_last_afdelingshoofd(beheer, world, second):
    """A successor who isn't confirmed is no successor."""
    later = today() + TOMORROW
    add_place(beheer, world, role="afdelingshoofd", team=world.gemeente.pk)
    row = place_of(world.afdelingshoofd)
    page = beheer.post(at("roles_membership", row), placed(row, until=nl(later))).content.decode()
    assert "niemand als afdelingshoofd" in page
    press(second)
    assert beheer.post(at("roles_membership", row), placed(row, until=nl(later))).status_code == 302


def test_the_last_one_is_away_when_a_confirmed_colleague_covers(beheer, world, second):
    """Without the cover nobody would be there: then the absence waits too."""
    row = place_of(world.financien)
    beheer.post(at("roles_membership", row), placed(row, **new_absence(row, cover=world.afdelingshoofd)))
    assert not Absence.objects.exists()
    press(second)
    assert Absence.objects.get().cover == world.afdelingshoofd


def test_where_nobody_can_confirm_it_is_said(beheer, world):
    response = add_place(beheer, world, role="financien", team=world.gemeente.pk, user=world.afdelingshoofd.pk)
    assert "Er is nu niemand die dat kan. Zorg eerst voor een tweede beheerder." in " ".join(messages_on(response))
    assert "Er is nu niemand die dat kan" in beheer.get(PAGE).content.decode()


def test_a_partners_colleague_is_confirmed_by_another_beheerder(beheer, world, second):
    add_place(beheer, world, role="middenveld", team="", organisation=world.partner.pk)
    assert press(world.teamleider).status_code == 404
    assert press(second).status_code == 303


def test_beheers_second_self_opens_nothing_and_is_told(beheer, world):
    """An account on one's own mailbox, made afdelingshoofd by oneself: nothing opens, and the one who is hears it."""
    from casework.engine.notifications import Notification

    case = world.case()
    person = {"username": "ikzelf", "first_name": "Tweede", "last_name": "Ik", "email": "beheer+2@voorbeeld.example"}
    beheer.post(at("roles_user", page="add"), person)
    second_self = User.objects.get(username="ikzelf")
    add_place(beheer, world, user=second_self.pk, role="afdelingshoofd", team=world.gemeente.pk)
    assert sight(second_self).holdings == ()
    assert as_(second_self).get(case.get_absolute_url()).status_code == 404
    assert press(second_self).status_code == 403
    assert press(world.beheer).status_code == 403
    assert [row.to for row in Notification.objects.filter(kind="")] == [world.afdelingshoofd]
    assert "Tweede Ik, Afdelingshoofd, Gemeente" in as_(world.afdelingshoofd).get(PAGE).content.decode()


# --- deciding -----------------------------------------------------------------------------------------------------


def test_two_clicks_are_one_and_who_is_second_hears_it(beheer, world, second):
    add_place(beheer, world)
    proposal = waiting()
    assert press(world.teamleider, proposal=proposal).status_code == 303
    assert press(world.teamleider, proposal=proposal).status_code == 303
    answer = press(second, "wijs-af", proposal, why="nee")
    assert answer.status_code == 409
    assert "Een collega was u voor: Teamleider Test heeft dit op" in answer.content.decode()
    assert Membership.objects.filter(user=world.outsider).count() == 1


def test_a_refusal_says_why_and_what_was_typed_stays(beheer, world):
    add_place(beheer, world)
    answer = press(world.teamleider, "wijs-af", why=" ")
    assert answer.status_code == 409
    assert "Zeg waarom niet." in answer.content.decode()
    answer = press(world.teamleider, "wijs-af", why="Noor werkt hier niet. " * 200)
    assert "hoogstens 2.000 tekens" in answer.content.decode()
    assert "Noor werkt hier niet. Noor" in answer.content.decode()
    assert press(world.teamleider, "wijs-af", why="nul\0byte").status_code == 409
    assert press(world.teamleider, "wijs-af", why="Noor werkt hier niet.").status_code == 303
    page = beheer.get(PAGE).content.decode()
    assert "Noor werkt hier niet." in page
    assert "Afgewezen door Teamleider Test" in page
    assert not Membership.objects.filter(user=world.outsider).exists()


def test_beheer_takes_back_what_it_asked(beheer, world):
    add_place(beheer, world)
    proposal = waiting()
    assert press(world.teamleider, "trek-in").status_code == 403
    assert press(world.beheer, "trek-in").status_code == 303
    assert press(world.teamleider, proposal=proposal).status_code == 409
    assert not Membership.objects.filter(user=world.outsider).exists()


def test_the_same_asked_twice_is_one(beheer, world):
    add_place(beheer, world)
    add_place(beheer, world)
    assert Proposal.objects.count() == 1


def test_what_can_not_be_any_more_is_said_and_goes_on_waiting(beheer, world):
    add_place(beheer, world)
    member(world.outsider, Role.TEAMLID, team=world.team)
    answer = press(world.teamleider)
    assert answer.status_code == 409
    assert "al in dit team" in answer.content.decode()
    assert waiting()


# --- who hears of it ----------------------------------------------------------------------------------------------


def test_it_is_on_somebodys_list_and_in_their_mail(beheer, world):
    from casework.engine.notifications import Notification

    add_place(beheer, world)
    page = as_(world.teamleider).get("/").content.decode()
    assert "U wordt gevraagd één wijziging" in page
    assert "U wordt gevraagd" not in as_(world.consulent).get("/").content.decode()
    assert "Outsider Test" in as_(world.teamleider).get(PAGE).content.decode()
    (row,) = Notification.objects.all()
    assert (row.to, row.url, row.subject) == (world.teamleider, PAGE, "Er wacht iets op uw bevestiging")
    assert mail.outbox == []


def test_who_leads_some_kernen_alone_is_not_waited_for(beheer, world):
    """They may not confirm it; whoever may hears that it waits."""
    from casework.engine.notifications import Notification

    place_of(world.teamleider).kernen.set([world.kern])
    add_place(beheer, world)
    assert press(world.teamleider).status_code == 404
    assert [row.to for row in Notification.objects.filter(kind="")] == [world.afdelingshoofd]


def test_who_covers_for_the_leader_hears_it_and_confirms(beheer, world):
    from casework.engine.notifications import Notification

    absent(place_of(world.teamleider), cover=world.consulent)
    add_place(beheer, world)
    assert [row.to for row in Notification.objects.filter(kind="")] == [world.consulent]
    assert press(world.consulent).status_code == 303


def test_who_is_over_the_team_hears_also_where_another_confirmed(beheer, world, second):
    from casework.engine.notifications import Notification

    add_place(beheer, world)
    Notification.objects.all().delete()
    press(second)
    (row,) = Notification.objects.all()
    assert row.to == world.teamleider
    assert "veranderd" in row.subject
    assert "Bevestigd door Beheer2 Test" in as_(world.teamleider).get(PAGE).content.decode()


def test_the_history_names_both(beheer, world):
    add_place(beheer, world)
    press(world.teamleider)
    row = Membership.objects.get(user=world.outsider)
    lines = beheer.get(at("roles_membership", row, "history")).context["lines"]
    assert {line.who for line in lines} == {"Beheer Test, bevestigd door Teamleider Test"}


def test_the_list_costs_the_same_with_thirty(world, django_assert_num_queries):
    from wijkteam.second_person.changes import change

    def ask(number):
        row = {"user": user(f"nieuw{number}").pk, "role": "teamlid", "team": world.team.pk, "organisation": None}
        row |= {"since": "2020-01-01", "until": None, "kernen": []}
        Proposal.objects.create(
            changes=[change("roles.membership", None, {}, row, row)], team=world.team, made_by=world.beheer
        )

    client = as_(world.teamleider)
    ask(0)
    client.get(PAGE)  # what is read once per process
    with django_assert_num_queries(16):
        assert client.get(PAGE).status_code == 200
    for number in range(1, 30):
        ask(number)
    with django_assert_num_queries(17):  # where there are more pages, how many
        page = client.get(PAGE).content.decode()
    assert page.count("Nieuw lidmaatschap: ") == 25
    assert "Volgende" in page


# --- the database itself ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda one: Proposal.objects.filter(pk=one.pk).update(changes=[]),
        lambda one: Proposal.objects.filter(pk=one.pk).update(made_by=one.team.memberships.first().user),
        lambda one: Proposal.objects.filter(pk=one.pk).update(
            outcome="bevestigd", decided_by=one.made_by, decided_at=one.made_at
        ),
        lambda one: Proposal.objects.filter(pk=one.pk).update(outcome="bevestigd"),
        lambda one: Proposal.objects.filter(pk=one.pk).delete(),
    ],
)
def test_the_database_keeps_it(beheer, world, change):
    add_place(beheer, world)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(waiting())


# --- what is confirmed is what was shown --------------------------------------------------------------------------


def test_a_cover_is_confirmed_for_the_days_that_were_shown(beheer, world):
    """A day's absence may be made longer by beheer alone, while nobody covers. Not under a cover that is being judged."""
    row = place_of(world.teamleider)
    beheer.post(
        at("roles_membership", row), placed(row, **new_absence(row, until=today() + TOMORROW, cover=world.consulent))
    )
    shown = words(as_(world.afdelingshoofd).get(PAGE))
    assert f"{today():%d-%m-%Y} tot {today() + TOMORROW:%d-%m-%Y}" in shown
    beheer.post(at("roles_membership", row), placed(row, **{"absences-0-until": ""}))
    assert Absence.objects.get().until is None, "being away longer is known at once"
    answer = press(world.afdelingshoofd)
    assert answer.status_code == 409
    assert "intussen gewijzigd" in answer.content.decode()
    assert Absence.objects.get().cover is None
    assert not any(one.role == Role.TEAMLEIDER for one in sight(world.consulent).holdings)


def test_two_that_were_each_shown_alone_are_not_confirmed_as_their_sum(beheer, world):
    """A longer time for one kern, and all kernen for a short time, are not all kernen for a long time."""
    row = place_of(world.consulent)
    row.until = today() + TOMORROW
    row.save()
    row.kernen.set([world.kern])
    beheer.post(at("roles_membership", row), placed(row, until=""))
    beheer.post(at("roles_membership", row), placed(row, kernen=[]))
    longer, wider = Proposal.objects.order_by("pk")
    assert press(world.teamleider, proposal=longer).status_code == 303
    answer = press(world.teamleider, proposal=wider)
    assert answer.status_code == 409
    assert list(row.kernen.all()) == [world.kern]


@pytest.mark.parametrize("as_it_was", [True, False])
def test_whoever_it_is_for_stays_who_was_shown(beheer, world, as_it_was):
    """Another address is another reader of the mail by which a password is chosen. It may be taken back."""
    add_place(beheer, world)
    assert world.outsider.email in words(as_(world.teamleider).get(PAGE))
    person = {"username": world.outsider.username, "first_name": "Iemand", "last_name": "Anders", "is_active": "on"}
    beheer.post(at("roles_user", world.outsider), person | {"email": "beheer+2@voorbeeld.example"})
    if as_it_was:
        beheer.post(at("roles_user", world.outsider), person | {"email": world.outsider.email})
    answer = press(world.teamleider)
    assert answer.status_code == 409
    assert "intussen gewijzigd" in answer.content.decode()
    assert not Membership.objects.filter(user=world.outsider).exists()
