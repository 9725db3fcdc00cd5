"""The hand-over: step × role, by how somebody stands to it. It was offered to an organisation with an account."""

from typing import Final

from casework.handovers.models import Handover
from tests.rules.steps.stands import Situation, Stand, Table


def to_whom_has_no_account(here: Situation) -> None:
    here.obj.to_organisation = here.scene.world.church


def before_it_was_taken_up(here: Situation) -> None:
    here.obj.case = here.case_in("aanmelding")
    here.obj.case.reported_by_id = here.user.pk


def to_this_person(here: Situation) -> None:
    """Offered to where this person works; a citizen, and whoever reads along, stands at no such place."""
    place = next(iter(here.sight.holdings), None)
    handover = here.obj
    handover.to_organisation_id, handover.to_team_id = None, None
    if place is None or here.sight.grants:
        handover.to_kind = "inwoner"
    elif place.team_id:
        handover.to_kind, handover.to_team_id = "team", place.team_id
    else:
        handover.to_organisation_id = place.organisation_id


STEPS: Final = {
    "accept": "aangeboden",
    "promise": "aangeboden",
    "name": "aangeboden",
    "refuse": "aangeboden",
    "undo": "geweigerd",
    "withdraw": "aangeboden",
    "give_back": "aanvaard",
    "pass_on": "aanvaard",
}

STANDS: Final = (
    Stand(
        "a colleague; another leads and offered it",
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept     -       -              -    -          -       -      -        -          -          -       -        -          -        -
promise    -       -              -    -          -       -      -        -          -          -       -        -          -        -
name       -       -              -    -          -       -      -        -          -          -       -        -          -        -
refuse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
undo       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
give_back  -       -              -    -          -       -      -        -          -          -       -        -          -        -
pass_on    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur",
        on_case=("regisseur_id",),
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept     -       -              -    -          -       -      -        -          -          -       -        -          -        -
promise    -       -              -    -          -       -      -        -          -          -       -        -          -        -
name       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
refuse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
undo       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
give_back  -       -              -    -          -       -      -        -          -          -       -        -          -        -
pass_on    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur, and the receiver has no account",
        on_case=("regisseur_id",),
        also=to_whom_has_no_account,
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
promise    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
name       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
refuse     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
undo       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
give_back  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
pass_on    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague, and the receiver has no account; another leads and offered it",
        also=to_whom_has_no_account,
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept     -       -              -    -          -       -      -        -          -          -       -        -          -        -
promise    -       -              -    -          -       -      -        -          -          -       -        -          -        -
name       -       -              -    -          -       -      -        -          -          -       -        -          -        -
refuse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
undo       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
give_back  -       -              -    -          -       -      -        -          -          -       -        -          -        -
pass_on    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case, before somebody took it up",
        on_case=("reported_by_id",),
        also=before_it_was_taken_up,
        states="aangeboden",
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept    -       -              -    -          -       -      -        -          -          -       -        -          -        -
promise   -       -              -    -          -       -      -        -          -          -       -        -          -        -
name      yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
refuse    -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw  yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case and offered it; another leads by now",
        on_case=("reported_by_id",),
        on_it=("offered_by_id",),
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept     -       -              -    -          -       -      -        -          -          -       -        -          -        -
promise    -       -              -    -          -       -      -        -          -          -       -        -          -        -
name       -       -              -    -          -       -      -        -          -          -       -        -          -        -
refuse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
undo       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw   yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
give_back  -       -              -    -          -       -      -        -          -          -       -        -          -        -
pass_on    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the receiver: of the team or organisation, or the citizen",
        also=to_this_person,
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept     -       -              yes  yes        yes     yes    yes      -          -          -       -        -          yes      -
promise    -       -              yes  yes        yes     yes    yes      -          -          -       -        -          yes      -
name       -       -              -    -          -       -      -        -          -          -       -        -          -        -
refuse     -       -              yes  yes        yes     yes    yes      -          -          -       -        -          yes      -
undo       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
give_back  -       -              yes  yes        yes     yes    yes      -          -          -       -        -          yes      -
pass_on    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague, where nobody leads the case",
        nobody_leads=True,
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept     -       -              -    -          -       -      -        -          -          -       -        -          -        -
promise    -       -              -    -          -       -      -        -          -          -       -        -          -        -
name       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
refuse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
undo       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
give_back  -       -              -    -          -       -      -        -          -          -       -        -          -        -
pass_on    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Handover, STEPS, STANDS)
