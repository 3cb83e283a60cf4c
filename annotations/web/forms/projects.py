"""Forms about projects and their members."""

from typing import Any

from django import forms

from annotations.models import Role
from annotations.models.addresses import clean_origin
from annotations.models.projects import LONGEST_NAME, MOST_READERS
from annotations.scales import SCALES
from annotations.web.forms.base import StrictForm, WebAddressField

YES_OR_NO = (
    "blind", "hide_sources_when_blind", "adjudicator_may_have_read", "four_eyes", "citation_required",
    "two_independent_sources", "primary_source_required", "unverified_lists_what_was_tried", "public_list",
)  # fmt: skip
PUBLISHING = ("publisher_name", "publisher_url", "corrections_policy_url", "embedding_sites")
CHOSEN = ("second_reading", "second_percent", "adjudication", "quorum", "carry")
SECOND_READING = (
    ("off", "Off: claims are read twice where an editor assigns them"), ("all", "Every sentence"),
    ("percent", "A share of the sentences, drawn at random"), ("labels", "Sentences with certain first labels"),
)  # fmt: skip
ADJUDICATION = (("editor", "An editor settles"), ("vote", "Votes settle, once enough are equal"))
LABELS = {label.slug: label.title for scale in SCALES.values() for label in scale.labels}


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
    hide_sources_when_blind = forms.BooleanField(
        required=False, label="Hide others' sources too, until then",
        help_text="Otherwise whoever works in the project sees every citation at once.",
    )  # fmt: skip
    second_reading = forms.ChoiceField(
        required=False, choices=SECOND_READING, label="Second reading",
        help_text="Which claims a draw puts into the queue, from which readers take the next one.",
    )  # fmt: skip
    second_percent = forms.IntegerField(
        required=False, min_value=1, max_value=100, label="Share drawn, in percent",
        help_text="The same text always draws the same claims.",
    )  # fmt: skip
    second_labels = forms.MultipleChoiceField(
        required=False, choices=list(LABELS.items()), widget=forms.CheckboxSelectMultiple,
        label="First labels read again",
        help_text="Readers are not told why a claim was drawn; such verdicts are left out of agreement.",
    )  # fmt: skip
    four_eyes = forms.BooleanField(
        required=False, label="Four eyes", help_text="Sign-off asks that two people have read each sentence."
    )
    adjudication = forms.ChoiceField(
        required=False, choices=ADJUDICATION, label="Disagreements",
        help_text="By vote, an editor can still settle at any time.",
    )  # fmt: skip
    quorum = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_READERS, label="Votes asked for",
        help_text="How many people may vote on a disagreement.",
    )  # fmt: skip
    carry = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_READERS, label="Equal votes that settle",
        help_text="More than half of the votes asked for.",
    )  # fmt: skip
    adjudicator_may_have_read = forms.BooleanField(
        required=False, label="Editors may settle claims on which they gave a verdict themselves",
        help_text="Otherwise somebody else settles between the readers.",
    )  # fmt: skip
    citation_required = forms.BooleanField(
        required=False, label="Evidence: a citation with quote and place",
        help_text="The four rules of evidence are shown while one works; nobody is kept from saving.",
    )  # fmt: skip
    two_independent_sources = forms.BooleanField(
        required=False, label="Evidence: two independent sources",
        help_text="Two sources that do not draw on one another.",
    )  # fmt: skip
    primary_source_required = forms.BooleanField(
        required=False, label="Evidence: a source at first hand",
        help_text="A document, a data set, a witness: not somebody's account of one.",
    )  # fmt: skip
    unverified_lists_what_was_tried = forms.BooleanField(
        required=False, label="Evidence: “unverified” lists what was tried",
        help_text="So that nobody searches the same places again.",
    )  # fmt: skip
    publisher_name = forms.CharField(
        required=False, max_length=LONGEST_NAME, label="Publisher of reports",
        help_text="Who answers for what is published. ClaimReview needs it and the corrections policy.",
    )  # fmt: skip
    publisher_url = WebAddressField(
        required=False, label="The publisher's web site", help_text="Texts that stand there are your own claims."
    )
    corrections_policy_url = WebAddressField(
        required=False, label="Corrections policy", help_text="The page that says how errors are corrected."
    )
    public_list = forms.BooleanField(
        required=False, label="List published reports on a public page",
        help_text="Otherwise only who knows a report's address finds it.",
    )  # fmt: skip
    embedding_sites = forms.CharField(
        required=False, max_length=5_000, label="Sites that may embed published reports",
        help_text="One on each line, as https://example.org. Without any, nobody may.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def clean_embedding_sites(self) -> tuple[str, ...]:
        """Return the sites in their written form, each once."""
        return tuple(dict.fromkeys(clean_origin(line) for line in self.cleaned_data["embedding_sites"].split()))

    @property
    def changes(self) -> dict[str, Any]:
        """The settings as the service takes them."""
        data = self.cleaned_data
        policy: dict[str, Any] = {name: data[name] for name in YES_OR_NO}
        policy |= {name: data[name] for name in PUBLISHING} | {name: data[name] for name in CHOSEN if data[name]}
        if data["second_reading"]:
            policy["second_labels"] = data["second_labels"]
        return {"name": data["name"], "scale": data["scale"], "guidelines": data["guidelines"], "policy": policy}


class MemberForm(StrictForm):
    """Somebody to be made a member."""

    username = forms.CharField(max_length=150, label="Account name")
    role = forms.ChoiceField(choices=Role.choices, initial=Role.REVIEWER)


class RoleForm(StrictForm):
    """A member's new role."""

    role = forms.ChoiceField(choices=Role.choices)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
