"""Who may do what: every endpoint and method, tried by the whole cast, on things that exist and things that do not."""

import pytest

from annotations.api import urls
from annotations.models import Adjudication, Citation, HistoryEntry, Note, Source, Verdict
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_citation, make_note, make_source, make_verdict
from tests.visits import undone

MEMBERS = {"reader", "reviewer", "editor", "manager"}
AT_WORK = MEMBERS - {"reader"}
EDITORS = {"editor", "manager"}
CARETAKER = {"administrator"}
CITATION = {"source": {"title": "A"}, "stance": "context"}
CAST = sorted(MEMBERS | CARETAKER | {"outsider"})

# (method, path, body, If-Match, who may); others of the project get 403, outsiders 404.
CALLS = [
    ("GET", "projects/{slug}/", None, None, MEMBERS | CARETAKER),
    ("GET", "projects/{slug}/sources/", None, None, MEMBERS | CARETAKER),
    ("POST", "projects/{slug}/sources/", {"title": "A"}, None, AT_WORK),
    ("GET", "projects/{slug}/sources/{source}/", None, None, MEMBERS | CARETAKER),
    ("PATCH", "projects/{slug}/sources/{source}/", {"title": "A"}, '"v1"', AT_WORK),
    ("GET", "documents/?project={slug}", None, None, MEMBERS | CARETAKER),
    ("POST", "documents/", {"project": "{slug}", "text": "A sentence."}, None, AT_WORK),
    ("GET", "documents/{document}/", None, None, MEMBERS | CARETAKER),
    ("PATCH", "documents/{document}/", {"title": "A"}, '"v1"', EDITORS),
    ("GET", "documents/{document}/history/", None, None, AT_WORK | CARETAKER),
    ("GET", "documents/{document}/original/", None, None, MEMBERS | CARETAKER),
    ("GET", "documents/{document}/report/", None, None, MEMBERS | CARETAKER),
    ("GET", "documents/{document}/notes/", None, None, MEMBERS | CARETAKER),
    ("POST", "documents/{document}/notes/", {"text": "A"}, None, AT_WORK),
    ("PATCH", "documents/{document}/notes/{note}/", {"resolved": True}, '"v1"', AT_WORK),
    ("POST", "documents/{document}/notes/{note}/answers/", {"text": "A"}, None, AT_WORK),
    ("GET", "documents/{document}/notes/{note}/", None, None, MEMBERS | CARETAKER),
    ("DELETE", "documents/{document}/notes/{note}/", None, '"v1"', {"manager"}),
    ("GET", "documents/{document}/claims/", None, None, MEMBERS | CARETAKER),
    ("GET", "documents/{document}/claims/2/", None, None, MEMBERS | CARETAKER),
    ("POST", "documents/{document}/claims/2/split/", {"at": 30}, '"c1.m0"', AT_WORK),
    ("POST", "documents/{document}/claims/2/merge/", {"next": 3, "next_etag": '"c1.m0"'}, '"c1.m0"', AT_WORK),
    ("POST", "documents/{document}/claims/2/boundary/", {"words": 1}, '"c1.m0"', AT_WORK),
    ("GET", "documents/{document}/undo/", None, None, AT_WORK),
    ("GET", "documents/{document}/claims/2/verdicts/", None, None, MEMBERS | CARETAKER),
    ("POST", "documents/{document}/claims/2/verdicts/", {"label": "mixed"}, '"c1.m0"', AT_WORK),
    ("GET", "documents/{document}/claims/2/citations/", None, None, MEMBERS | CARETAKER),
    ("POST", "documents/{document}/claims/2/citations/", CITATION, None, AT_WORK),
    ("GET", "documents/{document}/claims/2/citations/{citation}/", None, None, MEMBERS | CARETAKER),
    ("PATCH", "documents/{document}/claims/2/citations/{citation}/", {"quote": "A"}, '"v1"', AT_WORK),
    ("DELETE", "documents/{document}/claims/2/citations/{citation}/", None, '"v1"', AT_WORK),
    ("GET", "documents/{document}/claims/2/notes/", None, None, MEMBERS | CARETAKER),
    ("POST", "documents/{document}/claims/2/notes/", {"text": "A"}, None, AT_WORK),
    ("GET", "documents/{document}/claims/3/adjudications/", None, None, MEMBERS | CARETAKER),
    ("POST", "documents/{document}/claims/3/adjudications/", {"label": "mixed", "reason": "A"}, '"c1.v1.a0"', EDITORS),
]  # fmt: skip
# What `tests/test_access_matrix.py` tries with the whole cast: these need a part, a reading, a file or a hash first.
BY_THE_MATRIX = {
    ("GET", "search/"), ("GET", "documents/{document}/agreement/"), ("GET", "projects/{slug}/agreement/"),
    ("GET", "documents/{document}/claims/{serial}/evidence/"), ("POST", "documents/{document}/claims/{serial}/parts/"),
    ("PATCH", "documents/{document}/claims/{serial}/part/"), ("DELETE", "documents/{document}/claims/{serial}/part/"),
    ("GET", "documents/{document}/publication/"), ("POST", "documents/{document}/publication/"),
    ("POST", "documents/{document}/publication/renewal/"), ("POST", "documents/{document}/publication/withdrawal/"),
    ("GET", "documents/{document}/readings/"), ("POST", "documents/{document}/readings/"),
    ("POST", "documents/{document}/readings/draw/"), ("POST", "documents/{document}/readings/next/"),
    ("POST", "documents/{document}/readings/{pk}/give-back/"), ("GET", "documents/{document}/revisions/"),
    ("POST", "documents/{document}/revisions/"), ("GET", "documents/{document}/sign-off/"),
    ("POST", "documents/{document}/sign-off/"), ("GET", "projects/{slug}/sources/export/"),
    ("POST", "projects/{slug}/sources/import/"), ("POST", "projects/{slug}/sources/{pk}/merge/"),
    ("POST", "projects/{slug}/sources/{pk}/archive/"),
    ("GET", "projects/{slug}/sources/{pk}/file/"), ("POST", "projects/{slug}/sources/{pk}/file/"),
    ("GET", "documents/{document}/revisions/compare/"), ("GET", "documents/{document}/stale/"),
    ("GET", "documents/{document}/revisions/differences/"), ("POST", "documents/{document}/stale/new/"),
    ("POST", "documents/{document}/claims/{serial}/join/"),
    ("GET", "documents/{document}/marking/"), ("POST", "documents/{document}/claims/{serial}/mark/"),
    ("POST", "documents/{document}/claims/{serial}/verdicts/confirm/"), ("GET", "documents/{document}/changes/"),
    ("POST", "documents/{document}/claims/{serial}/verdicts/drop/"),
    ("GET", "documents/{document}/changes/links/"), ("POST", "documents/{document}/changes/links/"),
    ("DELETE", "documents/{document}/changes/links/{link}/"), ("GET", "documents/{document}/changes/answers/"),
    ("POST", "documents/{document}/changes/answers/{answer}/decision/"),
    ("GET", "documents/{document}/claims/{serial}/ballots/"), ("POST", "documents/{document}/claims/{serial}/ballots/"),
    ("GET", "documents/{document}/claims/{serial}/similar/"), ("GET", "documents/{document}/coverage/"),
    ("GET", "documents/{document}/changes/file/"), ("GET", "documents/{document}/report/left-out/"),
    ("POST", "projects/{slug}/report-imports/"), ("POST", "projects/{slug}/peer-imports/"),
    ("GET", "notices/"), ("POST", "notices/seen/"),
    ("POST", "documents/{document}/claims/{serial}/similar/take/"),
}  # fmt: skip
# For everybody who has signed in.
OPEN = {"projects/", "schema/", "docs/"}
# What can be taken back is each person's own: `tests/test_access_matrix.py` tries it with an act of theirs.
OWN_ACTS = {("POST", "documents/{document}/undo/"), ("POST", "documents/{document}/redo/")}
IDS = [f"{method} {path}" for method, path, *_ in CALLS]


