"""Bibliographic records in and out: CSL-JSON, BibTeX and RIS, and formatted citations.

Standard library only. A record is a CSL-JSON item: a dictionary whose variables and types are those of CSL 1.0. All
texts in it are plain; whoever shows them escapes them.
"""

from annotations.references.bibtex_writing import to_bibtex
from annotations.references.csl import TYPES, Item
from annotations.references.gathering import References, UnreadableReferences
from annotations.references.reading import MAX_BYTES, MAX_ENTRIES, read_references
from annotations.references.ris_writing import to_ris
from annotations.references.styles import STYLES, Formatted, Run, formatted

__all__ = [
    "MAX_BYTES",
    "MAX_ENTRIES",
    "STYLES",
    "TYPES",
    "Formatted",
    "Item",
    "References",
    "Run",
    "UnreadableReferences",
    "formatted",
    "read_references",
    "to_bibtex",
    "to_ris",
]
