"""Encodings: nothing is guessed silently, and every offset points at the byte that is wrong."""

import pytest

from annotations.importing.base import UnreadableDocument
from annotations.importing.encodings import ALIASES, ENCODINGS, codec_of, decode, decode_page, passes_for_utf8
from annotations.importing.guessing import guess_encoding

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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Мост", "windows-1251"), ("Міст відкрили 1931 року, її довжина 5 км.", "windows-1251"),
     ("Мостът беше открит през 1931 г.", "windows-1251"), ("Мост открыли в 1931 году.", "koi8-r"),
     ("Das Café wurde 1998 eröffnet – für Gäste.", "windows-1252"), ("Größe", "windows-1252"),
     ("L’été dernier, le maire a été élu.", "windows-1252"), ("El año pasado llovió más.", "windows-1252"),
     ("A ponte não foi construída em 1931.", "windows-1252"), ("Bron är från 1931, sade hon.", "windows-1252"),
     ("The price was 5 €.", "windows-1252"), ("Łódź", "windows-1250"), ("Most byl otevřen, řekl on.", "windows-1250"),
     ("Azóta őrzik a hidat.", "windows-1250"), ("Η γέφυρα άνοιξε το 1931.", "windows-1253"),
     ("Köprü 1931 yılında açıldı.", "windows-1254"), ("הגשר נפתח בשנת 1931.", "windows-1255"),
     ("افتتح الجسر عام 1931.", "windows-1256"), ("Tiltas atidarytas, sakė žmonės čia.", "windows-1257"),
     ("これは日本語の文章です。", "euc-jp"), ("这座桥于一九三一年开放。", "gb18030"),
     ("這座橋於一九三一年開放。", "big5"),
     ("이 다리는 1931년에 열렸다.", "euc-kr")],
)  # fmt: skip
def test_the_encoding_of_a_few_words_is_guessed(text, encoding):
    assert guess_encoding(text.encode(ENCODINGS[encoding])) == encoding


def test_a_guess_is_made_from_any_bytes_and_where_the_foreign_letters_are():
    assert guess_encoding(bytes(range(128, 256)) * 50) in ENCODINGS
    late = b"plain words\n" * 2000 + "Мост открыли.".encode("cp1251")
    assert guess_encoding(late) == "windows-1251"
    assert guess_encoding(late * 100) == "windows-1251"


TRAP = "Größe – für Gäste"


@pytest.mark.parametrize(
    ("data", "declared", "stated", "text"),
    [("\ufeffé".encode("utf-16"), "windows-1252", "koi8-r", "\ufeffé"), ("\ufeffé".encode(), "koi8-r", "koi8-r", "é"),
     ("Мост".encode("cp1251"), "windows-1251", "utf-8", "Мост"), ("é".encode(), "windows-1252", "utf-8", "Ã©"),
     ("Мост".encode("cp1251"), "", "windows-1251", "Мост"), ("Мост".encode("koi8-r"), "", "KOI8-R", "Мост"),
     ("“é”".encode(), "", "windows-1252", "“é”"), (TRAP.encode(), "", "shift_jis", TRAP),
     (TRAP.encode(), "", "no-such", TRAP), (TRAP.encode(), "", "", TRAP)],
)  # fmt: skip
def test_the_encoding_of_a_page_is_found_as_browsers_do(data, declared, stated, text):
    assert decode_page(data, declared, stated) == text


@pytest.mark.parametrize(
    ("data", "declared", "stated", "code"),
    [("é".encode("cp1252"), "", "", "encoding_unknown"), ("é".encode("cp1252"), "", "utf-8", "encoding_unknown"),
     (b"\x81", "windows-1252", "", "encoding_invalid"), (b"x", "no-such", "", "encoding_unknown")],
)  # fmt: skip
def test_a_page_in_an_unknown_encoding_is_refused(data, declared, stated, code):
    with pytest.raises(UnreadableDocument) as caught:
        decode_page(data, declared, stated)
    assert caught.value.code == code


def test_a_page_that_is_sound_utf8_too_is_doubtful():
    assert passes_for_utf8("é".encode(), "Ã©")
    assert not passes_for_utf8("é".encode(), "é")
    assert not passes_for_utf8("\ufeffé".encode(), "é")
    assert not passes_for_utf8("é".encode("cp1252"), "é")
    assert not passes_for_utf8(b"plain", "plain")
