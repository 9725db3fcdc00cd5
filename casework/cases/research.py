"""The tab of the research: what is known of it so far."""

from typing import Any

from casework.cases.addresses import at_case
from casework.cases.states import CaseKind
from casework.cases.tabs import tab_page
from casework.engine.noun import Tab
from roles.policy import Sight


def _research(case: Any, sight: Sight) -> dict[str, Any]:
    return {
        "is_melding": case.kind == CaseKind.MELDING,
        "research_term": case.research_term if case.report_sent_on is None else None,
    }


RESEARCH = Tab(key="onderzoek", place="onderzoek/", label="Onderzoek", order=10)
research = tab_page(RESEARCH, "cases/research.html", _research)  # what was found, and until when may it last?

URLS = (at_case("onderzoek/", research, "onderzoek"),)
