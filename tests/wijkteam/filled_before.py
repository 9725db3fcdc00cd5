"""A whole database of before, with cases in every phase, consents, applications and delays: filled as the code of then
left it (`FILL`, where its tables are those of before), and read as it is now (`READ`), each in a process of its own: every
role opens its main pages, and a step is taken on what was running then."""

FILLED_AT = "0042_draft_windows"
FILL = """
import datetime as dt
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

apps = MigrationLoader(connection).project_state(("casework", "0042_draft_windows")).apps
day, today, now = dt.timedelta(days=1), timezone.localdate(), timezone.now()


def make(what_, **fields):
    label, _, model = what_.rpartition(".")
    return apps.get_model(label or "casework", model).objects.create(**fields)


with transaction.atomic():
    kern = make("wijkweb.Kern", name="Piershil", village="Piershil", postcode4="3265", slug="piershil")
    team = make("roles.Team", name="Wijkteam Noord", kind="wijkteam")
    make("roles.TeamKern", team=team, kern=kern)
    partner = make("wijkweb.Organisation", name="Bij de Oma's", layer="middenveld", domain="vereniging")
    church = make("wijkweb.Organisation", name="De Kerk", layer="middenveld", domain="kerk")
    provider = make("wijkweb.Organisation", name="Thuiszorg", layer="professional", domain="tweedelijn")
    people = {}
    for name, role in (("consulent", "wmo_consulent"), ("leider", "teamleider")):
        people[name] = make("roles.User", username=name, first_name=name, last_name="Bos", password=make_password("x"))
        make("roles.Membership", user=people[name], role=role, team=team, since=today - 900 * day)
    gemeente = make("roles.Team", name="Gemeente", kind="gemeente")
    for role in ("eerste_contact", "administratie", "teamlid"):
        people[role] = make("roles.User", username=role, first_name=role, last_name="Bos", password=make_password("x"))
        make("roles.Membership", user=people[role], role=role, team=team, since=today - 900 * day)
    for role in ("afdelingshoofd", "financien", "beheer", "privacy"):
        people[role] = make("roles.User", username=role, first_name=role, last_name="Bos", password=make_password("x"))
        make("roles.Membership", user=people[role], role=role, team=gemeente, since=today - 900 * day)
    for role, organisation in (("middenveld", partner), ("uitvoerder", provider)):
        people[role] = make("roles.User", username=role, first_name=role, last_name="Bos", password=make_password("x"))
        make("roles.Membership", user=people[role], role=role, organisation=organisation, since=today - 900 * day)
    citizen = make("roles.User", username="inwoner", first_name="Toos", last_name="Vermaat", password=make_password("x"))
    one = people["consulent"]
    mandate = make("roles.Mandate", kind="voorlopige_indicatie", role="wmo_consulent", team=team, since=today - 900 * day,
                   max_weeks=8, max_amount=500, decision_number="1", decision_on=today - 900 * day)
    ground = apps.get_model("casework", "Ground").objects.filter(maatwerk=True).first()

    def case(number, phase, **fields):
        person = make("Person", family_name="Vermaat", given_name=f"Toos {number}", street="Dijk 1", postcode="3265 AA",
                      town="Piershil", sort_name="vermaat", search_name="toos vermaat")
        stands = dict(ref=f"2026-000{number}", kind="melding", channel="telefoon", question="Ik eet niet meer warm.",
                      received_on=today - 60 * day, clock_from=today - 60 * day, reported_at=now - 60 * day,
                      holder_kind="team", holder_team=team, layer="professional", held_since=today - 60 * day, kern=kern,
                      team=team, person=person, phase=phase, state_since=today - 50 * day)
        if phase != "aanmelding":
            stands |= dict(regisseur=one, road="lang", weight="gemiddeld", met_on=today - 40 * day)
        return make("Case", **stands | fields)

    def consent(of, text="Wij vertellen uw naam.", **fields):
        said = dict(how="aan tafel", given_by="zij", given_on=today - 30 * day, recorded_by=one)
        return make("Consent", case=of, text=text, **said | fields)

    def goal(of, rests_on, organisation, state="loopt"):
        shared = dict(shared_until=rests_on.until or dt.date.max) if rests_on and state == "loopt" else {}
        return make("Goal", case=of, wording="Samen eten", layer="middenveld", ground=ground, budget=0, consent=rests_on, state=state,
                    state_since=today - 20 * day, carrier_kind="organisatie", carrier_organisation=organisation,
                    carried_since=now, started_on=today - 20 * day, **shared)

    def offer(of, rests_on, organisation):
        return make("Handover", case=of, consent=rests_on, state="aangeboden", state_since=today - 3 * day,
                    from_name="Wijkteam Noord", from_layer="professional", from_team=team, to_kind="organisatie",
                    to_layer="middenveld", to_organisation=organisation, need="Samen eten", offered_on=today - 3 * day,
                    offered_by=one, shared_until=rests_on.until or dt.date.max)

    new = case(1, "aanmelding")
    looked = case(2, "onderzoek", found="Zij wil niet alleen eten.")
    offer(looked, consent(looked), partner)
    goal(looked, consent(looked, given_on=today - 10 * day), partner, "voorgesteld")  # the same words: one again
    goal(looked, consent(looked, "Anders gezegd."), partner, "voorgesteld")  # other words: it stays
    goal(looked, consent(looked, until=today + 90 * day), partner, "voorgesteld")  # another day: it stays
    consent(looked, withdrawn_at=now - 5 * day)
    consent(looked, until=today - day)
    planned = case(3, "plan", found="De trap op lukt niet.", report_sent_on=today - 30 * day)
    make("Application", case=planned, state="toegekend", what="Traplift", received_on=today - 25 * day, decided_by=one,
         decided_on=today - 20 * day, mandate=mandate, number="B1", frequency="eenmalig", motivation="Nodig",
         starts_on=today - 10 * day, ends_on=today + 300 * day, ground=ground, state_since=today - 20 * day)
    carried = case(4, "uitvoering", found="Zij vereenzaamt.", report_sent_on=today - 40 * day, evaluate_on=today + 9 * day,
                   goals_agreed_on=today - 20 * day, agreed_on=today - 20 * day, agreed_how="aan tafel")
    both = consent(carried)
    goal(carried, both, partner)
    goal(carried, both, church)  # one consent that served two: one for each
    asked = make("Application", case=carried, state="ontvangen", what="Dagbesteding", received_on=today - 12 * day,
                 delayed_until=today + 20 * day, delay_why="Het advies is er nog niet.", state_since=today - 12 * day)
    make("ApplicationSuspension", application=asked, ground="gegevens", since=today - 6 * day, asked_until=today + 6 * day)
    closed = case(5, "afgesloten", found="Haar zus kookt.", report_sent_on=today - 40 * day, closed_on=today - 5 * day,
                  outcome="eigen_kracht", solved_layer="burger")
    make("Application", case=closed, state="afgewezen", what="Maaltijden", received_on=today - 25 * day, decided_by=one,
         decided_on=today - 20 * day, mandate=mandate, number="B2", motivation="Haar zus kookt.", ground=ground,
         state_since=today - 20 * day)
    own = apps.get_model("auth", "Permission").objects.get(codename="own_case")
    make("CaseGrant", user=citizen, content_object=carried, permission=own, reason="Haar zaak", since=today - 60 * day)
    make("Wait", case=carried, waits_for="advies", what="van de arts", until=today + 4 * day, since=today - day,
         made_by=one, state_since=today - day)
"""
READ = """
import django
from django.conf import settings

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # none are gathered here
django.setup()
from django.db import transaction
from django.test import Client
from django.utils import timezone
from lxml.html import fromstring
from casework.applications.models import Application
from casework.cases.models import Case
from casework.engine import lists
from casework.engine.holding import hold
from casework.goals.models import Goal
from casework.research.models import Research
from casework.sharing.models import Sharing
from roles.models import User

ids = list(Case.objects.values_list("pk", flat=True))
for _ in range(2):
    with transaction.atomic():
        held = hold(Case, ids)
        lists.bring_in_line(held, timezone.now())
        assert lists.differences(held, timezone.now()) == 0


def logged_in(name):
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=name))
    return client


def press(name, url):
    # the form of a step as it is shown, sent as it stands
    client = logged_in(name)
    page = client.get(url)
    assert page.status_code == 200, (name, url, page.status_code)
    form = next(one for one in fromstring(page.content).forms if one.method == "POST" and "token" in one.fields)
    answer = client.post(form.action or url, dict(form.form_values()))
    assert answer.status_code == 303, (name, url, answer.status_code, fromstring(answer.content).text_content())


# from the first page on, every page that it leads to, and what those lead to
for name in User.objects.exclude(username="").order_by("username").values_list("username", flat=True):
    client, seen, row = logged_in(name), {"/"}, ["/"]
    for url in row:
        answer = client.get(url, follow=True)
        if answer.status_code >= 400:
            print("WRONG", name, answer.status_code, url)
        if "html" not in answer.headers["Content-Type"] or len(seen) > 60:
            continue
        for link in fromstring(answer.content).xpath("//a/@href"):
            there = link.partition("#")[0]
            if there.startswith("/") and there not in seen and "uitloggen" not in there:
                seen.add(there)
                row.append(there)

client = logged_in("consulent")
read = {}
tabs = ("", "onderzoek/", "plan/", "besluiten/", "stukken/", "wijkweb/", "inzage/", "gegevens/", "adviezen/nieuw/")
places = [f"{case.get_absolute_url()}{tab}" for case in Case.objects.all() for tab in tabs]
rows = [*Application.objects.all(), *Sharing.objects.all(), *Goal.objects.all()]
reports = [f"{one.case.get_absolute_url()}onderzoek/verslag/" for one in Research.objects.all()]
for url in ["/", "/casussen/", "/driehoek/", *places, *reports, *(one.get_absolute_url() for one in rows)]:
    answer = client.get(url)
    if answer.status_code != 200 and not (answer.status_code in (302, 303)):
        print("WRONG", answer.status_code, url)
    read[url] = answer.content.decode()
looked, carried = Case.objects.get(ref="2026-0002"), Case.objects.get(ref="2026-0004")
assert "Zij wil niet alleen eten." in read[looked.get_absolute_url() + "onderzoek/"]
assert "Het advies is er nog niet." in "".join(read[one.get_absolute_url()] for one in carried.applications.all())
print("states", sorted(Application.objects.values_list("what", "state")))
print("researches", sorted(Research.objects.values_list("case__ref", "state")))
standing = looked.sharings.filter(state="gegeven").order_by("pk")
print("looked", [(one.receiver_name, one.text, one.until is not None, one.goals.count(), one.handovers.count()) for one in standing])
print("carried", sorted((one.receiver_name, one.state, one.goals.count()) for one in carried.sharings.all()))
(offered,) = looked.handovers.filter(state="aangeboden")
press("middenveld", f"{offered.get_absolute_url()}stap/neem-over/")
looked.refresh_from_db()
print("taken over", looked.holder_name, looked.layer)
(asked,) = carried.applications.filter(state="ontvangen")
press("consulent", f"{asked.get_absolute_url()}stap/hervat/")
print("runs again", asked.suspensions.get().until == timezone.localdate())
print("ended", sorted(looked.sharings.exclude(state="gegeven").values_list("state", flat=True)))
"""
# two consents in the same words are one; other words, or another day, are another agreement; one that served two is two
FOUND = """states [('Dagbesteding', 'ontvangen'), ('Maaltijden', 'besloten'), ('Traplift', 'besloten')]
researches [('2026-0002', 'loopt'), ('2026-0003', 'verstuurd'), ('2026-0004', 'verstuurd'), ('2026-0005', 'verstuurd')]
looked [("Bij de Oma's", 'Wij vertellen uw naam.', False, 1, 1), ("Bij de Oma's", 'Anders gezegd.', False, 1, 0), ("Bij de Oma's", 'Wij vertellen uw naam.', True, 1, 0)]
carried [("Bij de Oma's", 'gegeven', 1), ('De Kerk', 'gegeven', 1)]
taken over Bij de Oma's middenveld
runs again True
ended ['ingetrokken', 'verlopen', 'verlopen']
"""
