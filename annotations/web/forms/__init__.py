"""The shape of what people enter: length, required, choice, address. Rules are the services' business."""

from annotations.web.forms.base import first_error, payload_of
from annotations.web.forms.claims import (
    AdjudicationForm,
    CitationForm,
    NoteForm,
    UseForm,
    VerdictForm,
    VersionForm,
    WithdrawForm,
)
from annotations.web.forms.documents import DetailsForm, ImportForm
from annotations.web.forms.projects import MemberForm, ProjectForm, ProjectSettingsForm, RoleForm

__all__ = [
    "AdjudicationForm",
    "CitationForm",
    "DetailsForm",
    "ImportForm",
    "MemberForm",
    "NoteForm",
    "ProjectForm",
    "ProjectSettingsForm",
    "RoleForm",
    "UseForm",
    "VerdictForm",
    "VersionForm",
    "WithdrawForm",
    "first_error",
    "payload_of",
]
