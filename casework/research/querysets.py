"""Researches as one person may see them: with the file."""

from typing import Any

from casework.cases.querysets import CaseChildQuerySet


class ResearchQuerySet(CaseChildQuerySet):
    def current(self, case: Any) -> Any:
        """The newest of that case; None where there is none (yet)."""
        return self.filter(case=case).order_by("-pk").first()
