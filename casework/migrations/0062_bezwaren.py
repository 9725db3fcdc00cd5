"""Objections, with the terms they bring along."""

import datetime as dt

import casework.engine.public_id
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


AWB = "Awb, artikel "
TERMS = (
    ("bezwaar_per_post", 1, "weken", AWB + "6:9, tweede lid", "Awb 6:9 lid 2"),
    ("bezwaar_beslissen", 6, "weken", AWB + "7:10, eerste lid", "Awb 7:10 lid 1"),
    ("bezwaar_verdaagd", 12, "weken", AWB + "7:10, eerste en derde lid", "Awb 7:10 lid 1 en 3: 6 + 6"),
    ("bezwaar_commissie", 12, "weken", AWB + "7:10, eerste lid, en 7:13", "Awb 7:10 lid 1, 7:13"),
    ("bezwaar_commissie_verdaagd", 18, "weken", AWB + "7:10, eerste en derde lid", "Awb 7:10 lid 1 en 3: 12 + 6"),
    ("beroep", 6, "weken", AWB + "6:7", "Awb 6:7"),
    ("bezwaar_oppakken", 2, "werkdagen", "", "werkafspraak"),
    ("bezwaar_uitvoeren", 5, "werkdagen", "", "werkafspraak"),
)


def fill(apps, editor):
    """A database that has terms doesn't get new ones by itself."""
    kept = apps.get_model("casework", "LegalTerm").objects
    for code, length, unit, article, source in TERMS:
        kept.create(code=code, length=length, unit=unit, rolls=True, since=dt.date(2015, 1, 1), until=None,
                    article=article, source=source)


