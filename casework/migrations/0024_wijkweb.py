"""The wijkweb: a tie may end without going, who has a fixed role, who is shielded; how strong a tie is, only where asked."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0023_also_there'),
        ('wijkweb', '0002_append_only'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='contact',
            options={'ordering': ('domain', models.OrderBy(models.F('strength'), descending=True, nulls_last=True), 'name', 'pk'), 'verbose_name': 'contact', 'verbose_name_plural': 'contacten'},
        ),
        migrations.RemoveConstraint(
            model_name='contact',
            name='contact_strength_is_one_to_three',
        ),
        migrations.AddField(
            model_name='contact',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='sinds wanneer'),
        ),
        migrations.AddField(
            model_name='contact',
            name='for_emergency',
            field=models.BooleanField(default=False, verbose_name='contact in nood'),
        ),
        migrations.AddField(
            model_name='contact',
            name='ground',
            field=models.CharField(blank=True, max_length=200, verbose_name='waarom afgeschermd'),
        ),
        migrations.AddField(
            model_name='contact',
            name='is_carer',
            field=models.BooleanField(default=False, verbose_name='mantelzorger'),
        ),
        migrations.AddField(
            model_name='contact',
            name='is_gp',
            field=models.BooleanField(default=False, verbose_name='huisarts'),
        ),
        migrations.AddField(
            model_name='contact',
            name='shielded',
            field=models.BooleanField(default=False, verbose_name='afgeschermd voor de inwoner'),
        ),
        migrations.AddField(
            model_name='contact',
            name='tie',
            field=models.CharField(choices=[('nu', 'Er is contact'), ('voorbij', 'Het contact is voorbij'), ('overleden', 'Overleden')], default='nu', max_length=20, verbose_name='hoe staat het ermee'),
        ),
        migrations.AlterField(
            model_name='contact',
            name='added_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AlterField(
            model_name='contact',
            name='strength',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Zwak'), (2, 'Gewoon'), (3, 'Sterk')], null=True, verbose_name='hoe sterk is de band'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('strength', None), ('strength__range', (1, 3)), _connector='OR'), name='contact_strength_is_one_to_three'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('tie', 'nu'), _negated=True), ('ended_on', None), _connector='OR'), name='only_a_tie_that_ended_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('shielded', False), models.Q(('ground', ''), _negated=True), _connector='OR'), name='a_shielded_contact_has_its_ground'),
        ),
    ]
