"""HTML -> the article of the page: what a browser shows of it, without navigation, advertisements and comments."""

import contextlib
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from annotations.importing.base import Manuscript, UnreadableDocument, title_from
from annotations.importing.drafts import Draft, counted, one_line, sample_of
from annotations.importing.encodings import decode_page, passes_for_utf8
from annotations.importing.markup import (
    Passage,
    passages_of,
    remove_invisible,
    require_shallow,
    settle_marks,
    too_deep,
)
from annotations.importing.remarks import Remarks, web_address

MEDIA_TYPE = "text/html"
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_OF_THE_HEAD = frozenset({"title", "meta", "link", "style", "script", "base", "noscript", "template", "object"})
_PRESCAN = 1024  # bytes, as browsers do
_LEAST_ARTICLE = 250  # characters; below that a page is taken whole
_SHINGLE = 5  # words that are compared at a time
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BASES = ("//base/@href", "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def parse(data: bytes, *, name: str = "", encoding: str = "", everything: bool = False) -> Manuscript:
    """Return the article of a page, or all its visible text where there is none; warn of what was left out.

    With `everything`, return all visible text: navigation, footers and asides too. Links outside navigation become
    sources. Raise UnreadableDocument (html_too_deep, empty_document) and what `decode_page` raises.
    """
    source = decode_page(data, encoding, _stated_encoding(data))
    page = _page_of(source)
    language = _language(page)
    body = _body_of(page)
    base = _base_of(page)
    hidden = remove_invisible(body)
    settle_marks(body)
    if base:
        _make_absolute(body, base)
    passages = passages_of(body)
    article = _article_of(page)
    kept, left_out = (passages, []) if everything else _select(passages, article)
    draft = Draft()
    for passage in kept:
        draft.add(passage.kind, passage.text, group=passage.group, marker=passage.marker, marks=passage.marks)
    text, structure = draft.finish()
    remarks = Remarks(text, structure, draft.stretches())
    title = one_line((article.title if article else "") or "") or draft.first_heading or title_from(name)
    author = one_line((article.author if article else "") or "")
    published = "".join(_DATE.findall((article.date if article else "") or "")[:1])
    warnings = (*_warnings(hidden, left_out), *_doubts(data, source), *remarks.warnings())
    return Manuscript(title, author, published, language, text, structure, warnings, MEDIA_TYPE, remarks.kept)


def _stated_encoding(data: bytes) -> str:
    """Return the encoding that a page states of itself; one whose meta element can be read is not UTF-16."""
    said = _META_CHARSET.search(data[:_PRESCAN])
    stated = said[1].decode("ascii", "replace").lower() if said else ""
    return "utf-8" if stated.startswith("utf-16") else stated


def _page_of(source: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(source.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise UnreadableDocument("empty_document", "it has no text") from fault
    if any("depth" in entry.message for entry in parser.error_log):
        raise too_deep()
    require_shallow(page)
    return page


def _body_of(page: HtmlElement) -> HtmlElement:
    """Return the body, with what the parser left in the head of a page that does not say where its body begins."""
    head, body = page.find("head"), page.find("body")
    if body is None:
        body = etree.SubElement(page, "body")
    strays = [one for one in head if one.tag not in _OF_THE_HEAD] if head is not None else []
    for place, stray in enumerate(strays):
        body.insert(place, stray)
    return body


def _base_of(page: HtmlElement) -> str:
    """Return the address that the page's relative links start from, as far as the page itself tells, or nothing."""
    for path in _BASES:
        stated = next(iter(page.xpath(path)), "")
        if web_address(stated):
            return str(stated)
    return ""


def _make_absolute(body: HtmlElement, base: str) -> None:
    for link in body.iter("a"):
        address = (link.get("href") or "").strip()
        if address and not address.startswith("#"):
            with contextlib.suppress(ValueError):  # an address that is none stays, and is told as such
                link.set("href", urljoin(base, address))


def _language(page: HtmlElement) -> str:
    code = (page.get("lang") or page.get("xml:lang") or "").split("-")[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def _article_of(page: HtmlElement) -> Document | None:
    """Let trafilatura say which part of the page is the article; the text itself is taken from the page."""
    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return found if isinstance(found, Document) else None


def _select(passages: list[Passage], article: Document | None) -> tuple[list[Passage], list[Passage]]:
    """Part the passages of a page into its article and the rest; keep all where no article is found."""
    if article is None or article.body is None:
        return passages, []
    whole: set[tuple[str, ...]] = set()
    shingles: set[tuple[str, ...]] = set()
    for passage in passages_of(article.body):
        for words in _lines(passage.text):
            whole.add(tuple(words))
            shingles.update(_shingles(words))
    chosen = [_belongs(passage.text, whole, shingles) for passage in passages]
    if sum(len(passage.text) for passage, keep in zip(passages, chosen, strict=True) if keep) < _LEAST_ARTICLE:
        return passages, []
    _keep_companions(passages, chosen)
    pairs = list(zip(passages, chosen, strict=True))
    return [passage for passage, keep in pairs if keep], [passage for passage, keep in pairs if not keep]


def _keep_companions(passages: list[Passage], chosen: list[bool]) -> None:
    """Keep captions inside the article, and headings right before a passage of it."""
    first, last = chosen.index(True), len(chosen) - chosen[::-1].index(True)
    for index in range(last - 2, -1, -1):
        kind = passages[index].kind
        if (kind == "caption" and index > first) or (kind == "heading" and chosen[index + 1]):
            chosen[index] = True


def _belongs(text: str, whole: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> bool:
    """Return whether most lines of a passage stand in the article, word by word or in stretches of five words."""
    found = missing = 0
    for words in _lines(text):
        own = list(_shingles(words))
        share = sum(shingle in shingles for shingle in own) / len(own) if own else 0
        if tuple(words) in whole or share > 0.5:
            found += len(words)
        else:
            missing += len(words)
    return found > missing


def _lines(text: str) -> Iterator[list[str]]:
    for line in text.split("\n"):
        words = line.split()
        if words:
            yield words


def _shingles(words: list[str]) -> Iterator[tuple[str, ...]]:
    for index in range(len(words) - _SHINGLE + 1):
        yield tuple(words[index : index + _SHINGLE])


def _warnings(hidden: list[str], left_out: list[Passage]) -> tuple[str, ...]:
    warnings = []
    if left_out:
        texts = [passage.text for passage in left_out]
        count = counted(len(texts), "passage", "passages")
        warnings.append(f"Left out, as no part of the article: {count} of the page, such as {sample_of(texts)}.")
    if hidden:
        count = counted(len(hidden), "passage", "passages")
        warnings.append(f"Left out, as the page hides it: {count}, such as {sample_of(hidden)}.")
    return tuple(warnings)


def _doubts(data: bytes, source: str) -> Iterator[str]:
    if passes_for_utf8(data, source):
        yield "Doubtful encoding: the page states another one, but reads as UTF-8 too; compare with the original."
