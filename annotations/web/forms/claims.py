"""Forms about claims: verdicts, citations, notes, adjudications."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.scales import ACTIONS, CITATION_STATES, ISSUE_TAGS, RELIABILITIES, SOURCE_KINDS, STANCES
from annotations.services.adjudications import CaseSeen
from annotations.services.citations import Use
from annotations.services.sources import Bibliography
from annotations.services.verdicts import Judgement
from annotations.web.forms.base import DoiField, StrictForm, WebAddressField

NOTE_LENGTH = 20_000
USE_NAMES = ("stance", "quote", "locator", "state")
EVIDENCE_NAMES = ("translation", "question", "evidence_set", "independence_group")


class VerdictForm(StrictForm):
    """A reviewer's verdict on a claim, and what they had before their eyes."""

    label = forms.CharField(max_length=40)
    rationale = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    tags = forms.MultipleChoiceField(
        label="What is wrong", choices=list(ISSUE_TAGS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    action = forms.ChoiceField(label="Asked of the author", choices=list(ACTIONS.items()), required=False)
    proposed_wording = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2}), label="Proposed wording"
    )
    evidence_override = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2}), label="Why all the same",
        help_text="If the rules are not met.",
    )  # fmt: skip
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    own_number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def judgement(self) -> Judgement:
        """The verdict as the service takes it."""
        data = self.cleaned_data
        return Judgement(
            label=data["label"], rationale=data["rationale"], tags=tuple(data["tags"]),
            action=data["action"] or "none", proposed_wording=data["proposed_wording"],
            evidence_override=data["evidence_override"],
        )  # fmt: skip


class WithdrawForm(StrictForm):
    """Taking one's verdict back."""

    version = forms.IntegerField(min_value=1)
    own_number = forms.IntegerField(min_value=1)


class VersionForm(StrictForm):
    """The version that somebody saw before changing something."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class EvidenceForm(StrictForm):
    """What makes a citation evidence: the question it answers, with which others it counts, how independent it is.

    And for who does not read the language of the source, what the quote says.
    """

    translation = forms.CharField(
        required=False, max_length=20_000, label="Translation of the quote", widget=forms.Textarea(attrs={"rows": 2})
    )
    question = forms.CharField(
        required=False, max_length=20_000, label="Question that it answers", widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence_set = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, label="Evidence set",
        help_text="The same number for citations that prove something together only.",
    )  # fmt: skip
    independence_group = forms.CharField(
        required=False, max_length=60, label="Independence group",
        help_text="The same word for sources that draw on one another, such as an agency and who reprints it.",
    )  # fmt: skip


class CitationForm(EvidenceForm):
    """A source used on a claim: one of the library's, or a new one."""

    source = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label="Source from the library")
    title = forms.CharField(max_length=500, required=False, label="Title of a new source")
    url = WebAddressField(label="Web address", required=False)
    doi = DoiField(label="DOI", required=False, max_length=200)
    author = forms.CharField(max_length=300, required=False, label="Author", help_text="Several: with a semicolon.")
    publisher = forms.CharField(max_length=300, required=False)
    kind = forms.ChoiceField(choices=[("", "Not said"), *SOURCE_KINDS.items()], required=False)
    reliability = forms.ChoiceField(choices=list(RELIABILITIES.items()), required=False)
    stance = forms.ChoiceField(choices=list(STANCES.items()))
    quote = forms.CharField(
        required=False, max_length=20_000, label="Exact quote", widget=forms.Textarea(attrs={"rows": 3})
    )
    locator = forms.CharField(max_length=200, required=False, help_text="Page, paragraph or time in the recording.")
    state = forms.ChoiceField(label="The source", choices=list(CITATION_STATES.items()), initial="says-so")

    def __init__(self, *args: Any, library: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        if isinstance(source, forms.ChoiceField):
            source.choices = [("", "A new one"), ("The library, by title", list(library.items()))]

    def clean(self) -> dict[str, Any]:
        """Want a source of the library, or at least a title or an address."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("source", "title", "url", "doi")):
            raise ValidationError("Choose a source, or enter its title or address.", code="source_missing")
        return cleaned

    @property
    def use(self) -> Use:
        """What the source is used for."""
        return Use(**{name: self.cleaned_data[name] for name in (*USE_NAMES, *EVIDENCE_NAMES)})

    @property
    def entry(self) -> Bibliography:
        """The new source; without a title it is called by its address."""
        names = ("url", "doi", "author", "publisher", "kind", "reliability")
        data = {name: self.cleaned_data[name] for name in names}
        return Bibliography(title=self.cleaned_data["title"] or data["url"] or data["doi"], **data)


class UseForm(EvidenceForm):
    """A citation corrected."""

    stance = forms.ChoiceField(choices=list(STANCES.items()))
    quote = forms.CharField(
        required=False, max_length=20_000, label="Exact quote", widget=forms.Textarea(attrs={"rows": 3})
    )
    locator = forms.CharField(max_length=200, required=False)
    state = forms.ChoiceField(label="The source", choices=list(CITATION_STATES.items()))
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def use(self, before: Use) -> Use:
        """Return what the source is used for now; what the form does not show stays as it was."""
        kept = {name: getattr(before, name) for name in EVIDENCE_NAMES if name not in self.data}
        return Use(**{name: self.cleaned_data[name] for name in (*USE_NAMES, *EVIDENCE_NAMES)} | kept)


class NoteForm(StrictForm):
    """A note or an answer."""

    text = forms.CharField(max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), label="Note")


class AdjudicationForm(StrictForm):
    """An editor's settled label, and what they had before their eyes."""

    label = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    verdict_rows = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    adjudication = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def seen(self) -> CaseSeen:
        """The case as the editor saw it."""
        data = self.cleaned_data
        return CaseSeen(data["version"], data["verdict_rows"], data["adjudication"])
