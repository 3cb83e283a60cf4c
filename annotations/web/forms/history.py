"""Forms of the history page: what to show, and what to bring back."""

from typing import Any

from django import forms

from annotations.queries.history import KINDS, Chosen
from annotations.web.forms.base import StrictForm

MOST = 2**31 - 1


class HistoryForm(StrictForm):
    """What of the history to show; what cannot be meant narrows nothing."""

    who = forms.TypedChoiceField(label="Who", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="What about", required=False, choices=[("", "everything"), *KINDS.items()])
    claim = forms.IntegerField(label="Claim", required=False, min_value=1, max_value=MOST)
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, people: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        if isinstance(who, forms.ChoiceField):
            named = sorted(people.items(), key=lambda person: (person[1], person[0]))
            who.choices = [("", "everybody"), *((str(pk), mark) for pk, mark in named)]

    @property
    def chosen(self) -> Chosen:
        """What was asked for, as far as it can be meant."""
        self.is_valid()
        data = self.cleaned_data
        return Chosen(
            who=data.get("who"), kind=data.get("kind", ""), claim=data.get("claim"), since=data.get("since"),
            until=data.get("until"),
        )  # fmt: skip


class RestoreForm(StrictForm):
    """The version of what an earlier state of is to come back."""

    version = forms.IntegerField(min_value=1, max_value=MOST)
