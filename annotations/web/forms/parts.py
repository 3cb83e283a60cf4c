"""Forms about atomic claims."""

import re
from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.http import QueryDict

from annotations.services.following import counted, joined, placed
from annotations.services.parts import MAX_WORDING
from annotations.services.passages import MAX_SPANS, passages_in, selected_in, whole_of
from annotations.services.refusals import Invalid
from annotations.services.stands import Spans
from annotations.web.forms.base import StrictForm

MOST = 2**31 - 1
RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class PassagesField(forms.MultipleChoiceField):
    """Ranges such as "4-21", one for each chip that is left standing, or several in one value with commas between."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """Take the ranges apart."""
        return [item.strip() for given in super().to_python(value) for item in given.split(",") if item.strip()]

    def validate(self, value: list[str]) -> None:
        """Refuse what is no range."""
        if len(value) > MAX_SPANS or not all(RANGE.fullmatch(item) for item in value):
            raise forms.ValidationError("These are no passages of the sentence.", code="invalid")


class PartForm(StrictForm):
    """An atomic claim: what was checked, which words of the sentence it is about, and whether it decides alone.

    Passages are chips that can be taken off, counted in characters that are not blank: those that the part is about
    already, and those that the script adds from the selection. Others are quoted. `chips_number` says how many
    were shown, so that none left standing is meant so.
    """

    wording = forms.CharField(
        max_length=MAX_WORDING, label="What is checked, in words of its own",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="To be understood without the rest of the text: names instead of “it” and “they”.",
    )  # fmt: skip
    selected = PassagesField(required=False, label="The words of the sentence that it is about")
    quote = forms.CharField(
        required=False, max_length=20_000, label="Words to add, copied from the sentence",
        widget=forms.Textarea(attrs={"rows": 2}), help_text="One passage on each line.",
    )  # fmt: skip
    central = forms.BooleanField(
        required=False, label="Central: it decides for the sentence",
        help_text="The parts that are not central are incidental then. They still have to be checked.",
    )  # fmt: skip
    chips_number = forms.IntegerField(required=False, min_value=1, max_value=MAX_SPANS, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, chosen: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """Take ids of its own: on the panel it stands beside a citation's form, which has a quote too.

        `chosen` are the chips to show: a range, and the words that stand there.
        """
        super().__init__(*args, **kwargs)
        self.auto_id = "part_%s"
        self.chosen = chosen
        self.is_kept = False
        if chosen:
            self.initial.setdefault("chips_number", len(chosen))

    @classmethod
    def again(cls, sent: QueryDict, version: int, text: str) -> Self:
        """Return a form for the claim as it is now, with what was written into the one that was sent."""
        ranges = [RANGE.fullmatch(item) for given in sent.getlist("selected") for item in given.split(",")]
        spans = joined(placed([[int(found[1]), int(found[2])] for found in ranges if found], text))
        written = {name: sent.get(name, "") for name in ("wording", "quote", "central")}
        form = cls(initial=written | {"version": version}, chosen=chips_of(spans, text))
        form.is_kept = True
        return form

    def spans(self, text: str, otherwise: Spans) -> Spans:
        """Return the words that are meant, as spans of the sentence; `otherwise` where the form says nothing of them.

        With all chips taken off, it is all of the sentence. Raises Invalid for words that it does not have.
        """
        data = self.cleaned_data
        ranges = [RANGE.fullmatch(item) for item in data["selected"]]
        meant = [span for found in ranges if found for span in selected_in(text, int(found[1]), int(found[2]))]
        meant += passages_in(text, data["quote"]) if data["quote"] else []
        if len(meant) > MAX_SPANS:
            raise Invalid("too_many_spans", f"An atomic claim is about at most {MAX_SPANS} passages of its sentence.")
        return joined(meant) or (whole_of(text) if data["chips_number"] else otherwise)


def chips_of(spans: Spans, text: str) -> list[tuple[str, str]]:
    """Return the passages of a part as chips; none for all of the sentence, which is what no chip means."""
    if spans == whole_of(text):
        return []
    return [
        (f"{first}-{last}", text[start:end])
        for (start, end), (first, last) in zip(spans, counted(spans, text), strict=True)
    ]
