"""The front matter of a Markdown file: lines of "key: value" above the text, read as far as they are understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotations.importing.drafts import counted, one_line, sample_of

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*(?:\r\n|\r|\n)(.{0,20000}?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S
)
_FIELD = re.compile(r"^([\w-]{1,60})[ \t]*:[ \t]*(.*)$", re.M)
_NAMES = {"title": "title", "author": "author", "authors": "author", "date": "published", "lang": "language",
          "language": "language"}  # fmt: skip
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I)


@dataclass(slots=True)
class FrontMatter:
    """What a file states of itself, and its lines that were not understood; `length` is where its text begins."""

    title: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    left_out: list[str] = field(default_factory=list)
    length: int = 0

    def warnings(self) -> Iterator[str]:
        """Yield what was left out, as sentences."""
        if self.left_out:
            fields = counted(len(self.left_out), "field", "fields")
            yield f"Left out: {fields} of the front matter, such as {sample_of(self.left_out)}."


def front_matter_of(source: str) -> FrontMatter:
    """Return the front matter of a Markdown file; one without any has none of the fields and the length 0."""
    found = _FRONT_MATTER.match(source)
    if found is None:
        return FrontMatter()
    front = FrontMatter(length=found.end())
    for line in _FIELD.finditer(found[1].replace("\r", "\n")):
        name = _NAMES.get(line[1].lower(), "")
        value = _value_of(name, line[2].strip().strip("\"'[]"))
        if name and value and not getattr(front, name):
            setattr(front, name, value)
        else:
            front.left_out.append(line[0].strip())
    return front


def _value_of(name: str, stated: str) -> str:
    """Return a value in our form, or nothing if it has none, such as a block of lines or a date in words."""
    if name == "published":
        return "".join(_DATE.findall(stated)[:1])
    if name == "language":
        code = _LANGUAGE.fullmatch(stated)
        return code[1].lower() if code else ""
    return "" if stated in (">", "|", ">-", "|-") else one_line(stated)
