"""A small web on this machine for the tests: servers that note who came, names that stand for what a test says."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

OPEN = "127.0.0.9"  # the one address of this machine that a test's guard lets through
Answer = bytes | Callable[[socket.socket], None]
_MARK = b"MARK"


def answer(body: bytes | str = "<p>A sentence.</p>", status: int = 200, **headers: str) -> bytes:
    """Return a whole HTTP answer; `Content_Type="text/plain"` sets that header, an empty value leaves it out."""
    body = body.encode() if isinstance(body, str) else body
    fields = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *lines, "", ""]).encode() + body


def redirect(location: str, status: int = 302, **headers: str) -> bytes:
    return answer(b"Elsewhere.", status, Location=location, **headers)


@dataclass
class Server:
    """Listens on one address, answers by path, one visitor after the other, and keeps what they sent."""

    host: str
    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    otherwise: Answer = field(default_factory=answer)
    pem: str = ""  # a file with a certificate and its key, for a server that speaks TLS
    heads: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(
            (self.host, self.port), family=socket.AF_INET6 if ":" in self.host else socket.AF_INET
        )
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def visits(self) -> list[bytes]:
        """Return the head of every request so far; whoever only connected counts with an empty one."""
        with socket.create_connection((self.host, self.port)) as ours:  # served after everybody who came before
            ours.sendall(_MARK + b"\r\n\r\n")
            ours.recv(1)
        return [head for head in self.heads if head != _MARK]

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.settimeout(5)
                self._attend(connection)

    def _attend(self, connection: socket.socket) -> None:
        if self.pem:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.pem)
            with context.wrap_socket(connection, server_side=True) as secured:
                self._reply(secured)
        else:
            self._reply(connection)

    def _reply(self, connection: socket.socket) -> None:
        head = _head_from(connection)
        self.heads.append(head)
        words = head.split()
        reply = self.answers.get(words[1].decode("latin-1") if len(words) > 1 else "", self.otherwise)
        if callable(reply):
            reply(connection)
        else:
            connection.sendall(reply)


def _head_from(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            break
        head += piece
    return head.removesuffix(b"\r\n\r\n")


class Names:
    """Stands in for the domain name system: each name has answers that are given in turn, the last one for ever."""

    def __init__(self, answers: dict[str, list[list[str]]]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self._answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        turns = self._answers[host]
        return turns[min(self.asked.count(host), len(turns)) - 1]


@contextlib.contextmanager
def canaries() -> Iterator[list[Server]]:
    """Yield servers on the loopback addresses of this machine, all on one port, which nobody may reach."""
    found = [Server("127.0.0.1")]
    with contextlib.suppress(OSError):  # a machine without IPv6
        found.append(Server("::1", found[0].port))
    try:
        yield found
    finally:
        for canary in found:
            canary.stop()
