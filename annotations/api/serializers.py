"""The shape of what goes out. Serializers only name and order what the endpoints hand them."""

from typing import Any

from rest_framework import serializers

from annotations.api.etags import of_version
from annotations.models import Document, Source
from annotations.models.sources import ArchiveState


class Shape(serializers.Serializer[Any]):
    """Something that goes out."""


class PersonSerializer(Shape):
    """Somebody, by the key that names them in reports and history, and by their initials."""

    key = serializers.CharField(allow_null=True)
    initials = serializers.CharField()


class LabelSerializer(Shape):
    """One value of a scale."""

    slug = serializers.CharField()
    title = serializers.CharField()
    group = serializers.CharField()
    definition = serializers.CharField()


class ProjectSerializer(Shape):
    """A project; `role` is the caller's, null for who only looks after the installation."""

    slug = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField(allow_null=True)
    scale = serializers.CharField()
    etag = serializers.CharField()
    created_at = serializers.DateTimeField()


class RevisionSerializer(Shape):
    """The text under review; lengths are in code points."""

    number = serializers.IntegerField()
    sha256 = serializers.CharField()
    length = serializers.IntegerField()


class DocumentSerializer(Shape):
    """A document; `url` is where it was published."""

    id = serializers.IntegerField(source="pk")
    project = serializers.CharField(source="project.slug")
    title = serializers.CharField()
    author = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()
    language = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    deadline = serializers.DateTimeField(allow_null=True)
    revision = RevisionSerializer(source="current")
    etag = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()

    def get_etag(self, document: Document) -> str:
        """Return the document's tag."""
        return of_version(document.version)


class OriginalSerializer(Shape):
    """The file that a revision came from."""

    file_name = serializers.CharField()
    media_type = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()


class DocumentDetailSerializer(DocumentSerializer):
    """A document with what its import said; `claims` counts what is to be read."""

    claims = serializers.IntegerField(source="claim_count")
    warnings = serializers.ListField(child=serializers.CharField(), source="current.warnings")
    segmenter = serializers.CharField(source="current.segmenter")
    original = OriginalSerializer(source="current.original")


class PartSerializer(Shape):
    """An atomic claim of a sentence: what is checked, and the words of the sentence that it is about.

    `id` is its number in the document for good: verdicts, citations and notes are given on it as on any claim.
    `spans` are code points of the sentence's text, the end exclusive; empty where the words are gone. What a
    `central` part says decides for the sentence.
    """

    id = serializers.IntegerField(source="serial")
    own_wording = serializers.CharField()
    spans = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    central = serializers.BooleanField()
    label = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # a field's name
    settled = serializers.BooleanField()
    disagreement = serializers.BooleanField()
    stale = serializers.BooleanField()
    mine = serializers.BooleanField()
    readers = serializers.IntegerField()
    etag = serializers.CharField()


class ClaimSerializer(Shape):
    """A claim where it stands, as far as the caller may know; offsets are code points, the end exclusive.

    A sentence with `parts` has the label that these add up to (`from_parts`), unless somebody overrode it.
    `id` is its number in the document for good, `number` what readers see, `page` that of the original, null where it
    has none. `readers` counts who gave a verdict, whatever it is. `citations` and `open_notes` count those that the
    caller may see.
    """

    id = serializers.IntegerField(source="serial")
    number = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    kind = serializers.CharField()
    page = serializers.IntegerField(allow_null=True)
    text = serializers.CharField()
    doubtful = serializers.BooleanField()
    suggested_label = serializers.CharField()
    label = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # a field's name
    settled = serializers.BooleanField()
    disagreement = serializers.BooleanField()
    stale = serializers.BooleanField()
    mine = serializers.BooleanField()
    readers = serializers.IntegerField()
    citations = serializers.IntegerField()
    open_notes = serializers.IntegerField()
    etag = serializers.CharField()
    from_parts = serializers.BooleanField()
    parts = PartSerializer(many=True)


class SuccessorSerializer(Shape):
    """A claim that stands where a retired one stood."""

    serial = serializers.IntegerField()
    number = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()


class RelativeSerializer(Shape):
    """How a claim came from another."""

    ancestor = serializers.IntegerField()
    descendant = serializers.IntegerField()
    kind = serializers.CharField()


