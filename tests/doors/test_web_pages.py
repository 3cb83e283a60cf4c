"""Web pages by address at every door: what may not be asked, what went wrong on the way, what is kept (AT-07)."""

import functools
import gzip
import socket
import time
import zlib
from pathlib import Path

import pytest

from annotations.importing.fetching import Limits, fetch, may_be_fetched
from annotations.models import Document
from annotations.services import drafts, limits, originals
from tests.doors.doors import ByApi, ByCommand, ByForm
from tests.importing import names
from tests.importing.web_server import OPEN, Names, Server, answer, canaries, redirect

pytestmark = pytest.mark.django_db
PEM = str(Path(__file__).parent.parent / "importing" / "secure_example.pem")
LIMITS = {"seconds": 1.0, "connect_seconds": 0.5, "bytes": 200_000}
SITES = {"open.example": [[OPEN]], "secure.example": [[OPEN]], "other.example": [[OPEN]]}
PAGE = f"<html lang='en'><title>The bridge</title><main><h1>The bridge</h1>{'<p>It was opened in 1931. ' * 9}</main>"


@pytest.fixture(autouse=True)
def no_look_up(monkeypatch):
    """No name is looked up outside."""
    look_up = socket.getaddrinfo

    def refuse(host, *more, **fields):
        if host in (OPEN, "127.0.0.1", "::1"):
            return look_up(host, *more, **fields)
        raise socket.gaierror(socket.EAI_NONAME, f"{host} is not known")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def site():
    server = Server(OPEN, answers={"/": answer(PAGE)})
    yield server
    server.stop()


@pytest.fixture
def fetching(monkeypatch):
    """Let the doors fetch from the tests' own sites: with their names, one more open address, their ports."""

    def let(*ports, **more):
        guard = lambda address: address == OPEN or may_be_fetched(address)  # noqa: E731
        allowed = Limits(ports=frozenset(ports), **{**LIMITS, **more})
        fetched = functools.partial(fetch, resolve=Names(SITES), guard=guard, limits=allowed)
        monkeypatch.setattr(drafts, "fetch", fetched)

    return let


def test_what_must_never_be_fetched_is_refused_and_nobody_is_asked(door, unchanged, settings, monkeypatch):
    """B-46, S-01: the real guard; the names stand for what they are made to stand for."""
    settings.ALLOWED_HOSTS = ["testserver", *(set(names.OWN_HOSTS) - {"*"})]
    monkeypatch.setattr(drafts, "fetch", functools.partial(fetch, resolve=Names(names.RECORDS)))
    with canaries() as found:
        for address in addresses_for(door):
            limits.IMPORTS.clear()
            told = door.point_to(address.replace("{P}", str(found[0].port)))
            assert (told.status, told.code) in codes_for(door, address), address
            assert told.says.endswith((".", ". Nothing was imported.")), address
            for secret in ("127.0.0.1", str(found[0].port), names.PUBLIC):
                assert secret not in told.says or secret in address or isinstance(door, ByCommand), address
        assert [canary.visits() for canary in found] == [[]] * len(found)
    unchanged()


def addresses_for(door) -> list[str]:
    """No form can hold half of a surrogate pair: another character arrives, and with it a good address."""
    return [address for address in names.NEVER_FETCHED if "\ud800" not in address or not isinstance(door, ByForm)]


def codes_for(door, address: str) -> set[tuple[int, str]]:
    """Half a surrogate pair is no JSON, before it is no address."""
    if isinstance(door, ByApi):
        return {(400, "json_invalid")} if "\ud800" in address else {(422, "url_not_allowed")}
    return {(422, "")}


@pytest.mark.parametrize("status", [301, 307])
def test_a_page_that_leads_to_what_must_not_be_fetched_is_refused(door, unchanged, site, fetching, status):
    """B-46, S-02: at every hop."""
    fetching(site.port)
    with canaries() as found:
        site.answers["/"] = redirect(f"http://127.0.0.1:{found[0].port}/", status)
        told = door.point_to(f"http://open.example:{site.port}/")
        assert [canary.visits() for canary in found] == [[]] * len(found)
    assert (told.status, told.code) in ((422, "url_not_allowed"), (422, ""))
    unchanged()


FAILING = {
    "404": (answer("secret words", 404), False),
    "500": (answer("secret words", 500), True),
    "hangs-up": (b"", True),
    "silent": (lambda connection: time.sleep(1.2), True),
    "loop": (redirect("/"), False),
    "half": (answer(b"half", Content_Length="8"), True),
    "no-body": (answer(""), False),
}


@pytest.mark.parametrize("reply", FAILING)
def test_a_page_that_does_not_come_is_told_with_whether_to_try_again(door, unchanged, goes_on, site, fetching, reply):
    """B-47."""
    fetching(site.port)
    site.answers["/"], retryable = FAILING[reply]
    assert_failed(door, door.point_to(f"http://open.example:{site.port}/"), retryable)
    unchanged()


