"""H: what makes two wordings the same."""

import hashlib

import pytest

from annotations.models.digests import digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "a  b"), ("a b", "a\n\tb"), ("a b", " a b "), ("a b", "a\u00a0b"), ("a b", "a\u200bb"),
        ("a b", "a\u2060\ufeffb"), ("é", "e\u0301"),
    ],
)  # fmt: skip
def test_blank_and_composition_do_not_count(one, other):
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a", "A"), ("“a”", '"a"'), ("1", "2"), ("1,5", "1.5"), ("a b", "ab"), ("a-b", "a–b"), ("ﬁ", "fi"), ("²", "2")],
)
def test_everything_else_counts(one, other):
    assert digest(one) != digest(other)


def test_where_one_text_ends_counts():
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")


def test_the_hash_is_what_the_words_say():
    """Written down in bytes, so that another program can compute it."""
    sha = hashlib.sha256((3).to_bytes(8, "big") + b"a b" + (2).to_bytes(8, "big") + "é".encode())
    assert digest(" a\n b ", "e\u0301") == sha.hexdigest()


def test_lone_surrogates_never_reach_a_hash():
    with pytest.raises(UnicodeEncodeError):
        digest("\ud800")
