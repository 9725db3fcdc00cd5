"""django-helpdesk: a ticket for each item, in the queue of its team; who works there may see that queue."""

import datetime as dt
import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import django
from asking import FOUND, HEAD, SOUGHT, WORKER, Item, Question, Visitor, insert, settings, team_of, worker_of
from django.conf import settings as django_settings

PACKAGES = ("django-helpdesk", "Django")
BUSY = 6  # a status of our own, as its documentation shows how to make
STATUSES = ((1, "Open"), (2, "Heropend"), (3, "Opgelost"), (4, "Gesloten"), (5, "Dubbel"), (BUSY, "In behandeling"))
FLOW = {1: (1, 3, BUSY), 2: (2, 3, BUSY), 3: (2, 3, 4), 4: (2, 4), 5: (2, 5), BUSY: (2, 3, BUSY)}


def set_up() -> None:
    apps = [
        "django.contrib.admin", "django.contrib.sites", "django.contrib.humanize", "rest_framework", "django_cleanup",
        "helpdesk",
    ]  # fmt: skip
    django_settings.configure(
        **settings(
            apps,
            "helpdesk_urls",
            SITE_ID=1,
            LOGIN_URL="/login/",
            HELPDESK_ENABLE_PER_QUEUE_STAFF_PERMISSION=True,
            HELPDESK_TEAMS_MODE_ENABLED=False,
            HELPDESK_TICKET_STATUS_CHOICES=STATUSES,
            HELPDESK_TICKET_OPEN_STATUSES=(1, 2, BUSY),
            HELPDESK_TICKET_STATUS_CHOICES_FLOW=FLOW,
        )
    )
    django.setup()


def load(items: list[Item]) -> None:
    from django.contrib.auth.models import Permission, User
    from django.core.management import call_command
    from helpdesk.models import FollowUp, Queue, Ticket, UserSettings

    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    queues = {}
    for team in sorted({item["team"] for item in items}):
        queues[team] = Queue.objects.create(title=f"Team {team:03d}", slug=f"team-{team:03d}")
    users = {name: User(username=name, is_staff=True) for name in sorted({worker_of(item) for item in items})}
    User.objects.bulk_create([*users.values(), User(username=HEAD, is_staff=True, is_superuser=True)])
    for user in users.values():
        queue = queues[team_of(user)]
        user.user_permissions.add(Permission.objects.get(codename=queue.permission_name.split(".")[1]))
    UserSettings.objects.bulk_create((UserSettings(user=one) for one in User.objects.all()), ignore_conflicts=True)
    moment = dt.datetime.now(dt.UTC)

    def ticket(item: Item) -> Any:
        fresh, done = item["phase"] == "fresh", item["phase"] == "closed"
        begun = moment - dt.timedelta(days=item["days"])
        return Ticket(
            pk=item["number"] + 1, title=f"{item['given']} {item['family']}: {item['subject']}",
            queue=queues[item["team"]], created=begun, modified=begun, submitter_email=item["mail"],
            assigned_to=None if fresh else users[worker_of(item)], status=4 if done else (1 if fresh else BUSY),
            description=item["question"], resolution=item["notes"][-1] if done else None, secret_key=item["key"],
        )  # fmt: skip

    def followups() -> Any:
        key = 0
        for item in items:
            for text in item["notes"]:
                key += 1
                yield FollowUp(
                    pk=key, ticket_id=item["number"] + 1, date=moment - dt.timedelta(days=item["days"] // 2),
                    title="Reactie", comment=text, public=False, user=users[worker_of(item)],
                )  # fmt: skip

    insert(ticket(item) for item in items)
    insert(followups())


def questions() -> dict[str, Question]:
    from helpdesk.models import Ticket

    worker, head = Visitor(WORKER), Visitor(HEAD)
    own = Ticket.objects.filter(assigned_to=worker.user, status=BUSY).order_by("pk")[4]
    fresh = iter(list(Ticket.objects.filter(queue=own.queue, status=1).order_by("pk")))
    return {
        "list": Question(lambda _: _table(worker, "/tickets/")),
        "list_all": Question(lambda _: _table(head, "/tickets/")),
        "open": Question(lambda _: worker.get(f"/tickets/{own.pk}/")),
        "find": Question(lambda _: _found(worker)),
        "find_all": Question(lambda _: _found(head)),
        "step": Question(lambda ticket: _take_up(worker, ticket), lambda: next(fresh)),
    }


def _table(visitor: Visitor, address: str) -> str:
    """The page, and the rows that its table asks for at once."""
    page = visitor.get(address)
    found = re.search(r'"(/datatables_ticket_list/[^"]+)"', page)
    assert found is not None
    rows = visitor.get(f"{unescape(found[1])}?{urlencode({'draw': 1, 'start': 0, 'length': 25})}")
    assert json.loads(rows)["data"], "no rows"
    return page + rows


def _found(visitor: Visitor) -> str:
    page = _table(visitor, f"/tickets/?{urlencode({'q': SOUGHT, 'search_type': 'header'})}")
    assert FOUND in page.rpartition("</html>")[2], page
    return page


def _take_up(visitor: Visitor, ticket: Any) -> str:
    """To oneself, another status, a comment."""
    fields = {"title": ticket.title, "queue": ticket.queue_id, "priority": ticket.priority}
    fields |= {"owner": visitor.user.pk, "new_status": BUSY, "comment": "Ik pak dit op."}
    return visitor.post(f"/tickets/{ticket.pk}/update/", **fields)
