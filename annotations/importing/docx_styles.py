"""What the styles and the numbering of a Word file say about a paragraph: its kind and its number."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from annotations.importing.docx_tree import attribute, child, local

_KIND_BY_NAME = {"caption": "caption", "quote": "quote", "intense quote": "quote", "block text": "quote",
                 "title": "heading", "subtitle": "heading"}  # fmt: skip
_BODY_LEVEL = 9  # the outline level of ordinary text
_DEEPEST_STYLE = 20  # styles based on one another
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, the form of its numbers, and the text around them (%1 is level 1)."""

    start: int
    form: str
    text: str


class Styles:
    """The paragraph styles of a file, each with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = [one for one in root if local(one) == "style"] if root is not None else []
        self._styles = {attribute(one, "styleId"): one for one in styles}

    def kind_of(self, properties: etree._Element | None) -> str:
        """Return the kind of block that a paragraph with these properties is; "paragraph" for ordinary text."""
        for source in self._sources(properties):
            level = attribute(child(source, "outlineLvl"), "val")
            if level.isdigit():
                return "heading" if int(level) < _BODY_LEVEL else "paragraph"
        for style in self._chain(properties):
            name = attribute(child(style, "name"), "val").lower()
            if name in _KIND_BY_NAME:
                return _KIND_BY_NAME[name]
            if name.startswith("heading"):
                return "heading"
        return "paragraph"

    def numbering_of(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Return the list and the level (from 0) of a paragraph, or None if it is in no list."""
        level = ""
        for source in self._sources(properties):
            numbering = child(source, "numPr")
            level = level or attribute(child(numbering, "ilvl"), "val")
            number = attribute(child(numbering, "numId"), "val")
            if number:
                return None if number == "0" else (number, min(int(level), 8) if level.isdigit() else 0)
        return None

    def _sources(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        """Yield the paragraph's own properties, then those of its styles."""
        if properties is not None:
            yield properties
        for style in self._chain(properties):
            inherited = child(style, "pPr")
            if inherited is not None:
                yield inherited

    def _chain(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        name = attribute(child(properties, "pStyle"), "val")
        for _step in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = attribute(child(style, "basedOn"), "val")


class Numbering:
    """The lists of a file; it counts as Word does, so that an item carries the number that readers saw."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = list(root) if root is not None else []
        abstract = {attribute(one, "abstractNumId"): _levels(one) for one in elements if local(one) == "abstractNum"}
        self._lists = {
            attribute(one, "numId"): abstract.get(attribute(child(one, "abstractNumId"), "val"), {})
            for one in elements
            if local(one) == "num"
        }
        self._counts: dict[str, dict[int, int]] = {}

    def marker(self, number: str, depth: int) -> str:
        """Return the next marker of a list at a level, with a blank after it: "- ", "3. ", "2.1 ", or nothing."""
        levels = self._lists.get(number, {})
        level = levels.get(depth)
        if level is None or level.form == "bullet":
            return "- "
        if level.form == "none":
            return ""
        counts = self._counts.setdefault(number, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        text = level.text
        for above in range(depth + 1):
            shape = levels.get(above, level)
            text = text.replace(f"%{above + 1}", _number(counts.get(above, shape.start), shape.form))
        return f"{text.strip()} " if text.strip() else ""


def _levels(abstract: etree._Element) -> dict[int, Level]:
    levels = {}
    for one in abstract:
        depth = attribute(one, "ilvl")
        if local(one) == "lvl" and depth.isdigit():
            start = attribute(child(one, "start"), "val")
            form = attribute(child(one, "numFmt"), "val")
            text = attribute(child(one, "lvlText"), "val")
            levels[int(depth)] = Level(int(start) if start.isdigit() else 1, form or "decimal", text)
    return levels


def _number(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (count // value)
            count %= value
        return roman.upper() if form == "upperRoman" else roman
    return str(count)
