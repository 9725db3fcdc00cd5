"""What stands in the way of closing a case."""

from typing import Final

from casework.applications.conditions import no_open_application
from casework.handovers.conditions import no_open_handover
from casework.indicaties.conditions import no_unsettled_indicatie
from casework.vangnet.conditions import no_unpaid_vangnet

CLOSING_BLOCKERS: Final = (no_open_handover, no_unsettled_indicatie, no_open_application, no_unpaid_vangnet)