def assert_failed(door, told, retryable: bool, code: str = "url_fetch_failed") -> None:
    assert told.status == 422
    assert "cannot be imported: " in told.says
    for secret in ("secret words", OPEN, "Errno", "Traceback"):
        assert secret not in told.says
    if isinstance(door, ByApi):
        assert (told.code, told.problem["retryable"]) == (code, retryable)


def test_a_site_that_is_not_there_or_not_itself_is_told_as_such(door, unchanged, fetching, monkeypatch):
    """B-47: a name that nobody knows, a port that nobody listens on, a certificate of another name."""
    server = Server(OPEN, pem=PEM)
    monkeypatch.setenv("SSL_CERT_FILE", PEM)
    with socket.create_server((OPEN, 0)) as listener:
        closed = listener.getsockname()[1]
    fetching(server.port, closed)
    for address, retryable in (
        (f"http://unknown.example:{closed}/", True),
        (f"http://open.example:{closed}/", True),
        (f"https://other.example:{server.port}/", False),
    ):
        assert_failed(door, door.point_to(address), retryable)
    server.stop()
    unchanged()


def dripping(connection) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    until = time.monotonic() + 4
    while time.monotonic() < until:
        connection.sendall(b"a")
        time.sleep(0.1)


def endless(connection) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    until = time.monotonic() + 4
    while time.monotonic() < until:
        connection.sendall(b"a" * 65_536)


ENDLESS = {
    "bomb": answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"),
    "bomb-in-a-bomb": answer(gzip.compress(gzip.compress(bytes(50_000_000))), Content_Encoding="gzip, gzip"),
    "brotli": answer(zlib.compress(bytes(1000)), Content_Encoding="br"),
    "endless": endless,
    "a-byte-now-and-then": dripping,
    "announced": answer(b"", Content_Length=str(1 << 40)),
}


@pytest.mark.parametrize("reply", ENDLESS)
def test_a_page_without_an_end_is_left_at_the_limit(door, unchanged, site, fetching, reply):
    """B-48."""
    fetching(site.port)
    site.answers["/"] = ENDLESS[reply]
    started = time.monotonic()
    told = door.point_to(f"http://open.example:{site.port}/")
    assert time.monotonic() - started < 3.5
    assert (told.status, told.code) in ((422, "limit"), (422, ""))
    assert "cannot be imported: " in told.says
    unchanged()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        pytest.param(answer(b"\x89PNG\r\n", Content_Type="image/png"), "unsupported_type", id="png"),
        pytest.param(answer(b"%PDF-1.7\n1 0 obj"), "content_mismatch", id="pdf-as-html"),
        pytest.param(answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "unsupported_type", id="png-as-html"),
        pytest.param(answer(b"MZ\x90\x00", Content_Type="application/octet-stream"), "unsupported_type", id="exe"),
    ],
)
def test_what_is_no_page_is_known_by_its_kind_and_by_its_content(door, unchanged, site, fetching, reply, code):
    """B-49."""
    fetching(site.port)
    site.answers["/"] = reply
    told = door.point_to(f"http://open.example:{site.port}/")
    assert told.status == (422 if isinstance(door, ByCommand) else 415)
    assert told.code in (code, "")
    assert "cannot be imported: " in told.says
    unchanged()


def test_a_good_page_is_kept_as_it_was_found(door, site, fetching, files):
    """B-49: with its last address, the time, and every byte; what was asked holds nothing of the person's."""
    fetching(site.port)
    data = PAGE.encode() + "<p>Größe – 5 €.".encode()
    site.answers |= {"/": redirect("/news/bridge"), "/news/bridge": answer(data)}
    told = door.point_to(f"http://open.example:{site.port}/")
    assert told.status == 201, told.says
    kept = Document.objects.get().current.original
    assert kept.url == f"http://open.example:{site.port}/news/bridge"
    assert (told.document.title, told.document.url) == ("The bridge", kept.url)
    assert kept.fetched_at is not None
    assert originals.path_of(kept).read_bytes() == data
    assert files() == [kept.storage_name]
    assert "It was opened in 1931." in told.text
    assert not [head for head in site.visits() if b"Cookie" in head or b"Authorization" in head]


def test_an_address_that_is_only_kept_is_not_fetched(reviewer, project, tmp_path, site, fetching):
    """S-04: where a pasted text was published is a link, and nobody follows it."""
    fetching(site.port)
    api, form = ByApi(reviewer, project, tmp_path), ByForm(reviewer, project, tmp_path)
    url = f"http://open.example:{site.port}/"
    body = b'{"project": "desk-one", "text": "A.", "url": "%s"}' % url.encode()
    assert api.send(body, "application/json").document.url == url
    response = form.client.post(form.NEW, {**form.fields, "text": "B.", "url": url})
    assert response.status_code == 302
    assert site.visits() == []
