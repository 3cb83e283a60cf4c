"""The checked article as wikitext: a reference behind each claim, and cleanup tags where the check asks for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from annotations.reports.article import Block, Mark, article
from annotations.reports.cited import CitedSource, Numbered, checked, cited_sources, live_parts, numbered, standing
from annotations.reports.contents import CitationEntry, ClaimEntry, ReportContents
from annotations.reports.front import front
from annotations.reports.left_out import LeftOut, Reason
from annotations.reports.text import MONTHS, one_line
from annotations.reports.training import DISAGREEMENT, UNREAD
from annotations.reports.wiki_references import cite, is_archived
from annotations.reports.wiki_words import escaped, escaped_line, template
from annotations.scales import Label, Tone

CONTRADICTING = "against"  # the group of the references that speak against the text
DISPUTED_TONES = frozenset((Tone.MIXED, Tone.MOSTLY_REFUTED, Tone.REFUTED, Tone.DISPUTED))
MISQUOTED = "says-something-else"
BULLETS = "-*•–‣·◦ \t"

_PAGE = re.compile(r"(?:pp?\.\s*)?(\d+(?:\s*[–-]\s*\d+)?)")
_NO_TAG_YET = Reason(f"{UNREAD.of_one}, so no tag is suggested", f"{UNREAD.of_many}, so no tags are suggested")
_NO_TAG = Reason(f"{DISAGREEMENT.of_one}, so no tag is suggested", f"{DISAGREEMENT.of_many}, so no tags are suggested")
_UNDATED = Reason(
    "has an archived copy that is not named, since its date or the address of the page is not known",
    "have archived copies that are not named, since their dates or the addresses of the pages are not known",
)


@dataclass(frozen=True, slots=True)
class WikitextWriter:
    """Wikitext for Wikipedia and wikis with its templates. Tags are suggestions, dated by the text, not by a clock."""

    slug: str = "wikitext"
    title: str = "Wikitext"
    media_type: str = "text/x-wiki; charset=utf-8"
    suffix: str = "wiki"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the article, block by block, then the references; told is which claims have no tag, and why."""
        page = _page(contents)
        for text in page.pieces():
            out.write(text.encode())
        return page.left_out()


@dataclass(slots=True)
class _Page:
    """The page while it is written. `date` is that of the tags, `dead` are the keys of sources that nobody reached.

    `defined` are the references that stand in the page already, by group and key.
    """

    contents: ReportContents
    sources: dict[int, CitedSource]
    date: str
    dead: set[str]
    defined: set[tuple[str, str]] = field(default_factory=set)
    untagged: LeftOut = field(default_factory=LeftOut)

    def pieces(self) -> Iterator[str]:
        """Yield the page in pieces."""
        stamp = front(self.contents).stamp
        if stamp:
            yield f"<!-- {stamp} -->\n\n"
        claims = {str(claim.id): claim for claim in self.contents.claims}
        previous = ""
        for block in article(self.contents):
            if previous:
                yield "\n" if previous == block.kind == "list-item" else "\n\n"
            yield self._block(block, claims)
            previous = block.kind
        yield "\n" if previous else ""
        yield from self._lists()

    def left_out(self) -> tuple[str, ...]:
        """Return what the page does not say."""
        undated = LeftOut("source")
        for cited in {one.source.id: one for one in self.sources.values()}.values():
            if "archive_location" in cited.item and cited.source.archive_url and not is_archived(cited):
                undated.add(str(cited.source.id), _UNDATED)
        return (*self.untagged.sentences(), *undated.sentences())

    def _block(self, block: Block, claims: dict[str, ClaimEntry]) -> str:
        if block.kind == "separator":
            return "----"
        first, *others = block.marks
        words = first.text.lstrip(BULLETS) if block.kind == "list-item" else first.text
        texts = [escaped_line(words), self._behind(first, claims)]
        for mark in others:
            texts += [mark.gap, escaped(mark.text), self._behind(mark, claims)]
        line = "".join(texts)
        if block.kind == "heading":
            return f"== {line} =="
        return f"* {line}" if block.kind == "list-item" else line

    def _behind(self, mark: Mark, claims: dict[str, ClaimEntry]) -> str:
        """Return the references of a claim and of its parts, then its tags."""
        if not mark.counts:
            return ""
        entries = _entries(claims[mark.anchor])
        citations = [one for each in entries for one in standing(each.entry) if one.source in self.sources]
        references = [self._reference(citation) for citation in citations]
        return "".join([*dict.fromkeys(references), *self._tags(entries, citations)])

    def _reference(self, citation: CitationEntry) -> str:
        cited = self.sources[citation.source]
        group = CONTRADICTING if citation.stance == "refutes" else ""
        opening = f'<ref name="{cited.key}"' + (f' group="{group}"' if group else "")
        behind = _place(citation) + (self._tag("failed verification") if citation.state == MISQUOTED else "")
        if (group, cited.key) in self.defined:
            return f"{opening} />{behind}"
        self.defined.add((group, cited.key))
        is_dead = cited.key in self.dead
        broken = self._tag("dead link") if is_dead and not is_archived(cited) else ""
        return f"{opening}>{cite(cited, is_dead=is_dead)}{broken}</ref>{behind}"

    def _tags(self, entries: list[Numbered], citations: list[CitationEntry]) -> Iterator[str]:
        labels = [label for each in entries if (label := self._label(each)) and label.is_checkable]
        is_backed = any(one.stance != "refutes" and one.state != MISQUOTED for one in citations)
        if any(_wants_citation(label, is_backed=is_backed) for label in labels):
            yield self._tag("citation needed")
        if any(label.tone in DISPUTED_TONES for label in labels):
            yield self._tag("disputed inline")

    def _tag(self, name: str) -> str:
        return template(name, {"date": self.date})

    def _label(self, each: Numbered) -> Label | None:
        """Return the label on the report's scale, else None; that nothing is known is noted."""
        slug, scale = each.entry.label, self.contents.scale
        if slug is None:
            self.untagged.add(each.number, _NO_TAG if each.entry.disagreement else _NO_TAG_YET)
        return scale.label(slug) if slug is not None and slug in scale else None

    def _lists(self) -> Iterator[str]:
        groups = {group for group, _key in self.defined}
        if "" in groups:
            yield "\n== References ==\n<references />\n"
        if CONTRADICTING in groups:
            yield f'\n== Sources that speak against the text ==\n<references group="{CONTRADICTING}" />\n'


def _page(contents: ReportContents) -> _Page:
    """Return the page before its first word. Its tags are dated by the text, so that they say what held then."""
    sources = cited_sources(contents)
    day = contents.document.as_of or contents.revision.imported_at
    citations = [one for each in checked(contents) for one in standing(each.entry) if one.source in sources]
    dead = {sources[one.source].key for one in citations if one.state == "unreachable"}
    return _Page(contents, sources, f"{MONTHS[day.month - 1]} {day.year}", dead)


def _entries(claim: ClaimEntry) -> list[Numbered]:
    return [numbered(claim), *live_parts(claim)]


def _place(citation: CitationEntry) -> str:
    """Return where in the source, behind the reference: a page by its number alone, as the template wants it."""
    locator = one_line(citation.locator)
    page = _PAGE.fullmatch(locator)
    return template("rp", {"1": page[1] if page else escaped(locator)}) if locator else ""


def _wants_citation(label: Label, *, is_backed: bool) -> bool:
    return label.tone is Tone.UNVERIFIED or (label.tone not in DISPUTED_TONES and not is_backed)
