"""Markdown -> readable text: no marks of emphasis, links as their text, one block for each paragraph or item."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from annotations.importing.base import MAX_TEXT_BYTES, Manuscript, UnreadableDocument, title_from
from annotations.importing.drafts import Draft, counted, one_line, too_much_text
from annotations.importing.encodings import decode

MEDIA_TYPE = "text/markdown"
_DEEPEST = 60  # levels of quotes and lists; the parser would drop what lies deeper without a word
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*(?:\r\n|\r|\n)(.{0,20000}?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S
)
_FIELD = re.compile(r"^(title|author|authors|date|lang|language)[ \t]*:[ \t]*(.+)$", re.I | re.M)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse(data: bytes, *, name: str = "", encoding: str = "") -> Manuscript:
    """Return the manuscript of a Markdown file: front matter as metadata, raw HTML as inert text.

    Raise UnreadableDocument (md_too_deep) for nesting beyond 60 levels, and what `decode` raises.
    """
    source = decode(data, encoding)
    if len(source) > MAX_TEXT_BYTES:
        raise too_much_text()
    fields, body = _front_matter(source)
    tokens = _tokens(body)
    builder = _Builder()
    builder.read(tokens)
    text, structure = builder.draft.finish()
    return Manuscript(
        title=one_line(fields.get("title", "")) or one_line(builder.draft.first_heading) or title_from(name),
        author=one_line(fields.get("author", "") or fields.get("authors", "")),
        published="".join(_DATE.findall(fields.get("date", ""))[:1]),
        language=_language(fields.get("lang", "") or fields.get("language", "")),
        text=text,
        structure=structure,
        warnings=builder.warnings(),
        media_type=MEDIA_TYPE,
    )


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    found = _FRONT_MATTER.match(source)
    if found is None:
        return {}, source
    fields = {key.lower(): value.strip().strip("\"'[]") for key, value in _FIELD.findall(found[1].replace("\r", "\n"))}
    return fields, source[found.end() :]


def _language(stated: str) -> str:
    code = stated.strip().split("-")[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def _tokens(body: str) -> list[Token]:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=True, move_to_end=True)
    tokens = parser.parse(body.replace("\x00", ""))
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise UnreadableDocument("md_too_deep", f"its quotes and lists are nested more than {_DEEPEST - 2} levels deep")
    return tokens


class _Builder:
    """Walks the flat list of tokens and keeps count of the containers that are open."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._containers: list[str] = []  # kinds of the open quotes, items, cells and footnotes
        self._lists: list[int | None] = []  # the next number of each open list, None for bullets
        self._group = 0
        self._marker = ""
        self._footnote: list[str] = []
        self._label = ""
        self._images = 0
        self._links = 0

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
        found = []
        if self._images:
            images = counted(self._images, "image", "images")
            found.append(f"Left out: {images}; the description stands in the text where there is one.")
        if self._links:
            addresses = counted(self._links, "link", "links")
            found.append(f"Left out: the addresses of {addresses}; their text was kept.")
        return tuple(found)

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
        self.draft.add_footnote(f"[{self._label}] " + "\n".join(self._footnote))

    def _add_inline(self, token: Token) -> None:
        self._add(self._inline(token.children or ()))

    def _add_code(self, token: Token) -> None:
        self._add(token.content)

    def _add(self, text: str) -> None:
        if "footnote" in self._containers:
            self._footnote.append(text)
            return
        kind = self._containers[-1] if self._containers else "paragraph"
        group = self._group if kind in ("list-item", "table-cell") else None
        self.draft.add(kind, text, group=group, marker=self._marker if kind == "list-item" else "")
        self._marker = ""

    def _inline(self, children: Sequence[Token]) -> str:
        return "".join(self._inline_piece(child) for child in children)

    def _inline_piece(self, token: Token) -> str:
        if token.type == "softbreak":
            return " "
        if token.type == "hardbreak":
            return "\n"
        if token.type == "footnote_ref":
            return f"[{_footnote_label(token)}]"
        if token.type == "image":
            self._images += 1
            return self._inline(token.children or ())
        if token.type == "link_open" and _is_web_address(str(token.attrs.get("href", ""))):
            self._links += 1
        return token.content


def _footnote_label(token: Token) -> str:
    return str(int(token.meta.get("id", 0)) + 1)


def _is_web_address(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https")
