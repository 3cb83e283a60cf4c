"""Which addresses may be fetched: how they are written, what they lead to."""

import pytest

from annotations.importing.web_addresses import UnreadablePage, is_one_of, is_public, parse

PORTS = frozenset({80, 443})


def parsed(address: str, **more: str) -> str:
    return str(parse(address, ports=PORTS, longest=2_000, **more))


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8", "93.184.215.14", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.1.1",
        "198.17.255.255", "198.20.0.1", "223.255.255.254", "11.0.0.1", "126.255.255.255", "128.0.0.1",
        "2606:4700:4700::1111", "2a00:1450:4001::200e", "2001:200::1", "2003::1",
    ],
)  # fmt: skip
def test_addresses_of_the_public_web_may_be_asked(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.255.255.255", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.255.255.255",
        "168.63.129.16", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.8", "192.0.0.192", "192.0.2.1",
        "192.88.99.1", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:8.8.8.8", "::ffff:0:7f00:1", "64:ff9b::7f00:1", "64:ff9b::808:808",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::",
        "2002:808:808::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "4000::1", "2606:4700:4700::1111%eth0", "", "localhost", "127.1", "0x7f.1", "08.8.8.8",
    ],
)  # fmt: skip
def test_every_other_address_may_not(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("HTTPS://Public.Example", "https://public.example/"),
        ("http://public.example:80?q=1#part", "http://public.example/?q=1"),
        ("http://public.example:/a", "http://public.example/a"),
        ("http://public.example:443/a", "http://public.example:443/a"),
        ("https://bücher.example/Äpfel?q=ü&x=%C3%A4", "https://xn--bcher-kva.example/%C3%84pfel?q=%C3%BC&x=%C3%A4"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://bücher。example/", "https://xn--bcher-kva.example/"),
        ('https://public.example/"<a>|{b}', "https://public.example/%22%3Ca%3E%7C%7Bb%7D"),
        ("https://en.wiki.example/wiki/Newton's_laws_(1687)", "https://en.wiki.example/wiki/Newton's_laws_(1687)"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:4700:0::1111]:80/", "http://[2606:4700:4700::1111]/"),
        ("http://under_score.public.example/", "http://under_score.public.example/"),
        ("http://7.example.de/", "http://7.example.de/"),
    ],
)
def test_a_sound_address_gets_one_normal_form(address, normal):
    assert parsed(address) == normal
    assert parsed(normal) == normal


def test_a_relative_address_belongs_to_the_page_it_was_seen_on():
    assert parsed("../b?c", seen_from="https://public.example/x/y/z") == "https://public.example/x/b?c"
    assert parsed("//other.example", seen_from="https://public.example/") == "https://other.example/"


@pytest.mark.parametrize("length", [1_999, 2_000])
def test_an_address_up_to_the_limit_is_read(length):
    address = "http://public.example/".ljust(length, "a")
    assert parsed(address) == address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://public.example/".ljust(2_001, "a"), "longer than 2,000 characters"),
        ("http://public.example/a b", "a space, a backslash or an invisible character"),
        ("ftp://public.example/", "begin with http:// or https://"),
        ("http://me@public.example/", "contains a user name"),
        ("http://public.example:8080/", "only the ports 80 and 443"),
        ("http://127.1/", "not written as web addresses are"),
        ("http://intranet/", "only pages that are open to the public"),
    ],
)
def test_a_refusal_says_what_is_wrong_with_the_address(address, words):
    with pytest.raises(UnreadablePage) as caught:
        parsed(address)
    assert (caught.value.code, caught.value.retryable) == ("url_not_allowed", False)
    assert words in caught.value.message


def test_an_address_that_grows_too_long_by_being_joined_is_refused():
    with pytest.raises(UnreadablePage, match=r"longer than 2,000"):
        parsed("b" * 1_990, seen_from="http://public.example/a/")


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("own.example", ["OWN.example"]), ("own.example", ["own.example."]), ("a.own.example", [".own.example"]),
        ("own.example", [".own.example"]), ("8.8.8.8", ["8.8.8.8"]), ("2a00:0::1", ["[2A00::1]"]),
    ],
)  # fmt: skip
def test_own_hosts_are_known_in_every_writing(host, own):
    assert is_one_of(host, own)


def test_other_hosts_are_not_taken_for_own_ones():
    assert not is_one_of("notown.example", [".own.example", "own.example", "*", "8.8.8.8"])
    assert not is_one_of("a.own.example", ["own.example"])
