"""The shape of what comes in: names, types, lengths. Rules are the services' business.

A field that is left out of a PATCH stays as it was. Unknown names are refused.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, UnsupportedMediaType
from rest_framework.request import Request

from annotations.api.endpoints import MAX_ID
from annotations.api.fields import Doi, Flag, FormFlag, Number, Text, Title, WebAddress
from annotations.api.problems import UNKNOWN_FIELD, Problem
from annotations.scales import ACTIONS, CITATION_STATES, ISSUE_TAGS, RELIABILITIES, SOURCE_KINDS, STANCES
from annotations.services.citations import Use
from annotations.services.verdicts import Judgement

LONG = 20_000
MAX_SET = 10_000


class Body(serializers.Serializer[Any]):
    """An object with these names and no others."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the checked values."""
        if isinstance(data, Mapping):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                wrong = [ErrorDetail("There is no such field.", code=UNKNOWN_FIELD)]
                raise serializers.ValidationError({name[:80]: wrong for name in unknown[:20]})
        return super().to_internal_value(data)


Shape = TypeVar("Shape", bound=Body)


def read(request: Request, shape: type[Body], *, partial: bool = False) -> dict[str, Any]:
    """Return the request's body in this shape.

    Raises 415 for another media type, 411 for a body of unknown length, 400 for another shape.
    """
    _check_media_type(request)
    data: Any = request.data
    if isinstance(data, QueryDict) and any(len(values) > 1 for _, values in data.lists()):
        raise Problem(400, "field_repeated", "Each field may be sent once.")
    body = shape(data=data, partial=partial)
    body.is_valid(raise_exception=True)
    values: dict[str, Any] = body.validated_data
    if partial and not values:
        raise Problem(400, "nothing_to_change", "Send at least one field.")
    return values


def _check_media_type(request: Request) -> None:
    """Refuse other media types also where the framework has read the body before (a form sent with a session)."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    if sent == "0" and "HTTP_TRANSFER_ENCODING" in request.META:
        raise Problem(411, "length_required", "Send the body with its Content-Length.")
    media_type = request.content_type.partition(";")[0].strip().lower()
    if sent != "0" and media_type not in {parser.media_type for parser in request.parsers or ()}:
        raise UnsupportedMediaType(media_type)


class DetailsBody(Body):
    """What a document says of itself."""

    title = Title(max_length=300)
    author = Title(max_length=300)
    publisher = Title(max_length=300)
    url = WebAddress()
    language = Title(max_length=35)
    as_of = serializers.DateField(required=False, allow_null=True, input_formats=["%Y-%m-%d"])
    deadline = serializers.DateTimeField(required=False, allow_null=True)


class ImportBody(DetailsBody):
    """A text to import. Fields left out are filled from the text, where it says so."""

    project = Title(max_length=60, required=True, help_text="The slug of a project.")
    text = serializers.CharField(
        trim_whitespace=False, allow_blank=True, max_length=None, required=False,
        help_text="The text itself. Without it, the page at `url` is fetched, and a snapshot of it kept.",
    )  # fmt: skip
    url = serializers.CharField(  # type: ignore[assignment]  # what may be fetched, the fetcher says
        required=False, allow_blank=True, max_length=None, help_text="Where the text was published."
    )
    everything = Flag(required=False, help_text="Take everything on a web page, not its article alone.")
    allow_duplicate = Flag(required=False, help_text="Import a text that the project has already.")

    def get_fields(self) -> dict[str, Any]:
        """Leave the text's characters to the importer, which says where a wrong one stands."""
        fields = super().get_fields()
        fields["text"].validators = fields["url"].validators = []
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An address that is only kept must be one that may become a link."""
        if "text" in attrs and "url" in attrs:
            try:
                attrs["url"] = WebAddress().run_validation(attrs["url"])
            except serializers.ValidationError as error:
                raise serializers.ValidationError({"url": error.detail}) from error
        return attrs


class UploadBody(DetailsBody):
    """A file to import, with its details in the same form."""

    project = Title(max_length=60, required=True, help_text="The slug of a project.")
    file = serializers.FileField(max_length=300, allow_empty_file=True)
    encoding = Title(max_length=40, help_text="Of a text file that is not UTF-8, for example windows-1252.")
    everything = FormFlag(required=False, help_text="Take everything on a web page, not its article alone.")
    allow_duplicate = FormFlag(required=False, help_text="Import a file that the project has already.")


class VerdictBody(Body):
    """A verdict. The label '' withdraws one's last verdict."""

    label = Text(max_length=40, required=True, help_text="A label of the project's scale, or '' to withdraw.")  # type: ignore[assignment]  # a field's name
    rationale = Text(max_length=LONG)
    tags = serializers.ListField(child=Text(max_length=40), required=False, max_length=len(ISSUE_TAGS))
    action = Text(max_length=10, help_text=f"One of {', '.join(ACTIONS)}.")
    proposed_wording = Text(max_length=LONG)
    evidence_override = Text(max_length=LONG, help_text="Why, although the rules of evidence are not met.")


