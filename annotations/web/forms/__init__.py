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
from annotations.web.forms.documents import DetailsForm, ImportForm, ReadingForm
from annotations.web.forms.parts import PartForm
from annotations.web.forms.projects import MemberForm, ProjectForm, ProjectSettingsForm, RoleForm
from annotations.web.forms.structure import BoundaryForm, MergeForm, SplitForm, UndoForm, take_of

__all__ = [
    "AdjudicationForm",
    "BoundaryForm",
    "CitationForm",
    "DetailsForm",
    "ImportForm",
    "MemberForm",
    "MergeForm",
    "NoteForm",
    "PartForm",
    "ProjectForm",
    "ProjectSettingsForm",
    "ReadingForm",
    "RoleForm",
    "SplitForm",
    "UndoForm",
    "UseForm",
    "VerdictForm",
    "VersionForm",
    "WithdrawForm",
    "first_error",
    "payload_of",
    "take_of",
]
