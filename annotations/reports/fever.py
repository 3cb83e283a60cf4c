"""The checked claims as FEVER has them, with the quotes they rest on as the pages of a small corpus."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from annotations.reports.cited import CitedSource, Numbered, checked, cited_sources, standing
from annotations.reports.contents import CitationEntry, ReportContents
from annotations.reports.left_out import LeftOut, Reason
from annotations.reports.text import one_line
from annotations.reports.training import label_to_export, words_of
from annotations.reports.word_files import EPOCH, UNIX

NOT_ENOUGH_INFO = "NOT ENOUGH INFO"
STANCES = {"SUPPORTS": "supports", "REFUTES": "refutes"}
BRACKETS = {"(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-", "{": "-LCB-", "}": "-RCB-", ":": "-COLON-"}

_SPELLING = str.maketrans({**BRACKETS, " ": "_", "\t": "_"})
_NO_MAPPING = Reason("has a label without a counterpart in FEVER", "have labels without a counterpart in FEVER")
_LOSSY = Reason(
    "has a label that FEVER has only more coarsely", "have labels that FEVER has only more coarsely",
)  # fmt: skip
_NO_EVIDENCE = Reason("has no quote that bears out its label", "have no quotes that bear out their labels")

Evidence = list[int | str | None]


@dataclass(slots=True)
class Corpus:
    """The pages that evidence names: one for each source, its quotes being the lines, numbered from 0."""

    lines: dict[str, dict[str, int]] = field(default_factory=dict)

    def place(self, cited: CitedSource, quote: str) -> tuple[str, int]:
        """Return page and line of a quote, which is entered if it is new."""
        page = page_of(cited)
        numbers = self.lines.setdefault(page, {})
        return page, numbers.setdefault(quote, len(numbers))

    def pages(self) -> Iterator[dict[str, Any]]:
        """Yield the pages in the order of their first use, spelt as those of Wikipedia in FEVER."""
        for page, numbers in self.lines.items():
            lines = "\n".join(f"{number}\t{quote}" for quote, number in numbers.items())
            yield {"id": page, "text": " ".join(numbers), "lines": lines}


def page_of(cited: CitedSource) -> str:
    """Return the page title of a source: its title, then its key, which makes it unique, as FEVER spells titles."""
    title = one_line(cited.source.title)
    return (f"{title} ({cited.key})" if title else cited.key).translate(_SPELLING)


@dataclass(frozen=True, slots=True)
class FeverWriter:
    """A zip of `claims.jsonl` (each line as `schemas/fever-line.schema.json` has it) and `wiki-pages.jsonl`.

    Evidence names a page and a line of the second file. Labels that FEVER has only more coarsely are left out.
    """

    slug: str = "fever"
    title: str = "Training data (FEVER)"
    media_type: str = "application/zip"
    suffix: str = "zip"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the claims in reading order and the pages they name; told is why other claims are not there."""
        left_out, corpus = LeftOut(), Corpus()
        with zipfile.ZipFile(out, "w") as package:
            _write_lines(package, "claims.jsonl", _entries(contents, corpus, left_out))
            _write_lines(package, "wiki-pages.jsonl", corpus.pages())
        return left_out.sentences()


def _write_lines(package: zipfile.ZipFile, name: str, rows: Iterable[dict[str, Any]]) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, UNIX, 0o600 << 16
    with package.open(info, "w", force_zip64=True) as entry:
        for row in rows:
            entry.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())


def _entries(contents: ReportContents, corpus: Corpus, left_out: LeftOut) -> Iterator[dict[str, Any]]:
    sources = cited_sources(contents)
    for numbered in checked(contents):
        label = _label(numbered, contents, left_out)
        evidence = _evidence(numbered, label, sources, corpus)
        if evidence:
            yield {
                "id": numbered.entry.id,
                "verifiable": "NOT VERIFIABLE" if label == NOT_ENOUGH_INFO else "VERIFIABLE",
                "label": label,
                "claim": one_line(words_of(numbered.entry)),
                "evidence": evidence,
            }
        elif label:
            left_out.add(numbered.number, _NO_EVIDENCE)


def _label(numbered: Numbered, contents: ReportContents, left_out: LeftOut) -> str:
    """Return the label in FEVER's words, '' with the reason noted where it has none."""
    label = label_to_export(numbered, contents, left_out)
    if label is None:
        return ""
    if "fever" in label.mappings and "fever_lossy" not in label.mappings:
        return label.mappings["fever"]
    left_out.add(numbered.number, _LOSSY if "fever" in label.mappings else _NO_MAPPING)
    return ""


def _evidence(numbered: Numbered, label: str, sources: dict[int, CitedSource], corpus: Corpus) -> list[list[Evidence]]:
    """Return the alternative sets, of which each proves the label by itself; [] without any."""
    if label not in STANCES:
        return [[[numbered.entry.id, None, None, None]]] if label else []
    return [
        [_line(numbered, citation, sources, corpus) for citation in together]
        for together in _sets(standing(numbered.entry))
        if _proves(together, STANCES[label], sources)
    ]


def _sets(citations: tuple[CitationEntry, ...]) -> Iterable[list[CitationEntry]]:
    """Group the citations by their evidence set, in order of creation; one without a set stands by itself."""
    sets: dict[tuple[str, int], list[CitationEntry]] = {}
    for citation in citations:
        alone = citation.evidence_set is None
        key = ("alone", citation.id) if alone else ("set", citation.evidence_set or 0)
        sets.setdefault(key, []).append(citation)
    return sets.values()


def _proves(together: list[CitationEntry], stance: str, sources: dict[int, CitedSource]) -> bool:
    """Whether a set bears out the label: each citation is quoted and says so, context being needed for the rest.

    A set falls as a whole, since two that prove something together do not prove it apart.
    """
    stances = {citation.stance for citation in together}
    quoted = all(one_line(one.quote) and one.source in sources for one in together)
    return quoted and stance in stances <= {stance, "context"} and _says_so(together)


def _says_so(together: list[CitationEntry]) -> bool:
    return not any(citation.state == "says-something-else" for citation in together)


def _line(numbered: Numbered, citation: CitationEntry, sources: dict[int, CitedSource], corpus: Corpus) -> Evidence:
    page, number = corpus.place(sources[citation.source], one_line(citation.quote))
    return [numbered.entry.id, citation.id, page, number]
