"""A form that only asks whether one is sure."""

from casework.engine.forms import StepForm


class SureForm(StepForm):
    """Nothing is asked but whether one is sure."""