class ClaimDetailSerializer(ClaimSerializer):
    """A claim with where it came from. `case_etag` gates adjudication and is null for who does not see all."""

    retired = serializers.BooleanField()
    parent = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]  # a field's name
    own_wording = serializers.CharField()
    spans = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    central = serializers.BooleanField()
    lineage = RelativeSerializer(many=True)
    successors = SuccessorSerializer(many=True)
    case_etag = serializers.CharField(allow_null=True)


class VerdictSerializer(Shape):
    """A verdict row. `state` is current, stale, earlier or withdrawn; `label` '' says that it was withdrawn.

    `carried_from` is the number of the earlier revision on which a current one was given, else null.
    """

    claim = serializers.IntegerField()
    reviewer = PersonSerializer()
    mine = serializers.BooleanField()
    number = serializers.IntegerField()
    revision = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    scale = serializers.CharField()
    rationale = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    action = serializers.CharField()
    proposed_wording = serializers.CharField()
    evidence_override = serializers.CharField()
    blind = serializers.BooleanField()
    override = serializers.BooleanField()
    state = serializers.ChoiceField(choices=["current", "stale", "earlier", "withdrawn"])
    carried_from = serializers.IntegerField(allow_null=True)
    at = serializers.DateTimeField()


class GivenVerdictSerializer(VerdictSerializer):
    """A verdict just given, with the claim's tag for the next one."""

    claim_etag = serializers.CharField()


class ConsideredSerializer(Shape):
    """A verdict that an adjudication weighed."""

    reviewer = PersonSerializer()
    number = serializers.IntegerField()


class AdjudicationSerializer(Shape):
    """A settled label; '' says that the case was opened again. `stands`: nothing has overtaken it."""

    claim = serializers.IntegerField()
    number = serializers.IntegerField()
    editor = PersonSerializer()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    scale = serializers.CharField()
    reason = serializers.CharField()
    considered = ConsideredSerializer(many=True)
    by_vote = serializers.BooleanField()
    stands = serializers.BooleanField()
    at = serializers.DateTimeField()


class GivenAdjudicationSerializer(AdjudicationSerializer):
    """An adjudication just written, with the case's tag for the next one."""

    case_etag = serializers.CharField()


class SourceSerializer(Shape):
    """A source of the library; `csl` is the whole record as CSL-JSON. A merged one names what stands for it.

    `archive_state` tells of the web archive: asked for (waiting), kept (done) or not (failed, with a sentence); an
    empty one, that nobody asked. Its answer changes no tag.
    """

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    kind = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()
    doi = serializers.CharField()
    archive_url = serializers.CharField()
    archive_state = serializers.ChoiceField(choices=["", *ArchiveState.values])
    archive_failure = serializers.CharField()
    archived_at = serializers.DateTimeField(allow_null=True)
    reliability = serializers.CharField()
    confidential = serializers.BooleanField()
    file_sha256 = serializers.CharField()
    merged_into = serializers.IntegerField(source="merged_into_id", allow_null=True)
    csl = serializers.DictField()
    etag = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()

    def get_etag(self, source: Source) -> str:
        """Return the source's tag."""
        return of_version(source.version)


class NewSourceSerializer(SourceSerializer):
    """A source just entered; `same_as` is an older record of the same page or DOI, or null."""

    same_as = serializers.IntegerField(allow_null=True)


class CitationSerializer(Shape):
    """A source used on a claim. With `by_author` it came with the text: `added_by` is who last said something of it."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    source = SourceSerializer()  # type: ignore[assignment]  # a field's name
    added_by = PersonSerializer()
    by_author = serializers.BooleanField()
    stance = serializers.CharField()
    quote = serializers.CharField()
    translation = serializers.CharField()
    locator = serializers.CharField()
    question = serializers.CharField()
    evidence_set = serializers.IntegerField(allow_null=True)
    independence_group = serializers.CharField()
    state = serializers.CharField()
    etag = serializers.CharField()
    at = serializers.DateTimeField()


class HistoryEntrySerializer(Shape):
    """What was done. Hashes and commitments are for those who see all: they depend on what is withheld."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    actor = PersonSerializer()
    code = serializers.CharField()
    claim = serializers.IntegerField(allow_null=True)
    subject = serializers.CharField()
    body = serializers.DictField(allow_null=True)
    commitment = serializers.CharField()
    hash = serializers.CharField()
