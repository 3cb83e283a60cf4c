"""What segmentation hands out: units of a text, each with its kind and the rule that ended it."""

from dataclasses import dataclass

RULES_VERSION = "1"

KINDS = ("sentence", "heading", "list-item", "table-cell", "caption", "line", "separator")

# Rules that weigh two readings of the same marks; a person should look at what they decided.
DOUBTFUL_RULES = frozenset({"may-end-abbreviation", "and-so-on", "company-suffix", "acronym", "initial", "ordinal"})

# Characters that show nothing and that `str.isspace` does not know: zero-width space, word joiner, byte order mark.
ZERO_WIDTH_BLANKS = "\u200b\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text, offsets in code points, end exclusive; `rule` names what ended it.

    `doubt` names the doubtful rule, if any, that kept the unit whole where it might have been cut.
    """

    start: int
    end: int
    kind: str
    rule: str
    doubt: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a doubtful rule ended this unit or kept it from being cut inside."""
        return bool(self.doubt) or self.rule in DOUBTFUL_RULES


def is_blank(character: str) -> bool:
    """Return whether a single character shows nothing: white space, or one of three zero-width marks."""
    return character.isspace() or character in ZERO_WIDTH_BLANKS
