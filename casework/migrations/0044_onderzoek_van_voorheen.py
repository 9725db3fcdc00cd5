"""Each melding that was taken up has a research, where the product only knew whether a report was sent and what was found."""

from django.db import migrations
from django.utils import timezone

from casework.engine.public_id import public_id

CHUNK = 2000


def begin(apps, schema_editor):
    """Sent where the report was; running in onderzoek; else settled, and nobody's turn: the plan was made without it.
    What was found goes into its free text. No letter is made and no event told. A question that was opened again is
    researched too."""
    case, research = apps.get_model("casework", "Case"), apps.get_model("casework", "Research")
    if not hasattr(case, "found"):  # tables that were made as they are now: there is nothing of before
        return
    rows = case.objects.exclude(phase="aanmelding").exclude(kind__in=("vraag", "signaal"), phase="afgesloten")
    columns = ("pk", "phase", "found", "report_sent_on", "state_since", "clock_from", "received_on")
    made, again = [], []
    for one in rows.order_by("pk").values_list(*columns, named=True).iterator(chunk_size=CHUNK):
        made.append(_research(research, one))
        if one.phase == "onderzoek" and one.report_sent_on is None:
            again.append(one.pk)
        if len(made) >= CHUNK:
            research.objects.bulk_create(made)
            made = []
    research.objects.bulk_create(made)
    _look_again(apps, again)


def _research(model, one):
    state = "verstuurd" if one.report_sent_on else "loopt" if one.phase == "onderzoek" else "vastgesteld"
    return model(
        public_id=public_id(),
        case_id=one.pk,
        kind="melding",
        state=state,
        state_since=one.report_sent_on or one.state_since,
        begun_on=one.clock_from or one.received_on,
        free=one.found,
        sent_on=one.report_sent_on,
        owed=state == "loopt",
    )


def told_at_evaluation(apps, schema_editor):
    """28 days was what the form had filled in, agreed by nobody: from now on how it goes is told at the evaluation."""
    goals = apps.get_model("casework", "Goal").objects.filter(rhythm_days=28)
    running = set(goals.filter(state="loopt").values_list("case_id", flat=True))
    goals.update(rhythm_days=None)
    _look_again(apps, sorted(running))


def _look_again(apps, cases):
    """Whose turn it is there is another's now, or another day's: brought in line by the sweep, which mails nobody."""
    model, now = apps.get_model("casework", "ToReroute"), timezone.now()
    model.objects.bulk_create(
        (model(anchor="casework.Case", anchor_id=one, asked_at=now) for one in cases), batch_size=CHUNK
    )


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0043_onderzoek"),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(told_at_evaluation, migrations.RunPython.noop),
    ]
