"""Forms about projects and their members."""

from typing import Any

from django import forms

from annotations.models import Role
from annotations.scales import SCALES
from annotations.web.forms.base import StrictForm


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
