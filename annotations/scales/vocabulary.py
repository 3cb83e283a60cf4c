"""The other closed lists of words: issue tags, actions, stances, states, kinds of source."""

ISSUE_TAGS: dict[str, str] = {
    "wrong-number": "Wrong number",
    "wrong-name": "Wrong name or title",
    "wrong-date-or-place": "Wrong date or place",
    "misquote": "Misquote",
    "wrong-attribution": "Wrong attribution",
    "out-of-date": "Out of date",
    "missing-context": "Missing context",
    "cherry-picked": "Cherry-picked",
    "exaggerated": "Exaggerated",
    "causal-overreach": "Causal overreach",
    "source-does-not-say-it": "Source does not say it",
    "weak-source": "Weak source",
    "translation-error": "Translation error",
    "internal-contradiction": "Internal contradiction",
    "duplicate": "Duplicate",
    "legal-risk": "Legal risk",
}

ACTIONS: dict[str, str] = {
    "none": "No change",
    "must": "Must change",
    "should": "Should change",
    "consider": "Consider",
    "source": "Author to supply source",
    "attribute": "Attribute to speaker",
    "cut": "Cut",
}

STANCES: dict[str, str] = {"supports": "Supports", "refutes": "Refutes", "context": "Context"}

CITATION_STATES: dict[str, str] = {
    "says-so": "Says so",
    "says-something-else": "Says something else",
    "unreachable": "Unreachable",
    "not-yet-read": "Not yet read",
}

SOURCE_KINDS: dict[str, str] = {
    "primary": "Primary",
    "secondary": "Secondary",
    "tertiary": "Tertiary",
    "interview": "Interview",
    "data": "Data",
    "document": "Document",
}

RELIABILITIES: dict[str, str] = {"": "Not rated", "strong": "Strong source", "weak": "Weak source"}
