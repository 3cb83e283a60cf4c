"""The form that takes a citation over from elsewhere."""

from django import forms

from annotations.web.forms.base import StrictForm

MOST = 2**31 - 1


class TakeForm(StrictForm):
    """Which citation of which claim of which document."""

    document = forms.IntegerField(min_value=1, max_value=MOST)
    serial = forms.IntegerField(min_value=1, max_value=MOST)
    citation = forms.IntegerField(min_value=1, max_value=MOST)
