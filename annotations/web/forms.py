"""The shape of what people enter: length, required, choice, address. Rules are the services' business."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from annotations.importing import READERS
from annotations.models import Role
from annotations.models.addresses import clean_doi, clean_web_address
from annotations.scales import ACTIONS, CITATION_STATES, ISSUE_TAGS, RELIABILITIES, SCALES, SOURCE_KINDS, STANCES
from annotations.services.adjudications import CaseSeen
from annotations.services.citations import Use
from annotations.services.documents import Details
from annotations.services.sources import Bibliography
from annotations.services.verdicts import Judgement

ACCEPT = ",".join(sorted({suffix for reader in READERS.values() for suffix in reader.suffixes}))
LANGUAGES = {
    "": "As the file says, else English", "ar": "Arabic", "zh": "Chinese", "nl": "Dutch", "en": "English",
    "fr": "French", "de": "German", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "es": "Spanish", "uk": "Ukrainian",
}  # fmt: skip
NOTE_LENGTH = 20_000


class WebAddressField(forms.CharField):
    """An http or https address that may become a link."""

    widget = forms.URLInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, strip=True, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the address in its written form."""
        return clean_web_address(super().clean(value) or "")


class DoiField(forms.CharField):
    """A DOI, written in any of its ways."""

    def clean(self, value: Any) -> str:
        """Return the bare DOI."""
        return clean_doi(super().clean(value) or "")


class StrictForm(forms.Form):
    """A form that keeps lone surrogates and NUL out, as PostgreSQL would."""

    def clean(self) -> dict[str, Any]:
        """Refuse characters that no database keeps."""
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str) and any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
                self.add_error(name, ValidationError("This holds characters that cannot be stored.", code="characters"))
        return cleaned


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


class ImportForm(DetailsForm):
    """A text to import: pasted, or a file."""

    project = forms.ChoiceField()
    text = forms.CharField(
        label="Paste the text", required=False, strip=False,
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
    field_order = ("project", "text", "file", "title")

    def __init__(self, *args: Any, projects: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = self.fields["project"]
        if isinstance(project, forms.ChoiceField):
            project.choices = list(projects.items())
        self.fields["title"].required = False
        self.fields["title"].help_text = "Left empty, the file's own title is taken."

    def clean(self) -> dict[str, Any]:
        """Want a text or a file, and not both."""
        cleaned = super().clean()
        has_text, has_file = bool(cleaned.get("text", "").strip()), bool(cleaned.get("file"))
        if not self.errors and has_text == has_file:
            message = "Paste a text or choose a file, not both." if has_text else "Paste a text or choose a file."
            raise ValidationError(message, code="text_or_file")
        return cleaned

    @property
    def details(self) -> Details:
        """What was entered about the document."""
        names = ("title", "author", "publisher", "url", "language", "as_of")
        return Details(**{name: self.cleaned_data[name] for name in names})


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
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    own_number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def judgement(self) -> Judgement:
        """The verdict as the service takes it."""
        data = self.cleaned_data
        return Judgement(
            label=data["label"], rationale=data["rationale"], tags=tuple(data["tags"]),
            action=data["action"] or "none", proposed_wording=data["proposed_wording"],
        )  # fmt: skip


class WithdrawForm(StrictForm):
    """Taking one's verdict back."""

    version = forms.IntegerField(min_value=1)
    own_number = forms.IntegerField(min_value=1)


class VersionForm(StrictForm):
    """The version that somebody saw before changing something."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CitationForm(StrictForm):
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
            source.choices = [("", "A new one, below"), *library.items()]

    def clean(self) -> dict[str, Any]:
        """Want a source of the library, or at least a title or an address."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("source", "title", "url", "doi")):
            raise ValidationError("Choose a source, or enter its title or address.", code="source_missing")
        return cleaned

    @property
    def use(self) -> Use:
        """What the source is used for."""
        return Use(**{name: self.cleaned_data[name] for name in ("stance", "quote", "locator", "state")})

    @property
    def entry(self) -> Bibliography:
        """The new source; without a title it is called by its address."""
        names = ("url", "doi", "author", "publisher", "kind", "reliability")
        data = {name: self.cleaned_data[name] for name in names}
        return Bibliography(title=self.cleaned_data["title"] or data["url"] or data["doi"], **data)


class UseForm(StrictForm):
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
        names = ("stance", "quote", "locator", "state")
        kept = {name: getattr(before, name) for name in ("question", "evidence_set", "independence_group")}
        return Use(**{name: self.cleaned_data[name] for name in names}, **kept)


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


class ProjectForm(StrictForm):
    """A new project."""

    name = forms.CharField(max_length=120)
    slug = forms.SlugField(max_length=60, help_text="Its name in addresses: letters, digits and dashes.")
    scale = forms.ChoiceField(choices=[(scale.slug, scale.title) for scale in SCALES.values()], initial="standard-1")


class ProjectSettingsForm(StrictForm):
    """A project's settings."""

    name = forms.CharField(max_length=120)
    scale = forms.ChoiceField(
        choices=[(scale.slug, scale.title) for scale in SCALES.values()],
        help_text="Verdicts given on another scale stay, but count as stale.",
    )
    guidelines = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    blind = forms.BooleanField(
        required=False, label="Blind reading",
        help_text="Reviewers see what others hold of a claim only after their own verdict on it.",
    )  # fmt: skip
    hide_sources_when_blind = forms.BooleanField(required=False, label="Hide others' sources too, until then")
    adjudicator_may_have_read = forms.BooleanField(
        required=False, label="Editors may settle claims on which they gave a verdict themselves"
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @property
    def changes(self) -> dict[str, Any]:
        """The settings as the service takes them."""
        data = self.cleaned_data
        policy = {name: data[name] for name in ("blind", "hide_sources_when_blind", "adjudicator_may_have_read")}
        return {"name": data["name"], "scale": data["scale"], "guidelines": data["guidelines"], "policy": policy}


class MemberForm(StrictForm):
    """Somebody to be made a member."""

    username = forms.CharField(max_length=150, label="Account name")
    role = forms.ChoiceField(choices=Role.choices, initial=Role.REVIEWER)


class RoleForm(StrictForm):
    """A member's new role."""

    role = forms.ChoiceField(choices=Role.choices)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def first_error(form: forms.Form) -> str:
    """Return the first thing that is wrong with a form, with the name of its field."""
    for name, errors in form.errors.items():
        label = form.fields[name].label or name.replace("_", " ") if name in form.fields else ""
        return f"{label}: {errors[0]}" if label else str(errors[0])
    return ""


def payload_of(data: QueryDict) -> bytes:
    """Return what makes a submission the same: its fields, without the token that changes with every page."""
    fields = data.copy()
    fields.pop("csrfmiddlewaretoken", None)
    fields.pop("key", None)
    return fields.urlencode().encode()
