"""Behind what a step says came of it: back to the list it was opened from, and what stood next there."""

from typing import Any

from django import template

from casework.desk.way_back import way_back

register = template.Library()


@register.inclusion_tag("desk/way_back.html", takes_context=True)
def back_to_list(context: template.Context) -> dict[str, Any]:
    request, anchor = context.get("request"), context.get("anchor") or context.get("case")
    if request is None or not hasattr(anchor, "work_model") or not request.user.is_authenticated:
        return {"way": None}
    return {"way": way_back(request, anchor)}
