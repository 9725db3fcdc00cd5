"""A role for who handles objections, and the mandate to decide on one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("roles", "0012_mandate_of_a_decision"),
        ('wijkweb', '0002_append_only'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='mandate',
            name='mandate_has_the_bounds_of_its_kind',
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_role_fits_its_place',
        ),
        migrations.AlterField(
            model_name='mandate',
            name='kind',
            field=models.CharField(choices=[('voorlopige_indicatie', 'Voorlopige indicatie (€ per week)'), ('vangnet', 'Vangnet (€)'), ('besluit', 'Besluit op een aanvraag'), ('bezwaar', 'Beslissing op bezwaar')], max_length=24, verbose_name='waarvoor'),
        ),
        migrations.AlterField(
            model_name='mandate',
            name='role',
            field=models.CharField(blank=True, choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)'), ('bezwaar', 'Juridische zaken')], max_length=20, verbose_name='rol'),
        ),
        migrations.AlterField(
            model_name='mandateevent',
            name='kind',
            field=models.CharField(choices=[('voorlopige_indicatie', 'Voorlopige indicatie (€ per week)'), ('vangnet', 'Vangnet (€)'), ('besluit', 'Besluit op een aanvraag'), ('bezwaar', 'Beslissing op bezwaar')], max_length=24, verbose_name='waarvoor'),
        ),
        migrations.AlterField(
            model_name='mandateevent',
            name='role',
            field=models.CharField(blank=True, choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)'), ('bezwaar', 'Juridische zaken')], max_length=20, verbose_name='rol'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)'), ('bezwaar', 'Juridische zaken')], max_length=20, verbose_name='rol'),
        ),
        migrations.AlterField(
            model_name='membershipevent',
            name='role',
            field=models.CharField(choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)'), ('bezwaar', 'Juridische zaken')], max_length=20, verbose_name='rol'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'voorlopige_indicatie'), ('max_amount__gt', 0), ('max_amount__isnull', False), ('max_weeks__gt', 0), ('max_weeks__isnull', False)), models.Q(('kind', 'vangnet'), ('max_amount__gt', 0), ('max_amount__isnull', False), ('max_weeks__isnull', True)), models.Q(models.Q(('max_amount__isnull', True), ('max_amount__gt', 0), _connector='OR'), ('kind', 'besluit'), ('max_weeks__isnull', True)), models.Q(('kind', 'bezwaar'), ('max_amount__isnull', True), ('max_weeks__isnull', True)), _connector='OR'), name='mandate_has_the_bounds_of_its_kind', violation_error_message='Een indicatie heeft een bedrag en weken, vangnet een bedrag; een besluit geen weken; een beslissing op bezwaar geen van beide.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['eerste_contact', 'administratie', 'teamlid', 'wmo_consulent', 'teamleider', 'afdelingshoofd', 'financien', 'beheer', 'privacy', 'bezwaar']), ('team__isnull', False)), models.Q(('organisation__isnull', False), ('role__in', ('eerste_contact', 'middenveld', 'uitvoerder'))), _connector='OR'), name='membership_role_fits_its_place', violation_error_message='Deze rol bestaat niet in een organisatie of niet in een team.'),
        ),
    ]
