"""Which encoding a text is likely in, to be offered to a person: by the letters that its languages are written with.

Statistics of bytes fail on a few words; but only in the right encoding do all of them belong to one language, with
capital letters at the front of words and punctuation between them.
"""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

# Alphabets: of Latin ones the letters beyond a to z, of the others all letters, the most frequent first.
_WESTERN = (
    "äöüßé", "àâæçéèêëîïôœùûüÿ", "áéíñóúüºª", "áâãàçéêíóôõúüºª", "àèéìíîòóùúº", "åäöé", "æøåéó", "éëïöüóèá",
    "áðéíóúýþæö", "àçéèíïóòúü·",
)  # fmt: skip
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľňóôšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß")
_CYRILLIC = (
    "оеаинтсрвлкмдпуязыьбгчйхжшюцщэфъё", "оаинтвіерсклудмпзяьбгйчхцюжєїшщфґ", "аиоетнрсвлкдпмзъубгчцжщхйяфшюь",
    "анітырсоелкдвупмзьягбйчўхцжёэшюф", "аиоенсрјтукдвлмпзгбчњћжљхшђцфџ",
)  # fmt: skip
_TURKISH = ("çğıöşüâîû",)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")
_GREEK = ("αοιετσνηυρπκμλςωγδθχφβξζψάέήίόύώϊϋΐΰ",)
_HEBREW = ("יוהלאתרמשבנכםפדקעחטגזןסצךףץ",)
_ARABIC = ("اليمنرتوبةعدهسفكقحجأصشذطخىضثغئزءؤظإآًٌٍَُِّْ", "ايرندهمتوبسشکكزلگقپخفعجحچئطصضغآذژثظءأؤ")

# Encodings of one byte a character with the alphabets written in them. Of equal ones the first is the likelier.
_SINGLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("windows-1252", "cp1252", _WESTERN),
    ("windows-1251", "cp1251", _CYRILLIC),
    ("windows-1250", "cp1250", _CENTRAL),
    ("windows-1254", "cp1254", _TURKISH),
    ("windows-1253", "cp1253", _GREEK),
    ("windows-1255", "cp1255", _HEBREW),
    ("windows-1256", "cp1256", _ARABIC),
    ("windows-1257", "cp1257", _BALTIC),
    ("koi8-r", "koi8_r", _CYRILLIC[:1]),
    ("koi8-u", "koi8_u", _CYRILLIC[1:2]),
    ("iso-8859-2", "iso8859_2", _CENTRAL),
    ("iso-8859-5", "iso8859_5", _CYRILLIC),
    ("macintosh", "mac_roman", _WESTERN),
)
_KANJI = "\u3005\u4e00-\u9fff"
_WIDE = "\u3000-\u3002\u300a-\u3011\u2014\u2018\u2019\u201c\u201d\u2026\uff01-\uff5e"
# Encodings of several bytes with what their texts are written in: syllables, without which they are none, and more.
_SEVERAL: tuple[tuple[str, str, str, str], ...] = (
    ("shift_jis", "cp932", "\u3041-\u3096", _KANJI + "\u30a1-\u30fe" + _WIDE),
    ("euc-jp", "euc_jp", "\u3041-\u3096", _KANJI + "\u30a1-\u30fe" + _WIDE),
    ("euc-kr", "cp949", "\uac00-\ud7a3", _WIDE),
    ("gb18030", "gb18030", "", _WIDE),
    ("big5", "big5", "", _WIDE),
)
# The first byte of a character that is in daily use, in the two that sort their characters so.
_DAILY = {"gb18030": ("gb2312", range(0xB0, 0xD8)), "big5": ("big5", range(0xA4, 0xC7))}
_CODECS = {name: codec for name, codec, _alphabets in _SINGLE}
_CODECS |= {name: codec for name, codec, _syllables, _others in _SEVERAL}
_NAMES = {codec: name for name, codec in _CODECS.items()}

_PUNCTUATION = frozenset("\xa0«»‘’‚“”„‹›–—…•·§°€£©®™№¿¡´×½¼²³‰†")
_JOINING = frozenset("’‘·´")  # what may stand between two letters
_FOREIGN = re.compile("[^\x00-\x7f]")
_LIKELY = 0.75  # of at most 1: below that the bytes' statistics are asked
_EQUAL = 0.02  # a difference that means nothing
_COMMON = 12  # letters of a whole alphabet, which make up half of any text
_WHOLE = 20  # letters, from which on an alphabet is no addition to a to z
_SAMPLE = 8 * 1024  # bytes


