"""Accounts, keys and secrets. Who is no superuser hands out no rights, and nobody sees a hash."""

from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm, UsernameField
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import PROTECT, ProtectedError, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from annotations.admin.base import ReadingRoom, Room, seen_values
from annotations.admin.changes import RefusableForm, WritesInTurn
from annotations.admin.erasing import ErasesPeople
from annotations.admin.sight import own_unless_superuser, viewer
from annotations.models import ApiToken, IdempotencyKey, ReviewerKey, SignInLink, User
from annotations.services import history
from annotations.services.people import COMMAND_LINE, revoke_token
from annotations.services.refusals import Invalid
from annotations.services.transactions import writing

if TYPE_CHECKING:
    BaseUserAdmin = DjangoUserAdmin[User]
    BaseCreationForm = UserCreationForm[User]
    BaseChangeForm = UserChangeForm[User]
else:
    BaseUserAdmin = DjangoUserAdmin
    BaseCreationForm = UserCreationForm
    BaseChangeForm = UserChangeForm

NAME_TAKEN = "An account with this name exists already; capitals make no difference."
STAYS = "what this person entered, and their name on it: take away the right to sign in instead (“Active”)"
RIGHTS = ("is_active", "is_staff", "is_superuser", "user_permissions")

OPENS_SOMETHING = Q(codename__startswith="view_") | Q(
    codename__in=[
        "add_user", "change_user", "delete_user", "change_apitoken", "change_membership", "change_project",
        "change_source",
    ]
)  # fmt: skip

# Roles are per project; the product knows no groups.
admin.site.unregister(Group)


class NewPersonForm(RefusableForm, BaseCreationForm):
    """A new account, without any right."""

    class Meta:
        model = User
        field_classes: ClassVar[dict[str, Any]] = {"username": UsernameField}
        fields = ("username", "first_name", "last_name", "email", "initials")
        error_messages: ClassVar[dict[str, Any]] = {"username": {"unique": NAME_TAKEN}}


class PersonForm(RefusableForm, BaseChangeForm):
    """An account changed. Its password has a form of its own."""

    password = None  # type: ignore[assignment]

    def clean_username(self) -> str:
        """Names are unique without regard to case."""
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(NAME_TAKEN, code="unique")
        return str(name)


def has_entered_something(person: User) -> bool:
    """Say whether anything stands in the person's name, such as a verdict, a membership or an act in this admin."""
    if LogEntry.objects.filter(user=person).exists():
        return True
    relations = (relation for relation in User._meta.related_objects if relation.on_delete is PROTECT)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
        for relation in relations
        if isinstance(relation.related_model, type) and relation.related_model is not ReviewerKey
    )


