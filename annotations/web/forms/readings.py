"""Forms about assignments: who reads which claims, and drawing them."""

from datetime import UTC, datetime, time

from django import forms

from annotations.scales import ISSUE_TAGS
from annotations.services.assignments import MOST_READINGS, SECOND
from annotations.web.forms.base import StrictForm


class _WithDue(StrictForm):
    due = forms.DateField(required=False, label="Until", widget=forms.DateInput(attrs={"type": "date"}))

    @property
    def due_at(self) -> datetime | None:
        """The end of the day until which it is to be read."""
        day = self.cleaned_data["due"]
        return datetime.combine(day, time(23, 59), UTC) if day else None


class AssignForm(_WithDue):
    """Claims for a reader, or for the queue."""

    claims = forms.CharField(
        max_length=2000, label="Claims", help_text="By the numbers that stand beside them, such as 3-7, 12a."
    )
    reader = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, help_text="Nobody reads a claim on which they have a verdict."
    )
    reading = forms.IntegerField(
        min_value=1, max_value=MOST_READINGS, initial=SECOND, label="As reading", help_text="2 is the second reading."
    )
    field_order = ("claims", "reader", "reading", "due")

    def __init__(self, *args: object, readers: tuple[tuple[int, str], ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what every form takes
        reader = self.fields["reader"]
        if isinstance(reader, forms.ChoiceField):
            reader.choices = [("", "Whoever takes them from the queue"), *readers]


class DrawForm(_WithDue):
    """Drawing claims by the project's policy, or those that are flagged."""

    flagged = forms.ChoiceField(required=False, label="What to draw")
    field_order = ("flagged", "due")

    def __init__(self, *args: object, by_policy: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what every form takes
        flagged = self.fields["flagged"]
        if isinstance(flagged, forms.ChoiceField):
            tags = [(slug, f"All that is flagged: {title.lower()}") for slug, title in ISSUE_TAGS.items()]
            flagged.choices = [*([("", "What the policy says")] if by_policy else []), *tags]
            flagged.initial = "" if by_policy else "legal-risk"
