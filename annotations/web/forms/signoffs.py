"""The form of the sign-off."""

from django import forms

from annotations.queries.signoff_rules import RULES
from annotations.services.signoffs import MAX_REASON
from annotations.web.forms.base import StrictForm


class SignOffForm(StrictForm):
    """The hash of what one looked at, and a reason for each thing that is missing."""

    version = forms.CharField(max_length=64)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's form is not typed
        for code, (title, _) in RULES.items():
            self.fields[f"override-{code}"] = forms.CharField(label=title, required=False, max_length=MAX_REASON)

    @property
    def overrides(self) -> dict[str, str]:
        """The reasons that were given, by the code of what is missing."""
        return {code: self.cleaned_data[f"override-{code}"] for code in RULES if self.cleaned_data[f"override-{code}"]}
