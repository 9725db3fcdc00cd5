"""Contacts, call-backs and the words a team writes often; and the term within which somebody is rung back."""

import datetime as dt

import casework.engine.public_id
import casework.people.phones
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    """A database that has terms doesn't get a new one by itself."""
    apps.get_model("casework", "LegalTerm").objects.create(
        code="terugbellen", length=1, unit="werkdagen", rolls=True, since=dt.date(2015, 1, 1), until=None,
        article="", source="werkafspraak",
    )


def empty(apps, schema_editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code="terugbellen").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0024_wijkweb'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('roles', '0007_single_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='workitem',
            name='for_role',
            field=models.CharField(blank=True, choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)'), ('burger', 'Inwoner'), ('meelezer', 'Meelezende collega')], max_length=20),
        ),
        migrations.CreateModel(
            name='ContactMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('telefoon', 'Telefoon'), ('bezoek', 'Huisbezoek'), ('mail', 'E-mail'), ('brief', 'Brief'), ('anders', 'Ander contact')], max_length=20, verbose_name='hoe')),
                ('incoming', models.BooleanField(default=False, verbose_name='wie zocht contact')),
                ('on', models.DateField(verbose_name='wanneer')),
                ('time', models.TimeField(blank=True, null=True, verbose_name='hoe laat')),
                ('with_whom', models.CharField(choices=[('inwoner', 'de inwoner'), ('netwerk', 'iemand uit het wijkweb'), ('ander', 'iemand anders')], default='inwoner', max_length=20, verbose_name='met wie')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                ('words', models.CharField(editable=False, max_length=200, verbose_name='op de tijdlijn')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_moments', to='casework.case')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='casework.contact')),
            ],
            options={
                'verbose_name': 'contactmoment',
                'verbose_name_plural': 'contactmomenten',
                'ordering': ('-on', '-time', '-pk'),
            },
        ),
        migrations.AddField(
            model_name='note',
            name='contact_moment',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='note', to='casework.contactmoment'),
        ),
        migrations.CreateModel(
            name='TextBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='naam')),
                ('text', models.TextField(max_length=4000, verbose_name='tekst')),
                ('active', models.BooleanField(default=True, verbose_name='in gebruik')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='text_blocks', to='roles.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'tekstblok',
                'verbose_name_plural': 'tekstblokken',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TextBlockEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=60, verbose_name='naam')),
                ('text', models.TextField(max_length=4000, verbose_name='tekst')),
                ('active', models.BooleanField(default=True, verbose_name='in gebruik')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.textblock')),
                ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roles.team', verbose_name='team')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('with_whom', models.CharField(choices=[('inwoner', 'de inwoner'), ('netwerk', 'iemand uit het wijkweb'), ('ander', 'iemand anders')], default='inwoner', max_length=20, verbose_name='wie')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                ('phone', casework.people.phones.PhoneField(blank=True, max_length=40, verbose_name='telefoon')),
                ('about', models.CharField(max_length=200, verbose_name='waarover')),
                ('taken_by_name', models.CharField(max_length=150)),
                ('taken_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='geen gehoor')),
                ('counts_from', models.DateField(editable=False)),
                ('called_at', models.DateTimeField(editable=False, null=True)),
                ('state', django_fsm.FSMField(choices=[('open', 'Wacht op een telefoontje'), ('gebeld', 'Teruggebeld'), ('vervallen', 'Vervallen')], default='open', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('called_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_backs', to='casework.case')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='casework.contact')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'terugbelverzoek',
                'verbose_name_plural': 'terugbelverzoeken',
                'ordering': ('-taken_at', '-pk'),
                'indexes': [models.Index(fields=['taken_by', '-taken_at'], name='call_backs_by_taker')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'gebeld', 'vervallen'])), name='call_back_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('with_whom', 'inwoner')), models.Q(models.Q(('with_whom', 'inwoner'), _negated=True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='call_back_says_who')],
            },
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['telefoon', 'bezoek', 'mail', 'brief', 'anders'])), name='contact_moment_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('with_whom', 'inwoner')), models.Q(models.Q(('with_whom', 'inwoner'), _negated=True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='contact_moment_says_with_whom'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textblock',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_textblockevent" ("active", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "text") VALUES (NEW."active", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."team_id", NEW."text"); RETURN NULL;', hash='df62960a7eced5f2e8b484c9e8d6bc016553c4e7', operation='INSERT', pgid='pgtrigger_insert_insert_51290', table='casework_textblock', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textblock',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_textblockevent" ("active", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "text") VALUES (NEW."active", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."team_id", NEW."text"); RETURN NULL;', hash='5d4b08eb1a601c6125d8026fe7dffb93744bd4b1', operation='UPDATE', pgid='pgtrigger_update_update_a8474', table='casework_textblock', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textblockevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff9496df01bcc026f5920c8dbea8b7e57f08ee79', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_87c9c', table='casework_textblockevent', when='BEFORE')),
        ),
        migrations.RunPython(fill, empty),
    ]
