"""The stacked bar of the summary, as numbers an SVG takes."""

from dataclasses import dataclass

from annotations.reports.labels import LabelView
from annotations.reports.summary import Summary
from annotations.reports.text import plural

WIDTH = 640
GAP = 2
NARROWEST_WITH_SIGN = 18


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of the bar in user units, as text so that no locale touches it. `sign` is '' where none fits."""

    x: str
    width: str
    middle: str
    label: LabelView
    sign: str
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bar of labels and, under it, the bar of coverage. `description` says the same in words."""

    width: str
    read_width: str
    segments: tuple[Segment, ...]
    description: str


def chart(summary: Summary) -> Chart:
    """Return the chart of the summary's rows; without claims it has no segments."""
    segments = []
    before = 0
    for row in summary.rows:
        segments.append(_segment(row.label, before, row.count, summary.claims))
        before += row.count
    read = WIDTH * summary.read / summary.claims if summary.claims else 0
    return Chart(str(WIDTH), _number(read), tuple(segments), _description(summary))


def _segment(label: LabelView, before: int, count: int, total: int) -> Segment:
    left, right = WIDTH * before / total, WIDTH * (before + count) / total
    width = max(right - left - GAP, 0.5)
    return Segment(
        x=_number(left + GAP / 2),
        width=_number(width),
        middle=_number((left + right) / 2),
        label=label,
        sign=label.sign if width >= NARROWEST_WITH_SIGN else "",
        title=f"{label.title}: {count} of {total}",
    )


def _description(summary: Summary) -> str:
    counts = ", ".join(f"{row.count} {row.label.title.lower()}" for row in summary.rows)
    return f"{summary.read} of {plural(summary.claims, 'sentence')} checked" + (f": {counts}" if counts else "")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
