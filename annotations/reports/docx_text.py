"""Paragraphs of a Word file as XML: words, links, comments, and nothing that people wrote as markup."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from annotations.reports.docx_remarks import Line, Remark, Words
from annotations.reports.text import printable, web_address
from annotations.reports.word_files import is_right_to_left, run_of

COMMENT_TEXT, COMMENT_REFERENCE, LINK = "CommentText", "CommentReference", "Hyperlink"


class Links:
    """The addresses of one part of the file, each once, with the name by which the part calls it."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def name(self, href: str) -> str:
        """Return the name of an address, '' if it may not be a link."""
        return self.names.setdefault(href, f"link{len(self.names) + 1}") if web_address(href) else ""


def paragraph(style: str, children: Iterable[etree._Element], text: str) -> etree._Element:
    """Return a paragraph in this style, which runs the way that `text` does."""
    element = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(valued("w:pStyle", style))
    if is_right_to_left(text):
        properties.append(OxmlElement("w:bidi"))
    element.append(properties)
    element.extend(children)
    return element


def line(style: str, words: Line, links: Links) -> etree._Element:
    """Return a paragraph of words and links."""
    text = "".join(one.text for one in words)
    return paragraph(style, (_words(one, links, text) for one in words if one.text), text)


def _words(words: Words, links: Links, within: str) -> etree._Element:
    run = run_of(words.text, within=within)
    name = links.name(words.href)
    if words.is_strong:
        _styled(run, OxmlElement("w:b"))
    if not name:
        return run
    _styled(run, valued("w:rStyle", LINK))
    link = OxmlElement("w:hyperlink", nsdecls={prefix: nsmap[prefix] for prefix in ("w", "r")})
    link.set(qn("r:id"), name)
    link.append(run)
    return link


def _styled(run: etree._Element, look: etree._Element) -> None:
    """Give a run a look; it stands before the direction, as Word wants it."""
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = OxmlElement("w:rPr")
        run.insert(0, properties)
    properties.insert(0, look)


def comment(number: int, remark: Remark, links: Links) -> etree._Element:
    """Return a comment with its author, initials and time."""
    element = OxmlElement("w:comment")
    given = {"id": str(number), "author": remark.author, "date": moment(remark.at), "initials": remark.initials}
    for name, value in given.items():
        element.set(qn(f"w:{name}"), printable(value))
    element.extend(line(COMMENT_TEXT, words, links) for words in remark.lines)
    element[0].insert(1, _referring(OxmlElement("w:annotationRef")))
    return element


def commented(children: Iterable[etree._Element], numbers: Iterable[int]) -> Iterator[etree._Element]:
    """Yield a stretch of text with these comments on all of it."""
    numbers = tuple(numbers)
    yield from (_numbered("w:commentRangeStart", number) for number in numbers)
    yield from children
    for number in numbers:
        yield _numbered("w:commentRangeEnd", number)
        yield _referring(_numbered("w:commentReference", number))


def _referring(reference: etree._Element) -> etree._Element:
    run = OxmlElement("w:r")
    run.append(reference)
    _styled(run, valued("w:rStyle", COMMENT_REFERENCE))
    return run


def _numbered(tag: str, number: int) -> etree._Element:
    element = OxmlElement(tag)
    element.set(qn("w:id"), str(number))
    return element


def valued(tag: str, value: str) -> etree._Element:
    """Return an element that says one thing, such as the name of a style."""
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def serialised(element: etree._Element) -> bytes:
    """Return an element as it stands in a file."""
    written: bytes = etree.tostring(element, encoding="UTF-8")
    return written


def moment(at: datetime) -> str:
    """Return the time as Word writes it, in UTC and to the second."""
    return f"{at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"
