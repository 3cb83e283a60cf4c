"""Bytes of a text file -> text, never guessing silently and never with replacement characters."""

import codecs
import contextlib
import re

from annotations.importing.base import UnreadableDocument
from annotations.importing.guessing import guess_encoding

# The encodings that may be declared, under the names that are shown, with the codec that reads them.
ENCODINGS: dict[str, str] = {
    "big5": "big5",
    "cp437": "cp437",
    "cp850": "cp850",
    "cp866": "cp866",
    "euc-jp": "euc_jp",
    "euc-kr": "euc_kr",
    "gb18030": "gb18030",
    "iso-2022-jp": "iso2022_jp",
    "iso-8859-15": "iso8859_15",
    "iso-8859-2": "iso8859_2",
    "iso-8859-5": "iso8859_5",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "macintosh": "mac_roman",
    "shift_jis": "cp932",
    "utf-16be": "utf_16_be",
    "utf-16le": "utf_16_le",
    "utf-8": "utf_8",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "windows-1257": "cp1257",
    "windows-1258": "cp1258",
}
# What pages and old programs call them (the WHATWG reads Latin-1 and ASCII as windows-1252).
ALIASES = {
    "ascii": "windows-1252", "us-ascii": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "cp1252": "windows-1252", "ansi": "windows-1252",
    "cp1250": "windows-1250", "cp1251": "windows-1251", "iso-8859-9": "windows-1254", "utf8": "utf-8",
    "utf-16": "utf-16le", "gb2312": "gb18030", "gbk": "gb18030", "sjis": "shift_jis", "shift-jis": "shift_jis",
    "koi8": "koi8-r", "mac-roman": "macintosh", "ks_c_5601-1987": "euc-kr",
}  # fmt: skip
_BOMS = ((codecs.BOM_UTF8, "utf_8"), (codecs.BOM_UTF16_LE, "utf_16_le"), (codecs.BOM_UTF16_BE, "utf_16_be"))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, encoding: str = "") -> str:
    """Return the text of a file: by its byte order mark, as strict UTF-8, then in the declared `encoding`.

    The mark itself is no part of the text; nothing else is changed. Raise UnreadableDocument (encoding_unknown,
    encoding_invalid, control_characters) with the offset of the first bad byte.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return without_controls(_strict(data[len(mark) :], codec, len(mark)))
    if encoding:
        return without_controls(_declared(data, encoding))
    if _is_utf16_without_mark(data):
        guess = "utf-16le" if data[1:200:2].count(0) > data[0:200:2].count(0) else "utf-16be"
        raise UnreadableDocument(
            "encoding_unknown", "it looks like UTF-16 without its mark; choose its encoding", guess=guess, offset=0
        )
    return without_controls(_utf8(data))


def decode_page(data: bytes, encoding: str = "", stated: str = "") -> str:
    """Return the text of a web page as browsers read it: by its byte order mark, then as declared (by the server or
    a person), then as the page itself has `stated` if all of it can be read so, then as UTF-8.

    Raise UnreadableDocument as `decode` does.
    """
    if any(data.startswith(mark) for mark, _codec in _BOMS):
        return decode(data)
    if encoding:
        return without_controls(_strict(data, _known(encoding), 0))
    codec = codec_of(stated)
    if codec:
        with contextlib.suppress(UnicodeDecodeError):
            return without_controls(data.decode(codec))
    return decode(data)


def passes_for_utf8(data: bytes, text: str) -> bool:
    """Return whether bytes that were read as `text` are sound UTF-8 too, of another text, as chance hardly makes."""
    if data.isascii() or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    try:
        return data.decode("utf-8-sig") != text
    except UnicodeDecodeError:
        return False


def codec_of(encoding: str) -> str:
    """Return the codec for the name of an encoding that may be declared, or an empty string."""
    name = encoding.strip().lower()
    dashed = name.replace("_", "-")
    return ENCODINGS.get(ALIASES.get(name) or ALIASES.get(dashed) or (name if name in ENCODINGS else dashed), "")


def without_controls(text: str) -> str:
    """Return the same text; raise UnreadableDocument (control_characters) if it has controls that no text has."""
    found = _CONTROLS.search(text)
    if found is None:
        return text
    line = len(re.findall(r"\r\n|\r|\n", text[: found.start()])) + 1
    raise UnreadableDocument(
        "control_characters",
        f"it contains the control character U+{ord(found[0]):04X} in line {line}, which no text may have",
        offset=found.start(),
    )


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _was_meant_as_utf8(data, fault):
            raise _broken(fault, "UTF-8", 0, guess=guess_encoding(data)) from fault
        raise UnreadableDocument(
            "encoding_unknown",
            f"it is not UTF-8 (first bad byte at offset {fault.start:,}) and states no encoding; choose it",
            guess=guess_encoding(data),
            offset=fault.start,
        ) from fault


def _declared(data: bytes, encoding: str) -> str:
    codec = _known(encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, codec, 0)
    # UTF-16 and ISO-2022-JP can pass for UTF-8, but then leave controls behind.
    return _strict(data, codec, 0) if _CONTROLS.search(text) else text


def _known(encoding: str) -> str:
    codec = codec_of(encoding)
    if not codec:
        known = ", ".join(ENCODINGS)
        raise UnreadableDocument("encoding_unknown", f"the encoding that was chosen is not one of {known}")
    return codec


def _strict(data: bytes, codec: str, skipped: int) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        raise _broken(fault, codec.replace("_", "-").upper(), skipped) from fault


def _broken(fault: UnicodeDecodeError, title: str, skipped: int, guess: str = "") -> UnreadableDocument:
    offset = fault.start + skipped
    because = f"it is damaged or not in {title}: the byte at offset {offset:,} does not belong there"
    return UnreadableDocument("encoding_invalid", because, guess=guess, offset=offset)


def _was_meant_as_utf8(data: bytes, fault: UnicodeDecodeError) -> bool:
    """Return whether the file is damaged UTF-8: it has sound longer sequences, or ends within one."""
    return not data[: fault.start].isascii() or (fault.end == len(data) and fault.end - fault.start > 1)


def _is_utf16_without_mark(data: bytes) -> bool:
    even, odd = data[0:400:2].count(0), data[1:400:2].count(0)
    half = max(1, min(len(data), 400) // 2)
    return max(even, odd) > 0.4 * half and min(even, odd) < 0.05 * half
