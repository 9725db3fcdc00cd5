"""The product's addresses, and beside them the bare view."""

from django.urls import include, path

from tests.bench.http import floor

urlpatterns = [path("vloer/", floor), path("", include("wijkteam.urls"))]
