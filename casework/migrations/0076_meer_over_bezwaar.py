"""More of an objection: each request to repair by itself, the invitation to be heard, a notice of default about it, and on
which application what comes in the place of a revoked decision is decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def into_rows(apps, editor):
    """What was asked to be repaired, as one of a list; of before it isn't known what it was."""
    for one in apps.get_model("casework", "Objection").objects.all():
        if one.repair_asked_on is None:
            continue
        one.repairs = [
            {
                "kind": "te_laat" if not one.in_time else "anders",
                "missing": one.repair_what,
                "asked_on": one.repair_asked_on.isoformat(),
                "until": one.repair_until.isoformat(),
                "told_on": None,
                "repaired_on": one.repaired_on.isoformat() if one.repaired_on else None,
            }
        ]
        one.save(update_fields=["repairs"])


def into_links(apps, editor):
    """What was asked for once more: until now only an event told for which objection that was."""
    objections, applications = apps.get_model("casework", "Objection").objects, apps.get_model("casework", "Application").objects
    for event in apps.get_model("casework", "CaseEvent").objects.filter(verb="objection.decided_anew"):
        one = objections.filter(public_id=event.details.get("objection", "")).first()
        again = applications.filter(public_id=event.object_id).first()
        if one is None or again is None:
            continue
        one.anew_id = again.pk
        one.save(update_fields=["anew"])
        again.former_by_id, again.former_prepared_by_id = one.former_by_id, one.prepared_by_id
        again.save(update_fields=["former_by", "former_prepared_by"])


def into_columns(apps, editor):
    """The last that was asked; there was room for one."""
    for one in apps.get_model("casework", "Objection").objects.exclude(repairs=[]):
        last = one.repairs[-1]
        one.repair_what, one.repair_asked_on, one.repair_until = last["missing"], last["asked_on"], last["until"]
        one.repaired_on = last["repaired_on"]
        one.save(update_fields=["repair_what", "repair_asked_on", "repair_until", "repaired_on"])


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0075_krachtenveld"),
        ('roles', '0013_bezwaar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='defaultnotice',
            name='a_notice_about_a_melding_costs_nothing',
        ),
        migrations.AddField(
            model_name='application',
            name='former_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='application',
            name='former_prepared_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='about',
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='about_on',
            field=models.DateField(null=True, verbose_name='kwam binnen op'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='about_stopped_on',
            field=models.DateField(editable=False, null=True, verbose_name='beslissing verstuurd, of niet meer nodig, op'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='about_what',
            field=models.CharField(blank=True, max_length=40, verbose_name='waarover'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='about_which',
            field=models.CharField(blank=True, max_length=200, verbose_name='welke'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='about_withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='ingetrokken'),
        ),
        migrations.AddField(
            model_name='objection',
            name='anew',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='casework.application'),
        ),
        migrations.AddField(
            model_name='objection',
            name='file_where',
            field=models.CharField(blank=True, max_length=200, verbose_name='waar het dossier ligt'),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_agreed',
            field=models.CharField(blank=True, max_length=160, verbose_name='hoe de inwoner instemde met het horen zo'),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_at',
            field=models.TimeField(null=True, verbose_name='hoe laat'),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_by',
            field=models.CharField(blank=True, choices=[('plek', 'Op een plek'), ('telefoon', 'Aan de telefoon')], max_length=20, verbose_name='op een plek of aan de telefoon'),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_on',
            field=models.DateField(null=True, verbose_name='dag van de hoorzitting'),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_place',
            field=models.CharField(blank=True, max_length=200, verbose_name='waar, of op welk nummer'),
        ),
        migrations.AddField(
            model_name='objection',
            name='in_default_until',
            field=models.DateField(null=True, verbose_name='na ingebrekestelling uiterlijk'),
        ),
        migrations.AddField(
            model_name='objection',
            name='invited_on',
            field=models.DateField(null=True, verbose_name='uitgenodigd op'),
        ),
        migrations.AddField(
            model_name='objection',
            name='repairs',
            field=models.JSONField(default=list, verbose_name='om herstel gevraagd'),
        ),
        migrations.AddField(
            model_name='objection',
            name='taken_along',
            field=models.BooleanField(default=False, verbose_name='meegenomen in een andere aanvraag'),
        ),
        migrations.RunPython(into_rows, into_columns),
        migrations.AddConstraint(
            model_name='defaultnotice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('application__isnull', False), models.Q(('about', ''), _negated=True), _connector='OR'), ('due_on__isnull', False), models.Q(('state', 'geen_dwangsom'), _negated=True)), models.Q(('about', ''), ('application__isnull', True), ('due_on__isnull', True), ('state', 'geen_dwangsom')), _connector='OR'), name='a_notice_about_a_melding_costs_nothing'),
        ),
        migrations.AddConstraint(
            model_name='defaultnotice',
            constraint=models.CheckConstraint(condition=models.Q(('application__isnull', True), ('about', ''), _connector='OR'), name='a_notice_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='defaultnotice',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ontvangen'), models.Q(('about', ''), _negated=True)), fields=('about',), name='one_open_notice_about_one_thing'),
        ),
        migrations.RemoveField(
            model_name='objection',
            name='repair_asked_on',
        ),
        migrations.RemoveField(
            model_name='objection',
            name='repair_until',
        ),
        migrations.RemoveField(
            model_name='objection',
            name='repair_what',
        ),
        migrations.RemoveField(
            model_name='objection',
            name='repaired_on',
        ),
        migrations.RunPython(into_links, migrations.RunPython.noop),
    ]