@admin.register(User)
class PersonAdmin(Room, WritesInTurn, ErasesPeople, BaseUserAdmin):
    """Accounts. Staff may look after plain accounts; rights and others' passwords are the superusers'."""

    form = PersonForm
    add_form = NewPersonForm
    actions = None
    list_display = ("username", "first_name", "last_name", "initials", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("username", "first_name", "last_name", "email", "initials")
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "sign_in", "erasing")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "initials", "single_keys")}),
        ("Rights", {"fields": RIGHTS}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": (*NewPersonForm.Meta.fields, "password1", "password2")}),)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer as boxes to tick only those permissions that open something here."""
        offered = Permission.objects.filter(OPENS_SOMETHING, content_type__app_label="annotations")
        kwargs |= {"queryset": offered.order_by("name"), "widget": forms.CheckboxSelectMultiple, "help_text": ""}
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.label_from_instance = attrgetter("name")
        return field

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Who is no superuser is shown the rights without the long list of permissions."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or viewer(request).is_superuser:
            return fieldsets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "user_permissions"]})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Rights are read-only for who is no superuser; only others' plain accounts may be closed."""
        user = viewer(request)
        fixed = ["sign_in", "erasing", "last_login", "date_joined"]
        if user.is_superuser:
            return fixed
        closable = obj is not None and obj.pk != user.pk
        return fixed + [right for right in RIGHTS if right != "is_active" or not closable]

    def _is_mine_to_keep(self, request: HttpRequest, person: User | None) -> bool:
        if person is None:
            return True
        if person.username == COMMAND_LINE:
            return False
        user = viewer(request)
        return user.is_superuser or user.pk == person.pk or not (person.is_staff or person.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Staff change plain accounts and themselves; the built-in person of the command line stays as it is."""
        return super().has_change_permission(request, obj) and self._is_mine_to_keep(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As for changing, but never oneself."""
        myself = obj is not None and obj.pk == viewer(request).pk
        return super().has_delete_permission(request, obj) and self._is_mine_to_keep(request, obj) and not myself

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Add an account in the one way to write."""
        if request.method != "POST":
            return super().add_view(request, form_url, extra_context)
        with writing():
            return super().add_view(request, form_url, extra_context)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Set somebody's password: for superusers alone; one's own is changed with the old one."""
        if not viewer(request).is_superuser:
            raise PermissionDenied
        if request.method != "POST":
            return super().user_change_password(request, id, form_url)
        with writing():
            return super().user_change_password(request, id, form_url)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Delete an account that has entered nothing; of any other say why it stays."""
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        try:
            with writing():
                return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            messages.error(request, f"The account stays with {STAYS}.")
            return HttpResponseRedirect(request.get_full_path())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the account alone, or that it must stay."""
        kept = [STAYS for person in objs if has_entered_something(person)]
        return [str(person) for person in objs], {"accounts": len(objs)}, set(), kept

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete the account with its key: the history has named it, and nothing else has."""
        ReviewerKey.objects.filter(user=obj).delete()
        obj.delete()

    def save_model(self, request: HttpRequest, obj: User, form: forms.Form, change: bool) -> None:
        """Save the account; a name taken in this very moment is told like any other."""
        try:
            super().save_model(request, obj, form, change)
        except IntegrityError as error:
            raise Invalid("name_taken", NAME_TAKEN) from error

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> Any:
        """Write it into the installation's history too."""
        self._record(request, obj, "person.created", {})
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        """Write what was changed (never a value), and the rights as they are now, into the history too."""
        changed = [name for part in message for name in part.get("changed", {}).get("fields", [])]
        if changed:
            rights = {name: getattr(obj, name) for name in RIGHTS[:3]}
            self._record(request, obj, "person.changed", {"fields": changed, "rights": rights})
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Write it into the installation's history too."""
        for person in queryset:
            self._record(request, person, "person.removed", {})
        return super().log_deletions(request, queryset)

    def _record(self, request: HttpRequest, person: User, code: str, body: dict[str, Any]) -> None:
        key = str(history.key_of(person))
        history.record(actor=viewer(request), code=code, subject=key, body={"person": key, **body})

    @admin.display(description="password")
    def sign_in(self, person: User) -> SafeString:
        """Whether the account has a password, and the way to set one."""
        state = "set" if person.has_usable_password() else "none: nobody can sign in with this account"
        return format_html('{} · <a href="../password/">set another</a> (superusers)', state)


@admin.register(ReviewerKey)
class ReviewerKeyAdmin(ReadingRoom):
    """The keys that name people in hashes and history."""

    list_display = ("key", "user", "created_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "key")
    fields = ("key", "user", "created_at")

    def rows(self, user: User) -> QuerySet[ReviewerKey]:
        """One's own key; all for superusers."""
        return own_unless_superuser(ReviewerKey.objects.all(), user)


@admin.register(ApiToken)
class ApiTokenAdmin(ReadingRoom):
    """Tokens for programs: made on the command line, revoked here."""

    actions: Any = ("revoke",)
    list_display = ("name", "user", "may_write", "created_at", "expires_at", "last_used_at", "revoked_at")
    list_filter = ("may_write", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
    links = ("user",)
    fields = ("name", "user", "may_write", "created_at", "expires_at", "last_used_at", "revoked_at")

    def rows(self, user: User) -> QuerySet[ApiToken]:
        """One's own tokens; all for superusers."""
        return own_unless_superuser(ApiToken.objects.defer("sha256"), user)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Whoever may change tokens; the list holds none that are not theirs to revoke."""
        return super(ReadingRoom, self).has_change_permission(request)

    @admin.action(description="Revoke the selected tokens", permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """Revoke tokens; those that were revoked before stay as they are."""
        with writing():
            revoked = sum(revoke_token(actor=viewer(request), token=token) for token in queryset)
        messages.success(request, f"Revoked: {revoked}. Programs that use them are refused from now on.")


@admin.register(SignInLink)
class SignInLinkAdmin(ReadingRoom):
    """One-time links of the demo's people, without what would open them."""

    list_display = ("user", "created_at", "expires_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "created_at", "expires_at")

    def rows(self, user: User) -> QuerySet[SignInLink]:
        """One's own links; all for superusers."""
        return own_unless_superuser(SignInLink.objects.defer("sha256"), user)


@admin.register(IdempotencyKey)
class IdempotencyKeyAdmin(ReadingRoom):
    """Keys of submissions, without what was submitted or answered: both may hold labels."""

    list_display = ("key", "user", "route", "status", "created_at", "expires_at")
    list_filter = (seen_values("route", "route"),)
    list_select_related = ("user",)
    search_fields = ("key", "route", "user__username")
    links = ("user",)
    fields = ("key", "user", "route", "status", "created_at", "expires_at")

    def rows(self, user: User) -> QuerySet[IdempotencyKey]:
        """One's own keys; all for superusers."""
        return own_unless_superuser(IdempotencyKey.objects.defer("body_sha256", "response"), user)
