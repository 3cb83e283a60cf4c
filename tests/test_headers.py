"""Headers: the same on every answer, whoever made it, and nothing kept of what somebody saw."""

import pytest
from django.test import Client

from tests import surface
from tests.scenes import make_scene
from tests.visits import kept_open, request_to, undone

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'",
    "worker-src 'self'", "manifest-src 'self'",
}  # fmt: skip
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()"
    ),
}
FILES = {
    "web:document-original": "sandbox; default-src 'none'",
    "api:document-original": "sandbox; default-src 'none'",
    "web:changes-download": "sandbox; default-src 'none'",
    "api:change-file": "sandbox; default-src 'none'",
    "web:history-download": "sandbox; default-src 'none'",
    "web:project-history-download": "sandbox; default-src 'none'",
    "web:source-export": "sandbox; default-src 'none'",
    "web:source-file": "sandbox; default-src 'none'",
    "api:source-export": "sandbox; default-src 'none'",
    "api:source-file": "sandbox; default-src 'none'",
    "web:revision-export": "sandbox; default-src 'none'",
    "api:revision-differences": "sandbox; default-src 'none'",
    "web:report-download": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "api:document-report": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
}
# What everybody reads, caches may keep, if they ask each time.
PUBLIC = {name for name, _ in surface.ROUTES if name.startswith("web:public-")}
LOOKS = sorted(name for name, method in surface.ROUTES if method == "GET" and not name.startswith("admin:"))


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), kept_open():
        yield make_scene()


@pytest.fixture
def _django_db_helper(scene, django_db_blocker):
    """In place of a transaction per test: the one of the scene, which outlives them all."""
    with django_db_blocker.unblock():
        yield


def assert_headers(response, policy=None):
    assert {name: response.headers.get(name) for name in EXACT} == EXACT
    found = response.headers["Content-Security-Policy"]
    if policy:
        assert found == policy
    else:
        assert {part.strip() for part in found.split(";") if "report-" not in part} == POLICY
    assert "Strict-Transport-Security" not in response.headers
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers


def assert_not_kept(response):
    assert response.headers["Cache-Control"] == "no-store"
    assert {"cookie", "authorization"} <= {part.strip().lower() for part in response.headers["Vary"].split(",")}


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("who", ["anonymous", "outsider", "administrator"])
def test_every_answer_has_the_headers_and_none_is_kept(scene, name, who):
    with undone():
        response = request_to(name, "GET", scene, who).send(scene.client(who))
    there = response.status_code == 200
    assert_headers(response, FILES.get(name) if there else None)
    if name in PUBLIC:
        assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "Vary" not in response.headers
    else:
        assert_not_kept(response)


@pytest.mark.parametrize(
    ("name", "method"), sorted(key for key in surface.ROUTES if key[1] != "GET" and not key[0].startswith("admin:"))
)
def test_refused_changes_have_the_headers_too(scene, name, method):
    with undone():
        request = request_to(name, method, scene)
        without_token = request.send(scene.client("manager", enforce_csrf_checks=True))
        by_a_reader = request_to(name, method, scene, "reader").send(scene.client("reader"))
    for response in (without_token, by_a_reader):
        assert_headers(response)
        assert_not_kept(response)


PATHS = [
    "/no/such/page",
    "/api/v1/nothing/",
    "/admin/",
    "/admin/login/",
    "/documents/99999999999999999999/",
    "/static/none.css",
]


@pytest.mark.parametrize("path", PATHS)
def test_errors_have_the_headers_too(scene, path):
    for who in ("anonymous", "administrator"):
        assert_headers(scene.client(who).get(path))


def test_a_static_file_has_the_headers_and_may_be_kept(scene):
    response = Client().get("/static/annotations/css/base.css")
    assert response.status_code == 200
    response.getvalue()
    assert {name: response.headers.get(name) for name in EXACT} == EXACT
    assert "no-store" not in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../factcheck/settings.py", "/static../factcheck/settings.py", "/static/..%2f..%2fmanage.py",
        "/static/%2e%2e/%2e%2e/manage.py", "/media/../db.sqlite3", "/.git/config", "/db.sqlite3", "/.env",
        "/var/secret-key", "/static/annotations/../../../manage.py",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_static_files(scene, path):
    for who in ("anonymous", "manager"):
        response = scene.client(who).get(path)
        assert response.status_code in (302, 404)
        assert b"SECRET" not in response.content
        assert b"execute_from_command_line" not in response.content


def test_the_original_is_a_download_of_a_type_of_ours(scene):
    for name in ("web:document-original", "api:document-original"):
        response = request_to(name, "GET", scene).send(scene.client("reader"))
        assert response.headers["Content-Disposition"] == 'attachment; filename="bridge.txt"'
        assert response.headers["Content-Type"].partition(";")[0] == "text/plain"
        assert response.getvalue() == b"" or response.streaming


def test_signing_out_makes_the_browser_forget(scene):
    with undone():
        client = scene.client("reviewer")
        response = request_to("web:logout", "POST", scene).send(client)
        old = scene.client("reviewer")
        assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert old.get("/").status_code == 302
        assert old.get("/api/v1/projects/").status_code == 401


def test_no_session_key_stands_in_a_page(scene):
    client = scene.client("manager")
    key = client.cookies["sessionid"].value
    for name in ("web:work", "web:document-detail", "web:project-detail", "api:project-list"):
        assert key.encode() not in request_to(name, "GET", scene).send(client).content


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https:evil.example", "///evil.example", "\t//evil.example",
               "javascript:alert(1)", "https://evil.example/"],
)  # fmt: skip
def test_the_sign_in_leads_nowhere_else(scene, target):
    with undone():
        form = {"username": "reader", "password": "reader-pass-word", "next": target}
        response = Client().post("/sign-in/", form)
        assert (response.status_code, response.headers["Location"]) == (302, "/")