@pytest.fixture
def things(project, document, manager, second_reviewer):
    """One of everything, and the numbers by which it is called."""
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer)
    note = make_note(document=document, author=manager)
    Note.objects.filter(pk=note.pk).update(internal=False)
    citation = make_citation(claim=claim_of(document, 2), actor=manager)
    source = make_source(project=project, actor=manager)
    return {
        "slug": project.slug, "document": document.pk, "note": note.pk, "citation": citation.pk, "source": source.pk,
    }  # fmt: skip


@pytest.fixture
def cast(request):
    """Everybody, with a token."""
    return {who: Api(request.getfixturevalue(who)) for who in CAST}


MISSING = {"slug": "missing", "document": 999_999, "note": 999_999, "citation": 999_999, "source": 999_999}


def tried(api, call, things):
    method, path, body, tag, _ = call
    body = {name: "{slug}".format(**things) if value == "{slug}" else value for name, value in (body or {}).items()}
    return api.call(method, "/" + path.format(**things), body or None, if_match=tag)


def rows():
    return {model: model.objects.count() for model in (Verdict, Adjudication, Citation, Note, Source, HistoryEntry)}


def test_every_endpoint_and_method_is_in_the_table():
    named = {"2/": "{serial}/", "3/": "{serial}/", "{note}": "{pk}", "{citation}": "{pk}", "{source}": "{pk}"}
    listed = set()
    for method, path, *_ in CALLS:
        path = path.partition("?")[0]
        for number, name in named.items():
            path = path.replace(number, name)
        listed.add((method, path))
    served = {
        (method, str(pattern.pattern).replace("<int:", "{").replace("<slug:", "{").replace(">", "}"))
        for pattern in urls.urlpatterns
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if hasattr(pattern.callback.view_class, method.lower())
    }
    assert served == listed | {("GET", path) for path in OPEN} | OWN_ACTS | BY_THE_MATRIX


