"""What a fetched page may weigh and how long it may take, what it may be, and how it goes on to the readers."""

import gzip
import os
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from annotations.importing import UnsupportedDocument, Upload
from annotations.importing.child import read_in_child
from annotations.importing.fetching import Fetched, Limits, UnreadablePage, UnsupportedPage, as_upload, fetch
from tests.importing.web_server import OPEN, Names, Server, answer, redirect

PEM = str(Path(__file__).with_name("secure_example.pem"))
NAMES = {name: [[OPEN]] for name in ("open.example", "secure.example", "other.example")}
MOST = 100_000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def site():
    server = Server(OPEN)
    yield server
    server.stop()


def get(site, path="/", *, address="", **limits):
    allowed = Limits(**{"ports": frozenset({site.port}), **limits})
    address = address or f"http://open.example:{site.port}{path}"
    return fetch(address, resolve=Names(NAMES), guard=lambda asked: asked == OPEN, limits=allowed)


def refusal(*args, **more) -> UnreadablePage:
    with pytest.raises(UnreadablePage) as caught:
        get(*args, **more)
    return caught.value


def chunked(body: bytes, size: int = 1000) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    framed = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    return answer(framed, Content_Length="", Transfer_Encoding="chunked")


WAYS = {
    "announced": answer,
    "until it closes": lambda body: answer(body, Content_Length=""),
    "in chunks": chunked,
    "in gzip": lambda body: answer(gzip.compress(body), Content_Encoding="gzip"),
    "in gzip, unannounced": lambda body: answer(gzip.compress(body), Content_Encoding="x-gzip", Content_Length=""),
    "in two members": lambda body: answer(
        gzip.compress(body[:5000]) + gzip.compress(body[5000:]), Content_Encoding="GZIP"
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_page_may_weigh_as_much_as_the_limit_and_no_more(site, way, more):
    body = os.urandom(MOST + more)
    site.answers["/"] = way(body)
    if more <= 0:
        assert get(site, bytes=MOST).data == body
    else:
        assert refusal(site, bytes=MOST).code == "limit"


def test_the_limits_are_those_that_are_promised(site):
    limits = Limits()
    assert (limits.bytes, limits.seconds, limits.redirects, limits.characters) == (10 * 1024**2, 20, 5, 2_000)
    assert limits.ports == {80, 443}
    assert limits.connect_seconds <= 5
    site.answers["/"] = answer(b"", Content_Length=str(10 * 1024**2 + 1))
    caught = refusal(site)
    assert (caught.code, caught.message) == ("limit", "The web page cannot be imported: the page is larger than 10 MB.")


@pytest.mark.parametrize("members", [1, 3])
def test_a_gzip_bomb_is_left_when_it_has_swollen_to_the_limit(site, members):
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    site.answers["/"] = answer(bomb * members, Content_Encoding="gzip")
    tracemalloc.start()
    assert refusal(site).code == "limit"
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * Limits().bytes


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "compress"])
def test_a_packing_that_nobody_asked_for_is_not_unpacked(site, encoding):
    site.answers["/"] = answer(b"anything", Content_Encoding=encoding)
    assert refusal(site).code == "limit"


def endlessly(start: bytes, piece: bytes, pause: float = 0.0):
    """Return an answer that does not end; it does after 12 s, so that a test fails where nobody leaves."""

    def pour(connection):
        until = time.monotonic() + 12
        connection.sendall(start)
        if not piece:
            connection.recv(1)  # nothing comes, until the other side leaves
        while piece and time.monotonic() < until:
            connection.sendall(piece)
            time.sleep(pause)

    return pour


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
FRAMED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "start",
    [HEAD + b"\r\n", FRAMED + b"7fffffff\r\n", FRAMED + b"-1\r\n", HEAD + b"Content-Encoding: gzip\r\n\r\n"],
    ids=["a body", "a chunk", "a chunk of length -1", "nothing packed"],
)
def test_an_endless_body_is_left_at_the_limit(site, start):
    piece = gzip.compress(b"") * 1000 if b"gzip" in start else b"a" * 65536
    site.answers["/"] = endlessly(start, piece)
    started = time.monotonic()
    assert refusal(site, bytes=MOST, seconds=15).code == "limit"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("start", "piece"),
    [(HEAD + b"\r\n", b"a"), (FRAMED, b"1\r\na\r\n"), (b"HTTP/1.1 200 OK\r\nX: ", b"a"), (b"H", b""),
     (b"", b"HTTP/1.1 100 Continue\r\n\r\n"), (FRAMED + b"0\r\n", b"X: y\r\n")],
    ids=["a body", "chunks", "a header", "nothing more", "go on", "trailers"],
)  # fmt: skip
def test_an_answer_that_drips_ends_with_the_deadline_for_everything(site, start, piece):
    site.answers["/"] = endlessly(start, piece, pause=0.05)
    started = time.monotonic()
    caught = refusal(site, seconds=0.6)
    assert (caught.code, caught.retryable) == ("limit", True)
    assert "longer than 0.6 seconds" in caught.message
    assert 0.5 < time.monotonic() - started < 3


