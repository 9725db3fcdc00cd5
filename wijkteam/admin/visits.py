"""What one may ask during a visit, from which day until which."""

from django.contrib import admin

from casework.visits.questions import GuidingQuestion
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.site import site


@admin.register(GuidingQuestion, site=site)
class GuidingQuestionAdmin(BeheerAdmin):
    """A question that isn't asked any more ends; it isn't thrown away, so that one can see what was asked when."""

    fields = ("text", "part", "order", "since", "until")
    list_display = ("text", "part", "order", "since", "until")
    list_filter = ("part",)
    search_fields = ("text",)
