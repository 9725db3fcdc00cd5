import pathlib, datetime as dt
from tests.casework import paper_fixtures as f
from casework import snapshots
from roles.models import Team
import pytest
OUT = pathlib.Path("/tmp/paper"); OUT.mkdir(exist_ok=True)
@pytest.mark.django_db
def test_look():
    here = f.office()
    c = f.case(here, phase="aanmelding")
    i = f.indicatie(here, c)
    f.step_taken(c, i, "issue", by=here.nurse, role="Eerste contact", mandate=here.mandate)
    f.step_taken(c, i, "withdraw", by=here.consulent, role="Wmo-consulent", mandate=None)
    i.withdrawn_why="De buren en de kerk nemen het over."; i.heard_how="aan de keukentafel"; i.heard_on=f.ON
    for k in ("afgegeven","verlengd","ingetrokken","geeindigd"):
        (OUT/f"indicatie_{k}.pdf").write_bytes(f.paper(f"indicatie_{k}", c, i))
    (OUT/"bevestiging.pdf").write_bytes(f.paper("bevestiging", c))
    r = f.request(here, c)
    for k in ("goedgekeurd","afgewezen"):
        (OUT/f"vangnet_{k}.pdf").write_bytes(f.paper(f"vangnet_{k}", c, r))
    full = f.full_case(here)
    for who in (True, False):
        s = snapshots.summary(full, for_citizen=who, shielded=not who, on=f.ON)
        (OUT/f"samenvatting_{who}.pdf").write_bytes(f.printed(s))
    from casework.models import Case
    for n in range(23):
        x = f.case(here, person=f.person(family_name=f"Naam{n}"))
        f.turn(x, "Maak kennis met de inwoner", f.ON + dt.timedelta(days=n-5))
    s = snapshots.batch(Case.objects.all(), team=here.team, on=f.ON)
    (OUT/"overleg.pdf").write_bytes(f.printed(s))
