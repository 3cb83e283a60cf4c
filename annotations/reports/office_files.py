"""Packages of office programs, the same byte for byte for the same content, with parts written as they come."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from lxml import etree

from annotations.reports.word_files import EPOCH, UNIX

REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TOGETHER = 256  # pieces compressed at a time


def packed(draft: BinaryIO, parts: Mapping[str, Iterable[bytes]], out: BinaryIO) -> None:
    """Write the package `draft` into `out` without a clock in it; `parts` take the place of its own by name.

    Parts that the draft does not have come last, unless they are empty. Each is read only when its turn has come.
    """
    with zipfile.ZipFile(draft) as given, zipfile.ZipFile(out, "w") as package:
        of_draft = given.namelist()
        for name in (*of_draft, *(name for name in parts if name not in of_draft)):
            pieces = iter(parts[name] if name in parts else (given.read(name),))
            batch = b"".join(islice(pieces, TOGETHER))
            if batch or name in of_draft:
                with package.open(_entry(name), "w") as entry:
                    while batch:
                        entry.write(batch)
                        batch = b"".join(islice(pieces, TOGETHER))


def references(hrefs: Mapping[str, str], frame: bytes = b"") -> Iterator[bytes]:
    """Yield the part that holds addresses of the web by their names (address -> name), added to what `frame` has.

    Without addresses it is the frame alone.
    """
    if not hrefs:
        yield frame
        return
    root = etree.fromstring(frame or f'<Relationships xmlns="{PACKAGE}"/>'.encode())
    for href, name in hrefs.items():
        given = {"Id": name, "Type": f"{REFERENCES}/hyperlink", "Target": href, "TargetMode": "External"}
        etree.SubElement(root, f"{{{PACKAGE}}}Relationship", given)
    yield etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, UNIX, 0o600 << 16
    return info
