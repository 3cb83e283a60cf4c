"""Word files for the tests, made part by part, so that each can be as odd as a case needs."""

import io
import zipfile
from collections.abc import Iterable, Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def content_types(main: str = MAIN_TYPE) -> str:
    """Return [Content_Types].xml with the given type for the main part."""
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def relations(*pairs: tuple[str, str], external: Iterable[tuple[str, str]] = ()) -> str:
    """Return a relations part: (kind, target) pairs, `external` ones pointing out of the file."""
    inner = "".join(f'<Relationship Id="i{n}" Type="{_RELATION}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(pairs))
    outer = "".join(
        f'<Relationship Id="e{n}" Type="{_RELATION}/{k}" Target="{t}" TargetMode="External"/>'
        for n, (k, t) in enumerate(external)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}{outer}</Relationships>'


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph with one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def document(body: str) -> str:
    """Return the main part around some blocks."""
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def parts_of(body: str, *, main: str = MAIN_TYPE) -> dict[str, str]:
    """Return the parts of the smallest sound Word file with this body."""
    return {
        "[Content_Types].xml": content_types(main),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document(body),
    }


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of the parts, in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_docx(body: str, *, links: Mapping[str, Iterable[str]] | None = None, **more: str | bytes) -> bytes:
    """Return a Word file; `more` adds parts of the folder word/ by their stem, related to the main part.

    `links` gives addresses by the stem of their part ("document" for the main one); their ids there are e0, e1, …
    """
    kinds = [(stem.rstrip("0123456789"), f"{stem}.xml") for stem in more]
    added = {f"word/{stem}.xml": content for stem, content in more.items()}
    related = {stem: kinds if stem == "document" else [] for stem in ("document", *(links or ()))}
    for stem, pairs in related.items():
        outer = [("hyperlink", address) for address in (links or {}).get(stem, ())]
        added[f"word/_rels/{stem}.xml.rels"] = relations(*pairs, external=outer)
    return pack({**parts_of(body), **added})


def comments_part(*comments: tuple[str, str, str]) -> str:
    """Return the part of the comments, each given as its id, its author and its paragraphs as XML."""
    each = "".join(
        f'<w:comment w:id="{key}" w:author="{author}">{inner}</w:comment>' for key, author, inner in comments
    )
    return f"<w:comments {NAMESPACES}>{each}</w:comments>"


def run(text: str) -> str:
    """Return a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def commented(key: int, inner: str) -> str:
    """Return runs with the stretch of a comment around them, and its sign after them."""
    return (
        f'<w:commentRangeStart w:id="{key}"/>{inner}<w:commentRangeEnd w:id="{key}"/>'
        f'<w:r><w:commentReference w:id="{key}"/></w:r>'
    )


def linked(text: str, key: str = "e0") -> str:
    """Return a link with one run, by the id of its address."""
    return f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>'


def link_field(instruction: str, text: str) -> str:
    """Return a field as old programs write links."""
    steps = ['<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{instruction}</w:instrText>",
             '<w:fldChar w:fldCharType="separate"/>']  # fmt: skip
    return "".join(f"<w:r>{step}</w:r>" for step in steps) + run(text) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def everywhere() -> bytes:
    """A Word file with text in every place that is not an ordinary paragraph."""
    box = f"<w:txbxContent>{paragraph('box text')}</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    run = "<w:r><w:t>{}</w:t></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HIDDEN FIELD CODE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run.format(" shown by a field")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph('cell text')}</w:tc></w:tr></w:tbl><w:p><w:r>{drawing}</w:r>"
        f"{run.format('In 2023')}<w:r><w:footnoteReference w:id='2'/></w:r>"
        f"<w:ins>{run.format(' inserted')}</w:ins><w:del><w:r><w:delText> deleted words</w:delText></w:r></w:del>"
        f"{field}</w:p>"
    )
    return make_docx(
        body,
        footnotes=f"<w:footnotes {NAMESPACES}><w:footnote w:id='2'>{paragraph('note text')}</w:footnote></w:footnotes>",
        comments=f"<w:comments {NAMESPACES}><w:comment w:id='0'>{paragraph('comment text')}</w:comment></w:comments>",
        header1=f"<w:hdr {NAMESPACES}>{paragraph('header text')}</w:hdr>",
    )
