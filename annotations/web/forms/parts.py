"""Forms about atomic claims."""

import re
from typing import Any

from django import forms

from annotations.services.parts import MAX_WORDING
from annotations.services.passages import quoted_in, selected_in
from annotations.services.stands import Spans
from annotations.web.forms.base import StrictForm

MOST = 2**31 - 1
SELECTION = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class PartForm(StrictForm):
    """An atomic claim: what was checked, and which words of the sentence it is about.

    The words are selected in the text by the script (`selected`, counted in characters that are not blank), or quoted.
    """

    wording = forms.CharField(
        max_length=MAX_WORDING, label="What is checked, in words of its own",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="To be understood without the rest of the text: names instead of “it” and “they”.",
    )  # fmt: skip
    quote = forms.CharField(
        required=False, max_length=20_000, label="The words of the sentence that it is about",
        widget=forms.Textarea(attrs={"rows": 2}), help_text="Copied from the sentence; none means all of it.",
    )  # fmt: skip
    selected = forms.RegexField(SELECTION, required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take ids of its own: on the panel it stands beside a citation's form, which has a quote too."""
        super().__init__(*args, **kwargs)
        self.auto_id = "part_%s"

    def spans(self, text: str, otherwise: Spans) -> Spans:
        """Return the words that are meant, as spans of the sentence; raise Invalid for words that it does not have."""
        data = self.cleaned_data
        chosen = SELECTION.fullmatch(data["selected"])
        if chosen:
            return selected_in(text, int(chosen[1]), int(chosen[2]))
        return quoted_in(text, data["quote"]) if data["quote"] else otherwise
