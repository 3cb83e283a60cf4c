"""Markdown -> readable text: no marks of emphasis, links as their text, one block for each paragraph or item."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from annotations.importing.base import MAX_TEXT_BYTES, Manuscript, UnreadableDocument, title_from
from annotations.importing.drafts import Draft, counted, one_line, sample_of, too_much_text
from annotations.importing.encodings import decode
from annotations.importing.front_matter import front_matter_of
from annotations.importing.marks import Piece, parted
from annotations.importing.remarks import Remarks, Saying, source

MEDIA_TYPE = "text/markdown"
_DEEPEST = 60  # levels of quotes and lists; the parser would drop what lies deeper without a word
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,200})\]:[ \t]*(.*)$", re.M)


def parse(data: bytes, *, name: str = "", encoding: str = "") -> Manuscript:
    """Return the manuscript of a Markdown file: front matter as metadata, links as sources, raw HTML as inert text.

    Raise UnreadableDocument (md_too_deep) for nesting beyond 60 levels, and what `decode` raises.
    """
    whole = decode(data, encoding)
    if len(whole) > MAX_TEXT_BYTES:
        raise too_much_text()
    front = front_matter_of(whole)
    body = whole[front.length :]
    known: dict[str, Any] = {}
    builder = _Builder()
    builder.read(_tokens(body, known))
    text, structure = builder.draft.finish()
    remarks = Remarks(text, structure, builder.draft.stretches())
    unused = _unused(body, known, builder.addresses)
    return Manuscript(
        title=front.title or one_line(builder.draft.first_heading) or title_from(name),
        author=front.author,
        published=front.published,
        language=front.language,
        text=text,
        structure=structure,
        warnings=(*front.warnings(), *builder.warnings(), *unused, *remarks.warnings()),
        media_type=MEDIA_TYPE,
        remarks=remarks.kept,
    )


def _tokens(body: str, known: dict[str, Any]) -> list[Token]:
    """Return the tokens of a text, and put into `known` what it defines for use elsewhere in it."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=True, move_to_end=True)
    tokens = parser.parse(body.replace("\x00", ""), known)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise UnreadableDocument("md_too_deep", f"its quotes and lists are nested more than {_DEEPEST - 2} levels deep")
    return tokens


def _unused(body: str, known: dict[str, Any], used: set[str]) -> Iterator[str]:
    """Yield as sentences which footnotes and addresses are defined in a text that never refers to them."""
    cited = known.get("footnotes", {}).get("refs", {})
    defined = dict(_FOOTNOTE.findall(body)) if -1 in cited.values() else {}
    notes = [defined.get(key[1:], key[1:]) for key, number in cited.items() if number == -1]
    if notes:
        number = counted(len(notes), "footnote", "footnotes")
        yield f"Left out: {number} that the text does not refer to, such as {sample_of(notes)}."
    references = [one for one in known.get("references", {}).values() if one["href"] not in used]
    if references:
        number = counted(len(references), "address", "addresses")
        samples = [one["title"] if one["href"] in ("", "#") else one["href"] for one in references]
        yield f"Left out: {number} that the text does not refer to, such as {sample_of(samples)}."


class _Builder:
    """Walks the flat list of tokens and keeps count of the containers that are open."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._containers: list[str] = []  # kinds of the open quotes, items, cells and footnotes
        self._lists: list[int | None] = []  # the next number of each open list, None for bullets
        self._group = 0
        self._marker = ""
        self._footnote: list[Piece] = []
        self._label = ""
        self._images: list[str] = []
        self._links: list[Saying | None] = []
        self.addresses: set[str] = set()  # of links and images

    def read(self, tokens: Sequence[Token]) -> None:
        """Add all tokens of a document to the draft."""
        actions: dict[str, Callable[[Token], None]] = {
            "bullet_list_open": self._open_list,
            "ordered_list_open": self._open_list,
            "bullet_list_close": self._close_list,
            "ordered_list_close": self._close_list,
            "list_item_open": self._open_item,
            "blockquote_open": lambda _token: self._containers.append("quote"),
            "heading_open": lambda _token: self._containers.append("heading"),
            "table_open": self._open_table,
            "th_open": lambda _token: self._containers.append("table-cell"),
            "td_open": lambda _token: self._containers.append("table-cell"),
            "footnote_open": self._open_footnote,
            "footnote_close": self._close_footnote,
            "inline": self._add_inline,
            "fence": self._add_code,
            "code_block": self._add_code,
        }
        closing = {"list_item_close", "blockquote_close", "heading_close", "th_close", "td_close"}
        for token in tokens:
            if token.type in closing:
                self._containers.pop()
            elif token.type in actions:
                actions[token.type](token)

    def warnings(self) -> tuple[str, ...]:
        """Return what was left out, as sentences."""
        if not self._images:
            return ()
        images = f"{counted(len(self._images), 'image', 'images')}, such as {sample_of(self._images)}"
        return (f"Left out: {images}; the description stands in the text where there is one.",)

    def _open_list(self, token: Token) -> None:
        if not self._lists:
            self._group += 1
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        self._lists.append(start)

    def _close_list(self, _token: Token) -> None:
        self._lists.pop()

    def _open_item(self, _token: Token) -> None:
        number = self._lists[-1]
        self._marker = "- " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1
        self._containers.append("list-item")

    def _open_table(self, _token: Token) -> None:
        self._group += 1

    def _open_footnote(self, token: Token) -> None:
        self._label = _footnote_label(token)
        self._footnote = []
        self._containers.append("footnote")

    def _close_footnote(self, _token: Token) -> None:
        self._containers.pop()
        text, marks = parted([f"[{self._label}] ", *self._footnote])
        self.draft.add_footnote(text, marks=marks)

    def _add_inline(self, token: Token) -> None:
        self._add(list(self._inline(token.children or ())))

    def _add_code(self, token: Token) -> None:
        self._add([token.content])

    def _add(self, pieces: list[Piece]) -> None:
        if "footnote" in self._containers:
            self._footnote.extend(["\n", *pieces] if self._footnote else pieces)
            return
        kind = self._containers[-1] if self._containers else "paragraph"
        group = self._group if kind in ("list-item", "table-cell") else None
        text, marks = parted(pieces)
        marker = self._marker if kind == "list-item" else ""
        self.draft.add(kind, text, group=group, marker=marker, marks=marks)
        self._marker = ""

    def _inline(self, children: Sequence[Token]) -> Iterator[Piece]:
        for token in children:
            if token.type == "softbreak":
                yield " "
            elif token.type == "hardbreak":
                yield "\n"
            elif token.type == "footnote_ref":
                yield f"[{_footnote_label(token)}]"
            elif token.type == "image":
                yield from self._image(token)
            elif token.type in ("link_open", "link_close"):
                yield from self._link(token)
            else:
                yield token.content

    def _image(self, token: Token) -> Iterator[Piece]:
        address = str(token.attrs.get("src", ""))
        self.addresses.add(address)
        self._images.append(token.content or address)
        yield from self._inline(token.children or ())

    def _link(self, token: Token) -> Iterator[Piece]:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            self.addresses.add(address)
            link = source(address)
            self._links.append(link)
            if link:
                yield link.begin
        else:
            link = self._links.pop()
            if link:
                yield link.end


def _footnote_label(token: Token) -> str:
    return str(int(token.meta.get("id", 0)) + 1)
