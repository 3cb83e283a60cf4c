"""Django's admin: every table, to look at; the few things that may be changed here go through the services."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from annotations.admin import (
    answers,
    assignments,
    ballots,
    claims,
    documents,
    history,
    imports,
    people,
    projects,
    publications,
    signoffs,
    verdicts,
)
from annotations.admin.sign_in import PatientAuthenticationForm

__all__ = [
    "answers", "assignments", "ballots", "claims", "documents", "history", "imports", "people", "projects",
    "publications", "signoffs", "verdicts",
]  # fmt: skip

admin.site.site_header = "factcheck admin"
admin.site.site_title = "factcheck admin"
admin.site.index_title = "The installation"
admin.site.site_url = "/"
# Lists need the width; the breadcrumbs lead back to all rooms.
admin.site.enable_nav_sidebar = False
admin.site.login_form = PatientAuthenticationForm
# Nothing is deleted in bulk: rows stay, and accounts go one at a time.
admin.site.disable_action("delete_selected")
# What the worker failed at stands in the log; its rows hold tracebacks that are nobody's to read here.
admin.site.unregister(DBTaskResult)
