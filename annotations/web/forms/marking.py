"""The form of the marking pass: a claim, its mark, and what one saw of it."""

from django import forms

from annotations.web.forms.base import StrictForm

MOST = 2**31 - 1


class MarkForm(StrictForm):
    """One press of a key: which claim, which mark."""

    serial = forms.IntegerField(min_value=1, max_value=MOST)
    mark = forms.CharField(max_length=40)
    version = forms.IntegerField(min_value=1, max_value=MOST)
    own_number = forms.IntegerField(min_value=0, max_value=MOST)
