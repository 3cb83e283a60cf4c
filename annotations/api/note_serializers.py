"""The shape of notes that go out."""

from typing import Any

from rest_framework import serializers

from annotations.api.etags import of_version
from annotations.api.serializers import PersonSerializer, Shape
from annotations.models import Note


class RemarkSerializer(Shape):
    """A note or an answer; `claim` is null for one on the document, `thread` for the first of a thread.

    With `by_author` it came with the text, as a comment of `said_by`, and `author` is who imported it.
    """

    id = serializers.IntegerField(source="note.pk")
    claim = serializers.IntegerField(source="note.claim.serial", allow_null=True, default=None)
    thread = serializers.IntegerField(source="note.thread_id", allow_null=True)
    author = PersonSerializer()
    by_author = serializers.BooleanField(source="note.by_author")
    said_by = serializers.CharField(source="note.said_by")
    mine = serializers.BooleanField()
    text = serializers.CharField(source="note.text")
    internal = serializers.BooleanField(source="note.internal")
    etag = serializers.SerializerMethodField()
    at = serializers.DateTimeField(source="note.created_at")

    def get_etag(self, remark: Any) -> str:
        """Return the note's tag."""
        note: Note = remark.note
        return of_version(note.version)


class NoteSerializer(RemarkSerializer):
    """The first note of a thread, with the answers to it."""

    resolved_by = PersonSerializer(allow_null=True)
    answers = RemarkSerializer(many=True)
