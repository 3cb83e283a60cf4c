"""Laws and rulings, which all three styles cite much alike, in the manner of law reviews."""

from annotations.references.styles.facts import Facts
from annotations.references.styles.runs import Phrase, italic, listed, upright


def legal(facts: Facts) -> Phrase:
    """Return "Title, number, volume Collection § section (year)"; the name of a case is italic."""
    title = facts.title or facts.description
    section = f"§ {facts.section}" if facts.section else ""
    found = " ".join(filter(None, [facts.volume, facts.container, section or facts.pages]))
    issuer = facts.publisher if facts.type == "legal_case" else ""
    year = f"({' '.join(filter(None, [issuer, facts.year]))})" if facts.year or issuer else ""
    name = italic(title) if facts.type == "legal_case" else upright(title)
    return listed([listed([name, upright(facts.number), upright(found)]), upright(year)], " ")
