"""Addresses: the pages, the API, the admin."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("annotations.api.urls")),
    path("", include("annotations.web.urls")),
]

handler400 = "annotations.web.errors.bad_request"
handler403 = "annotations.web.errors.forbidden"
handler404 = "annotations.web.errors.not_found"
handler500 = "annotations.web.errors.server_error"
