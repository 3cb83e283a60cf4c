"""Encodings: nothing is guessed silently, and every offset points at the byte that is wrong."""

import pytest

from annotations.importing.base import UnreadableDocument
from annotations.importing.encodings import ALIASES, ENCODINGS, codec_of, decode

POLISH = "Zażółć gęślą jaźń. Wszystkie litery są tutaj, a zdanie ma koniec."
RUSSIAN = "Россия не полагается ни на каких союзников. Это её собственный флот и армия."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"), (POLISH, "windows-1250"), (POLISH, "iso-8859-2"),
     ("これは日本語です。", "shift_jis"), ("これは日本語です。", "iso-2022-jp"), ("中文文本。", "gb18030"),
     ("Café – “yes”", "windows-1252"), ("Any text", "utf-16le"), ("Any text", "utf-16be")],
)  # fmt: skip
def test_a_declared_encoding_is_used(text, encoding):
    assert decode(text.encode(ENCODINGS[encoding]), encoding) == text
    assert decode(text.encode(ENCODINGS[encoding]), encoding.upper()) == text


def test_utf8_and_byte_order_marks_win_over_what_is_declared():
    assert decode("é".encode(), "windows-1252") == "é"
    assert decode("\ufeffé".encode("utf-16-be"), "windows-1252") == "é"


def test_every_alias_leads_to_an_encoding():
    assert all(codec_of(alias) for alias in ALIASES)
    assert [name for name in ENCODINGS if codec_of(name) != ENCODINGS[name]] == []
    assert codec_of("unicode_escape") == codec_of("zlib") == codec_of("") == ""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Das Café wurde 1998 eröffnet – für Gäste.", "windows-1252"), ("Café", "windows-1252"), (RUSSIAN, "windows-1251"),
     ("これは日本語の文章です。とても短い。", "shift_jis")],
)  # fmt: skip
def test_a_likely_encoding_is_offered_but_not_taken(text, encoding):
    with pytest.raises(UnreadableDocument) as caught:
        decode(text.encode(ENCODINGS[encoding]))
    assert caught.value.code == "encoding_unknown"
    assert caught.value.guess == encoding


@pytest.mark.parametrize(
    ("data", "code", "offset"),
    [(b"ab\xe9cd", "encoding_unknown", 2), ("é ".encode() + b"\xe9x", "encoding_invalid", 3),
     ("é€".encode()[:-1], "encoding_invalid", 2), (b"\xef\xbb\xbfab\xff", "encoding_invalid", 5),
     (b"\xff\xfea\x00b", "encoding_invalid", 4), (b"\xff\xfe\x00\xd8a\x00", "encoding_invalid", 2)],
)  # fmt: skip
def test_the_offset_of_the_first_bad_byte_is_told(data, code, offset):
    with pytest.raises(UnreadableDocument) as caught:
        decode(data)
    assert (caught.value.code, caught.value.offset) == (code, offset)


@pytest.mark.parametrize("character", [chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r"])
def test_every_control_that_is_no_white_space_is_refused_with_its_line(character):
    with pytest.raises(UnreadableDocument) as caught:
        decode(f"one\r\ntwo\rthree\n{character}".encode())
    assert caught.value.code == "control_characters"
    assert f"U+{ord(character):04X} in line 4" in caught.value.message


def test_white_space_that_controls_lines_is_kept():
    assert decode(b"a\t\n\v\f\r\r\nb") == "a\t\n\v\f\r\r\nb"
