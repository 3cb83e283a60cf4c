"""Projects: a desk's room, who is in it, and its policy."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from annotations.models.addresses import clean_origin, clean_web_address

SECOND_READINGS = ("off", "all", "percent", "labels")
ADJUDICATIONS = ("editor", "vote")
MOST_READERS = 20
LONGEST_NAME, MOST_SITES = 200, 20


@dataclasses.dataclass(frozen=True, slots=True)
class Policy:
    """A project's rules of work. Unknown names, wrong types and values that cannot be meant are refused.

    `second_reading` says which claims are read twice: none, all, `second_percent` of them drawn at random, or those
    whose first label is in `second_labels`. The four rules of evidence are shown while one works and asked for at the
    sign-off; they never keep anybody from saving. With `adjudication` "vote", `carry` equal votes of `quorum` settle.
    The last five are about what is published: by whom, how errors are corrected, whether the published reports are
    listed, and which sites (https origins) may embed them.
    """

    blind: bool = True
    hide_sources_when_blind: bool = False
    adjudicator_may_have_read: bool = False
    four_eyes: bool = False
    second_reading: str = "off"
    second_percent: int = 20
    second_labels: tuple[str, ...] = ()
    citation_required: bool = True
    two_independent_sources: bool = False
    primary_source_required: bool = False
    unverified_lists_what_was_tried: bool = True
    adjudication: str = "editor"
    quorum: int = 3
    carry: int = 2
    publisher_name: str = ""
    publisher_url: str = ""
    corrections_policy_url: str = ""
    public_list: bool = False
    embedding_sites: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            if type(getattr(self, field.name)) is not type(field.default):
                raise ValueError(f"The policy's {field.name} must be {_KINDS[type(field.default)]}.")
        if self.second_reading not in SECOND_READINGS or self.adjudication not in ADJUDICATIONS:
            raise ValueError("The policy names a way of second reading or of settling that there is not.")
        if not (1 <= self.second_percent <= 100 and 1 <= self.carry <= self.quorum <= MOST_READERS):
            raise ValueError("The policy's numbers do not fit: 1 to 100 percent, and no more votes than the quorum.")
        if self.carry * 2 <= self.quorum:
            raise ValueError("More than half of the quorum must carry, or two labels could win.")
        for name in _LISTS:
            if not all(isinstance(item, str) for item in getattr(self, name)):
                raise ValueError(f"The policy's {name} must be a list of words.")
        _check_addresses(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a stored policy; ValueError for a name that no policy has."""
        unknown = set(data) - {field.name for field in dataclasses.fields(cls)}
        if unknown:
            raise ValueError(f"Unknown policy: {', '.join(sorted(unknown))}.")
        lists = {name: data.get(name, ()) for name in _LISTS}
        for name, value in lists.items():
            if not isinstance(value, list | tuple):
                raise ValueError(f"The policy's {name} must be a list.")
        return cls(**{**data, **{name: tuple(value) for name, value in lists.items()}})

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return {**dataclasses.asdict(self), **{name: list(getattr(self, name)) for name in _LISTS}}


def _check_addresses(policy: Policy) -> None:
    """They become links and part of a header: what is no address in its written form is refused."""
    try:
        links = [clean_web_address(getattr(policy, name)) == getattr(policy, name) for name in _ADDRESSES]
        sites = [clean_origin(site) == site for site in policy.embedding_sites]
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
    if not all((*links, *sites)):
        raise ValueError("The policy's addresses must be in their written form.")
    if len(policy.publisher_name) > LONGEST_NAME or len(policy.embedding_sites) > MOST_SITES:
        raise ValueError(f"A publisher's name has at most {LONGEST_NAME} characters; at most {MOST_SITES} sites embed.")


_ADDRESSES = ("publisher_url", "corrections_policy_url")
_LISTS = ("second_labels", "embedding_sites")
_KINDS: dict[type, str] = {bool: "yes or no", str: "a word", int: "a whole number", tuple: "a list"}


class Role(models.TextChoices):
    """What somebody may do in a project, each with the rights of the one before."""

    READER = "reader", "Reader"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    MANAGER = "manager", "Manager"


class Project(models.Model):
    """A desk's room: members, scale, guidelines, policy, source library."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    scale = models.CharField(max_length=40, default="standard-1")
    guidelines = models.TextField(blank=True)
    policy = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["slug"], name="project_slug_unique"),)

    def __str__(self) -> str:
        return self.name

    @property
    def rules(self) -> Policy:
        """The policy as a checked object."""
        return Policy.from_json(self.policy)


class Membership(models.Model):
    """A person's role in a project. Who left keeps the row, so initials stay readable."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    initials = models.CharField(max_length=4, blank=True)
    pseudonym = models.CharField(max_length=12)
    left_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["project", "user"], name="membership_person_unique"),
            models.UniqueConstraint(fields=["project", "pseudonym"], name="membership_pseudonym_unique"),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"
