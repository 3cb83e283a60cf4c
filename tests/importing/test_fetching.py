"""Fetching a site: what is asked, what is followed, what is refused, and what all of it may take."""

import contextlib
import gzip
import socket
import time

import pytest

from annotations.importing import fetching
from annotations.importing.fetching import Fetched, Limits, UnreadablePage, fetch, may_be_fetched
from tests.importing.names import NEVER_FETCHED, NO_ADDRESSES, OWN_HOSTS, PUBLIC, RECORDS
from tests.importing.web_server import OPEN, Names, Server, answer, canaries, redirect

QUICK = {"seconds": 0.6, "connect_seconds": 0.3}


def open_too(address: str) -> bool:
    """The real guard, and the one address on which the tests' own page is served."""
    return address == OPEN or may_be_fetched(address)


@pytest.fixture
def canary():
    with canaries() as found:
        yield found


@pytest.fixture
def site(canary):
    """A server on the open address, on the port that the canaries have too."""
    server = Server(OPEN, canary[0].port)
    yield server
    server.stop()


def records(**more):
    return Names({**RECORDS, "open.example": [[OPEN]], **{f"{name}.example": turns for name, turns in more.items()}})


def get(site, path="/", *, names=None, host="open.example", scheme="http", own_hosts=(), **limits):
    allowed = Limits(**{"ports": frozenset({80, 443, site.port}), **limits})
    address = f"{scheme}://{host}:{site.port}{path}"
    return fetch(address, own_hosts=own_hosts, resolve=names or records(), guard=open_too, limits=allowed)


def refusal(call, *args, **more) -> UnreadablePage:
    with pytest.raises(UnreadablePage) as caught:
        call(*args, **more)
    return caught.value


def test_a_page_comes_with_its_address_kind_and_charset(site):
    site.answers["/a?b=1"] = answer("Größe", Content_Type='Text/HTML; Charset="ISO-8859-1"')
    assert get(site, "/a?b=1#c") == Fetched(
        f"http://open.example:{site.port}/a?b=1", "text/html", "Größe".encode(), "iso-8859-1", ()
    )


@pytest.mark.parametrize("all_ports", [False, True], ids=["the two ports", "the canary's port too"])
@pytest.mark.parametrize("address", NEVER_FETCHED + NO_ADDRESSES, ids=ascii)
def test_what_must_never_be_fetched_is_refused_and_nobody_is_asked(canary, address, all_ports):
    port = canary[0].port
    limits = Limits(ports=frozenset({80, 443, port if all_ports else 80}))
    address = address.replace("{P}", str(port))
    caught = refusal(fetch, address, own_hosts=OWN_HOSTS, resolve=Names(RECORDS), limits=limits)
    assert (caught.code, caught.reason, caught.retryable) == ("url_not_allowed", "unprocessable", False)
    assert [server.visits() for server in canary] == [[]] * len(canary)


def test_the_canaries_would_notice(canary):
    for server in canary:
        host = f"[{server.host}]" if ":" in server.host else server.host
        limits = Limits(ports=frozenset({server.port}))
        fetch(f"http://{host}:{server.port}/", guard=lambda _address: True, limits=limits)
        assert len(server.visits()) == 1


class LocalWay(socket.socket):
    """A system on which the way to every address starts at this very address, as on the machine that has it."""

    def connect(self, goal):
        self.goal = goal

    def getsockname(self):
        return self.goal


def test_this_machine_is_not_part_of_the_web_under_whatever_address(monkeypatch):
    assert fetching.is_this_machine("127.0.0.1")
    assert may_be_fetched(PUBLIC)
    monkeypatch.setattr(socket, "socket", LocalWay)
    assert not may_be_fetched(PUBLIC)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_what_must_never_be_fetched_is_refused(site, canary, status):
    goals = [goal.replace("{P}", str(site.port)) for goal in NEVER_FETCHED]
    goals = [goal for goal in goals if not {"\r", "\ud800"} & set(goal)]  # these cannot stand in a header
    for goal in goals:
        site.answers["/"] = redirect(goal, status)
        caught = refusal(get, site, own_hosts=OWN_HOSTS)
        assert caught.code == "url_not_allowed", goal
    assert [server.visits() for server in canary] == [[]] * len(canary)
    assert len(site.visits()) == len(goals) > 80


def test_refreshing_by_header_or_element_is_not_followed(site, canary):
    goal = f"http://127.0.0.1:{site.port}/"
    body = f'<meta http-equiv="refresh" content="0;url={goal}">'
    site.answers["/"] = answer(body, Refresh=f"0;url={goal}", Location=goal)
    assert get(site).data == body.encode()
    assert len(site.visits()) == 1
    assert canary[0].visits() == []


def test_redirects_are_followed_up_to_five_and_remembered(site):
    site.answers |= {f"/{step}": redirect(f"/{step + 1}") for step in range(1, 7)}
    here = f"http://open.example:{site.port}"
    assert get(site, "/3").redirects == tuple(f"{here}/{step}" for step in (3, 4, 5, 6))
    assert get(site, "/2").url == f"{here}/7"
    assert len(get(site, "/2").redirects) == 5
    caught = refusal(get, site, "/1")
    assert (caught.code, caught.retryable) == ("url_fetch_failed", False)
    assert "redirects more than 5 times" in caught.message


