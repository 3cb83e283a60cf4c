"""Every route and method, tried by everybody: who gets in, what the others hear, and that they changed nothing."""

from dataclasses import replace

import pytest
from django.db import connection
from django.urls import reverse

from annotations.models import Assignment, Citation, HistoryEntry, ImportJob, Membership, Note, Source
from annotations.permissions import Permission
from annotations.services import limits
from tests import surface
from tests.factories import make_citation, make_document, make_note
from tests.scenes import CAST, long_text, make_scene
from tests.visits import address, everything_stored, kept_open, parts_of, request_to, undone

MEMBERS = {"reader", "reviewer", "second_reviewer", "editor", "manager"}
REVIEWERS = MEMBERS - {"reader"}
EDITORS = {"editor", "manager"}
SIGNED_IN = {"outsider", "departed", "administrator", *MEMBERS}
# Who may: written down a second time, from the words of the project and not from `annotations.permissions`.
WHO: dict[str, set[str]] = {
    surface.ANYONE: set(CAST),
    surface.SIGNED_IN: SIGNED_IN,
    surface.STAFF: {"administrator"},
    Permission.CREATE_PROJECT: {"administrator"},
    Permission.SEE_STYLEGUIDE: {"administrator"},
    Permission.VIEW: {*MEMBERS, "administrator"},
    Permission.VIEW_HISTORY: {*REVIEWERS, "administrator"},
    Permission.EXPORT: {*MEMBERS, "administrator"},
    Permission.DOWNLOAD_ORIGINAL: {*MEMBERS, "administrator"},
    Permission.IMPORT: REVIEWERS,
    surface.OWN_IMPORT: REVIEWERS,
    Permission.REVIEW: REVIEWERS,
    Permission.REPAIR: REVIEWERS,
    Permission.SEE_ALL: {*EDITORS, "administrator"},
    Permission.EDIT_DOCUMENT: EDITORS,
    Permission.ADJUDICATE: EDITORS,
    Permission.ASSIGN: EDITORS,
    Permission.SIGN_OFF: EDITORS,
    Permission.PUBLISH: EDITORS,
    Permission.ASK_AUTHOR: EDITORS,
    Permission.MANAGE: {"manager", "administrator"},
}
NOWHERE_IN_PARTICULAR = {surface.SIGNED_IN, Permission.CREATE_PROJECT, Permission.SEE_STYLEGUIDE}
# Answers other than 200 to a look, and to what is in order a redirect (pages) or 200 and 201 (API).
ANSWERS: dict[tuple[str, str], set[int]] = {
    ("web:claim-next", "GET"): {302},
    # The throwaway server of `pgrun.py` forgoes fsync, and this is what must be noticed.
    ("web:readyz", "GET"): {503} if connection.vendor == "postgresql" else {200},
    ("web:login", "GET"): {200, 302},
    ("web:sign-in-link", "GET"): {302},
    # A preview; readers may not import, and the others are in no project of that name.
    ("web:document-new", "POST"): {302, 403, 422},
    ("api:note-detail", "DELETE"): {204},
    ("api:citation-detail", "DELETE"): {204},
}
# Who may look, and yet finds nothing: readers see public notes only, and this one is internal.
NOT_FOR = {("api:note-detail", "GET", "reader"): {404}}
TRIES = sorted(key for key in surface.ROUTES if not key[0].startswith("admin:"))
# Rights are a table in Python: a second database need only answer to one of each kind, and is asked every question.
TRIED = CAST if connection.vendor == "sqlite" else ("anonymous", "outsider", "reviewer", "manager", "administrator")
# On `web:password` and `web:login` Django's own views take PUT for POST; it does the same and asks for the token.
METHODS = ("GET", "POST", "PATCH", "DELETE")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """One scene for the whole matrix, in one transaction; each try is taken back."""
    with django_db_blocker.unblock(), kept_open():
        yield make_scene(adjudicator_may_have_read=True)


