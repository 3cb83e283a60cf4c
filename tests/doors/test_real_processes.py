"""Real processes: an import that is killed, a client that dies, a body without an end, a server's worker killed."""

import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress

import psutil
import pytest

from tests.doors.doors import FORM, multipart
from tests.doors.installation import LONG, SENTENCES, Installation

MEGABYTE = 1024 * 1024
SECRET = "s" * 32
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("installation"))
    yield made
    made.remove()


def import_killed_at(installation, stage: str, seconds: float) -> None:
    """Start an import and kill it so long after it says that it begins this stage."""
    words = installation.command("import_document", "--again", str(installation.folder / "long.txt"))
    process = subprocess.Popen(
        words, **installation.place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    with process, process.stderr:
        for line in process.stderr:
            if line.startswith(stage):
                break
        time.sleep(seconds)
        process.kill()


def test_an_import_that_is_killed_is_there_whole_or_not_at_all(installation):
    """B-58: a document is never without its text, claims, history and file; and the next import works."""
    before = installation.documents()
    for stage, seconds in (("Reading", 0.0), ("Storing", 0.0), ("Storing", 0.08), ("Storing", 0.2), ("Storing", 0.5)):
        import_killed_at(installation, stage, seconds)
        assert before <= installation.documents() <= before + 2
    words = installation.command("import_document", "--again", str(installation.folder / "long.txt"))
    done = subprocess.run(words, **installation.place, capture_output=True, text=True)
    assert done.stdout.endswith(f": {SENTENCES} claims\n"), done.stderr
    assert installation.documents() > before


class Server:
    """The application under gunicorn, with one worker."""

    def __init__(self, installation: Installation) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.installation = installation
        command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers",
                   "1", "--threads", "4", "--worker-class", "gthread", "--log-level", "critical"]  # fmt: skip
        self.process = subprocess.Popen(command, **installation.place, stderr=subprocess.DEVNULL)
        self.wait()

    def wait(self) -> None:
        """Wait until it answers."""
        for _ in range(300):
            with suppress(OSError):
                if self.send(HEALTH).startswith(b"HTTP/1.1 200"):
                    return
            time.sleep(0.1)
        self.stop()
        raise AssertionError("the server does not answer")

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def send(self, request: bytes) -> bytes:
        """Send a whole request and return the whole answer."""
        with self.connect() as connection:
            connection.sendall(request)
            return answer_on(connection)

    def worker(self) -> psutil.Process:
        return psutil.Process(self.process.pid).children()[0]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def request(self, path: str, body: bytes, *headers: str, length: int | None = None) -> bytes:
        """Return a form's request, in the name of the installation's person."""
        known = f"sessionid={self.installation.session}; csrftoken={SECRET}"
        who = f"Token {self.installation.token}"
        lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {FORM}", "Connection: close",
                 f"Authorization: {who}" if path.startswith("/api/") else f"Cookie: {known}", *headers]  # fmt: skip
        if not headers:
            lines.append(f"Content-Length: {len(body) if length is None else length}")
        return "\r\n".join([*lines, "", ""]).encode() + body


def answer_on(connection: socket.socket) -> bytes:
    answer = b""
    with suppress(ConnectionError, TimeoutError):
        while piece := connection.recv(65536):
            answer += piece
    return answer


@pytest.fixture(scope="module")
def server(installation):
    server = Server(installation)
    yield server
    server.stop()


API, PAGE = "/api/v1/documents/", "/documents/new/"
FIELDS = {
    API: {"project": "desk-one"},
    PAGE: {"csrfmiddlewaretoken": SECRET, "project": "desk-one", "text": "", "title": ""},
}


def stored(installation) -> tuple:
    counts = [installation.rows(f"SELECT count(*) FROM annotations_{table}") for table in ("document", "importjob")]
    return *counts, sorted(installation.files())


def test_a_client_that_dies_leaves_nothing(server, installation):
    """B-19: it hangs up orderly or not, at a tenth, a half or the last bytes, of a small upload or a large one."""
    before = stored(installation)
    for path in (API, PAGE):
        for size in (100_000, 3 * MEGABYTE):
            whole = server.request(path, multipart(FIELDS[path], "long.txt", b"A sentence. " * (size // 12)))
            for sent in (len(whole) // 10, len(whole) // 2, len(whole) - 20):
                for reset in (False, True):
                    told = die_at(server, whole[:sent], reset=reset)
                    assert not told.startswith((b"HTTP/1.1 2", b"HTTP/1.1 3", b"HTTP/1.1 5")), told[:200]
    with_text = server.request(PAGE, multipart(FIELDS[PAGE] | {"text": "A sentence. " * 9_000}))
    assert die_at(server, with_text[:60_000], reset=False).startswith(b"HTTP/1.1 400")
    server.wait()
    settle(installation, before)
    assert stored(installation) == before


def die_at(server, part: bytes, *, reset: bool) -> bytes:
    """Send a part of a request and hang up; return what the server says to somebody who still listens."""
    with server.connect() as connection:
        connection.sendall(part)
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return b""
        connection.shutdown(socket.SHUT_WR)
        return answer_on(connection)


def settle(installation, wanted: tuple) -> None:
    """Give the requests whose clients nobody hears any more their time to end."""
    for _ in range(50):
        if stored(installation) == wanted:
            return
        time.sleep(0.1)


def test_a_body_without_an_end_is_cut_off(server, installation):
    """B-20: neither chunks without an end nor 20 MB and a byte are read further than the limit."""
    before = stored(installation)
    head = f"{multipart({}, 'huge.txt').decode().rpartition('--a-boundary--')[0]}".encode()
    chunk = b"%x\r\n%s\r\n" % (MEGABYTE, b"x" * MEGABYTE)
    for path in (API, PAGE):
        told, sent = pour(server, server.request(path, b"", "Transfer-Encoding: chunked"), chunk)
        assert told.split(b" ")[1] in (b"400", b"403", b"411", b"413"), told[:200]
        assert sent <= 22 * MEGABYTE
    body = multipart(FIELDS[API], "huge.txt", b"x" * (20 * MEGABYTE + 1))
    assert server.send(server.request(API, body)).startswith(b"HTTP/1.1 413")
    announced = server.request(API, head, length=1 << 40)
    told, sent = pour(server, announced, b"x" * MEGABYTE)
    assert told.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400"))
    assert sent <= 60 * MEGABYTE  # with what the system takes meanwhile
    server.wait()
    settle(installation, before)
    assert stored(installation) == before


def pour(server, head: bytes, piece: bytes) -> tuple[bytes, int]:
    """Send a piece again and again until the server hangs up; return what it said, and how much it took."""
    sent = 0
    with server.connect() as connection:
        with suppress(OSError):
            connection.sendall(head)
            while sent < 200 * MEGABYTE:
                connection.sendall(piece)
                sent += len(piece)
        return answer_on(connection), sent


def test_an_import_whose_server_is_killed_is_there_whole_or_not_at_all(server, installation):
    """B-58: the worker is killed while it reads, stores or has just stored; the next one goes on."""
    before = installation.documents()
    body = multipart(FIELDS[API] | {"allow_duplicate": "true"}, "long.txt", LONG)
    for moment in (0.1, 0.35, 0.6):
        client = threading.Thread(target=server.send, args=(server.request(API, body),))
        client.start()
        time.sleep(moment)
        server.worker().kill()
        client.join()
        server.wait()
        assert before <= installation.documents() <= before + 3
    assert server.send(server.request(API, body)).startswith(b"HTTP/1.1 201")
    assert installation.documents() > before
