"""The parts of a Word file: checked as XML before anything reads them, found by their relations."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from lxml import etree

from annotations.importing.archives import open_archive, read_member
from annotations.importing.base import MAX_DEPTH, UnreadableDocument, UnsupportedDocument

_XINCLUDE = "http://www.w3.org/2001/XInclude"
_MACROS = "application/vnd.ms-word.document.macroEnabled"
_DOCUMENT_RELATION = "officeDocument"


class Package:
    """An opened Word file; every XML part of it is well-formed, shallow, and without a document type."""

    def __init__(self, data: bytes) -> None:
        self._archive = open_archive(data)
        self.names = frozenset(self._archive.namelist())
        _require_word(self._archive)
        for name in sorted(self.names):
            if name.lower().endswith((".xml", ".rels")):
                _check_part(name, read_member(self._archive, name))
        self.main = self._target_of("", _DOCUMENT_RELATION) or "word/document.xml"
        if self.main not in self.names:
            raise UnreadableDocument("docx_corrupt", f"the Word file lacks its part {self.main}")

    def root(self, name: str) -> etree._Element | None:
        """Return the root of a part, or None if there is no such part."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(read_member(self._archive, name), parser)
        except etree.XMLSyntaxError as fault:
            raise UnreadableDocument("docx_corrupt", f"the part {name} of the Word file is damaged") from fault

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the first part that the main part names by this kind of relation."""
        target = self._target_of(self.main, kind)
        return self.root(target) if target else None

    def all_related(self, kind: str) -> list[etree._Element]:
        """Return the roots of all parts that the main part names by this kind of relation."""
        roots = [self.root(target) for target in self._targets(self.main, kind)]
        return [root for root in roots if root is not None]

    def links(self, kind: str = "") -> dict[str, str]:
        """Return the addresses of the links in the part of this kind, or in the main part, by their ids."""
        part = self._target_of(self.main, kind) if kind else self.main
        relations = self._relations_of(part) if part else ()
        return {one.get("Id", ""): one.get("Target", "") for one in relations if _kind_of(one) == "hyperlink"}

    def _target_of(self, source: str, kind: str) -> str:
        return next(self._targets(source, kind), "")

    def _targets(self, source: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts that `source` ("" for the package) relates to, but nothing external."""
        for relation in self._relations_of(source):
            if _kind_of(relation) != kind or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            yield target.lstrip("/") if target.startswith("/") else str(PurePosixPath(source).parent / target)

    def _relations_of(self, source: str) -> Iterable[etree._Element]:
        path = PurePosixPath(source)
        relations = self.root(str(path.parent / "_rels" / f"{path.name}.rels") if source else "_rels/.rels")
        return relations if relations is not None else ()


def _kind_of(relation: etree._Element) -> str:
    return relation.get("Type", "").rsplit("/", 1)[-1]


def _require_word(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    has_types = "[Content_Types].xml" in names
    has_word = any(name.startswith("word/") for name in names)
    if not has_types and not has_word:
        raise UnsupportedDocument(
            "content_mismatch", "by its content it is another kind of archive, not a Word file (.docx)"
        )
    if not has_types:
        raise UnreadableDocument("docx_corrupt", "the Word file lacks its part [Content_Types].xml")
    types = read_member(archive, "[Content_Types].xml")
    if _MACROS.encode() in types:
        raise UnsupportedDocument("unsupported_type", "it is a Word file with macros (.docm); save it as .docx")
    if b"wordprocessingml" not in types:
        raise UnsupportedDocument(
            "content_mismatch", "by its content it is another Office file, not a Word file (.docx)"
        )


def _check_part(name: str, content: bytes) -> None:
    """Refuse a part with a document type, an inclusion, too much nesting or broken XML, before a tree is built."""
    depth = 0

    def start(element: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise UnreadableDocument("docx_too_deep", f"its part {name} is nested more than {MAX_DEPTH} levels deep")
        if element.startswith(_XINCLUDE):
            raise _forbidden(name)

    def end(_element: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_declaration: object) -> None:
        raise _forbidden(name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise UnreadableDocument("docx_corrupt", f"the part {name} of the Word file is damaged") from fault


def _forbidden(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        "docx_dtd_forbidden", f"its part {name} has a document type or includes other files, as no Word file does"
    )