@pytest.fixture
def _django_db_helper(scene, django_db_blocker):
    """In place of a transaction per test: the one of the scene, which outlives them all."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(autouse=True)
def _no_limits():
    limits.IMPORTS.clear()
    limits.WRONG_PASSWORDS.clear()


def expected(name: str, method: str, who: str) -> set[int]:
    permission, is_api = surface.ROUTES[name, method].permission, name.startswith("api:")
    if (name, method, who) in NOT_FOR:
        return NOT_FOR[name, method, who]
    if who in WHO[permission]:
        done = {200, 201} if is_api else {302}
        return ANSWERS.get((name, method), {200} if method == "GET" else done)
    if who in ("anonymous", "deactivated"):
        return {401} if is_api else {302}
    if permission in NOWHERE_IN_PARTICULAR or who in WHO[Permission.VIEW]:
        return {403}
    return {404}


@pytest.mark.parametrize(("name", "method"), TRIES)
def test_everybody_gets_what_the_table_says_and_who_is_refused_changes_nothing(scene, name, method):
    heard, wanted = {}, {}
    for who in TRIED:
        with undone():
            request = request_to(name, method, scene, who)
            refused = who not in WHO[surface.ROUTES[name, method].permission]
            before = everything_stored() if refused else ""
            response = request.send(scene.client(who))
            heard[who], wanted[who] = response.status_code, expected(name, method, who)
            if refused and response.status_code == 302:
                assert response["Location"].startswith(reverse("web:login"))
            assert not refused or everything_stored() == before, f"{who} changed something by {method} {name}"
    assert {who: status for who, status in heard.items() if status not in wanted[who]} == {}


@pytest.mark.parametrize("name", [name for name, method in TRIES if method == "GET"])
def test_a_look_changes_nothing(scene, name):
    with undone():
        request = request_to(name, "GET", scene)
        before = everything_stored()
        request.send(scene.client("manager"))
        # Signing in by a link is the one change that a look must be able to make.
        assert (everything_stored() != before) == (name == "web:sign-in-link")


@pytest.mark.parametrize("name", sorted({name for name, _ in TRIES}))
def test_other_methods_are_refused(scene, name):
    others = set(METHODS) - surface.methods_of(name)
    allowed = set.intersection(*(WHO[surface.ROUTES[name, method].permission] for method in surface.methods_of(name)))
    with undone():
        url = address(name, scene)
        before = everything_stored()
        client = scene.client(next(who for who in ("anonymous", "manager", "administrator") if who in allowed))
        assert {method: client.generic(method, url).status_code for method in others} == dict.fromkeys(others, 405)
        assert everything_stored() == before


@pytest.mark.parametrize(("name", "method"), [key for key in TRIES if key[1] != "GET"])
def test_a_change_without_the_page_s_token_is_refused(scene, name, method):
    with undone():
        request = request_to(name, method, scene)
        before = everything_stored()
        client = scene.client("manager", enforce_csrf_checks=True)
        assert request.send(client).status_code == 403
        assert request.send(client, origin="https://elsewhere.example").status_code == 403
        assert everything_stored() == before


@pytest.mark.parametrize(("name", "method"), [key for key in TRIES if surface.ROUTES[key].version == surface.IF_MATCH])
def test_a_change_by_the_api_wants_an_if_match_that_matches(scene, name, method):
    with undone():
        request = request_to(name, method, scene)
        before = everything_stored()
        missing = replace(request, headers={}).send(scene.client("manager"))
        wrong = replace(request, headers={"if-match": '"v7"'}).send(scene.client("manager"))
        assert (missing.status_code, wrong.status_code) == (428, 412)
        assert everything_stored() == before


@pytest.mark.parametrize(("name", "method"), [key for key in TRIES if surface.ROUTES[key].version == surface.VERSION])
def test_a_form_with_another_version_is_refused(scene, name, method):
    with undone():
        request = request_to(name, method, scene)
        before = everything_stored()
        stale = replace(request, data=request.data | {"version": 77}).send(scene.client("manager"))
        missing = {field: value for field, value in request.data.items() if field != "version"}
        without = replace(request, data=missing).send(scene.client("manager"))
        assert (stale.status_code, without.status_code) == (412, 422)
        assert everything_stored() == before


@pytest.mark.parametrize(("name", "method"), [key for key in TRIES if surface.ROUTES[key].idempotency == surface.KEY])
def test_a_second_submission_with_the_key_changes_nothing_and_hears_the_same(scene, name, method):
    with undone():
        request = request_to(name, method, scene, key="the-same-key")
        first = request.send(scene.client("manager"))
        assert first.status_code < 400, first.content
        before = everything_stored()
        limits.IMPORTS.clear()
        second = request.send(scene.client("manager"))
        assert second.status_code == first.status_code
        assert second.get("Location") == first.get("Location")
        if name.startswith("api:"):
            # PostgreSQL keeps an answer's names in an order of its own.
            assert bool(second.content) == bool(first.content)
            assert not first.content or second.json() == first.json()
            assert second["Idempotent-Replayed"] == "true"
        assert everything_stored() == before


OF_A_DOCUMENT = [key for key in TRIES if {"document"} == parts_of(key[0]) or {"document", "serial"} == parts_of(key[0])]


@pytest.mark.parametrize(("name", "method"), OF_A_DOCUMENT)
def test_an_outsider_cannot_tell_a_document_from_none(scene, name, method):
    with undone():
        client = scene.client("outsider")
        there = request_to(name, method, scene, "outsider").send(client)
        nowhere = request_to(name, method, scene, "outsider", document=987_654_321).send(client)
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content
    assert dict(there.headers) == dict(nowhere.headers)


@pytest.mark.parametrize("name", ["web:project-detail", "api:project-detail", "api:source-list"])
def test_an_outsider_cannot_tell_a_project_from_none(scene, name):
    client = scene.client("outsider")
    there = request_to(name, "GET", scene, "outsider").send(client)
    nowhere = request_to(name, "GET", scene, "outsider", slug="no-such-project").send(client)
    assert (there.status_code, there.content) == (404, nowhere.content)


@pytest.fixture
def second(scene):
    """A longer document of the same project, with a citation and a note on a claim that the first does not have."""
    with undone():
        manager = scene.person("manager")
        document = make_document(project=scene.project, actor=manager, text=long_text(9), title="A longer text")
        claim = document.claims.get(serial=9)
        citation = make_citation(claim=claim, actor=manager, source=Source.objects.get(project=scene.project))
        yield {
            "serial": 9,
            "citation": citation.pk,
            "note": make_note(document=document, author=manager, claim=claim).pk,
        }


MIXED = [(*key, part) for key in TRIES for part in ("serial", "pk") if part in parts_of(key[0])]
FOREIGN = {
    "citation": Citation, "note": Note, "answer": Note, "member": Membership, "source": Source, "import": ImportJob,
    "reading": Assignment, "revision": ImportJob,
    "history": HistoryEntry,
}  # fmt: skip


@pytest.mark.parametrize(("name", "method", "part"), MIXED)
def test_ids_of_another_document_or_project_are_not_found_and_change_nothing(scene, second, name, method, part):
    kind = name.partition(":")[2].partition("-")[0]
    wrong = [second["serial"]]
    if part == "pk":
        place = {"project": scene.elsewhere} if kind in ("member", "source") else {"document": scene.other}
        if kind in ("import", "revision"):
            place = {"actor": scene.person("reviewer")}
            address(name, scene, "reviewer")
        wrong = [FOREIGN[kind].objects.filter(**place).first().pk]
        wrong += [second[kind]] if kind in second else []
    for value in wrong:
        request = request_to(name, method, scene, **{part: value})
        before = everything_stored()
        assert request.send(scene.client("manager")).status_code == 404
        assert everything_stored() == before


@pytest.mark.parametrize(
    ("name", "method"), [key for key in TRIES if key[0] in ("web:citation-change", "api:citation-detail")]
)
def test_a_citation_of_another_claim_is_not_found(scene, name, method):
    on_another = Citation.objects.get(claim=scene.claim(4)).pk
    with undone():
        request = request_to(name, method, scene, pk=on_another)
        before = everything_stored()
        assert request.send(scene.client("manager")).status_code == 404
        assert everything_stored() == before


@pytest.mark.parametrize(("name", "data"), [("web:citation-add", {"title": ""}), ("api:citation-list", {})])
def test_a_source_of_another_project_cannot_be_cited(scene, name, data):
    foreign = Source.objects.get(project=scene.elsewhere).pk
    with undone():
        request = request_to(name, "POST", scene)
        before = everything_stored()
        answers = []
        for pk in (foreign, 987_654_321):
            sent = replace(request, data=request.data | data | {"source": pk}).send(scene.client("manager"))
            answers.append((sent.status_code, sent.content))
        assert answers[0][0] == 422
        if name.startswith("api:"):
            assert answers[0] == answers[1]
        assert everything_stored() == before


@pytest.mark.parametrize("name", ["web:work", "api:document-list", "api:project-list"])
def test_lists_hold_nothing_of_other_projects(scene, name):
    own, foreign = ("Desk-One", "Elsewhere") if name == "api:project-list" else ("The bridge", "Another text")
    for who, there, not_there in (("manager", own, foreign), ("outsider", foreign, own)):
        shown = request_to(name, "GET", scene, who).send(scene.client(who)).content.decode()
        assert there in shown
        assert not_there not in shown


def test_whose_membership_ended_sees_no_list_with_the_project(scene):
    for name in ("web:work", "api:document-list", "api:project-list"):
        shown = request_to(name, "GET", scene, "departed").send(scene.client("departed")).content.decode()
        assert "The bridge" not in shown
        assert "Desk-One" not in shown
