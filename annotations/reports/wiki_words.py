"""User text in wikitext: words that no wiki takes for markup, in running text and as values of templates alike.

Signs that mean something are written as character references, which hold where `<nowiki>` does not: in templates.
"""

import re

from annotations.reports.text import one_line, web_address

_SIGNS = re.compile(
    r"[&<>\[\]{}|=~]"  # tags, links, templates and tables, signatures
    r"|'(?=')|(?<=')'|^'|'$"  # bold and italic, also where two texts meet
    r"|[_＿](?=[_＿])|(?<=[_＿])[_＿]|^[_＿]|[_＿]$"  # switches such as __NOTOC__
    r"|(?<=[A-Za-z]):(?=\S)"  # addresses that link themselves
    r"|[IRP](?=(?:SBN|FC|MID)\s)"  # numbers that link themselves
)
_AT_LINE_START = re.compile(r"[*#:;!+\-]")
_IN_ADDRESS = re.compile(r"[\[\]'~]|_(?=_)|(?<=_)_|＿|&(?=#|\w+;)")


def escaped(text: str) -> str:
    """Return user text on one line, which reads as itself wherever it stands but at the start of a line."""
    return _SIGNS.sub(lambda match: _reference(match[0]), one_line(text))


def escaped_line(text: str) -> str:
    """Return user text on one line that may also begin a line."""
    line = escaped(text)
    return _reference(line[0]) + line[1:] if _AT_LINE_START.match(line) else line


def escaped_address(address: str) -> str:
    """Return an address for a template, '' if a report may not link to it; signs of the wiki are percent-encoded."""
    return _IN_ADDRESS.sub(lambda match: _in_address(match[0]), web_address(address))


def template(name: str, values: dict[str, str]) -> str:
    """Return a template with the values that are not empty; they must be escaped already."""
    filled = [f"{parameter}={value}" for parameter, value in values.items() if value]
    return "{{" + (" |" if len(filled) > 1 else "|").join([name, *filled]) + "}}"


def _reference(sign: str) -> str:
    return f"&#{ord(sign)};"


def _in_address(sign: str) -> str:
    return "&amp;" if sign == "&" else "".join(f"%{byte:02X}" for byte in sign.encode())
