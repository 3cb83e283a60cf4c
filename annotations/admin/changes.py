"""How the admin writes: in turn, in one transaction, and what a service refuses becomes an error in the form."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from annotations.admin.base import ReadingRoom
from annotations.admin.sight import viewer
from annotations.models import User
from annotations.services.refusals import Refusal, Stale
from annotations.services.transactions import writing

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
else:
    ModelAdmin = admin.ModelAdmin
    ModelForm = forms.ModelForm

NOTHING_WRITTEN = "Nothing was written. What you entered is still below; open the page again to see what it holds now."


class RefusableForm(ModelForm):
    """A form that can be shown again with what a service said against it."""

    refusal: ClassVar[Refusal | None] = None

    def clean(self) -> dict[str, Any]:
        """Say why the service refused."""
        cleaned = super().clean() or {}
        if self.refusal is not None:
            advice = [NOTHING_WRITTEN] if isinstance(self.refusal, Stale) else []
            raise ValidationError([self.refusal.message, *advice], code=self.refusal.code)
        for name, value in cleaned.items():
            if isinstance(value, str) and any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
                self.add_error(name, ValidationError("This holds characters that cannot be stored."))
        return cleaned


class VersionedForm(RefusableForm):
    """A form that remembers which version its writer saw."""

    seen_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version


class WritesInTurn(ModelAdmin):
    """Saves in the one way to write. A refusal rolls everything back and shows the form again as it was sent."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show or save a form; a stale one is answered with 412."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with writing():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Refusal as refusal:
            request.admin_refusal = refusal  # type: ignore[attr-defined]
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if isinstance(refusal, Stale):
                response.status_code = HTTPStatus.PRECONDITION_FAILED
            return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form's class, made for this request alone, with what a service has said against it."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "admin_refusal", None)
        return form


class ServiceRoom(WritesInTurn, ReadingRoom):
    """Rows that a service may change: `form_fields` by who may, `fields` are facts, `shown_fields` for others."""

    form = VersionedForm
    form_fields: ClassVar[tuple[str, ...]] = ()
    shown_fields: ClassVar[tuple[str, ...]] = ()

    def may_change(self, user: User, row: Any) -> bool:
        """Say whether `user` may change this row, by the permissions of its project."""
        raise NotImplementedError

    def write(self, actor: User, row: Any, form: VersionedForm) -> None:
        """Hand the change to its service; Refusals are shown in the form."""
        raise NotImplementedError

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever has the right in the admin and in the row's project."""
        granted = ModelAdmin.has_change_permission(self, request, obj)
        return granted and (obj is None or self.may_change(viewer(request), obj))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The form's fields and the facts, or what stands for them where nothing may be changed."""
        if self.has_change_permission(request, obj):
            return [*self.form_fields, "seen_version", *self.fields]
        return [*self.shown_fields, *self.fields]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Change the row through its service."""
        if form.changed_data:
            self.write(viewer(request), obj, form)
