"""What was granted, what was decided about it afterwards, and what the back office must know of it."""

import datetime as dt

import casework.engine.public_id
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django_fsm
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


TERMS = (
    # code, length, unit, rolls, article, source
    ("heronderzoek", 12, "weken", True, "Wmo 2015, artikel 2.3.9", "Wmo 2015 2.3.9; de lengte is een werkafspraak"),
    ("heronderzoek_besluit", 2, "weken", True, "", "werkafspraak"),
    ("pgb_opschorten", 0, "weken", False, "", "uw verordening; de wet laat hoogstens 13 weken toe"),
    ("start_bevestigen", 5, "werkdagen", True, "", "werkafspraak"),
    ("stop_bevestigen", 5, "werkdagen", True, "", "werkafspraak"),
)


def fill(apps, schema_editor):
    """A database that has terms doesn't get new ones by itself."""
    for code, length, unit, rolls, article, source in TERMS:
        apps.get_model("casework", "LegalTerm").objects.create(
            code=code, length=length, unit=unit, rolls=rolls, since=dt.date(2015, 1, 1), until=None,
            article=article, source=source,
        )


def empty(apps, schema_editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=[one[0] for one in TERMS]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0047_two_weeks"),
        ('roles', '0010_notices'),
        ('wijkweb', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Provision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('state', django_fsm.FSMField(choices=[('gevraagd', 'Gevraagd'), ('toegekend', 'Toegekend'), ('afgewezen', 'Afgewezen'), ('gestart', 'Gestart'), ('beeindigd', 'Beëindigd')], default='gevraagd', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('what', models.CharField(max_length=200, verbose_name='welke hulp')),
                ('form', models.CharField(choices=[('zin', 'Zorg in natura'), ('pgb', 'Pgb')], default='zin', max_length=10, verbose_name='vorm')),
                ('once', models.BooleanField(default=False, verbose_name='eenmalig: een hulpmiddel of woningaanpassing')),
                ('lent', models.BooleanField(blank=True, null=True, verbose_name='in bruikleen')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Vul een getal boven nul in.')], verbose_name='hoeveel')),
                ('unit', models.CharField(blank=True, choices=[('uur', 'uur'), ('dagdeel', 'dagdeel'), ('etmaal', 'etmaal'), ('keer', 'keer')], max_length=20, verbose_name='gerekend per')),
                ('period', models.CharField(blank=True, choices=[('week', 'per week'), ('vier_weken', 'per vier weken'), ('maand', 'per maand'), ('keer', 'per keer')], max_length=20, verbose_name='hoe vaak')),
                ('frequency', models.CharField(blank=True, max_length=300, verbose_name='wat er hoe vaak gebeurt')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='begint op')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='loopt tot en met')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='opnieuw bekijken op')),
                ('contribution', models.BooleanField(default=True, verbose_name='eigen bijdrage')),
                ('no_contribution_why', models.CharField(blank=True, max_length=200, verbose_name='waarom geen eigen bijdrage')),
                ('verordening', models.CharField(blank=True, max_length=200, verbose_name='artikel van de verordening')),
                ('motivation', models.TextField(blank=True, verbose_name='motivering')),
                ('pgb_tariff', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Vul een getal boven nul in.')], verbose_name="tarief van het pgb, in euro's per eenheid")),
                ('pgb_holder', models.CharField(blank=True, max_length=160, verbose_name='wie het pgb beheert')),
                ('price_per_week', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Vul een getal boven nul in.')], verbose_name="kosten per week in euro's")),
                ('told_on', models.DateField(editable=False, null=True, verbose_name='besluit verstuurd op')),
                ('shared_until', models.DateField(editable=False, null=True)),
                ('started_on', models.DateField(editable=False, null=True, verbose_name='begonnen op')),
                ('stopped_on', models.DateField(editable=False, null=True, verbose_name='laatste dag dat er hulp was')),
                ('cannot_on', models.DateField(editable=False, null=True)),
                ('cannot_why', models.TextField(blank=True, verbose_name='waarom het niet lukt')),
                ('cannot_from', models.DateField(blank=True, null=True, verbose_name='vanaf wanneer het wel kan')),
                ('paused_from', models.DateField(editable=False, null=True, verbose_name='gepauzeerd vanaf')),
                ('paused_until', models.DateField(blank=True, null=True, verbose_name='verwacht terug op')),
                ('paused_why', models.CharField(blank=True, max_length=200, verbose_name='waarom gepauzeerd')),
                ('payment_stops_until', models.DateField(editable=False, null=True, verbose_name='betaling opgeschort tot en met')),
                ('announced_on', models.DateField(editable=False, null=True)),
                ('looked_on', models.DateField(editable=False, null=True, verbose_name='bekeken op')),
                ('looked_why', models.TextField(blank=True, verbose_name='waarom het zo blijft')),
                ('case_ended_on', models.DateField(editable=False, null=True)),
                ('undecided_since', models.DateField(editable=False, null=True)),
                ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='casework.application')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='casework.case')),
                ('ground', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.ground', verbose_name='grond')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.product')),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wijkweb.organisation', verbose_name='aanbieder')),
            ],
            options={
                'verbose_name': 'voorziening',
                'verbose_name_plural': 'voorzieningen',
                'ordering': ('-starts_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='BackOfficeMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('301', 'Toewijzing (iWmo 301)'), ('305', 'Start (iWmo 305)'), ('307', 'Stop (iWmo 307)'), ('cak_start', 'CAK: start eigen bijdrage'), ('cak_stop', 'CAK: stop eigen bijdrage')], max_length=12, verbose_name='bericht')),
                ('day', models.DateField(verbose_name='ingangsdatum')),
                ('facts', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(verbose_name='gemaakt')),
                ('taken_over_at', models.DateTimeField(null=True, verbose_name='overgenomen')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='back_office_messages', to='casework.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.person')),
                ('taken_over_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='back_office_messages', to='casework.provision')),
            ],
            options={
                'verbose_name': 'bericht voor de backoffice',
                'verbose_name_plural': 'berichten voor de backoffice',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ProvisionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('gewijzigd', 'Gewijzigd'), ('verlengd', 'Ongewijzigd verlengd'), ('overbrugd', 'Overbrugd'), ('hersteld', 'Fout hersteld'), ('herzien', 'Herzien'), ('ingetrokken', 'Ingetrokken'), ('opgeschort', 'Betaling opgeschort'), ('teruggevorderd', 'Teruggevorderd')], max_length=20, verbose_name='soort')),
                ('since', models.DateField(verbose_name='geldt vanaf')),
                ('decided_at', models.DateTimeField(verbose_name='besloten')),
                ('ground', models.CharField(blank=True, choices=[('a', 'De gegevens van de inwoner waren onjuist of onvolledig (a)'), ('b', 'De hulp of het pgb is niet meer nodig (b)'), ('c', 'De hulp of het pgb is niet meer genoeg (c)'), ('d', 'De inwoner houdt zich niet aan de voorwaarden (d)'), ('e', 'De hulp of het pgb wordt niet gebruikt, of voor iets anders (e)')], max_length=1, verbose_name='grond (Wmo 2.3.10)')),
                ('on_purpose', models.BooleanField(default=False, verbose_name='de inwoner deed dit met opzet')),
                ('why', models.TextField(verbose_name='waarom')),
                ('heard_how', models.CharField(blank=True, max_length=160, verbose_name='hoe gehoord')),
                ('heard_on', models.DateField(null=True, verbose_name='gehoord op')),
                ('not_heard', models.CharField(blank=True, choices=[('spoed', 'Het kon niet wachten (Awb 4:11, a)'), ('eerder', 'De inwoner vertelde het al eerder, en er is niets nieuws (Awb 4:11, b)'), ('doel', 'Het doel van het besluit gaat anders verloren (Awb 4:11, c)')], max_length=10, verbose_name='waarom niet gehoord')),
                ('recovered', models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="bedrag dat terugkomt, in euro's")),
                ('was', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('became', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mandate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.mandate')),
                ('provision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='casework.provision')),
            ],
            options={
                'verbose_name': 'versie van een voorziening',
                'verbose_name_plural': 'versies van voorzieningen',
                'ordering': ('pk',),
            },
        ),
        migrations.AddIndex(
            model_name='provision',
            index=models.Index(fields=['state', 'ends_on'], name='casework_pr_state_711ad2_idx'),
        ),
        migrations.AddIndex(
            model_name='provision',
            index=models.Index(condition=models.Q(('review_on__isnull', False)), fields=['review_on'], name='provisions_to_look_at'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['gevraagd', 'toegekend', 'afgewezen', 'gestart', 'beeindigd'])), name='provision_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ['zin', 'pgb'])), name='provision_form_is_known'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', 'pgb'), _negated=True), ('provider__isnull', True), _connector='OR'), name='a_pgb_has_no_provider'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('toegekend', 'gestart', 'beeindigd')), _negated=True), ('starts_on__isnull', False), _connector='OR'), name='granted_help_says_from_when'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'gestart'), _negated=True), ('started_on__isnull', False), _connector='OR'), name='help_that_started_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', django.db.models.expressions.CombinedExpression(models.F('starts_on'), '-', models.Value(dt.timedelta(days=1)))), _connector='OR'), name='provision_ends_after_it_starts', violation_error_message='De einddatum moet op of na de begindatum liggen.'),
        ),
        migrations.AddIndex(
            model_name='backofficemessage',
            index=models.Index(condition=models.Q(('taken_over_at', None)), fields=['made_at'], name='back_office_waiting'),
        ),
        migrations.AddIndex(
            model_name='backofficemessage',
            index=models.Index(fields=['person', '-id'], name='back_office_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='backofficemessage',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['301', '305', '307', 'cak_start', 'cak_stop'])), name='back_office_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='backofficemessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_over_at__isnull', True), ('taken_over_by__isnull', True)), models.Q(('taken_over_at__isnull', False), ('taken_over_by__isnull', False)), _connector='OR'), name='taken_over_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='provisionversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['gewijzigd', 'verlengd', 'overbrugd', 'hersteld', 'herzien', 'ingetrokken', 'opgeschort', 'teruggevorderd'])), name='provision_version_is_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='provisionversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('herzien', 'ingetrokken')), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='a_review_names_its_ground'),
        ),
        migrations.AddConstraint(
            model_name='provisionversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('herzien', 'ingetrokken')), _negated=True), models.Q(('heard_on__isnull', False), models.Q(('heard_how', ''), _negated=True)), models.Q(('not_heard', ''), _negated=True), _connector='OR'), name='heard_or_why_not'),
        ),
        migrations.RunPython(fill, empty),
    ]
