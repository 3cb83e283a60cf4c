"""What RIS calls what CSL has, as data."""

TYPES: dict[str, str] = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter", "CHART": "figure",
    "CLSWK": "classic", "COMP": "software", "CONF": "book", "CPAPER": "paper-conference", "CTLG": "book",
    "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia",
    "EQUA": "document", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report", "GRANT": "document",
    "HEAR": "hearing", "ICOMM": "post", "INPR": "article-journal", "JFULL": "periodical", "JOUR": "article-journal",
    "LEGAL": "regulation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
    "MPCT": "motion_picture", "MULTI": "webpage", "MUSIC": "musical_score", "NEWS": "article-newspaper",
    "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication", "RPRT": "report", "SER": "collection",
    "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation", "THES": "thesis",
    "UNBILL": "bill", "UNPB": "manuscript", "UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
"""TY → CSL type."""

WRITTEN_TYPES: dict[str, str] = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK",
    "broadcast": "VIDEO", "chapter": "CHAP", "classic": "CLSWK", "collection": "SER", "dataset": "DATA",
    "entry": "ENCYC", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP",
    "paper-conference": "CPAPER", "patent": "PAT", "periodical": "JFULL", "personal_communication": "PCOMM",
    "post": "ICOMM", "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "software": "COMP",
    "song": "SOUND", "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
"""CSL type → TY; all others are GEN. Where that does not give the type back, TYPE_TAG states it."""

TYPE_TAG = "C8"

NAMES: dict[str, str] = {
    "AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor", "A4": "translator",
    "TA": "translator",
}  # fmt: skip
DATES: dict[str, str] = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed", "OP": "original-date"}
TEXTS: dict[str, str] = {
    "AB": "abstract", "AN": "call-number", "AV": "archive_location", "BT": "container-title", "CN": "call-number",
    "CT": "title", "CY": "publisher-place", "DB": "archive", "DO": "DOI", "DP": "source", "ET": "edition",
    "IS": "issue", "J2": "container-title-short", "JA": "container-title-short", "JF": "container-title",
    "JO": "container-title", "LA": "language", "M1": "number", "M3": "genre", "N2": "abstract",
    "NV": "number-of-volumes", "PB": "publisher", "PP": "publisher-place", "RP": "medium", "SE": "section",
    "ST": "title-short", "T1": "title", "T2": "container-title", "T3": "collection-title", "TI": "title",
    "TT": "original-title", "UR": "URL", "VL": "volume", "VO": "volume",
}  # fmt: skip
"""Tag → CSL variable, for tags that stand once. SN and ID are read apart, the rest goes to `custom`."""

SEVERAL: dict[str, tuple[str, str]] = {
    "SP": ("page", "-"), "EP": ("page", "-"), "N1": ("note", " "), "KW": ("keyword", ", "),
}  # fmt: skip
"""Tag → CSL variable made of several values, and what stands between these."""

WRITTEN_NAMES: dict[str, str] = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}
WRITTEN_TEXTS: dict[str, str] = {
    "title": "TI", "title-short": "ST", "container-title": "T2", "container-title-short": "JA",
    "collection-title": "T3", "original-title": "TT", "volume": "VL", "issue": "IS", "number": "M1", "edition": "ET",
    "number-of-volumes": "NV", "section": "SE", "genre": "M3", "medium": "RP", "publisher": "PB",
    "publisher-place": "CY", "abstract": "AB", "language": "LA", "archive": "DB", "archive_location": "AV",
    "source": "DP", "call-number": "AN", "DOI": "DO", "URL": "UR",
}  # fmt: skip
BOOKISH = frozenset(("book", "chapter", "report", "thesis", "paper-conference", "pamphlet"))
"""Types whose SN is an ISBN."""
