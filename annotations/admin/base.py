"""What all rooms of the admin have in common: quick lists, strict lookups, nothing to change by default."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import ShowFacets
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annotations.admin.sight import viewer
from annotations.models import User

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    RowPaginator = Paginator[Any]
else:
    ModelAdmin = admin.ModelAdmin
    RowPaginator = Paginator

COUNTED_ROWS = 100_000
FILTER_LOOKUPS = ("exact", "isnull", "isempty", "gte", "lt")


class PatientPaginator(RowPaginator):
    """Counts no further than 100,000 rows: nobody turns pages beyond; searches and filters lead there."""

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        return rows.order_by()[: COUNTED_ROWS + 1].count() if isinstance(rows, QuerySet) else len(rows)

    @cached_property
    def count(self) -> int:
        """The number of rows, or 100,000 if there are more."""
        return min(self._counted, COUNTED_ROWS)

    @property
    def is_cut_short(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._counted > COUNTED_ROWS


class Room(ModelAdmin):
    """How every list behaves: one bounded count, no facets, and only the lookups that its own links use.

    `links` names the foreign keys by whose id other pages link to the list.
    """

    links: ClassVar[Sequence[str]] = ()
    paginator: ClassVar[Any] = PatientPaginator
    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest | None = None) -> bool:
        """Allow a list's own filters and links: any other lookup could ask about what is not shown."""
        allowed = {f"{name}__id__exact" for name in self.links}
        filters: Sequence[Any] = self.list_filter
        for item in filters:
            name = item[0] if isinstance(item, tuple) else item
            if isinstance(name, str):
                allowed |= {f"{name}__{suffix}" for suffix in FILTER_LOOKUPS}
            else:
                allowed.add(name.parameter_name)
        return lookup in allowed


class ReadingRoom(Room):
    """Rows to look at: nothing is added, changed or deleted, and only rows that the viewer may see exist."""

    actions = None
    ordering: ClassVar[Any] = ("-pk",)
    fields: ClassVar[Any] = ()

    def rows(self, user: User) -> QuerySet[Any]:
        """Return the rows that `user` may see."""
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Every page of the admin takes its rows from here."""
        related = self.list_select_related
        rows = self.rows(viewer(request)).order_by(*self.get_ordering(request))
        return rows.select_related(*related) if isinstance(related, tuple) else rows

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """All that is shown."""
        return list(self.fields)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False


class SeenValuesFilter(admin.SimpleListFilter):
    """A filter whose choices are the values in those rows alone that the viewer may see."""

    field: str
    blank = "(empty)"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Offer the values that occur."""
        rows = model_admin.get_queryset(request).order_by().select_related(None)
        values = rows.values_list(self.field, flat=True).distinct()
        return sorted((value or "-", value or self.blank) for value in values)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows with the chosen value."""
        if self.value() is None:
            return queryset
        return queryset.filter(**{self.field: "" if self.value() == "-" else self.value()})


def seen_values(name: str, title: str, blank: str = "(empty)") -> type[SeenValuesFilter]:
    """Return a filter on the field `name` with the values that the viewer may see."""
    attributes = {"field": name, "parameter_name": name, "title": title, "blank": blank}
    return type(f"{name.title()}Filter", (SeenValuesFilter,), attributes)


def number_of(name: str, title: str) -> Callable[[ModelAdmin, Model], str | SafeString]:
    """Return a column that names a related row by its id alone: its words may be withheld from the viewer."""

    @admin.display(description=title)
    def column(self: ModelAdmin, row: Model) -> str | SafeString:
        pk = getattr(row, f"{name}_id")
        if pk is None:
            return self.get_empty_value_display()
        related = row._meta.get_field(name).related_model
        assert isinstance(related, type)  # noqa: S101 (for the type checker: a foreign key has a model)
        address = reverse(f"admin:annotations_{related.__name__.lower()}_change", args=[pk])
        return format_html('<a href="{}">no. {}</a>', address, pk)

    return column


def list_links(lists: Mapping[str, str], key: str, pk: int) -> SafeString:
    """Return links to the lists (title → model) of the rows that belong to the row `pk` by the foreign key."""
    links = ((reverse(f"admin:annotations_{model}_changelist"), key, pk, title) for title, model in lists.items())
    return format_html_join(" · ", '<a href="{}?{}__id__exact={}">{}</a>', links)


def pretty(data: object) -> SafeString:
    """Return JSON as it is read best: indented, every letter as itself."""
    return format_html('<pre class="admin-json">{}</pre>', json.dumps(data, ensure_ascii=False, indent=2))


def shortened(text: str, length: int = 80) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text[: length * 2].split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
