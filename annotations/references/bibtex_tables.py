"""What BibTeX and BibLaTeX call what CSL has, as data."""

TYPES: dict[str, str] = {
    "article": "article-journal", "suppperiodical": "article-journal", "book": "book", "mvbook": "book",
    "booklet": "pamphlet", "collection": "book", "mvcollection": "book", "proceedings": "book",
    "mvproceedings": "book", "reference": "book", "manual": "book", "inbook": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry",
    "inproceedings": "paper-conference", "conference": "paper-conference", "report": "report",
    "techreport": "report", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
    "periodical": "periodical", "patent": "patent", "dataset": "dataset", "software": "software",
    "legislation": "legislation", "legal": "legislation", "jurisdiction": "legal_case", "letter":
    "personal_communication", "movie": "motion_picture", "video": "motion_picture", "audio": "song", "music": "song",
    "performance": "performance", "standard": "standard", "review": "review", "image": "graphic", "artwork": "graphic",
    "misc": "document", "commentary": "review",
}  # fmt: skip
"""Entry type → CSL type. `entrysubtype` can say it more exactly."""

WRITTEN_TYPES: dict[str, str] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "dataset": "dataset", "document": "misc", "entry": "inreference",
    "legal_case": "jurisdiction", "legislation": "legislation", "manuscript": "unpublished",
    "motion_picture": "movie", "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "personal_communication": "letter",
    "post": "online", "post-weblog": "online", "report": "report", "review": "review", "software": "software",
    "song": "audio", "standard": "standard", "thesis": "thesis", "webpage": "online", "graphic": "image",
}  # fmt: skip
"""CSL type → entry type; all others are `misc`. Where that does not give the type back, `entrysubtype` states it."""

SUBTYPES: dict[str, str] = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
GENRES: dict[str, str] = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "phd": "PhD thesis", "mathesis": "Master’s thesis",
}  # fmt: skip

FIELDS: dict[str, str] = {
    "abstract": "abstract", "address": "publisher-place", "annotation": "annote", "annote": "annote",
    "articlenumber": "number", "eid": "number",
    "booktitle": "container-title", "chapter": "chapter-number", "doi": "DOI", "edition": "edition",
    "eventtitle": "event-title", "howpublished": "medium", "institution": "publisher", "isbn": "ISBN", "issn": "ISSN",
    "issue": "issue", "journal": "container-title", "journaltitle": "container-title", "keywords": "keyword",
    "langid": "language", "language": "language", "location": "publisher-place", "maintitle": "volume-title",
    "note": "note", "number": "number", "organization": "publisher", "pages": "page", "pagetotal": "number-of-pages",
    "pmid": "PMID", "publisher": "publisher", "school": "publisher", "series": "collection-title",
    "shortjournal": "container-title-short", "shorttitle": "title-short", "title": "title", "type": "genre",
    "url": "URL", "venue": "event-place", "version": "version", "volume": "volume", "volumes": "number-of-volumes",
}  # fmt: skip
"""Field → CSL variable. Fields that bear the name of a CSL variable are taken as that; the rest goes to `custom`."""

WRITTEN_FIELDS: dict[str, str] = {
    "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "URL": "url", "chapter-number": "chapter",
    "collection-title": "series", "container-title-short": "shortjournal", "event-place": "venue",
    "event-title": "eventtitle", "genre": "type", "keyword": "keywords", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes", "page": "pages", "publisher-place": "address", "title-short": "shorttitle",
    "volume-title": "maintitle",
}  # fmt: skip
"""CSL variable → field, where it is not written under its own name."""

NAMES: dict[str, str] = {"bookauthor": "container-author", "editora": "collection-editor"}
DATES: dict[str, str] = {
    "date": "issued", "urldate": "accessed", "lastchecked": "accessed", "eventdate": "event-date",
    "origdate": "original-date",
}  # fmt: skip
WRITTEN_NAMES = {variable: field for field, variable in NAMES.items()}
WRITTEN_DATES = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}

VERBATIM = frozenset(("doi", "eprint", "file", "isbn", "issn", "pmid", "url", "crossref", "archive_location"))
PERIODICALS = frozenset(("article-journal", "article-magazine", "article-newspaper", "periodical", "review"))
"""Types whose `number` is that of an issue."""
