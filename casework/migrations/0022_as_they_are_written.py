"""Names in their parts, with the name to sort by; other numbers of a person; what a visitor must know at the door."""

import casework.people.phones
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from casework.people.names import search_words, split_prefix


def in_parts(apps, schema_editor):
    """While no trigger writes history: nobody corrected anything."""
    people = apps.get_model("casework", "Person").objects
    rows = []
    for one in people.only("given_name", "family_name").iterator(chunk_size=500):
        one.surname_prefix, one.family_name = split_prefix(one.family_name)
        one.sort_name = " ".join([*search_words(one.family_name), *search_words(one.given_name)])[:320]
        rows.append(one)
        if len(rows) == 500:
            people.bulk_update(rows, ("surname_prefix", "family_name", "sort_name"))
            rows = []
    people.bulk_update(rows, ("surname_prefix", "family_name", "sort_name"))


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0021_waits'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OtherPhone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', casework.people.phones.PhoneField(max_length=40, verbose_name='telefoon')),
                ('whose', models.CharField(max_length=120, verbose_name='van wie')),
                ('when', models.CharField(blank=True, max_length=120, verbose_name='wanneer bellen')),
            ],
            options={
                'verbose_name': 'ander telefoonnummer',
                'verbose_name_plural': 'andere telefoonnummers',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='OtherPhoneEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', casework.people.phones.PhoneField(max_length=40, verbose_name='telefoon')),
                ('whose', models.CharField(max_length=120, verbose_name='van wie')),
                ('when', models.CharField(blank=True, max_length=120, verbose_name='wanneer bellen')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SafetyNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='waar moet een bezoeker op letten')),
                ('since', models.DateField(verbose_name='vanaf')),
                ('until', models.DateField(verbose_name='tot')),
            ],
            options={
                'verbose_name': 'let op bij bezoek',
                'verbose_name_plural': 'let op bij bezoek',
                'ordering': ('-since', '-pk'),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='update_update',
        ),
        migrations.AddField(
            model_name='person',
            name='addressed',
            field=models.CharField(blank=True, choices=[('', 'Geachte, en dan de hele naam'), ('mevrouw', 'Geachte mevrouw'), ('heer', 'Geachte heer')], db_default='', default='', max_length=7, verbose_name='aanhef'),
        ),
        migrations.AddField(
            model_name='person',
            name='initials',
            field=models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='voorletters'),
        ),
        migrations.AddField(
            model_name='person',
            name='interpreter',
            field=models.BooleanField(db_default=False, default=False, verbose_name='tolk nodig'),
        ),
        migrations.AddField(
            model_name='person',
            name='name_use',
            field=models.CharField(choices=[('E', 'De eigen naam'), ('P', 'De naam van de partner'), ('V', 'De naam van de partner, dan de eigen'), ('N', 'De eigen naam, dan die van de partner')], db_default='E', default='E', max_length=1, verbose_name='naamgebruik'),
        ),
        migrations.AddField(
            model_name='person',
            name='partner_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=120, verbose_name='achternaam van de partner'),
        ),
        migrations.AddField(
            model_name='person',
            name='partner_prefix',
            field=models.CharField(blank=True, db_default='', default='', max_length=30, verbose_name='voorvoegsel van de partner'),
        ),
        migrations.AddField(
            model_name='person',
            name='sort_name',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=320),
        ),
        migrations.AddField(
            model_name='person',
            name='surname_prefix',
            field=models.CharField(blank=True, db_default='', default='', max_length=30, verbose_name='voorvoegsel'),
        ),
        migrations.RunPython(in_parts, migrations.RunPython.noop),
        migrations.AddField(
            model_name='personevent',
            name='addressed',
            field=models.CharField(blank=True, choices=[('', 'Geachte, en dan de hele naam'), ('mevrouw', 'Geachte mevrouw'), ('heer', 'Geachte heer')], db_default='', default='', max_length=7, verbose_name='aanhef'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='initials',
            field=models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='voorletters'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='interpreter',
            field=models.BooleanField(db_default=False, default=False, verbose_name='tolk nodig'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='name_use',
            field=models.CharField(choices=[('E', 'De eigen naam'), ('P', 'De naam van de partner'), ('V', 'De naam van de partner, dan de eigen'), ('N', 'De eigen naam, dan die van de partner')], db_default='E', default='E', max_length=1, verbose_name='naamgebruik'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='partner_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=120, verbose_name='achternaam van de partner'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='partner_prefix',
            field=models.CharField(blank=True, db_default='', default='', max_length=30, verbose_name='voorvoegsel van de partner'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='surname_prefix',
            field=models.CharField(blank=True, db_default='', default='', max_length=30, verbose_name='voorvoegsel'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_personevent" ("addressed", "birth_about", "birth_date", "deceased_on", "email", "family_name", "given_name", "id", "initials", "interpreter", "language", "name_use", "partner_name", "partner_prefix", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "public_id", "safe_moment", "secret_address", "street", "surname_prefix", "town") VALUES (NEW."addressed", NEW."birth_about", NEW."birth_date", NEW."deceased_on", NEW."email", NEW."family_name", NEW."given_name", NEW."id", NEW."initials", NEW."interpreter", NEW."language", NEW."name_use", NEW."partner_name", NEW."partner_prefix", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."public_id", NEW."safe_moment", NEW."secret_address", NEW."street", NEW."surname_prefix", NEW."town"); RETURN NULL;', hash='1f5a9d15f3d16f964817fb9727eb153f7713997d', operation='INSERT', pgid='pgtrigger_insert_insert_b0d98', table='casework_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."addressed" IS DISTINCT FROM (NEW."addressed") OR OLD."birth_about" IS DISTINCT FROM (NEW."birth_about") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."deceased_on" IS DISTINCT FROM (NEW."deceased_on") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."interpreter" IS DISTINCT FROM (NEW."interpreter") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name_use" IS DISTINCT FROM (NEW."name_use") OR OLD."partner_name" IS DISTINCT FROM (NEW."partner_name") OR OLD."partner_prefix" IS DISTINCT FROM (NEW."partner_prefix") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."postcode" IS DISTINCT FROM (NEW."postcode") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."safe_moment" IS DISTINCT FROM (NEW."safe_moment") OR OLD."secret_address" IS DISTINCT FROM (NEW."secret_address") OR OLD."street" IS DISTINCT FROM (NEW."street") OR OLD."surname_prefix" IS DISTINCT FROM (NEW."surname_prefix") OR OLD."town" IS DISTINCT FROM (NEW."town"))', func='INSERT INTO "casework_personevent" ("addressed", "birth_about", "birth_date", "deceased_on", "email", "family_name", "given_name", "id", "initials", "interpreter", "language", "name_use", "partner_name", "partner_prefix", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "public_id", "safe_moment", "secret_address", "street", "surname_prefix", "town") VALUES (NEW."addressed", NEW."birth_about", NEW."birth_date", NEW."deceased_on", NEW."email", NEW."family_name", NEW."given_name", NEW."id", NEW."initials", NEW."interpreter", NEW."language", NEW."name_use", NEW."partner_name", NEW."partner_prefix", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."public_id", NEW."safe_moment", NEW."secret_address", NEW."street", NEW."surname_prefix", NEW."town"); RETURN NULL;', hash='70f52b1d0771dd9b76d6c1cccaa26dcb29b076b1', operation='UPDATE', pgid='pgtrigger_update_update_aa838', table='casework_person', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('name_use', 'E'), models.Q(('partner_name', ''), _negated=True), _connector='OR'), name='who_goes_by_a_partners_name_has_one'),
        ),
        migrations.AddField(
            model_name='otherphone',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_phones', to='casework.person'),
        ),
        migrations.AddField(
            model_name='otherphoneevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.person'),
        ),
        migrations.AddField(
            model_name='otherphoneevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='otherphoneevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.otherphone'),
        ),
        migrations.AddField(
            model_name='safetynote',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='safetynote',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='safety_notes', to='casework.person'),
        ),
        migrations.AddIndex(
            model_name='otherphone',
            index=models.Index(fields=['number'], name='other_phone_by_number'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='otherphone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_otherphoneevent" ("id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "when", "whose") VALUES (NEW."id", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."when", NEW."whose"); RETURN NULL;', hash='0258c8eee3e3eeac347c415ad89f36cd82e304c5', operation='INSERT', pgid='pgtrigger_insert_insert_dbba8', table='casework_otherphone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='otherphone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_otherphoneevent" ("id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "when", "whose") VALUES (NEW."id", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."when", NEW."whose"); RETURN NULL;', hash='db2b30643f5f1e6816ddf08c33014766d09e676f', operation='UPDATE', pgid='pgtrigger_update_update_da8f5', table='casework_otherphone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='otherphoneevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='669f33f3b528c9e8985dd8e0fdabf041d1c1adac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_09c8c', table='casework_otherphoneevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='safetynote',
            index=models.Index(fields=['person', 'until'], name='safety_notes_by_person'),
        ),
        migrations.AddConstraint(
            model_name='safetynote',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='safety_note_does_not_end_before_it_starts'),
        ),
    ]