def test_the_deadline_covers_all_hops_together(site):
    def slowly(connection):
        time.sleep(0.3)
        connection.sendall(redirect(f"/{time.monotonic()}"))

    site.otherwise = slowly
    started = time.monotonic()
    assert refusal(site, seconds=0.7, redirects=50).code == "url_fetch_failed"
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "reply",
    [
        answer(b"half", Content_Length="8"),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf",
        answer(gzip.compress(b"whole")[:-9], Content_Encoding="gzip"),
        answer(b"not packed at all", Content_Encoding="gzip"),
    ],
    ids=["fewer bytes than announced", "no last chunk", "no chunk", "half a gzip", "no gzip"],
)
def test_half_a_page_is_no_page(site, reply):
    site.answers["/"] = reply
    caught = refusal(site)
    assert (caught.code, caught.retryable) == ("url_fetch_failed", True)
    assert caught.message == "The web page cannot be imported: the answer of the address broke off."


def test_padding_behind_a_packed_page_is_no_part_of_it(site):
    site.answers["/"] = answer(gzip.compress(b"page") + bytes(512), Content_Encoding="gzip")
    assert get(site).data == b"page"


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", DOCX],
)
def test_kinds_that_are_read_are_fetched(site, media_type):
    site.answers["/"] = answer(Content_Type=f"{media_type.upper()} ; q=1")
    assert get(site).media_type == media_type


@pytest.mark.parametrize(
    "content_type",
    [
        "image/png",
        "image/svg+xml",
        "video/mp4",
        "application/json",
        "application/octet-stream",
        "text/css",
        "banana",
        "",
    ],
)
def test_other_kinds_are_not(site, content_type):
    site.answers["/"] = answer(Content_Type=content_type)
    with pytest.raises(UnsupportedPage) as caught:
        get(site)
    assert (caught.value.reason, caught.value.code) == ("unsupported", "unsupported_type")
    assert caught.value.message.startswith("The web page cannot be imported: it is ")
    assert not content_type or content_type not in caught.value.message


@pytest.fixture
def secure_site():
    server = Server(OPEN, pem=PEM)
    yield server
    server.stop()


def test_a_page_behind_a_valid_certificate_is_fetched(secure_site, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", PEM)
    secure_site.answers["/"] = answer("Safe.")
    assert get(secure_site, address=f"https://secure.example:{secure_site.port}/").data == b"Safe."
    assert b"Host: secure.example" in secure_site.heads[0]


@pytest.mark.parametrize(
    ("host", "trusted"), [("other.example", PEM), (OPEN, PEM), ("secure.example", os.devnull)],
    ids=["another name", "an address", "nobody vouches for it"],
)  # fmt: skip
def test_a_certificate_that_proves_nothing_is_refused_before_anything_is_asked(secure_site, monkeypatch, host, trusted):
    monkeypatch.setenv("SSL_CERT_FILE", trusted)
    caught = refusal(secure_site, address=f"https://{host}:{secure_site.port}/")
    assert (caught.code, caught.retryable) == ("url_fetch_failed", False)
    assert "certificate" in caught.message
    assert secure_site.heads == []


def test_nobody_is_led_from_https_to_http(secure_site, site, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", PEM)
    secure_site.answers["/"] = redirect(f"http://open.example:{site.port}/")
    ports = frozenset({site.port, secure_site.port})
    caught = refusal(site, address=f"https://secure.example:{secure_site.port}/", ports=ports)
    assert caught.code == "url_fetch_failed"
    assert "https:// to http://" in caught.message
    assert site.visits() == []


@pytest.mark.parametrize(
    ("url", "media_type", "name"),
    [
        ("https://a.example/", "text/html", "a.example.html"),
        ("https://a.example:8080/?x=/y.pdf", "text/html", "a.example:8080.html"),
        ("https://a.example/news/title.html", "text/html", "title.html"),
        ("https://a.example/news/Title.HTM?a=1", "text/html", "Title.HTM"),
        ("https://a.example/news/title/", "text/html", "title.html"),
        ("https://a.example/title.php", "text/html", "title.php.html"),
        ("https://a.example/x/README.md", "text/plain", "README.md"),
        ("https://a.example/notes", "text/plain", "notes.txt"),
        ("https://a.example/paper", "application/pdf", "paper.pdf"),
        ("https://a.example/paper.pdf", "text/html", "paper.pdf.html"),
        ("https://a.example/Mein%20Text%2FTeil.docx", DOCX, "Teil.docx"),
        ("https://a.example/fdp%E2%80%AE.exe", "text/markdown", "fdp.exe.md"),
        ("https://a.example/" + "a" * 300, "text/html", "a" * 100 + ".html"),
    ],
)
def test_a_page_is_named_after_its_address_with_the_suffix_of_its_kind(url, media_type, name):
    assert as_upload(Fetched(url, media_type, b"x", "", ())) == Upload(name, media_type, b"x")


def test_a_fetched_page_is_read_like_a_file(site):
    body = "<html><title>Über</title><body><p>Ein Satz für alle.</p></body></html>".encode("cp1252")
    site.answers["/a"] = answer(body, Content_Type="text/html; charset=windows-1252")
    fetched = get(site, "/a")
    manuscript = read_in_child(as_upload(fetched), encoding=fetched.charset)
    assert "Ein Satz für alle." in manuscript.text
    assert manuscript.media_type == "text/html"


def test_a_pdf_file_that_is_served_as_a_page_is_known_by_its_content(site):
    site.answers["/a"] = answer(b"%PDF-1.7\n1 0 obj")
    with pytest.raises(UnsupportedDocument) as caught:
        read_in_child(as_upload(get(site, "/a")))
    assert caught.value.code == "content_mismatch"
