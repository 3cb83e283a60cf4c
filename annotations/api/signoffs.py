"""The sign-off of a document: what is missing, whether the last one holds, and the next one."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_document
from annotations.api import etags, parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Text
from annotations.api.people import UNNAMED, people_of
from annotations.api.schema import reading, writing
from annotations.api.serializers import PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.permissions import Permission
from annotations.queries.signoff import Readiness, Standing, last_signoff, readiness
from annotations.services import signoffs


class SignOffBody(Body):
    """A reason for each kind of thing that is missing, by its code."""

    overrides = serializers.DictField(child=Text(max_length=signoffs.MAX_REASON), required=False)


class MissingSerializer(Shape):
    """One kind of thing that is missing, and the claims by their serials."""

    code = serializers.CharField()
    title = serializers.CharField()
    claims = serializers.ListField(child=serializers.IntegerField())


class ChangeSerializer(Shape):
    """The change that ended a sign-off, or that made it hold again."""

    by = PersonSerializer()
    at = serializers.DateTimeField()
    code = serializers.CharField()


class GivenSignOffSerializer(Shape):
    """A sign-off. `holds` is null where you may only know that something changed since."""

    revision = serializers.IntegerField()
    number = serializers.IntegerField()
    editor = PersonSerializer()
    content_hash = serializers.CharField()
    hash_version = serializers.IntegerField()
    at = serializers.DateTimeField()
    holds = serializers.BooleanField(allow_null=True)
    voided_by = ChangeSerializer(allow_null=True)
    restored_by = ChangeSerializer(allow_null=True)
    overrides = serializers.ListField(child=serializers.DictField(), allow_null=True)


class SignOffStateSerializer(Shape):
    """The last sign-off, and for those who see all what is missing for the next and the ETag to give it with."""

    signoff = GivenSignOffSerializer(allow_null=True)
    missing = MissingSerializer(many=True, allow_null=True)
    content_hash = serializers.CharField(allow_null=True)
    etag = serializers.CharField(required=False)


class SignOffState(Endpoint):
    """The sign-off of a document."""

    @reading("signoff_read", SignOffStateSerializer)
    def get(self, request: Request, document: int) -> Response:
        """Return the last sign-off, whether it holds, and what is missing for the next."""
        visit = get_document(caller(request), document, Permission.EXPORT)
        parameters.check_known(request)
        state = _state(visit)
        headers = {"ETag": state["etag"]} if "etag" in state else {}
        return Response(SignOffStateSerializer(state).data, headers=headers)

    @writing("signoff_write", SignOffStateSerializer, body=SignOffBody, status=201, guarded=True)
    def post(self, request: Request, document: int) -> Response:
        """Sign the current revision off. If-Match is the ETag of the state you looked at."""
        visit = get_document(caller(request), document, Permission.SIGN_OFF)
        seen = etags.required(request).strip('"')
        values = read(request, SignOffBody)

        def act() -> Any:
            signoffs.sign_off(
                actor=visit.user, document=visit.document, seen=seen, overrides=values.get("overrides", {})
            )
            return SignOffStateSerializer(_state(visit)).data

        return submit(request, visit.user, act, status=201, current=lambda: SignOffStateSerializer(_state(visit)).data)


def _state(visit: DocumentVisit) -> dict[str, Any]:
    standing = last_signoff(visit.document, sees_all=visit.sees_all)
    told = {"signoff": _given(visit, standing) if standing else None, "missing": None, "content_hash": None}
    return {**told, **_ready(readiness(visit.document))} if visit.sees_all else told


def _ready(now: Readiness) -> dict[str, Any]:
    missing = [
        {"code": kind.code, "title": kind.title, "claims": [place.serial for place in kind.places]}
        for kind in now.missing
    ]
    return {"missing": missing, "content_hash": now.hash, "etag": f'"{now.hash}"'}


def _given(visit: DocumentVisit, standing: Standing) -> dict[str, Any]:
    people, row = people_of(visit.project), standing.signoff
    changes = {"voided_by": standing.voided_by, "restored_by": standing.restored_by}
    return {
        "revision": row.revision.number, "number": row.number, "editor": people.get(row.editor_id, UNNAMED),
        "content_hash": row.content_hash, "hash_version": row.hash_version, "at": row.created_at,
        "holds": standing.holds, "overrides": row.overrides if visit.sees_all else None,
        **{
            name: {"by": people.get(entry.actor_id, UNNAMED), "at": entry.at, "code": entry.code} if entry else None
            for name, entry in changes.items()
        },
    }  # fmt: skip
