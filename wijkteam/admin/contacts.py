"""The words that a team writes often, as a start for who writes a note or a contact."""

from django.contrib import admin

from casework.contacts.models import TextBlock
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.site import site


@admin.register(TextBlock, site=site)
class TextBlockAdmin(BeheerAdmin):
    fields = ("name", "team", "text", "active")
    list_display = ("name", "team", "active")
    list_filter = ("team", "active")
    search_fields = ("name",)
