"""Display only: words and dates as pages show them."""

from datetime import datetime

from django import template

register = template.Library()

KIND_TITLES = {
    "caption": "Caption", "heading": "Heading", "line": "Line", "list-item": "List item",
    "separator": "Separator", "table-cell": "Table cell",
}  # fmt: skip


@register.filter
def kind_title(kind: str) -> str:
    """Return the title of a claim's kind; nothing for the ordinary sentence."""
    return KIND_TITLES.get(kind, "")


@register.filter
def moment(at: datetime) -> str:
    """Return a time as 22 November 2026, 10:12 (UTC)."""
    return f"{at.day} {at:%B %Y, %H:%M}"


@register.filter
def part_of(done: int, total: int) -> str:
    """Return how much is done of a whole, as 40 %."""
    return f"{100 * done // total} %" if total else ""


@register.filter
def thousands(number: int) -> str:
    """Return a number as 30,000."""
    return f"{number:,}"
