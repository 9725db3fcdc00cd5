"""A role for who picks up the phone and opens the post."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0008_contract_hours'),
        ('wijkweb', '0002_append_only'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_role_fits_its_place',
        ),
        migrations.AlterField(
            model_name='mandate',
            name='role',
            field=models.CharField(blank=True, choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)')], max_length=20, verbose_name='rol'),
        ),
        migrations.AlterField(
            model_name='mandateevent',
            name='role',
            field=models.CharField(blank=True, choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)')], max_length=20, verbose_name='rol'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)')], max_length=20, verbose_name='rol'),
        ),
        migrations.AlterField(
            model_name='membershipevent',
            name='role',
            field=models.CharField(choices=[('eerste_contact', 'Eerste contact'), ('administratie', 'Administratie'), ('teamlid', 'Teamlid'), ('wmo_consulent', 'Wmo-consulent'), ('teamleider', 'Teamleider'), ('afdelingshoofd', 'Afdelingshoofd'), ('middenveld', 'Partner in de kern'), ('uitvoerder', 'Aanbieder'), ('financien', 'Financiën'), ('beheer', 'Functioneel beheer'), ('privacy', 'Privacy (FG)')], max_length=20, verbose_name='rol'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['eerste_contact', 'administratie', 'teamlid', 'wmo_consulent', 'teamleider', 'afdelingshoofd', 'financien', 'beheer', 'privacy']), ('team__isnull', False)), models.Q(('organisation__isnull', False), ('role__in', ('eerste_contact', 'middenveld', 'uitvoerder'))), _connector='OR'), name='membership_role_fits_its_place', violation_error_message='Deze rol bestaat niet in een organisatie of niet in een team.'),
        ),
    ]
