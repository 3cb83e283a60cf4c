"""Forms about documents."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.importing import READERS
from annotations.services.drafts import Details
from annotations.web.forms.base import StrictForm, WebAddressField

ACCEPT = ",".join(sorted({suffix for reader in READERS.values() for suffix in reader.suffixes} | {".json"}))
LANGUAGES = {
    "": "As the file says, else English", "ar": "Arabic", "zh": "Chinese", "nl": "Dutch", "en": "English",
    "fr": "French", "de": "German", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "es": "Spanish", "uk": "Ukrainian",
}  # fmt: skip


class DetailsForm(StrictForm):
    """What the document says of itself."""

    title = forms.CharField(max_length=300)
    author = forms.CharField(max_length=300, required=False)
    publisher = forms.CharField(max_length=300, required=False)
    url = WebAddressField(label="Where it was published", required=False)
    as_of = forms.DateField(
        label="As of", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The day for which the text is to be right.",
    )  # fmt: skip
    language = forms.ChoiceField(choices=list(LANGUAGES.items()), required=False)


class ReadingForm(StrictForm):
    """How a file that waits at its preview is to be read instead."""

    encoding = forms.CharField(label="Character set", required=False, max_length=40)
    everything = forms.BooleanField(label="Everything on the page, not its article alone", required=False)


class ImportForm(DetailsForm):
    """A text to import: pasted, or a file."""

    project = forms.ChoiceField()
    text = forms.CharField(
        label="Paste the text", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "input--text"}),
    )  # fmt: skip
    file = forms.FileField(
        label="Or choose a file", required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=(
            "Text, Markdown, HTML, Word or PDF, up to 20 MB. It is kept as it is. A project’s managers may choose a "
            "complete JSON report, too."
        ),
    )  # fmt: skip
    address = forms.CharField(
        label="Or the address of a web page", required=False, max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text="The page is fetched once, and kept as it was.",
    )  # fmt: skip
    encoding = forms.CharField(
        label="Character set", required=False, max_length=40,
        help_text="Only for old text files that are not UTF-8, for example windows-1252.",
    )  # fmt: skip
    everything = forms.BooleanField(
        label="Take everything on a web page, not its article alone", required=False,
    )  # fmt: skip
    field_order = ("project", "text", "file", "address", "title")

    def __init__(self, *args: Any, projects: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = self.fields["project"]
        if isinstance(project, forms.ChoiceField):
            project.choices = list(projects.items())
        self.fields["title"].required = False
        self.fields["title"].help_text = "Left empty, the file's own title is taken."

    def clean(self) -> dict[str, Any]:
        """Want one of a text, a file and an address."""
        cleaned = super().clean()
        given = sum((bool(cleaned.get("text", "").strip()), bool(cleaned.get("file")), bool(cleaned.get("address"))))
        if not self.errors and given != 1:
            raise ValidationError(
                "Give one of the three: a text, a file, or the address of a web page." if given else
                "Paste a text, choose a file, or give the address of a web page.", code="text_or_file",
            )  # fmt: skip
        return cleaned

    @property
    def details(self) -> Details:
        """What was entered about the document."""
        names = ("title", "author", "publisher", "url", "language", "as_of")
        return Details(**{name: self.cleaned_data[name] for name in names})