def test_redirects_in_a_circle_are_left(site):
    site.answers |= {"/a": redirect("/b"), "/b": redirect("/a#x")}
    caught = refusal(get, site, "/a")
    assert caught.code == "url_fetch_failed"
    assert "circle" in caught.message
    assert len(site.visits()) == 2


def test_a_redirect_may_name_its_goal_in_other_letters(site):
    site.answers["/"] = redirect("/Äpfel").decode("latin-1").encode("latin-1")
    assert get(site).url.endswith("/%C3%84pfel")


def test_a_name_is_looked_up_once_for_each_hop_and_its_checked_address_is_the_one_that_is_asked(site, canary):
    names = records(twice=[[OPEN], ["127.0.0.1"]])
    assert get(site, host="twice.example", names=names).data
    assert names.asked == ["twice.example"]
    assert len(site.visits()) == 1
    site.answers["/"] = redirect("/again")
    names.asked.clear()
    assert refusal(get, site, host="twice.example", names=names).code == "url_not_allowed"
    assert names.asked == ["twice.example"] * 2
    assert canary[0].visits() == []


def test_the_look_up_of_the_system_is_asked_once_too(site, monkeypatch):
    asked = []

    def look_up(host, port, **_more):
        asked.append(host)
        address = OPEN if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))] * 2

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert get(site, names=fetching.addresses_of).data
    assert asked == ["open.example"]


def test_a_second_address_is_asked_where_the_first_takes_no_connection(site):
    nobody = "127.0.0.10"
    limits = Limits(ports=frozenset({site.port}))
    names = records(two=[[nobody, OPEN]])
    address = f"http://two.example:{site.port}/"
    assert fetch(address, resolve=names, guard=lambda a: a in (nobody, OPEN), limits=limits).data


def test_a_request_holds_nothing_of_ours(site, canary, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary[0].port}")
    site.answers["/"] = redirect("/b", Set_Cookie="session=1", WWW_Authenticate="Basic")
    get(site)
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    lines = [
        f"Host: open.example:{site.port}", "User-Agent: factcheck",
        f"Accept: {docx}, text/html, application/xhtml+xml, text/markdown, application/pdf, text/plain",
        "Accept-Encoding: gzip, identity", "Connection: close",
    ]  # fmt: skip
    assert [head.decode().split("\r\n") for head in site.visits()] == [
        [f"GET {path} HTTP/1.1", *lines] for path in ("/", "/b")
    ]
    assert canary[0].visits() == []


@pytest.mark.parametrize("status", [204, 205, 206, 300, 304, 400, 401, 403, 404, 410, 408, 429, 500, 502, 503])
def test_a_status_without_a_page_is_named_and_nothing_else(site, status):
    site.answers["/"] = answer("secret words", status)
    caught = refusal(get, site)
    assert caught.code == "url_fetch_failed"
    assert caught.message == f"The web page cannot be imported: the address answered with status {status}."
    assert caught.retryable == (status in (408, 429) or status >= 500)


@pytest.mark.parametrize(
    "head", [answer(""), answer("", Content_Length=""), answer(gzip.compress(b""), Content_Encoding="gzip")]
)
def test_a_good_status_without_a_body_is_no_page(site, head):
    site.answers["/"] = head
    assert refusal(get, site).because == "the address answered with status 200 and without a page"


@contextlib.contextmanager
def full_port():
    """Yield a port whose queue is full: further callers hear nothing at all, as behind a firewall."""
    with socket.create_server((OPEN, 0), backlog=0) as listener, contextlib.ExitStack() as waiting:
        for _caller in range(2):
            caller = waiting.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def closed_port():
    with socket.create_server((OPEN, 0)) as listener:
        return listener.getsockname()[1]


def refusal_of_port(port, scheme="http"):
    limits = Limits(ports=frozenset({port}), **QUICK)
    return refusal(fetch, f"{scheme}://open.example:{port}/", resolve=records(), guard=open_too, limits=limits)


def test_closed_filtered_silent_and_unknown_addresses_give_the_same_sentence(site):
    site.answers |= {
        "/silent": lambda connection: time.sleep(0.8),
        "/hangs-up": b"",
        "/other": b"SSH-2.0-OpenSSH_9.2\r\n",
        "/nonsense": b"HTTP/1.1 banana\r\n\r\n",
    }
    refusals = [refusal(get, site, path, **QUICK) for path in site.answers]
    refusals += [refusal(get, site, host="unknown.example", **QUICK), refusal_of_port(site.port, "https")]
    refusals.append(refusal_of_port(closed_port()))
    with full_port() as port:
        refusals.append(refusal_of_port(port))
    assert {(caught.code, caught.retryable, caught.message) for caught in refusals} == {
        ("url_fetch_failed", True, "The web page cannot be imported: the address did not answer.")
    }


def test_a_look_up_that_hangs_ends_with_the_deadline(site):
    def hang(_host, _port):
        time.sleep(1.5)
        return [OPEN]

    started = time.monotonic()
    assert refusal(get, site, names=hang, **QUICK).because == "the address did not answer"
    assert time.monotonic() - started < 1.4
