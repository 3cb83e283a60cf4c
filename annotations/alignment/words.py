"""Text to words: the tokens that differences, similarity and highlights speak of."""

import re

BLANK = re.compile(r"[\s\u200b\u2060\ufeff]+")

# Chinese and Japanese are compared by character; a character keeps the marks that belong to it.
_IDEOGRAPH = (
    r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
)
# 1,500.25 · 12.05.2020 · 10:30 · 1/2, and digits in groups that a no-break space parts
_NUMBER = r"\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/]\d+)+"
# Whatever is neither blank nor punctuation nor an ideograph, so that combining marks stay in their words.
_LETTER = (
    r"[^\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u055a-\u055f\u0589\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u200b\u2010-\u2027\u2030-\u205e\u2060"
    r"\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufeff"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U00020000-\U0003ffff]"
)
_WORD = rf"{_LETTER}+(?:['’]{_LETTER}+)*"
TOKEN = re.compile(rf"{BLANK.pattern}|{_IDEOGRAPH}|{_NUMBER}|{_WORD}|[\s\S]")
_WORDLIKE = re.compile(rf"{_IDEOGRAPH}|{_NUMBER}|{_WORD}")


def tokens_of(text: str) -> list[str]:
    """Return the words, numbers, ideographs, single marks and runs of blank that make up a text, nothing left out."""
    return TOKEN.findall(text)


def words_of(text: str) -> list[str]:
    """Return the words, numbers and ideographs of a text alone, in lower case and with straight apostrophes."""
    return _WORDLIKE.findall(text.casefold().replace("’", "'"))


def is_blank(token: str) -> bool:
    """Return whether a token is a run of blank."""
    return BLANK.match(token) is not None


def is_word(token: str) -> bool:
    """Return whether a token is a word, a number or an ideograph, and no mark or blank."""
    return _WORDLIKE.match(token) is not None
