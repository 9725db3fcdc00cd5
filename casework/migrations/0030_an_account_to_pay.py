"""An account number stands encrypted, in a column of its own name: what is in the old one isn't mistaken for it."""

import casework.people.bsn
import casework.vangnet.account_number
from django.db import migrations


def encrypt(apps, schema_editor):
    model = apps.get_model("casework", "VangnetRequest")
    if not hasattr(model, "payee_iban_plain"):  # tables that were made as they are now: there is nothing of before
        return
    rows = model.objects.exclude(payee_iban_plain="")
    for one in rows.iterator(chunk_size=500):
        one.payee_iban = one.payee_iban_plain
        one.save(update_fields=["payee_iban"])


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0029_brief_aan_tafel"),
    ]

    operations = [
        migrations.RenameField('vangnetrequest', 'payee_iban', 'payee_iban_plain'),
        migrations.AddField(
            model_name='vangnetrequest',
            name='payee_iban',
            field=casework.people.bsn.EncryptedTextField(blank=True, db_column='payee_account', default='', validators=[casework.vangnet.account_number.check_account], verbose_name='rekeningnummer (IBAN)'),
            preserve_default=False,
        ),
        migrations.RunPython(encrypt, migrations.RunPython.noop),
        migrations.RemoveField('vangnetrequest', 'payee_iban_plain'),
    ]
