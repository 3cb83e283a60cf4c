"""Signing in at the admin's own door: as slow for guesses as the other one."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from annotations.services.limits import WRONG_PASSWORDS


class PatientAuthenticationForm(AdminAuthenticationForm):
    """After five wrong passwords for a name one waits, whether the name exists or not."""

    def clean(self) -> dict[str, Any]:
        """Count the attempt with those of the sign-in page, and forget it when it was right."""
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        key = f"{self.data.get('username', '').casefold()} {address}"
        wait = WRONG_PASSWORDS.wait(key)
        if wait:
            minutes = wait // 60 + 1
            raise ValidationError(f"Too many wrong passwords. Try again in {minutes} minutes.", code="wait")
        WRONG_PASSWORDS.count(key)
        cleaned = super().clean()
        WRONG_PASSWORDS.forget(key)
        return cleaned
