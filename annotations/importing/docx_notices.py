"""What a Word file has that is no part of its text, told in sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from annotations.importing.docx_package import Package
from annotations.importing.docx_remarks import Comments
from annotations.importing.docx_tree import local
from annotations.importing.drafts import counted, sample_of

_NOUNS = {
    "deleted": ("deletion of the tracked changes", "deletions of the tracked changes"),
    "hidden": ("hidden passage", "hidden passages"),
    "image": ("image", "images"),
    "chart": ("chart", "charts"),
    "object": ("embedded object", "embedded objects"),
    "symbol": ("symbol of a special font", "symbols of a special font"),
    "altChunk": ("embedded file", "embedded files"),
    "note": ("note that the text does not refer to", "notes that the text does not refer to"),
}


def notices(left_out: Counter[str], comments: Comments, package: Package) -> Iterator[str]:
    """Yield what was left out of a Word file, as sentences; `left_out` counts by the keys of the table above."""
    for key, (one, many) in _NOUNS.items():
        if left_out[key]:
            yield f"Left out: {counted(left_out[key], one, many)}."
    texts = comments.left_out()
    if texts:
        number = counted(len(texts), "comment", "comments")
        yield f"Left out: {number} on nothing that is in the text, such as {sample_of(texts)}."
    for kind, noun in (("header", "page headers"), ("footer", "page footers")):
        texts = [text for root in package.all_related(kind) for text in _texts([root])]
        if texts:
            yield f"Left out: the {noun}, such as {sample_of(texts)}."


def _texts(roots: Iterable[etree._Element]) -> list[str]:
    found = ["".join(one.text or "" for one in root.iter() if local(one) == "t").strip() for root in roots]
    return [text for text in found if text]
