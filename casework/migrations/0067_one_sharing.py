"""What the citizen agreed to twice in the same words, for the same party and until the same day, is one sharing again.

Before there were sharings each goal and each hand-over asked anew. Where the words, who gave them or the day differ they
stay two: to make one of them would let somebody see for longer, or shorter, than was agreed. The next that is agreed with that
party replaces them all, as it always does.
"""

from django.db import migrations

MERGED = """
CREATE TABLE sharing_twice AS
SELECT id, kept FROM (
    SELECT id, first_value(id) OVER (
               PARTITION BY case_id, with_organisation_id, with_team_id, with_contact_id, with_name, purpose, rests, what,
                            text, given_by, also_by, until
                   ORDER BY given_on, id) AS kept
      FROM casework_sharing
     WHERE state = 'gegeven'
       AND (num_nonnulls(with_organisation_id, with_team_id, with_contact_id) = 1 OR with_name <> '')
) AS alike WHERE id <> kept;

UPDATE casework_handover h SET consent_id = t.kept FROM sharing_twice t WHERE h.consent_id = t.id;
UPDATE casework_goal g SET consent_id = t.kept FROM sharing_twice t WHERE g.consent_id = t.id;
UPDATE casework_sharing s SET state = 'verlopen', state_since = s.given_on, ended_on = s.given_on
  FROM sharing_twice t WHERE s.id = t.id;

DROP TABLE sharing_twice;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


def merge(apps, editor):
    editor.execute(MERGED, None)


class Migration(migrations.Migration):
    dependencies = [("casework", "0066_advice")]
    operations = [migrations.RunPython(merge, migrations.RunPython.noop)]
