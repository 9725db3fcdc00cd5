"""Of what happened on a case, the key of what isn't for everyone who reads its file."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("casework", "0059_households")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='caseevent',
            name='events_are_append_only',
        ),
        migrations.AddField(
            model_name='caseevent',
            name='apart',
            field=models.CharField(blank=True, db_default='', default='', max_length=16),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseevent',
            trigger=pgtrigger.compiler.Trigger(name='events_are_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."by_name" IS DISTINCT FROM (NEW."by_name") OR OLD."by_role" IS DISTINCT FROM (NEW."by_role") OR OLD."verb" IS DISTINCT FROM (NEW."verb") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."citizen" IS DISTINCT FROM (NEW."citizen") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."before" IS DISTINCT FROM (NEW."before") OR OLD."after" IS DISTINCT FROM (NEW."after") OR OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."mandate_id" IS DISTINCT FROM (NEW."mandate_id") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."layer" IS DISTINCT FROM (NEW."layer") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."beside_id" IS DISTINCT FROM (NEW."beside_id") OR OLD."apart" IS DISTINCT FROM (NEW."apart") OR NEW."by_id" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9225a8110eb092ad1d665db075ba4d7bc094f8a9', operation='UPDATE', pgid='pgtrigger_events_are_append_only_3c1d5', table='casework_caseevent', when='BEFORE')),
        ),
    ]
