"""Element trees (an HTML page, or an article taken out of one) -> blocks of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from annotations.importing.base import UnreadableDocument
from annotations.importing.drafts import raised
from annotations.importing.marks import Piece, Placed, parted
from annotations.importing.remarks import Saying, source

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
LISTS = frozenset({"ul", "ol", "dl", "list", "menu"})
TABLES = frozenset({"table"})
KINDS = {
    "li": "list-item", "dt": "list-item", "dd": "list-item", "item": "list-item", "blockquote": "quote",
    "quote": "quote", "td": "table-cell", "th": "table-cell", "cell": "table-cell", "figcaption": "caption",
    "caption": "caption",
}  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
        "font", "hi", "i", "ins", "kbd", "label", "mark", "math", "q", "ref", "ruby", "rb", "s", "samp",
        "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
# What a browser shows, if at all, by other means than letters on the page.
NEVER_TEXT = frozenset(
    {
        "applet", "area", "audio", "base", "canvas", "datalist", "embed", "frame", "frameset", "graphic",
        "iframe", "img", "input", "link", "map", "meta", "noembed", "noframes", "noscript", "object",
        "optgroup", "option", "param", "progress", "rp", "rt", "script", "select", "source", "style",
        "svg", "template", "textarea", "title", "track", "video",
    }
)  # fmt: skip
MAX_HTML_DEPTH = 200  # levels; the walk below calls itself once or twice for each
_NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "menu", "search"})
_SPACE = re.compile("[ \t\n\r\f]+")
_FOOTNOTE_CLASS = re.compile("footnote|reference|noteref", re.I)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text on its way into a draft; passages of one `group` belong to one list or table."""

    kind: str
    text: str
    group: int | None = None
    marker: str = ""
    marks: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    kind: str = "paragraph"
    group: int | None = None
    preformatted: bool = False
    navigation: bool = False


def too_deep() -> UnreadableDocument:
    """Return the refusal of a page whose elements are nested too deep to be read without loss."""
    return UnreadableDocument("html_too_deep", f"its elements are nested more than {MAX_HTML_DEPTH} levels deep")


def require_shallow(root: HtmlElement) -> None:
    """Raise UnreadableDocument (html_too_deep) if elements are nested deeper than MAX_HTML_DEPTH."""
    depth = 0
    for event in _starts_and_ends(root):
        depth += 1 if event == "start" else -1
        if depth > MAX_HTML_DEPTH:
            raise too_deep()


def remove_invisible(root: HtmlElement) -> list[str]:
    """Take out of the tree what a browser does not show; return the texts that were hidden that way."""
    hidden = []
    doomed = [element for element in root.iter() if not isinstance(element.tag, str) or _is_invisible(element)]
    for element in doomed:
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "svg", "title", "meta", "link"):
            hidden.append(_SPACE.sub(" ", str(element.text_content())).strip())
        _drop(element)
    return [text for text in hidden if text]


def settle_marks(root: HtmlElement) -> None:
    """Replace raised marks and quotation elements by characters, so that no mark is glued to a number."""
    for element in list(root.iter("sup")):
        _replace_content(element, _mark_of(element))
    for element in list(root.iter("q")):
        element.text = "“" + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + "”"
        else:
            element.text += "”"


def passages_of(root: HtmlElement) -> list[Passage]:
    """Return the blocks of text below an element, in reading order, with marks for the links outside navigation."""
    walk = _Walk()
    walk.visit(root, _Place())
    walk.flush(_Place())
    return walk.passages


