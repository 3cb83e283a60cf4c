"""Labels as they are printed: always with words and a sign, never by hue alone."""

from dataclasses import dataclass

from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents, VerdictEntry
from annotations.reports.text import one_line
from annotations.scales import SCALES, Scale, Tone


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label in print. `tone` names the hue and the line; 'disagreement' and 'unread' have one of their own."""

    slug: str
    title: str
    sign: str
    tone: str


DISAGREEMENT = LabelView("", "Disagreement", "⇄", "disagreement")
UNREAD = LabelView("", "Not checked yet", "○", "unread")
WITHDRAWN = LabelView("", "Withdrawn", "–", "unread")
RETIRED = LabelView("", "Retired", "–", "unread")


def view_of(slug: str, scale: Scale) -> LabelView:
    """Return the label in print; a slug the scale does not know is printed as it stands."""
    if slug not in scale:
        return LabelView(one_line(slug), one_line(slug), "•", str(Tone.ASIDE))
    label = scale.label(slug)
    return LabelView(slug, one_line(label.title), one_line(label.mark), str(label.tone))


def scale_named(slug: str, contents: ReportContents) -> Scale:
    """Return the scale a verdict was given on: the report's own, a published one, else the report's."""
    return contents.scale if slug == contents.scale.slug else SCALES.get(slug, contents.scale)


def label_of_claim(entry: ClaimEntry | PartEntry, contents: ReportContents) -> LabelView:
    """Return the settled or common label, else 'Disagreement', 'Retired' or 'Not checked yet'."""
    if entry.label is not None:
        return view_of(entry.label, contents.scale)
    if entry.disagreement:
        return DISAGREEMENT
    return RETIRED if entry.retired else UNREAD


def label_of_verdict(verdict: VerdictEntry, contents: ReportContents) -> LabelView:
    """Return the label of one verdict on the scale it was given on."""
    return view_of(verdict.label, scale_named(verdict.scale, contents)) if verdict.label else WITHDRAWN
