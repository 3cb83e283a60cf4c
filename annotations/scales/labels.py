"""What a scale is made of: labels in three groups, each with a tone and a sign."""

from dataclasses import dataclass, field
from enum import StrEnum


class Group(StrEnum):
    """The three groups of labels."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    NOT_CHECKABLE = "not-checkable"


class Tone(StrEnum):
    """How a label looks: one hue, one line and one sign each (`tokens.css`, `claim-mark.css`)."""

    SUPPORTED = "supported"
    MOSTLY_SUPPORTED = "mostly-supported"
    MIXED = "mixed"
    MOSTLY_REFUTED = "mostly-refuted"
    REFUTED = "refuted"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    ASIDE = "aside"


SIGNS: dict[Tone, str] = {
    Tone.SUPPORTED: "✓",
    Tone.MOSTLY_SUPPORTED: "≈",
    Tone.MIXED: "◐",
    Tone.MOSTLY_REFUTED: "≉",
    Tone.REFUTED: "✕",
    Tone.DISPUTED: "⇌",
    Tone.UNVERIFIED: "?",
    Tone.ASIDE: "“",
}


@dataclass(frozen=True, slots=True)
class Label:
    """One value of a scale."""

    slug: str
    title: str
    group: Group
    tone: Tone
    definition: str
    sign: str = ""
    key: str = ""
    mappings: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """The sign printed beside a claim with this label."""
        return self.sign or SIGNS[self.tone]

    @property
    def is_checkable(self) -> bool:
        """Whether the label says something about truth, and not only that there is nothing to check."""
        return self.group is not Group.NOT_CHECKABLE


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered set of labels with a versioned slug."""

    slug: str
    title: str
    labels: tuple[Label, ...]

    def label(self, slug: str) -> Label:
        """Return the label with this slug; KeyError if the scale has none."""
        for label in self.labels:
            if label.slug == slug:
                return label
        raise KeyError(slug)

    def __contains__(self, slug: object) -> bool:
        return any(label.slug == slug for label in self.labels)

    def in_group(self, group: Group) -> tuple[Label, ...]:
        """Return the labels of one group, in the scale's order."""
        return tuple(label for label in self.labels if label.group is group)