class _Walk:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._pieces: list[Piece] = []
        self._marker = ""
        self._groups = 0
        self._numbers: list[int | None] = []

    def visit(self, element: HtmlElement, place: _Place) -> None:
        """Collect what stands in `element`, without its tail."""
        self._say(element.text, place)
        for child in element:
            self._visit_child(child, place)
            self._say(child.tail, place)

    def flush(self, place: _Place) -> None:
        """End the block that is being collected; marks without text wait for the next one."""
        text, marks = parted(self._pieces)
        self._pieces.clear()
        if text.strip():
            self.passages.append(Passage(place.kind, text, place.group, self._marker, marks))
            self._marker = ""
        else:
            self._pieces.extend(placed.mark for placed in marks)

    def _visit_child(self, child: HtmlElement, place: _Place) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in NEVER_TEXT:
            return
        if tag in ("br", "lb"):
            self._pieces.append("\n")
        elif tag == "a" and not place.navigation:
            self._visit_link(child, place)
        elif tag in INLINE:
            self.visit(child, place)
        else:
            self._visit_block(child, tag, place)

    def _visit_link(self, child: HtmlElement, place: _Place) -> None:
        link = source(child.get("href") or "")
        if link is None:
            self.visit(child, place)
            return
        before = len(self.passages)
        self._pieces.append(link.begin)
        self.visit(child, place)
        if len(self.passages) > before and not any(isinstance(piece, str) and piece.strip() for piece in self._pieces):
            self._end_with_block(link)
        else:
            self._pieces.append(link.end)

    def _end_with_block(self, link: Saying) -> None:
        """Mark the end of a link around whole blocks at the end of the last of them, not before the next."""
        last = self.passages[-1]
        self.passages[-1] = replace(last, marks=(*last.marks, Placed(len(last.text), link.end)))

    def _visit_block(self, child: HtmlElement, tag: str, place: _Place) -> None:
        self.flush(place)
        inner = self._inner(tag, place)
        if _is_navigation(child, tag):
            inner = replace(inner, navigation=True)
        if tag in LISTS:
            ordered = tag == "ol" or child.get("rend") == "ol"
            self._numbers.append(_start_of(child) if ordered else None)
        elif tag in ("li", "item"):
            self._marker = self._next_marker()
        self.visit(child, inner)
        self.flush(inner)
        if tag in LISTS:
            self._numbers.pop()
        self._marker = ""

    def _inner(self, tag: str, place: _Place) -> _Place:
        if tag in HEADINGS:
            return replace(place, kind="heading", group=None)
        if tag in LISTS or tag in TABLES:
            if place.group is None:
                self._groups += 1
            return replace(place, group=place.group or self._groups)
        if tag == "pre":
            return replace(place, preformatted=True)
        if tag in KINDS:
            return replace(place, kind=KINDS[tag])
        return place

    def _next_marker(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _say(self, text: str | None, place: _Place) -> None:
        if text:
            self._pieces.append(text if place.preformatted else _SPACE.sub(" ", text))


def _is_navigation(element: HtmlElement, tag: str) -> bool:
    """Return whether an element leads around the site; the header and footer of an article belong to the article."""
    if tag in ("header", "footer"):
        return next(element.iterancestors("article", "main"), None) is None
    return tag == "nav" or element.get("role") in _NAVIGATION_ROLES


def _starts_and_ends(root: HtmlElement) -> Iterator[str]:
    """Yield "start" and "end" of every element from `root` down, without recursion."""
    yield "start"
    stack = [iter(root)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            yield "end"
            stack.pop()
        else:
            yield "start"
            stack.append(iter(child))


def _is_invisible(element: HtmlElement) -> bool:
    return (
        element.tag in NEVER_TEXT
        or element.get("hidden") is not None
        or _HIDING_STYLE.search(element.get("style") or "") is not None
    )


def _drop(element: HtmlElement) -> None:
    """Take an element out of its tree and leave the text after it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def _mark_of(element: HtmlElement) -> str:
    text = _SPACE.sub(" ", str(element.text_content())).strip()
    if _is_footnote_mark(element):
        return f"[{text.strip('[]()')}]" if text else ""
    is_lone_letter = len(text) == 1 and text.isalpha()
    return f"[{text}]" if is_lone_letter and raised(text) == text else raised(text)


def _is_footnote_mark(element: HtmlElement) -> bool:
    parent = element.getparent()
    anchors = [*element.iter("a"), *([parent] if parent is not None and parent.tag == "a" else [])]
    linked = any("#" in (anchor.get("href") or "") for anchor in anchors)
    return linked or _FOOTNOTE_CLASS.search(element.get("class") or "") is not None


def _replace_content(element: HtmlElement, text: str) -> None:
    """Put a text in an element's place; where all of it was a link, it still is one."""
    address = element[0].get("href") if len(element) == 1 and element[0].tag == "a" else None
    for child in list(element):
        element.remove(child)
    element.text = text
    element.tag = "a" if address else "span"
    if address:
        element.set("href", address)


def _start_of(element: HtmlElement) -> int:
    start = element.get("start") or "1"
    return int(start) if re.fullmatch(r"-?\d{1,9}", start) else 1
