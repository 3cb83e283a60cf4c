"""Projects, members and the source library: changed through their services, versions and history included."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.admin.base import list_links, pretty, seen_values
from annotations.admin.changes import ServiceRoom, VersionedForm
from annotations.admin.sight import may, within_projects
from annotations.models import Membership, Policy, Project, Role, Source, User
from annotations.models.addresses import clean_origin, clean_web_address
from annotations.models.projects import ADJUDICATIONS, LONGEST_NAME, MOST_READERS, SECOND_READINGS
from annotations.permissions import Permission
from annotations.scales import SCALES
from annotations.services.projects import change_project, change_role
from annotations.services.sources import Bibliography, change_source

LISTS = {
    "documents": "document", "members": "membership", "sources": "source",
}  # fmt: skip
LABELS = list({label.slug: label.title for scale in SCALES.values() for label in scale.labels}.items())
MAY_BE_EMPTY = ("publisher_name", "publisher_url", "corrections_policy_url")
POLICY = tuple(field.name for field in fields_of(Policy))
# What `Bibliography` has a name for; the rest of a record goes through as it is.
CSL_ENTERED = ("type", "title", "publisher", "URL", "DOI", "archive", "archive_location")


class ProjectForm(VersionedForm):
    """A project's settings."""

    blind = forms.BooleanField(
        required=False, label="Blind reading",
        help_text="Reviewers see what others hold of a claim only after their own verdict on it.",
    )  # fmt: skip
    hide_sources_when_blind = forms.BooleanField(
        required=False, help_text="Others' sources too stay hidden until one's own verdict."
    )
    adjudicator_may_have_read = forms.BooleanField(
        required=False, help_text="Editors may settle claims on which they gave a verdict themselves."
    )
    four_eyes = forms.BooleanField(required=False, help_text="Sign-off asks that two people have read each sentence.")
    second_reading = forms.ChoiceField(
        required=False,
        choices=[(way, way) for way in SECOND_READINGS],
        help_text="Which sentences are drawn for a second reading: none, all, a share, or those with certain labels.",
    )
    second_percent = forms.IntegerField(
        required=False, min_value=1, max_value=100, help_text="The share drawn at random, in percent."
    )
    second_labels = forms.MultipleChoiceField(
        required=False, choices=LABELS, help_text="First labels whose claims are read again. Readers are not told."
    )
    citation_required = forms.BooleanField(required=False, help_text="A verdict rests on a citation.")
    two_independent_sources = forms.BooleanField(required=False, help_text="Two sources that do not draw on another.")
    primary_source_required = forms.BooleanField(required=False, help_text="One source at first hand.")
    unverified_lists_what_was_tried = forms.BooleanField(
        required=False, help_text="The rationale of “unverified” lists what was tried."
    )
    adjudication = forms.ChoiceField(
        required=False,
        choices=[(way, way) for way in ADJUDICATIONS],
        help_text="Who settles a disagreement: an editor, or votes.",
    )
    quorum = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_READERS, help_text="How many may vote on a disagreement."
    )
    carry = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_READERS, help_text="How many equal votes settle it."
    )
    publisher_name = forms.CharField(
        required=False, max_length=LONGEST_NAME, help_text="Who answers for published reports."
    )
    publisher_url = forms.CharField(
        required=False, max_length=2_000, help_text="The publisher's web site.", widget=forms.URLInput
    )
    corrections_policy_url = forms.CharField(
        required=False, max_length=2_000, help_text="Where it says how errors are corrected.", widget=forms.URLInput
    )
    public_list = forms.BooleanField(required=False, help_text="Published reports are listed on a public page.")
    embedding_sites = forms.CharField(
        required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Sites that may embed published reports, one on each line, as https://example.org.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = self.instance.rules.to_json()
        self.initial.update({**rules, "embedding_sites": "\n".join(rules["embedding_sites"])})

    def clean_publisher_url(self) -> str:
        """The address in its written form."""
        return clean_web_address(self.cleaned_data["publisher_url"])

    def clean_corrections_policy_url(self) -> str:
        """The address in its written form."""
        return clean_web_address(self.cleaned_data["corrections_policy_url"])

    def clean_embedding_sites(self) -> list[str]:
        """The sites in their written form, each once."""
        return list(dict.fromkeys(clean_origin(line) for line in self.cleaned_data["embedding_sites"].split()))

    @property
    def changes(self) -> Mapping[str, Any]:
        """What was changed, as the service takes it."""
        changed = set(self.changed_data)
        changes: dict[str, Any] = {
            name: self.cleaned_data[name] for name in ("name", "scale", "guidelines") if name in changed
        }
        if changed & set(POLICY):
            given = {name: self.cleaned_data[name] for name in POLICY}
            changes["policy"] = {
                name: value for name, value in given.items() if value not in (None, "") or name in MAY_BE_EMPTY
            }
        return changes


@admin.register(Project)
class ProjectAdmin(ServiceRoom):
    """Desks' rooms."""

    form = ProjectForm
    list_display = ("name", "slug", "scale", "created_at")
    list_filter = (seen_values("scale", "scale"),)
    search_fields = ("name", "slug")
    ordering = ("name", "pk")
    form_fields = ("name", "scale", "guidelines", *POLICY)
    shown_fields = ("name", "scale", "guidelines", "policy_shown")
    fields = ("slug", "belongings", "version", "created_at")

    def rows(self, user: User) -> QuerySet[Project]:
        """Projects that `user` may look at."""
        return within_projects(Project.objects.all(), "pk", user)

    def may_change(self, user: User, row: Project) -> bool:
        """Managers, and superusers who are no members."""
        return may(user, Permission.MANAGE, row)

    def write(self, actor: User, row: Project, form: VersionedForm) -> None:
        """Change the project."""
        assert isinstance(form, ProjectForm)  # noqa: S101 (for the type checker: it is this room's form)
        version = form.cleaned_data["seen_version"]
        change_project(actor=actor, project=row, version=version, changes=form.changes)

    def view_on_site(self, project: Project) -> str:
        """The project's page."""
        return reverse("web:project-detail", args=[project.slug])

    @admin.display(description="policy")
    def policy_shown(self, project: Project) -> SafeString:
        """The rules of work."""
        return pretty(project.rules.to_json())

    @admin.display(description="look at its")
    def belongings(self, project: Project) -> SafeString:
        """Links to what belongs to the project."""
        return list_links(LISTS, "project", project.pk)


class MembershipForm(VersionedForm):
    """A member's role."""

    role = forms.ChoiceField(choices=Role.choices)


@admin.register(Membership)
class MembershipAdmin(ServiceRoom):
    """Who is in which project. Members come and go on the project's page."""

    form = MembershipForm
    list_display = ("user", "project", "role", "initials", "pseudonym", "left_at")
    list_filter = ("role", ("left_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "project")
    search_fields = ("user__username", "user__first_name", "user__last_name", "project__name", "initials")
    links = ("project", "user")
    form_fields = ("role",)
    shown_fields = ("role",)
    fields = ("user", "project", "initials", "pseudonym", "left_at", "version", "created_at")

    def rows(self, user: User) -> QuerySet[Membership]:
        """Members of projects that `user` may look at."""
        return within_projects(Membership.objects.all(), "project", user)

    def may_change(self, user: User, row: Membership) -> bool:
        """Managers, and superusers who are no members; who left has no role to change."""
        return row.left_at is None and may(user, Permission.MANAGE, row.project)

    def write(self, actor: User, row: Membership, form: VersionedForm) -> None:
        """Give the member another role."""
        data = form.cleaned_data
        change_role(actor=actor, membership=row, role=Role(data["role"]), version=data["seen_version"])


@admin.register(Source)
class SourceAdmin(ServiceRoom):
    """The source libraries. Authors and dates of a record are kept as they were entered."""

    list_display = ("title", "project", "kind", "publisher", "reliability", "confidential", "created_at")
    list_filter = (seen_values("kind", "kind"), seen_values("reliability", "reliability"), "confidential")
    list_select_related = ("project",)
    search_fields = ("title", "publisher", "url", "doi")
    links = ("project",)
    form_fields = ("title", "kind", "publisher", "doi", "url", "archive_url", "reliability", "confidential")
    shown_fields = form_fields
    fields = ("project", "record", "merged_into", "version", "created_at")

    def rows(self, user: User) -> QuerySet[Source]:
        """Sources of projects that `user` may look at."""
        return within_projects(Source.objects.all(), "project", user)

    def may_change(self, user: User, row: Source) -> bool:
        """Editors and managers, and superusers who are no members."""
        return any(may(user, needed, row.project) for needed in (Permission.EDIT_DOCUMENT, Permission.MANAGE))

    def write(self, actor: User, row: Source, form: VersionedForm) -> None:
        """Replace the record; what the form does not show stays as it was."""
        data = form.cleaned_data
        entry = Bibliography(
            **{name: data[name] for name in self.form_fields}, type=row.csl.get("type", "webpage"),
            extra={name: value for name, value in row.csl.items() if name not in CSL_ENTERED},
        )  # fmt: skip
        change_source(actor=actor, source=row, entry=entry, version=data["seen_version"])

    @admin.display(description="record (CSL-JSON)")
    def record(self, source: Source) -> SafeString:
        """The whole record."""
        return pretty(source.csl)
