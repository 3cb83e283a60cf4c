"""Forms about revisions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.web.forms.base import StrictForm
from annotations.web.forms.documents import ACCEPT
from annotations.web.forms.structure import MOST


class RevisionForm(StrictForm):
    """A revised text: pasted, or a file."""

    text = forms.CharField(
        label="Paste the whole revised text", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "input--text"}),
    )  # fmt: skip
    file = forms.FileField(
        label="Or choose a file", required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text="Text, Markdown, HTML, Word or PDF, up to 20 MB. It is kept as it is.",
    )  # fmt: skip
    encoding = forms.CharField(
        label="Character set", required=False, max_length=40,
        help_text="Only for old text files that are not UTF-8, for example windows-1252.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Want one of a text and a file."""
        cleaned = super().clean()
        given = bool(cleaned.get("text", "").strip()) + bool(cleaned.get("file"))
        if not self.errors and given != 1:
            message = "Give one of the two: a text or a file." if given else "Paste the text, or choose a file."
            raise ValidationError(message, code="text_or_file")
        return cleaned


class JoinForm(StrictForm):
    """Which earlier claim a sentence is. `offered` says that what can go along was shown."""

    earlier = forms.IntegerField(
        min_value=1, max_value=MOST, error_messages={"required": "Choose the claim that it is."}
    )
    version = forms.IntegerField(min_value=1, max_value=MOST)
    offered = forms.BooleanField(required=False)


class LeaveForm(StrictForm):
    """Sentences that are none of the earlier claims, by serial, with commas between them."""

    claims = forms.RegexField(regex=r"^[1-9][0-9]{0,8}(,[1-9][0-9]{0,8}){0,199}$", max_length=2000)

    def clean_claims(self) -> list[int]:
        """Return the serials."""
        return [int(serial) for serial in self.cleaned_data["claims"].split(",")]
