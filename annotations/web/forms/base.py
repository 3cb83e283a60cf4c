"""What all forms share: fields for addresses, characters that can be kept, what makes a submission the same."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from annotations.models.addresses import clean_doi, clean_web_address


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
