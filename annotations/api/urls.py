"""Addresses of the API, under /api/v1/."""

from django.urls import path

from annotations.api import (
    adjudications,
    citations,
    claims,
    documents,
    notes,
    projects,
    reports,
    schema,
    sources,
    structure,
    verdicts,
)

app_name = "api"
PROJECT = "projects/<slug:slug>/"
DOCUMENT = "documents/<int:document>/"
CLAIM = f"{DOCUMENT}claims/<int:serial>/"

urlpatterns = [
    path("projects/", projects.ProjectList.as_view(), name="project-list"),
    path(PROJECT, projects.ProjectDetail.as_view(), name="project-detail"),
    path(f"{PROJECT}sources/", sources.SourceList.as_view(), name="source-list"),
    path(f"{PROJECT}sources/<int:pk>/", sources.SourceDetail.as_view(), name="source-detail"),
    path("documents/", documents.DocumentList.as_view(), name="document-list"),
    path(DOCUMENT, documents.DocumentDetail.as_view(), name="document-detail"),
    path(f"{DOCUMENT}history/", documents.DocumentHistory.as_view(), name="document-history"),
    path(f"{DOCUMENT}original/", documents.DocumentOriginal.as_view(), name="document-original"),
    path(f"{DOCUMENT}report/", reports.Report.as_view(), name="document-report"),
    path(f"{DOCUMENT}notes/", notes.DocumentNoteList.as_view(), name="document-note-list"),
    path(f"{DOCUMENT}notes/<int:pk>/", notes.NoteDetail.as_view(), name="note-detail"),
    path(f"{DOCUMENT}notes/<int:pk>/answers/", notes.AnswerList.as_view(), name="answer-list"),
    path(f"{DOCUMENT}undo/", structure.DocumentUndo.as_view(), name="document-undo"),
    path(f"{DOCUMENT}redo/", structure.DocumentRedo.as_view(), name="document-redo"),
    path(f"{DOCUMENT}claims/", claims.ClaimList.as_view(), name="claim-list"),
    path(CLAIM, claims.ClaimDetail.as_view(), name="claim-detail"),
    path(f"{CLAIM}split/", structure.ClaimSplit.as_view(), name="claim-split"),
    path(f"{CLAIM}merge/", structure.ClaimMerge.as_view(), name="claim-merge"),
    path(f"{CLAIM}boundary/", structure.ClaimBoundary.as_view(), name="claim-boundary"),
    path(f"{CLAIM}verdicts/", verdicts.VerdictList.as_view(), name="verdict-list"),
    path(f"{CLAIM}citations/", citations.CitationList.as_view(), name="citation-list"),
    path(f"{CLAIM}citations/<int:pk>/", citations.CitationDetail.as_view(), name="citation-detail"),
    path(f"{CLAIM}notes/", notes.ClaimNoteList.as_view(), name="claim-note-list"),
    path(f"{CLAIM}adjudications/", adjudications.AdjudicationList.as_view(), name="adjudication-list"),
    path("schema/", schema.OpenApi.as_view(), name="schema"),
    path("docs/", schema.Documentation.as_view(), name="docs"),
]
