"""A document whose every text field holds every kind of text that has broken an export somewhere."""

import dataclasses
import types
import typing
from datetime import UTC, date, datetime
from typing import Any

from annotations.reports.contents import ReportContents
from annotations.scales import STANDARD, Scale

HOSTILE = (
    "{{7*7}}",
    "{% debug %}",
    "${7*7}",
    '#read("/etc/passwd")',
    '#eval("1")',
    r"\input{/etc/passwd}",
    r"\write18{id}",
    r"$\sum$ and \(x\)",
    "@import url(https://evil.example/a.css)",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "|calc",
    "%0A",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "'=1",
    " =1",
    'a",=1',
    "a';=1",
    "<script>window.__pwned = 1</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></textarea><svg onload=alert(1)>",
    "<style></style>",
    "<!-- comment --> ]]> &amp; &#0; &lt;",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "<https://evil.example/auto> www.evil.example a_b_c **bold** `code` ~~gone~~",
    "# heading",
    "1. item",
    "- item",
    "> quote",
    "=== ",
    "---",
    "[^1]: footnote",
    "    four blanks",
    "| a | b |",
    "ends with a backslash \\",
    "{user.password} {0.__class__}",
    "مرحبا بالعالم “שלום”",
    "👩‍👩‍👧‍👦 🇪🇺 é e\u0301 漢字かな",
    "turned \u202eround\u202c \u2067isolated\u2069",
    "nul \x00 bell \x07 escape \x1b delete \x7f next \x85 line \u2028 end \ufffe",
    "feed \x0b and \x0c",
    "lone \ud800 surrogate",
    "\ttab first",
    "\rreturn first",
    "\nbreak first\n\nand\r\nlater",
    "javascript:alert(1)",
    "https://user:pw@evil.example/",
    'https://e.example/"onmouseover="alert(1)',
    "https://e.example\\@evil.example",
    "https://e.example/\u202egpj.exe",
    "x" * 5000,
)

_MOMENT = datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=UTC)


class _Filler:
    """Builds any dataclass with the next hostile text in every text field."""

    def __init__(self, first: int) -> None:
        self.turn = first
        self.serial = 0

    def text(self) -> str:
        self.turn += 1
        return HOSTILE[self.turn % len(HOSTILE)]

    def build(self, kind: Any, **given: Any) -> Any:
        hints = typing.get_type_hints(kind)
        values = {
            field.name: given.get(field.name, self.value(field.name, hints[field.name]))
            for field in dataclasses.fields(kind)
            if field.name not in given
        }
        return kind(**values, **given)

    def value(self, name: str, hint: Any) -> Any:
        if typing.get_origin(hint) in (typing.Union, types.UnionType):
            hint = typing.get_args(hint)[0]
        if name in ("withdrawn_at", "resolved_by", "thread"):
            return None
        if typing.get_origin(hint) is tuple:
            return self.several(typing.get_args(hint))
        if dataclasses.is_dataclass(hint):
            return STANDARD if hint is Scale else self.build(hint)
        return self.plain(name, hint)

    def several(self, kinds: tuple[Any, ...]) -> tuple[Any, ...]:
        if kinds[-1] is not Ellipsis:
            return tuple(self.value("", kind) for kind in kinds)
        return tuple(self.value("", kinds[0]) for _ in range(2))

    def plain(self, name: str, hint: Any) -> Any:
        self.serial += 1
        if name == "current":
            return True
        if name == "source":
            return 1
        simple: dict[Any, Any] = {str: self.text, int: lambda: self.serial, bool: lambda: bool(self.serial % 2)}
        simple[float] = lambda: self.serial / 8
        if hint in simple:
            return simple[hint]()
        return {date: date(999, 1, 2), datetime: _MOMENT}.get(hint) or {self.text(): [self.text(), {"a": self.text()}]}


def nasty(first: int = 0) -> ReportContents:
    """Return contents in which the hostile texts stand in turn, beginning with number `first`."""
    contents: ReportContents = _Filler(first).build(ReportContents)
    sources = tuple(dataclasses.replace(source, id=rank) for rank, source in enumerate(contents.sources, start=1))
    return dataclasses.replace(contents, sources=sources, profile="mine")


NASTY = nasty()
EVERY_NASTY = tuple(nasty(first) for first in range(0, len(HOSTILE), 7))
