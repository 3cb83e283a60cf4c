"""H: the one hash of wordings, bases and the history chain."""

import hashlib
import re
import unicodedata

BLANK_RUN = re.compile(r"[\s\u200b\u2060\ufeff]+")


def digest(*texts: str) -> str:
    """Return H(texts) as 64 hex digits.

    SHA-256 over the texts, each in NFC with runs of blank reduced to one space and none at the ends, each
    preceded by its length in UTF-8 bytes. Nothing else is normalised: quotes, case and numbers count.
    """
    sha = hashlib.sha256()
    for text in texts:
        data = BLANK_RUN.sub(" ", unicodedata.normalize("NFC", text)).strip(" ").encode()
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()
