"""What stands in a report's file, whatever the format."""

import io
import zipfile

import pypdfium2

READABLE = ("csv", "html", "json", "md", "webannotation")  # plain text that holds every verdict


def words_of(format: str, content: bytes) -> str:
    """Return all words of a file, with single blanks: the text of its pages, of all files of a package, or its own."""
    if format == "pdf":
        found = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found = [package.read(name).decode(errors="replace") for name in package.namelist()]
    else:
        found = [content.decode()]
    return " ".join(" ".join(found).split())