@pytest.mark.parametrize("call", CALLS, ids=IDS)
def test_who_may_and_who_may_not(cast, things, call):
    for who, api in cast.items():
        before = rows()
        with undone():
            response = tried(api, call, things)
            if who in call[4]:
                assert response.status_code in (200, 201, 204), (who, response.received)
            elif who == "outsider":
                assert (response.status_code, code_of(response), rows()) == (404, "not_found", before)
            else:
                assert response.status_code == 403, who
                assert code_of(response) in ("forbidden", "note_of_another")
                assert rows() == before


def test_an_outsider_hears_the_same_of_what_exists_and_what_does_not(outsider, things):
    api = Api(outsider)
    for call in CALLS:
        there, missing = (tried(api, call, found) for found in (things, MISSING))
        assert there.content == missing.content
        assert there.status_code == missing.status_code == 404
        assert sorted(there.headers.items()) == sorted(missing.headers.items())


def test_an_outsider_learns_nothing_by_sending_nonsense_either(outsider, things):
    api = Api(outsider)
    for method, path, *_ in CALLS:
        if method == "GET" or path == "documents/":
            continue
        for options in ({"body": b"{"}, {"content_type": "text/plain", "body": b"x"}, {"body": b" " * 300_000}, {}):
            there, missing = (api.call(method, "/" + path.format(**found), **options) for found in (things, MISSING))
            assert there.content == missing.content
            assert there.status_code == 404


def test_nobody_gets_anything_without_signing_in(client, things):
    for method, path, *_ in [*CALLS, *(("GET", path) for path in sorted(OPEN))]:
        address = "/api/v1/" + path.format(**things)
        response = client.generic(method, address, b"{}", content_type="application/json")
        assert (response.status_code, code_of(response)) == (401, "not_authenticated")