def judgement_of(values: Mapping[str, Any]) -> Judgement:
    """Return a verdict's body as the service takes it."""
    return Judgement(
        label=values["label"], rationale=values.get("rationale", ""), tags=tuple(values.get("tags", ())),
        action=values.get("action") or "none", proposed_wording=values.get("proposed_wording", ""),
        evidence_override=values.get("evidence_override", ""),
    )  # fmt: skip


class AdjudicationBody(Body):
    """A settled label with its reason. The label '' opens the case again."""

    label = Text(max_length=40, required=True, help_text="A label of the project's scale, or '' to reopen.")  # type: ignore[assignment]  # a field's name
    reason = Text(max_length=LONG, required=True)


class SourceBody(Body):
    """A bibliographic record."""

    title = Title(max_length=500)
    type = Title(max_length=40, help_text="A type of CSL-JSON, such as webpage, book or article-journal.")
    author = Title(max_length=300, help_text="Several with semicolons between them.")
    publisher = Title(max_length=300)
    url = WebAddress()
    doi = Doi()
    archive_url = WebAddress()
    issued = serializers.DateField(required=False, allow_null=True, input_formats=["%Y-%m-%d"])
    accessed = serializers.DateField(required=False, allow_null=True, input_formats=["%Y-%m-%d"])
    kind = Text(max_length=20, help_text=f"One of {', '.join(SOURCE_KINDS)}, or ''.")
    reliability = Text(max_length=10, help_text=f"One of {', '.join(filter(None, RELIABILITIES))}, or ''.")
    confidential = Flag(required=False)


@extend_schema_field(
    {"oneOf": [{"type": "integer", "minimum": 1, "maximum": MAX_ID}, {"$ref": "#/components/schemas/SourceBody"}]}
)
class SourceField(serializers.Field[Any, Any, Any, Any]):
    """A source of the library by its id, or a record that is looked up there and entered if it is new."""

    default_error_messages = {"invalid": "A source is an id or an object."}

    def to_internal_value(self, data: Any) -> Any:
        """Return the id, or the record's values."""
        if isinstance(data, int) and not isinstance(data, bool):
            return Number(min_value=1, max_value=MAX_ID).run_validation(data)
        if not isinstance(data, Mapping):
            self.fail("invalid")
        body = SourceBody(data=data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)


class UseBody(Body):
    """What a source is used for on a claim."""

    stance = Text(max_length=10, required=True, help_text=f"One of {', '.join(STANCES)}.")
    quote = Text(max_length=LONG)
    translation = Text(max_length=LONG, help_text="The quote in the language of the check.")
    locator = Text(max_length=200)
    question = Text(max_length=LONG)
    evidence_set = Number(required=False, allow_null=True, min_value=0, max_value=MAX_SET)
    independence_group = Text(max_length=60)
    state = Text(max_length=20, help_text=f"One of {', '.join(CITATION_STATES)}.")


class CitationBody(UseBody):
    """A source used on a claim."""

    source = SourceField()  # type: ignore[assignment]  # a field's name


def use_of(values: Mapping[str, Any]) -> Use:
    """Return a citation's body as the service takes it."""
    return Use(**{name: value for name, value in values.items() if name != "source"})


class NoteBody(Body):
    """A note."""

    text = Text(required=True, max_length=LONG)
    internal = Flag(required=False, help_text="Not for readers. True where it is left out.")


class AnswerBody(Body):
    """An answer to a note."""

    text = Text(required=True, max_length=LONG)


class ResolvedBody(Body):
    """Whether a thread is resolved."""

    resolved = Flag(required=True)
