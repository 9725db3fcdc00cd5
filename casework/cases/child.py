"""What hangs on a case: the rows that are locked with it, and whose turns are its turns."""

from typing import Any

from casework.engine.machine import Machine


class CaseChild(Machine):
    """A machine with a foreign key `case`: that is its anchor."""

    anchor_field = "case"
    case: Any
    case_id: Any

    class Meta:
        abstract = True

    @property
    def anchor(self) -> Any:
        return self.case

    @anchor.setter
    def anchor(self, case: Any) -> None:
        self.case = case

    @property
    def anchor_id(self) -> Any:
        return self.case_id
