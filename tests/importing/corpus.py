"""The bad and odd inputs of the import contract, made in code: each with its id and what must become of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.importing.pdfs import Line, assemble, column, make_pdf, stream
from tests.importing.word_files import (
    content_types,
    document,
    everywhere,
    make_docx,
    pack,
    paragraph,
    parts_of,
    relations,
)

MEGABYTE = 1024 * 1024
DTD = '<!DOCTYPE d [<!ENTITY x "y">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@dataclass(frozen=True, slots=True)
class Case:
    """One input. `codes` are the refusals allowed; with none, it is read, and its text is `text` if that is given."""

    id: str
    name: str
    make: Callable[[], bytes]
    codes: tuple[str, ...] = ()
    text: str | None = None
    has: tuple[str, ...] = ()
    has_not: tuple[str, ...] = ()
    warns: str = ""
    encoding: str = ""
    offset: int | None = None

    def __str__(self) -> str:
        return self.id


def refused(id_: str, name: str, data: bytes | Callable[[], bytes], *codes: str, **more: object) -> Case:
    return Case(id_, name, data if callable(data) else lambda: data, codes, **more)  # type: ignore[arg-type]


def accepted(id_: str, name: str, data: bytes | Callable[[], bytes], text: str | None = None, **more: object) -> Case:
    return Case(id_, name, data if callable(data) else lambda: data, (), text, **more)  # type: ignore[arg-type]


def _texts() -> Iterable[Case]:
    for suffix in ("txt", "md", "html", "docx", "pdf"):
        yield refused(f"B-01-{suffix}", f"empty.{suffix}", b"", "empty_document")
        yield refused(f"B-02-{suffix}", f"blank.{suffix}", "\ufeff \n\u200b\t ".encode(), "empty_document")
    yield accepted("B-03", "bom.txt", b"\xef\xbb\xbfText.", "Text.")
    yield accepted("B-04-le", "le.txt", "\ufeffÖl.".encode("utf-16-le"), "Öl.")
    yield accepted("B-04-be", "be.txt", "\ufeffÖl.".encode("utf-16-be"), "Öl.")
    yield refused("B-05", "latin.txt", "Ein Café.".encode("cp1252"), "encoding_unknown", offset=7)
    yield accepted("B-05-declared", "latin.txt", "Ein Café.".encode("cp1252"), "Ein Café.", encoding="windows-1252")
    yield refused("B-05-undeclarable", "latin.txt", b"caf\xe9", "encoding_unknown", encoding="zlib")
    yield refused("B-05-utf-16", "le.txt", "No mark here.".encode("utf-16-le"), "encoding_unknown")
    yield accepted("B-05-utf-16-declared", "le.txt", "No mark.".encode("utf-16-le"), "No mark.", encoding="utf-16le")
    yield refused("B-06", "cut.txt", "Größe: 5 €".encode()[:-1], "encoding_invalid", offset=11)
    yield refused("B-07", "nul.txt", b"before\x00after, and some more text", "control_characters", offset=6)
    yield refused("B-07-escape", "esc.txt", b"a\x1b[31m text with colours of a terminal", "control_characters")
    yield refused("B-07-md", "nul.md", b"before\x00after, and some more text", "control_characters")
    verbatim = "a\x0bb\x0cc\x85d\u2028e\u2029f"
    yield accepted("B-09", "odd.txt", verbatim.encode(), verbatim)
    newlines = "one\r\ntwo\rthree\nfour\r\n\r\n"
    yield accepted("B-10", "newlines.txt", newlines.encode(), newlines)
    yield refused("B-11", "long.txt", lambda: b"x" * 10 * MEGABYTE, "text_too_large")
    yield refused("B-11-bytes", "long.txt", lambda: "é".encode() * 3 * MEGABYTE, "text_too_large")
    yield refused("B-11-md", "long.md", lambda: b"x" * 10 * MEGABYTE, "text_too_large")
    yield accepted("B-11-limit", "long.txt", lambda: b"x" * 5 * MEGABYTE, "x" * 5 * MEGABYTE)
    graphemes = "e" + "\u0301" * 2000 + " \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \u202eabc\u202c"
    yield accepted("B-13", "graphemes.txt", graphemes.encode(), graphemes)
    yield refused("B-20", "huge.txt", lambda: b"x" * (20 * MEGABYTE + 1), "file_too_large")


def _types() -> Iterable[Case]:
    binaries = {
        "elf": b"\x7fELF\x02\x01",
        "png": b"\x89PNG\r\n\x1a\n",
        "gzip": b"\x1f\x8b\x08",
        "junk": bytes(range(32)),
    }
    for title, start in binaries.items():
        yield refused(f"B-14-{title}", "notes.txt", start + bytes(range(256)), "unsupported_type")
    yield refused("B-15-html-pdf", "page.pdf", b"<!DOCTYPE html><p>Text", "content_mismatch")
    yield refused("B-15-pdf-docx", "paper.docx", lambda: make_pdf([column(["Text."])]), "content_mismatch")
    yield refused("B-15-zip-docx", "stuff.docx", lambda: pack({"a.txt": "x"}), "content_mismatch")
    yield refused("B-15-docx-txt", "letter.txt", lambda: make_docx(paragraph("x")), "content_mismatch")
    yield refused("B-15-text-docx", "letter.docx", b"only text", "content_mismatch")
    foreign = {".exe": b"MZ\x90\x00\x03", ".svg": b"<svg xmlns='x'/>", ".doc": OLE, ".rtf": b"{\\rtf1 x}",
               ".odt": pack({"mimetype": "application/vnd.oasis.opendocument.text"}), ".pages": pack({"a": "b"}),
               ".csv": b"a;b", ".docm": make_docx(paragraph("x"))}  # fmt: skip
    for suffix, data in foreign.items():
        yield refused(f"B-16-{suffix[1:]}", f"file{suffix}", data, "unsupported_type")
    yield refused("B-16-svg-html", "drawing.html", b"<?xml version='1.0'?><svg/>", "unsupported_type")
    yield refused("B-16-doc-docx", "old.docx", OLE, "unsupported_type")
    for name in ("../../etc/passwd.txt", "a\x00b.txt", "n" * 300 + ".txt", "", ".txt", "CON", "\u202efdp.txt"):
        yield accepted(f"B-17-{name[:20]!a}", name, b"A text.", "A text.")


def _forged_size() -> bytes:
    data = bytearray(make_docx(paragraph("A long enough paragraph. " * 50)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    at = data.rindex(struct.pack("<I", size))  # in the directory, where readers look
    data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


def _overlapping() -> bytes:
    """Two directory entries for one place in the file."""
    parts = parts_of(paragraph("Text."))
    data = bytearray(pack({**parts, "word/a.xml": "<a/>", "word/b.xml": "<a/>"}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, second = (archive.getinfo(name).header_offset for name in ("word/a.xml", "word/b.xml"))
    at = data.rindex(struct.pack("<I", second), 0, data.rindex(b"word/b.xml"))
    data[at : at + 4] = struct.pack("<I", first)
    return bytes(data)


def _flagged_encrypted() -> bytes:
    data = bytearray(make_docx(paragraph("Text.")))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _word_files() -> Iterable[Case]:
    sound = parts_of(paragraph("Text."))
    yield refused("B-21", "n.docx", lambda: pack({**sound, "lib/0.zip": pack({"1.zip": b"PK"})}), "archive_nested")
    yield refused("B-22", "ratio.docx", lambda: pack({**sound, "word/x.xml": b"A" * 40 * MEGABYTE}), "archive_ratio")
    yield refused("B-23", "forged.docx", _forged_size, "archive_corrupt", "archive_overlap", "docx_corrupt")
    yield refused("B-24", "overlap.docx", _overlapping, "archive_overlap")
    many = {f"word/{n}.bin": b"" for n in range(2001)}
    yield refused("B-25-many", "many.docx", lambda: pack({**sound, **many}), "archive_members")
    twin = pack({**sound, "word/documenu.xml": document(paragraph("Other."))}).replace(b"documenu", b"document")
    yield refused("B-25-twice", "twice.docx", twin, "archive_duplicate")
    for title, member in {"up": "../x.xml", "root": "/etc/x", "drive": "C:/x", "back": "word\\..\\..\\x"}.items():
        yield refused(f"B-25-{title}", "path.docx", lambda m=member: pack({**sound, m: "x"}), "archive_path")
    container = OLE + "EncryptedPackage".encode("utf-16-le")
    yield refused("B-26-container", "secret.docx", container, "docx_encrypted")
    yield refused("B-26-flag", "secret.docx", _flagged_encrypted, "docx_encrypted")
    for missing in ("[Content_Types].xml", "word/document.xml"):
        left = {name: part for name, part in sound.items() if name != missing}
        yield refused(f"B-27-{missing}", "part.docx", lambda p=left: pack(p), "docx_corrupt")
    yield refused("B-27-cut", "cut.docx", lambda: make_docx(paragraph("Text."))[:-300], "docx_corrupt")
    yield refused("B-27-xml", "xml.docx", lambda: pack({**sound, "word/document.xml": "<a><b>"}), "docx_corrupt")
    for title, dtd in {"dtd": DTD, "laughs": LAUGHS, "external": EXTERNAL}.items():
        part = dtd + document(paragraph("A&x;B" if title != "laughs" else "&j;"))
        yield refused(f"B-28-{title}", "dtd.docx", lambda p=part: pack({**sound, "word/document.xml": p}),
                      "docx_dtd_forbidden")  # fmt: skip
    utf16 = (DTD + document(paragraph("x"))).encode("utf-16")
    yield refused("B-28-utf-16", "d.docx", lambda: pack({**sound, "word/styles.xml": utf16}), "docx_dtd_forbidden")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>'
    yield refused("B-28-xinclude", "xi.docx", lambda: make_docx(paragraph("x") + include), "docx_dtd_forbidden")
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    yield refused("B-29", "deep.docx", lambda: make_docx(deep), "docx_too_deep")
    template = relations(
        external=[("attachedTemplate", "http://127.0.0.1:9/x.dotm"), ("image", "file:///etc/hostname")]
    )
    yield accepted("B-30", "inert.docx", lambda: pack({**sound, "word/_rels/document.xml.rels": template}), "Text.")
    macros = {**sound, "[Content_Types].xml": content_types("application/vnd.ms-word.document.macroEnabled.main+xml")}
    yield refused("B-30-macros", "macros.docx", lambda: pack(macros), "unsupported_type")
    yield accepted("B-31", "everywhere.docx", everywhere, has=("cell text", "box text", "[1] note text", "inserted",
                   "shown by a field"), has_not=("deleted words", "comment text", "header text", "HIDDEN FIELD CODE"),
                   warns="comment")  # fmt: skip


def _pages() -> Iterable[Case]:
    hidden = (
        b"<p>Seen.</p><script>js</script><style>p{}</style><noscript>ns</noscript><template>tp</template>"
        b"<p hidden>hd</p><p style='color:red; display: NONE'>dn</p><p>Also seen.</p>"
    )
    yield accepted("B-41", "page.html", hidden, "Seen.\n\nAlso seen.", warns="hides")
    yield refused("B-42-deep", "deep.html", lambda: b"<div>" * 100_000 + b"text", "html_too_deep")
    yield accepted("B-42-angles", "angles.html", lambda: b"<p>Text.</p>" + b"< " * 500_000, has=("Text.",))
    yield accepted("B-42-comment", "comment.html", b"<p>Text.</p><!-- no end <p>more", "Text.")
    lying = "<meta charset='utf-8'><p>Größe.".encode("utf-16")
    yield accepted("B-43-bom", "lying.html", lying, "Größe.")
    yield accepted("B-43-header", "lying.html", "<meta charset='koi8-r'><p>Größe.".encode("cp1252"), "Größe.",
                   encoding="iso-8859-1")  # fmt: skip
    yield accepted("B-43-meta", "meta.html", "<meta charset='windows-1251'><p>Союз.".encode("cp1251"), "Союз.")
    yield accepted("B-43-false-meta", "false.html", "<meta charset='shift_jis'><p>Größe – groß.".encode(),
                   "Größe – groß.")  # fmt: skip
    yield accepted("B-43-both", "both.html", "<meta charset='koi8-r'><p>Größe.".encode(), warns="Doubtful encoding")
    yield refused("B-43-none", "none.html", "<p>Größe.".encode("cp1252"), "encoding_unknown")
    yield accepted(
        "B-44", "entities.html", b"<p>a&#0;&#xD800;&nbsp;&lt;script&gt;&#7;b</p>", "a\ufffd\ufffd\xa0<script>b"
    )
    inert = "<b onclick=x>raw</b> [text](javascript:alert(1)) <script>alert(1)</script>"
    yield accepted("B-45-raw", "raw.md", inert.encode(), inert)
    bomb = "".join(f"[a{n}]: /x\n" for n in range(20_000)) + "\n" + "[a1] " * 1000
    yield accepted("B-45-references", "bomb.md", bomb.encode(), " ".join(["a1"] * 1000))
    yield refused("B-45-quotes", "deep.md", b">" * 10_000 + b" text", "md_too_deep")
    yield refused("B-45-lists", "deep.md", b"* " * 10_000 + b"text", "md_too_deep")
    yield accepted("B-45-stars", "stars.md", b"*" * 10_000 + b" text", has=("text",))


def _looping_pdf(what: str) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    kids = {"cycle": b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", "parent": b"<< /Type /Pages /Kids [3 0 R] /Count 1"
            b" /Parent 3 0 R >>", "previous": b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}[what]  # fmt: skip
    return assemble([b"<< /Type /Catalog /Pages 2 0 R >>", kids, page], trailer="/Prev 9" if what == "previous" else "")


def _bomb_pdf(filters: str, content: bytes) -> bytes:
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
            stream(content, f"/Filter {filters}"),
        ]
    )


def flate_bomb(unpacked: int = 1024 * MEGABYTE) -> bytes:
    """A PDF whose page unpacks to a gigabyte: one packed block, which stands by itself, again and again."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(16 * MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    last = b"\x03\x00" + bytes(4)
    return _bomb_pdf("/FlateDecode", b"\x78\xda" + block * (unpacked // (16 * MEGABYTE)) + last)


_FAULTS = ("pdf_unreadable", "pdf_no_text", "resource_limit", "timeout")


def _pdfs() -> Iterable[Case]:
    plain = make_pdf([column(["This page has a text."])])
    yield refused("B-32-header", "header.pdf", b"%PDF-1.7\n", "pdf_unreadable")
    no_pages = assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])
    yield refused("B-32-no-pages", "none.pdf", no_pages, "pdf_unreadable")
    yield refused("B-32-cut", "cut.pdf", plain[: len(plain) // 2], "pdf_unreadable")
    yield accepted("B-32-no-xref", "xref.pdf", plain[: plain.index(b"xref")] + b"trailer << /Root 1 0 R >>",
                   "This page has a text.")  # fmt: skip
    encrypt = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    locked = assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", encrypt],
        trailer="/Encrypt 3 0 R /ID [<00> <00>]",
    )
    yield refused("B-33", "locked.pdf", locked, "pdf_encrypted")
    yield refused("B-34", "scan.pdf", lambda: make_pdf([[]]), "pdf_no_text")
    for what in ("cycle", "parent", "previous"):
        yield refused(f"B-35-{what}", f"{what}.pdf", lambda w=what: _looping_pdf(w), *_FAULTS)
    yield refused("B-36-flate", "bomb.pdf", flate_bomb, *_FAULTS)
    nested = b"x"
    for _level in range(50):
        nested = zlib.compress(nested)
    filters = "[" + "/FlateDecode " * 50 + "]"
    yield refused("B-36-nested", "nested.pdf", lambda: _bomb_pdf(filters, nested), *_FAULTS)
    yield refused("B-37-size", "size.pdf", assemble([b"<< /Type /Catalog >>"], trailer="/Size 1000000000"), *_FAULTS)
    yield accepted("B-37-length", "length.pdf", plain.replace(b"/Length 6", b"/Length 9"))
    name = "/Type /Font /Subtype /Type0 /BaseFont /X /Encoding /#2e#2e#2fetc#2fhostname /DescendantFonts []"
    yield Case("B-38", "cmap.pdf", lambda: make_pdf([column(["Text."])], font=name), ("pdf_no_text",))
    active = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /AA << /WC << /S /Launch /F (x) >> >>"
    yield accepted("B-39", "active.pdf", lambda: make_pdf([column(["Text."])], catalog=active), "Text.")
    yield accepted("B-40-columns", "columns.pdf", two_columns, "The left column begins here and goes on in the"
                   " second line, then in the right column where it ends.")  # fmt: skip
    font = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R"
    private = (
        b"/CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <44> <e000> endbfrange"
    )
    yield accepted("B-40-unmapped", "odd.pdf", lambda: make_pdf([column(["ABCDABCD ABCD"])], font=font,
                   extra=[stream(private)]), warns="Doubtful quality")  # fmt: skip
    yield refused("limit-pages", "long.pdf", lambda: make_pdf([[Line(72, 700, "Text.")]] * 501), "too_many_pages")


def two_columns() -> bytes:
    """A PDF with one sentence that runs through two columns."""
    left = column(["The left column begins here and goes", "on in the second line, then in the"])
    return make_pdf([left + column(["right column where it ends."], x=320)])


CASES: list[Case] = [*_texts(), *_types(), *_word_files(), *_pages(), *_pdfs()]
