"""Forms of the public report."""

import re
from collections.abc import Mapping

from django import forms

from annotations.models import PublicNames
from annotations.services.publications import MAX_REPORTED_BY, MAX_WORDS, Told
from annotations.services.refusals import Invalid
from annotations.web.forms.base import StrictForm

FURTHER = "also"  # a correction of a claim that the page did not ask about, named by its number
_CLAIM = re.compile(r"wrong-([0-9]{1,9})")


class PublishForm(StrictForm):
    """How the people of the desk are named."""

    names = forms.ChoiceField(choices=PublicNames.choices)


class WithdrawReportForm(StrictForm):
    """Why the report is withdrawn."""

    reason = forms.CharField(required=False, max_length=MAX_WORDS)
    version = forms.IntegerField(min_value=1)


class RenewForm(StrictForm):
    """A correction for each claim that the page asked about, and for one more."""

    version = forms.IntegerField(min_value=1)
    also_number = forms.CharField(required=False, max_length=20, label="Sentence")

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data)
        self.serials = [found[1] for name in data if (found := _CLAIM.fullmatch(name))]
        for name in (*self.serials, FURTHER):
            self.fields[f"wrong-{name}"] = forms.CharField(required=False, max_length=MAX_WORDS, label="What was wrong")
            self.fields[f"reason-{name}"] = forms.CharField(required=False, max_length=MAX_WORDS, label="Reason")
            self.fields[f"by-{name}"] = forms.CharField(required=False, max_length=MAX_REPORTED_BY, label="Reported by")
            self.fields[f"on-{name}"] = forms.DateField(required=False, label="Reported on")

    def told(self, by_number: Mapping[str, int]) -> list[Told]:
        """Return what was said; `by_number` gives the serial of a claim by the number that readers see.

        Raises Invalid for a sentence that is not in the text, or a correction without the day of its report.
        """
        asked = [(int(serial), serial) for serial in self.serials]
        return [self._told(serial, name) for serial, name in (*asked, *self._further(by_number))]

    def _further(self, by_number: Mapping[str, int]) -> list[tuple[int, str]]:
        number = self.cleaned_data["also_number"]
        if not number and not self.cleaned_data[f"wrong-{FURTHER}"]:
            return []
        if number not in by_number:
            raise Invalid("correction_unknown", f"There is no sentence {number or 'without a number'} in the text.")
        return [(by_number[number], FURTHER)]

    def _told(self, serial: int, name: str) -> Told:
        data = self.cleaned_data
        day = data[f"on-{name}"]
        if day is None:
            raise Invalid("correction_incomplete", "Say of each correction on which day the error was reported.")
        return Told(serial, data[f"wrong-{name}"], data[f"reason-{name}"], day, data[f"by-{name}"])
