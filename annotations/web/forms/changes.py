"""Forms of the change list: a link for the author, the author's answer, the editor's word."""

from django import forms

from annotations.models import Answer
from annotations.services.author_answers import MAX_TEXT, Said
from annotations.services.author_links import MAX_DAYS
from annotations.web.forms.base import StrictForm

ANSWERS = ((Answer.ACCEPTED, "I accept"), (Answer.REJECTED, "I reject"), (Answer.OTHERWISE, "I offer another wording"))
MAX_ID = 2**63 - 1


class LinkForm(StrictForm):
    """Who is to answer, and how long the link lives."""

    name = forms.CharField(label="Who is to answer", max_length=120)
    days = forms.IntegerField(label="Days until it ends", min_value=1, max_value=MAX_DAYS, initial=14)


class AnswerForm(StrictForm):
    """What the author says to one request; `request` names it."""

    request = forms.IntegerField(min_value=1, max_value=MAX_ID)
    answer = forms.ChoiceField(choices=ANSWERS)
    wording = forms.CharField(required=False, max_length=MAX_TEXT)
    reason = forms.CharField(required=False, max_length=MAX_TEXT)

    @property
    def said(self) -> Said:
        """The answer as the service takes it."""
        data = self.cleaned_data
        return Said(data["answer"], wording=data["wording"], reason=data["reason"])


class DecisionForm(StrictForm):
    """Whether the request still stands, and why."""

    upheld = forms.ChoiceField(choices=[("yes", "Still asked for"), ("no", "No longer asked for")])
    reason = forms.CharField(max_length=MAX_TEXT)
