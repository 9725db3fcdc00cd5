"""The pages of beheer as a test asks and posts them, and what they answer."""

import datetime as dt
import re

from django.test import Client
from django.urls import reverse

from roles.models import Membership, Proposal
from tests.factories import today

MODELS = (
    "wijkweb_kern",
    "wijkweb_organisation",
    "roles_team",
    "roles_user",
    "roles_membership",
    "roles_mandate",
    "casework_vangnetbudget",
    "casework_legalterm",
    "casework_dayoff",
    "casework_ground",
    "casework_product",
    "casework_productprice",
)
TOMORROW = dt.timedelta(days=1)


def at(name, obj=None, page="change"):
    return reverse(f"admin:{name}_{page}", args=[obj.pk] if obj is not None else [])


def nl(day):
    return f"{day:%d-%m-%Y}"


def errors(response):
    """The texts of the error lists on the page."""
    assert response.status_code == 200
    found = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", one) for one in found).replace("&#x27;", "'")


def messages_on(response):
    return [str(message) for message in response.context["messages"]]


def placed(row, **fields):
    """The form of a membership with its absences, as the page posts it."""
    absences = list(row.absences.order_by("pk"))
    data = {
        "since": nl(row.since),
        "until": nl(row.until) if row.until else "",
        "kernen": [kern.pk for kern in row.kernen.all()],
        "absences-TOTAL_FORMS": len(absences) + 1,
        "absences-INITIAL_FORMS": len(absences),
    }
    for number, one in enumerate(absences):
        data |= {
            f"absences-{number}-id": one.pk,
            f"absences-{number}-membership": row.pk,
            f"absences-{number}-since": nl(one.since),
            f"absences-{number}-until": nl(one.until) if one.until else "",
            f"absences-{number}-cover": one.cover_id or "",
        }
    return data | fields


def new_absence(row, since=None, until=None, cover=None, number=0):
    return {
        f"absences-{number}-id": "",
        f"absences-{number}-membership": row.pk,
        f"absences-{number}-since": nl(since or today()),
        f"absences-{number}-until": nl(until) if until else "",
        f"absences-{number}-cover": cover.pk if cover else "",
    }


def place_of(who):
    return Membership.objects.get(user=who)


def confirm_all(who):
    """A second person confirms what waits."""
    client = Client()
    client.force_login(who)
    for one in Proposal.objects.waiting():
        answer = client.post(f"/bevestigen/{one.public_id}/bevestig/")
        assert answer.status_code == 303, answer.content.decode()
