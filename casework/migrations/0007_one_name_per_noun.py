"""Letters are of their nouns, and what waits names the step by the name that its noun has now.

The trigger on events is the same; only the order in which it names the columns follows the model.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Replace


RENAMED = (
    ("vangnetrequest.", "vangnet."),
    ("voorlopigeindicatie.", "indicatie."),
    ("case.keep", "case.hold"),
    ("goal.keep", "goal.keep_carrier"),
    ("appointment.keep", "appointment.fulfil"),
)


def rename_open_work(apps, schema_editor):
    """Events keep the name they were written with, and are still read; open work is derived anew by routing anyway."""
    for former, now in RENAMED:
        rows = apps.get_model("casework", "WorkItem").objects.filter(closed_at=None)
        rows = rows.filter(step__startswith=former) if former.endswith(".") else rows.filter(step=former)
        rows.update(step=Replace("step", Value(former), Value(now)))


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_append_only'),
    ]

    operations = [
        migrations.RunPython(rename_open_work, migrations.RunPython.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='caseevent',
            name='events_are_append_only',
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(max_length=30, verbose_name='soort'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseevent',
            trigger=pgtrigger.compiler.Trigger(name='events_are_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."by_name" IS DISTINCT FROM (NEW."by_name") OR OLD."by_role" IS DISTINCT FROM (NEW."by_role") OR OLD."verb" IS DISTINCT FROM (NEW."verb") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."citizen" IS DISTINCT FROM (NEW."citizen") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."before" IS DISTINCT FROM (NEW."before") OR OLD."after" IS DISTINCT FROM (NEW."after") OR OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."mandate_id" IS DISTINCT FROM (NEW."mandate_id") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."layer" IS DISTINCT FROM (NEW."layer") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR NEW."by_id" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='09dbf976636ce91561df41c973d000fa55b908f3', operation='UPDATE', pgid='pgtrigger_events_are_append_only_3c1d5', table='casework_caseevent', when='BEFORE')),
        ),
    ]
