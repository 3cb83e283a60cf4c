"""The form of the search."""

from django import forms

from annotations.queries.search import KINDS, Wanted
from annotations.web.forms.base import StrictForm


class SearchForm(StrictForm):
    """Words, and where to look for them."""

    q = forms.CharField(max_length=200, label="Words", widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(choices=[("", "Everything"), *KINDS.items()], required=False, label="Look for")
    project = forms.SlugField(max_length=60, required=False)
    document = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        data = self.cleaned_data
        return Wanted(data["q"], data["kind"], data["project"], data["document"])