def guess_encoding(data: bytes) -> str:
    """Return the name of the likeliest encoding of bytes that are not UTF-8; short texts deceive, so ask."""
    sample = _sample_of(data)
    scores = dict(_scores(sample))
    best = max(scores.values(), default=0.0)
    if best < _LIKELY:
        return _by_statistics(data[: 8 * _SAMPLE], frozenset(_CODECS)) or "windows-1252"
    names = [name for name, score in scores.items() if score > best - _EQUAL]
    first = _decoded(sample, _CODECS[names[0]])
    rivals = frozenset(name for name in names if _decoded(sample, _CODECS[name]) != first)
    return (_by_statistics(sample, rivals | {names[0]}) if rivals else "") or names[0]


def _sample_of(data: bytes) -> bytes:
    """Return a stretch of the text from the line on in which its first foreign letter stands."""
    first = re.search(rb"[\x80-\xff]", data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    start = max(start, first.start() - _SAMPLE // 2) if first else 0
    return data[start : start + _SAMPLE]


def _scores(sample: bytes) -> Iterator[tuple[str, float]]:
    for name, codec, alphabets in _SINGLE:
        text = _decoded(sample, codec)
        if text:
            yield name, max(_fitness(text, alphabet) for alphabet in alphabets)
    for name, codec, syllables, others in _SEVERAL:
        text = _decoded(sample, codec)
        if text:
            yield name, _fitness_of_wide(text, name, syllables, others)


def _decoded(sample: bytes, codec: str) -> str:
    """Return the text that a sample is in an encoding, though it may end within a character; nothing if it is none."""
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(sample)
    except UnicodeDecodeError:
        return ""


def _fitness(text: str, alphabet: str) -> float:
    """Return how well the foreign characters of a text fit an alphabet and its spelling: 1 for all, less for each
    that is no letter of it, stands for punctuation inside a word, or is a capital inside a word, and where the
    letters that every other one should be are rare.
    """
    letters, common = frozenset(alphabet), frozenset(alphabet[:_COMMON])
    total = count = usual = 0.0
    for found in _FOREIGN.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        total += _worth(found[0], before, after, letters)
        usual += found[0].lower() in common
        count += 1
    if not count:
        return 0.0
    is_whole = len(alphabet) >= _WHOLE
    return total / count - (max(0.0, 0.5 - usual / count) if is_whole else 0.0)


def _worth(character: str, before: str, after: str, letters: frozenset[str]) -> float:
    if character.lower() in letters:
        if len(letters) >= _WHOLE and before.isascii() and before.isalpha():
            return 0.0  # the middle of a word in another script
        return 1.0 - _oddity(character, before, after)
    if character in _PUNCTUATION:
        is_inside = before.isalpha() and after.isalpha()
        return 1.0 if not is_inside or character in _JOINING else -1.0
    return -1.0


def _oddity(character: str, before: str, after: str) -> float:
    """Return how odd it is that a letter is a capital here: very, after a small one; a little, inside a word."""
    if not character.isupper() or not before.isalpha():
        return 0.0
    if before.islower():
        return 1.0
    return 0.3 if after.islower() else 0.1


def _fitness_of_wide(text: str, name: str, syllables: str, others: str) -> float:
    foreign = _FOREIGN.findall(text)
    if not foreign or (syllables and not re.search(f"[{syllables}]", text)):
        return 0.0
    ordinary = re.compile(f"[{syllables}{others}]")
    return sum(bool(ordinary.match(one)) or _is_daily(one, name) for one in foreign) / len(foreign)


def _is_daily(character: str, name: str) -> bool:
    """Return whether a Chinese character is among the few thousand that almost all texts are made of."""
    if name not in _DAILY:
        return False
    codec, rows = _DAILY[name]
    coded = character.encode(codec, "replace")
    return len(coded) == 2 and coded[0] in rows


def _by_statistics(sample: bytes, among: frozenset[str]) -> str:
    """Return the likeliest of some encodings by the statistics of bytes, or nothing if they name none of these."""
    found = (_NAMES.get(match.encoding, "") for match in from_bytes(sample))
    return next((name for name in found if name in among), "")
