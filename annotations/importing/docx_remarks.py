"""What the author of a Word file said beside its text: comments, and links to pages of the web."""

import re
from collections.abc import Iterator

from lxml import etree

from annotations.importing.docx_package import Package
from annotations.importing.docx_tree import attribute, local
from annotations.importing.marks import Mark
from annotations.importing.remarks import Saying, note, source, web_address

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"?([^"\s\\][^"\s]*)', re.I)
_PLACE_IN_PAGE = re.compile(r'\\l\s+"([^"]+)"', re.I)
_SPACES = {"br": "\n", "cr": "\n", "tab": " "}
_GONE = frozenset({"del", "moveFrom"})


class Comments:
    """The comments of a file, and which of them have found their stretch of text."""

    def __init__(self, package: Package) -> None:
        root = package.related("comments")
        links = package.links("comments")
        comments = [one for one in root if local(one) == "comment"] if root is not None else []
        self._notes = {
            attribute(one, "id"): note("".join(_words(one, links)), attribute(one, "author")) for one in comments
        }
        self._begun: set[str] = set()
        self._placed: set[str] = set()

    def marks(self, element: etree._Element) -> Iterator[Mark]:
        """Yield the marks that stand for the begin, the end or the sign of a comment."""
        key = attribute(element, "id")
        remark = self._notes.get(key)
        if remark is None:
            return
        tag = local(element)
        if tag == "commentRangeStart":
            self._begun.add(key)
            yield remark.begin
        elif tag == "commentRangeEnd":
            yield remark.end
        elif key not in self._begun:  # a comment on a point, not on a stretch
            yield from (remark.begin, remark.end)
        self._placed.add(key)

    def left_out(self) -> list[str]:
        """Return the texts of the comments that stand at nothing in the text."""
        return [remark.text for key, remark in self._notes.items() if key not in self._placed and remark.text]


class Links:
    """The links of a file, whether elements of their own or fields that begin and end somewhere in the text."""

    def __init__(self, package: Package) -> None:
        self._targets = {part: package.links(part) for part in ("", "footnotes", "endnotes")}
        self._fields: list[_Field] = []
        self.part = ""  # the kind of the part that is being read; ids count within one part

    def of_element(self, element: etree._Element) -> Saying | None:
        """Return the link that a hyperlink or a simple field is, or None if it is not one that leads elsewhere."""
        if local(element) == "fldSimple":
            return _link_of(attribute(element, "instr"))
        target = self._targets[self.part].get(attribute(element, "id"), "")
        anchor = attribute(element, "anchor")
        return source(f"{target}#{anchor}" if target and anchor and "#" not in target else target)

    def instruction(self, text: str) -> None:
        """Take a piece of a field's instruction."""
        if self._fields:
            self._fields[-1].instruction += text

    def marks(self, character: etree._Element) -> Iterator[Mark]:
        """Yield the marks that a field's begin, middle or end stands for: none but for links."""
        step = attribute(character, "fldCharType")
        if step == "begin":
            self._fields.append(_Field())
        elif step == "separate" and self._fields:
            field = self._fields[-1]
            field.link = _link_of(field.instruction)
            if field.link:
                yield field.link.begin
        elif step == "end" and self._fields:
            link = self._fields.pop().link
            if link:
                yield link.end


class _Field:
    """A field that is open: its instruction so far, and the link that it turned out to be."""

    def __init__(self) -> None:
        self.instruction = ""
        self.link: Saying | None = None


def _link_of(instruction: str) -> Saying | None:
    found = _HYPERLINK.match(instruction)
    if found is None:
        return None
    place = _PLACE_IN_PAGE.search(instruction, found.end())
    return source(f"{found[1]}#{place[1]}" if place else found[1])


def _words(element: etree._Element, links: dict[str, str]) -> Iterator[str]:
    """Yield what a comment says, paragraph by paragraph; an address that its words hide stands behind them."""
    for one in element:
        tag = local(one)
        if tag == "t":
            yield one.text or ""
        elif tag in _SPACES:
            yield _SPACES[tag]
        elif tag not in _GONE:
            yield from _words(one, links)
        if tag == "p":
            yield "\n"
        elif tag == "hyperlink":
            yield _hidden_address(one, links)


def _hidden_address(link: etree._Element, links: dict[str, str]) -> str:
    address = web_address(links.get(attribute(link, "id"), ""))
    words = "".join(one.text or "" for one in link.iter() if local(one) == "t")
    return f" ({address})" if address and address not in words else ""
