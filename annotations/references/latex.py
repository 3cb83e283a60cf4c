"""LaTeX in BibTeX fields: accents, symbols and braces to plain text, and back.

One pass over the text, without a stack: nothing in a field can make it slow. Commands that are not known stay as they
are, so that nobody loses a formula.
"""

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€", "EUR": "€",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textasciitilde": "~",
    "textasciicircum": "^", "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textbar": "|",
    "textless": "<", "textgreater": ">", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textdegree": "°", "textregistered": "®", "texttrademark": "™", "guillemotleft": "«",
    "guillemotright": "»", "glqq": "„", "grqq": "“", "textunderscore": "_", "textdollar": "$", "textquotedbl": '"',
    "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX", "textasciigrave": "`", "textquotesingle": "'",
}  # fmt: skip
_DRESS = (  # commands that only dress their content
    "emph textit textbf textsc texttt textrm textsf textup textnormal mbox hbox uppercase enquote mkbibquote mkbibemph"
    " it bf em sc rm tt sf sl itshape bfseries scshape url path protect relax noopsort ensuremath text mathrm"
)
_BASE = r"\\[ij](?![A-Za-z])|[^\W\d_]"
_TOKEN = re.compile(
    rf"\\(?P<mark>[`'^\"~=.])[ ]?(?:\{{(?P<m1>{_BASE})?\}}|(?P<m2>{_BASE}))"
    rf"|\\(?P<letter>[uvHcdbkr])(?:[ ]?\{{(?P<l1>{_BASE})\}}|[ ](?P<l2>{_BASE}))"
    r"|\\(?P<word>[A-Za-z]{1,20})(?![A-Za-z])(?:\{\}|[ ]|(?=[^A-Za-z]|\Z))"
    r"|\\(?P<char>[&%$#_{} ,@\-/])"
    r"|(?P<break>\\\\)"
    r"|\$(?P<shift>[_^])\{?(?P<digit>[0-9+-])\}?\$"
    r"|(?P<dashes>---?)"
    r"|(?P<quotes>``|'')"
    r"|(?P<tie>~)"
    r"|(?P<brace>[{}])"
)
_LOW, _HIGH = "₀₁₂₃₄₅₆₇₈₉₊₋", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_PLAIN = {"---": "—", "--": "–", "``": "“", "''": "”"}
_DRESSING = frozenset(_DRESS.split())

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&", "%": r"\%",
    "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", "--": "{-}{-}", "''": "{'}{'}",
}  # fmt: skip
_NEEDS_CARE = re.compile(r"[\\{}&%$#_~^`]|--|''")


def decoded(value: str) -> str:
    """Return the plain text of a LaTeX field, composed letters in one code point, blanks as they were."""
    return unicodedata.normalize("NFC", _TOKEN.sub(_plain, value))


def encoded(text: str) -> str:
    r"""Return a text for a BibTeX field in UTF-8, so that `decoded` gives it back; braces are always balanced."""
    return _NEEDS_CARE.sub(lambda match: _SPECIAL[match[0]], text)


def verbatim(value: str) -> str:
    r"""Return an address from a field that is no LaTeX: without braces, `\url`, and strokes before signs."""
    return re.sub(r"\\url|\\(?=[%#&_~$^])|[{}]", "", value).strip()


def _plain(match: re.Match[str]) -> str:
    mark = match["mark"] or match["letter"]
    if mark:
        return _accented(mark, match["m1"] or match["m2"] or match["l1"] or match["l2"] or "")
    if match["word"]:
        return _command(match)
    if match["char"]:
        return {"-": "", "/": "", "@": "", ",": " "}.get(match["char"], match["char"])
    if match["shift"]:
        return (_LOW if match["shift"] == "_" else _HIGH)["0123456789+-".index(match["digit"])]
    if match["break"] or match["tie"]:
        return " "
    return "" if match["brace"] else _PLAIN[match[0]]


def _accented(mark: str, base: str) -> str:
    letter = base.removeprefix("\\")
    return letter + _ACCENTS[mark] if letter else mark


def _command(match: re.Match[str]) -> str:
    word = match["word"]
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if word in _DRESSING:
        return ""
    return match[0] + " " * match.string.startswith("{", match.end())
