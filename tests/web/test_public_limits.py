"""Public pages answer 120 times a minute to one network, and then ask to wait; nobody waits for somebody else."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from annotations.services import limits
from annotations.web.callers import caller_of
from tests import publishing

pytestmark = pytest.mark.django_db
MOST = 120


@pytest.fixture
def address(document, editor):
    """The address of a published report."""
    return f"/r/{publishing.publish(document, editor).slug}/"


def counted(times, caller="127.0.0.1"):
    """So many pages opened by a network within this minute."""
    for _ in range(times):
        limits.count_public_read(caller)


def test_the_119th_and_120th_page_in_a_minute_are_answered_and_the_121st_is_not(address):
    counted(MOST - 2)
    heard = [Client().get(address) for _ in range(3)]
    assert [response.status_code for response in heard] == [200, 200, 429]
    refused = heard[-1]
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused["Cache-Control"] == "no-store"
    assert refused.cookies == {}
    words = BeautifulSoup(refused.content, "html.parser").select_one("main").get_text(" ", strip=True)
    assert "120 pages" in words
    assert f"In {refused['Retry-After']} second" in words


@pytest.mark.parametrize("path", ["claims/3/", "corrections/", "feed.atom", "picture.png", "editions/1/", "claims/99/"])
def test_every_page_below_the_address_is_counted(address, path):
    counted(MOST - 1)
    assert Client().get(f"{address}{path}").status_code in (200, 404)
    assert Client().get(address).status_code == 429


def test_guessing_addresses_and_asking_for_a_desk_count_too(address):
    counted(MOST - 2)
    assert Client().get("/r/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    assert Client().get("/r/desk/nowhere/").status_code == 404
    assert Client().get("/r/desk/nowhere/").status_code == 429


def test_what_a_cache_asks_again_for_counts_too(address):
    tag = Client().get(address)["ETag"]
    counted(MOST - 2)
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 304
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 429


def test_nobody_waits_for_another_network_and_other_pages_are_not_counted(address):
    counted(MOST)
    assert Client().get(address).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(address).status_code == 200
    assert Client().get("/healthz").status_code == 200


def test_after_a_minute_it_goes_on(address, monkeypatch):
    counted(MOST)
    assert Client().get(address).status_code == 429
    now = limits.time.monotonic()
    monkeypatch.setattr(limits.time, "monotonic", lambda: now + limits.MINUTE + 1)
    assert Client().get(address).status_code == 200


def caller(rf, peer, forwarded=None):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return caller_of(rf.get("/r/", REMOTE_ADDR=peer, headers=headers))


def test_a_forwarded_address_is_believed_from_a_proxy_of_ours_alone(rf, settings):
    assert caller(rf, "192.0.2.7", "198.51.100.9") == "192.0.2.7"
    settings.BEHIND_PROXY = True
    assert caller(rf, "172.17.0.1", "203.0.113.5, 198.51.100.9") == "198.51.100.9"
    assert caller(rf, "172.17.0.1") == "172.17.0.1"
    assert caller(rf, "172.17.0.1", "nobody knows") == "172.17.0.1"


def test_all_addresses_of_a_household_are_one_caller(rf):
    assert caller(rf, "2001:db8:1:2::1") == caller(rf, "2001:db8:1:2:ffff::9") != caller(rf, "2001:db8:1:3::1")
    assert caller(rf, "::ffff:192.0.2.7") == "192.0.2.7"


def test_strangers_do_not_fill_the_memory(monkeypatch):
    window = limits.Window(1, 60.0)
    for number in range(50):
        window.count(str(number))
    now = limits.time.monotonic()
    monkeypatch.setattr(limits.time, "monotonic", lambda: now + 61)
    window.count("another")
    assert list(window._times) == ["another"]


def test_an_address_that_leads_nowhere_is_answered_in_words_for_readers(client):
    response = client.get("/r/nowhere/at/all/")
    assert response.status_code == 404
    words = BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ", strip=True)
    assert "There is no report at this address." in words
    assert "project" not in words
