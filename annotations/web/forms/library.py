"""Forms about the source library."""

from typing import Any

from django import forms

from annotations.models import Source
from annotations.scales import RELIABILITIES, SOURCE_KINDS
from annotations.services.bibliographies import SOURCE_TYPES, bibliography_of
from annotations.services.sources import Bibliography
from annotations.web.forms.base import DoiField, StrictForm, WebAddressField

DATE_HELP = "A year, a month (2020-05) or a day (2020-05-12)."


class SourceForm(StrictForm):
    """A bibliographic record."""

    title = forms.CharField(max_length=500, required=False, help_text="Left empty, the address or the DOI is taken.")
    type = forms.ChoiceField(choices=[(slug, slug.replace("-", " ").replace("_", " ")) for slug in SOURCE_TYPES])
    author = forms.CharField(max_length=2000, required=False, help_text="Several: with a semicolon.")
    publisher = forms.CharField(max_length=300, required=False)
    issued = forms.CharField(max_length=40, required=False, label="Published", help_text=DATE_HELP)
    accessed = forms.CharField(max_length=40, required=False, label="Last looked at", help_text=DATE_HELP)
    url = WebAddressField(label="Web address", required=False)
    doi = DoiField(label="DOI", required=False, max_length=200)
    archive_url = WebAddressField(
        label="Address in an archive", required=False, help_text="A snapshot in a public web archive."
    )
    kind = forms.ChoiceField(choices=[("", "Not said"), *SOURCE_KINDS.items()], required=False)
    reliability = forms.ChoiceField(choices=list(RELIABILITIES.items()), required=False)
    confidential = forms.BooleanField(
        required=False, help_text="Seen only by those who review; never part of a report that leaves the desk."
    )

    def entry(self, before: Source | None = None) -> Bibliography:
        """Return the record as the service takes it; what no field shows stays as it was `before`."""
        return bibliography_of({name: self.cleaned_data[name] for name in SourceForm.base_fields}, before)


class ChangedSourceForm(SourceForm):
    """A record corrected; a type that only a program could enter may stay."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, held: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["type"]
        if isinstance(kinds, forms.ChoiceField) and held not in SOURCE_TYPES:
            kinds.choices = [(held, held), *SourceForm.base_fields["type"].choices]  # type: ignore[attr-defined]


class MergeSourceForm(StrictForm):
    """Which source is to stand for this one."""

    into = forms.IntegerField(min_value=1, max_value=2**63 - 1, label="Merge into")
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class RestoreSourceForm(StrictForm):
    """Which change of a source's record is to be taken back."""

    entry = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReferencesForm(StrictForm):
    """A file of references."""

    file = forms.FileField(
        label="File", widget=forms.ClearableFileInput(attrs={"accept": ".bib,.bibtex,.ris,.json,.csljson"}),
        help_text="BibTeX, RIS or CSL-JSON, up to 2 MB and 5,000 entries. What is there already is not entered twice.",
    )  # fmt: skip


class SourceFileForm(StrictForm):
    """A file of a source."""

    file = forms.FileField(label="File or snapshot", allow_empty_file=True, help_text="Up to 20 MB.")
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