def empty(apps, editor):
    codes = [code for code, *_ in TERMS]
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0061_klachten"),
        ('roles', '0013_bezwaar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='workitem',
            name='for_role',
            field=models.CharField(blank=True, choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)'), ('bezwaar', 'Juridische zaken'), ('burger', 'Inwoner'), ('meelezer', 'Meelezende collega')], max_length=20),
        ),
        migrations.AlterField(
            model_name='householdwork',
            name='for_role',
            field=models.CharField(blank=True, choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)'), ('bezwaar', 'Juridische zaken'), ('burger', 'Inwoner'), ('meelezer', 'Meelezende collega')], max_length=20),
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('state', django_fsm.FSMField(choices=[('ontvangen', 'Ontvangen'), ('in_behandeling', 'In behandeling'), ('gegrond', 'Gegrond'), ('deels_gegrond', 'Deels gegrond'), ('ongegrond', 'Ongegrond'), ('niet_ontvankelijk', 'Niet-ontvankelijk'), ('ingetrokken', 'Ingetrokken')], default='ontvangen', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('received_on', models.DateField(verbose_name='ontvangen op')),
                ('how', models.CharField(choices=[('post', 'Per post'), ('gegeven', 'Persoonlijk gegeven'), ('digitaal', 'Digitaal')], max_length=20, verbose_name='hoe')),
                ('posted_on', models.DateField(null=True, verbose_name='op de post gedaan op')),
                ('by_whom', models.CharField(blank=True, max_length=160, verbose_name='namens de inwoner')),
                ('text', models.TextField(blank=True, verbose_name='wat er in het bezwaar staat')),
                ('pro_forma', models.BooleanField(default=False, verbose_name='nog zonder gronden')),
                ('costs_asked', models.BooleanField(default=False, verbose_name='vraagt om vergoeding van kosten')),
                ('last_day', models.DateField(verbose_name='bezwaar kon tot en met')),
                ('in_time', models.BooleanField(verbose_name='op tijd')),
                ('in_time_why', models.CharField(max_length=300)),
                ('late_why', models.TextField(blank=True, verbose_name='waarom te laat')),
                ('committee', models.BooleanField(default=False, verbose_name='met een commissie')),
                ('repair_asked_on', models.DateField(null=True, verbose_name='om herstel gevraagd op')),
                ('repair_until', models.DateField(null=True, verbose_name='herstellen kan tot en met')),
                ('repair_what', models.TextField(blank=True, verbose_name='wat ontbrak')),
                ('repaired_on', models.DateField(null=True, verbose_name='hersteld op')),
                ('adjourned_on', models.DateField(null=True, verbose_name='verdaagd op')),
                ('adjourned_why', models.TextField(blank=True, verbose_name='waarom verdaagd')),
                ('agreed_until', models.DateField(null=True, verbose_name='met instemming uitgesteld tot en met')),
                ('agreed_how', models.CharField(blank=True, max_length=160, verbose_name='hoe de inwoner instemde')),
                ('called_on', models.DateField(null=True, verbose_name='gebeld op')),
                ('called_words', models.TextField(blank=True, verbose_name='wat er is gezegd')),
                ('file_open_on', models.DateField(null=True, verbose_name='dossier ter inzage vanaf')),
                ('heard_on', models.DateField(null=True, verbose_name='gehoord op')),
                ('heard_by', models.CharField(blank=True, max_length=200, verbose_name='wie hoorde, en wie was erbij')),
                ('heard_words', models.TextField(blank=True, verbose_name='verslag van het horen')),
                ('waived', models.CharField(blank=True, choices=[('a', 'Het bezwaar is kennelijk niet-ontvankelijk (a)'), ('b', 'Het bezwaar is kennelijk ongegrond (b)'), ('c', 'De inwoner wil niet worden gehoord (c)'), ('d', 'De inwoner zei niet op tijd dat hij of zij gehoord wil worden (d)'), ('e', 'Wij geven de inwoner helemaal gelijk, en niemand anders heeft er nadeel van (e)')], max_length=1, verbose_name='waarom niet gehoord')),
                ('waived_why', models.TextField(blank=True, verbose_name='toelichting')),
                ('decided_on', models.DateField(null=True, verbose_name='beslist op')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='nummer van de beslissing')),
                ('motivation', models.TextField(blank=True, verbose_name='motivering')),
                ('instead', models.TextField(blank=True, verbose_name='wat er in de plaats komt')),
                ('costs', models.CharField(blank=True, choices=[('', 'Niet om gevraagd'), ('vergoed', 'Wij vergoeden ze'), ('niet_vergoed', 'Wij vergoeden ze niet')], max_length=20, verbose_name='kosten')),
                ('costs_amount', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='vergoeding')),
                ('announced_on', models.DateField(editable=False, null=True, verbose_name='beslissing verstuurd of gegeven op')),
                ('appeal_until', models.DateField(editable=False, null=True, verbose_name='beroep kan tot en met')),
                ('appeal_why', models.CharField(blank=True, editable=False, max_length=300)),
                ('settled_on', models.DateField(editable=False, null=True, verbose_name='afgerond op')),
                ('withdrawn_why', models.TextField(blank=True, verbose_name='waarom ingetrokken')),
                ('measure_on', models.DateField(null=True, verbose_name='voorlopige voorziening gevraagd op')),
                ('measure', models.CharField(blank=True, choices=[('loopt', 'Nog geen uitspraak'), ('toegewezen', 'Toegewezen'), ('afgewezen', 'Afgewezen'), ('ingetrokken', 'Het verzoek is ingetrokken')], max_length=20, verbose_name='uitkomst bij de rechtbank')),
                ('measure_words', models.TextField(blank=True, verbose_name='wat de rechter bepaalde')),
                ('against', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='casework.document')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='casework.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('former_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handler', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections_handled', to=settings.AUTH_USER_MODEL)),
                ('mandate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.mandate')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='casework.document')),
            ],
            options={
                'verbose_name': 'bezwaar',
                'verbose_name_plural': 'bezwaren',
                'ordering': ('-received_on', '-pk'),
                'indexes': [models.Index(condition=models.Q(('settled_on__isnull', True)), fields=['case'], name='objections_that_wait')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['ontvangen', 'in_behandeling', 'gegrond', 'deels_gegrond', 'ongegrond', 'niet_ontvankelijk', 'ingetrokken'])), name='objection_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('settled_on__isnull', True), ('state__in', ('ontvangen', 'in_behandeling'))), models.Q(models.Q(('state__in', ('ontvangen', 'in_behandeling')), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='an_objection_that_waits_is_not_settled'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('gegrond', 'deels_gegrond', 'ongegrond', 'niet_ontvankelijk')), _negated=True), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('mandate__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='a_decision_on_objection_names_its_mandate'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), ('former_by__isnull', True), models.Q(('decided_by', models.F('former_by')), _negated=True), _connector='OR'), name='who_decided_before_decides_no_objection'), models.UniqueConstraint(condition=models.Q(('settled_on__isnull', True)), fields=('against',), name='one_open_objection_against_a_decision', violation_error_message='Tegen dit besluit ligt al een bezwaar.')],
            },
        ),
        migrations.RunPython(fill, empty),
    ]
