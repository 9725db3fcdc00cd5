"""What the letters of the two weeks and of a notice of default say, in the words of the law."""

import pytest

from casework.defaults.models import DefaultNotice
from tests.casework.documents import clock_fixtures as clock
from tests.casework.documents import paper_fixtures as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "says"), clock.SAYS.items())
def test_each_says_what_the_law_asks(office, kind, says):
    case = f.case(office)
    made = clock.application(case, kind) if kind in clock.KINDS else clock.notice(office, case, kind)
    said = f.words(f.paper(kind, case, made)).replace("\N{NO-BREAK SPACE}", " ")
    for part in says.split(" | "):
        assert part in said, part


def test_over_a_mere_melding_the_letter_says_that_nothing_is_owed(office):
    case = f.case(office)
    notice = DefaultNotice.objects.create(
        case=case, received_on=f.ON, how="mail", state="geen_dwangsom", state_since=f.ON
    )
    said = f.words(f.paper("ingebrekestelling", case, notice))
    for part in ("Over een melding kunnen wij geen dwangsom betalen.", "CRVB:2020:2007", "artikel 2.3.2, negende"):
        assert part in said
