"""Repair sentences, take one's own acts back, do them again."""

from collections.abc import Callable, Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, DocumentVisit, get_claim, get_document
from annotations.api import etags, parameters
from annotations.api.bodies import read
from annotations.api.claim_rows import claim_now, claim_rows
from annotations.api.endpoints import Endpoint, caller
from annotations.api.repair_bodies import BoundaryBody, ConfirmBody, MergeBody, SplitBody, take_of
from annotations.api.schema import reading, writing
from annotations.api.serializers import ClaimSerializer, Shape
from annotations.api.submissions import submit
from annotations.models import Claim, HistoryEntry, Placement
from annotations.permissions import Permission
from annotations.queries.undo import Stacks, stacks_of
from annotations.services import structure, undo


class RepairedSerializer(Shape):
    """The claims that stand there now, in text order."""

    claims = ClaimSerializer(many=True)


class ActSerializer(Shape):
    """An act of yours. `etag` is what taking it back must bring as If-Match."""

    entry = serializers.IntegerField()
    title = serializers.CharField()
    etag = serializers.CharField()


class StacksSerializer(Shape):
    """What you can take back next, and what you can do again next."""

    undo = ActSerializer(allow_null=True)
    redo = ActSerializer(allow_null=True)


class TakenBackSerializer(Shape):
    """What was taken back or done again, the claim that it was about, and what can be done next."""

    done = serializers.CharField()
    claim = serializers.IntegerField(allow_null=True)
    next = StacksSerializer()


class ClaimSplit(Endpoint):
    """Splitting a claim."""

    @writing("claims_split", RepairedSerializer, body=SplitBody, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Split a claim before the code point `at` of the text. If-Match is the claim's ETag."""
        visit = get_claim(caller(request), document, serial, Permission.REPAIR)
        version, _ = etags.claim_seen(etags.required(request))
        values = read(request, SplitBody)

        def act() -> Any:
            take = take_of(values)
            return _repaired(
                visit,
                structure.split_claim(actor=visit.user, claim=visit.claim, at=values["at"], version=version, take=take),
            )

        return submit(request, visit.user, act, current=lambda: claim_now(visit))


class ClaimMerge(Endpoint):
    """Merging a claim with the next one."""

    @writing("claims_merge", RepairedSerializer, body=MergeBody, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Merge a claim with the one that follows it. If-Match is the claim's ETag, `next_etag` the other's."""
        visit = get_claim(caller(request), document, serial, Permission.REPAIR)
        version, _ = etags.claim_seen(etags.required(request))
        values = read(request, MergeBody)
        following = get_claim(caller(request), document, values["next"], Permission.REPAIR)

        def act() -> Any:
            merged = structure.merge_claims(
                actor=visit.user, claim=visit.claim, following=following.claim, version=version,
                next_version=etags.claim_seen(values["next_etag"])[0], take=take_of(values),
            )  # fmt: skip
            return _repaired(visit, [merged])

        return submit(request, visit.user, act, current=lambda: claim_now(visit))


class ClaimBoundary(Endpoint):
    """Moving the boundary after a claim."""

    @writing("claims_move_boundary", RepairedSerializer, body=BoundaryBody, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Move the boundary after a claim by words, to the left if negative. If-Match is the claim's ETag."""
        visit = get_claim(caller(request), document, serial, Permission.REPAIR)
        version, _ = etags.claim_seen(etags.required(request))
        words = read(request, BoundaryBody)["words"]

        def act() -> Any:
            return _repaired(
                visit, structure.move_boundary(actor=visit.user, claim=visit.claim, words=words, version=version)
            )

        return submit(request, visit.user, act, current=lambda: claim_now(visit))


class DocumentUndo(Endpoint):
    """Taking one's own acts back."""

    @reading("undo_read", StacksSerializer)
    def get(self, request: Request, document: int) -> Response:
        """Read what you can take back next, and what you can do again."""
        visit = get_document(caller(request), document, Permission.REVIEW)
        parameters.check_known(request)
        return Response(StacksSerializer(_next(visit)).data)

    @writing("undo", TakenBackSerializer, body=ConfirmBody, guarded=True)
    def post(self, request: Request, document: int) -> Response:
        """Take your last act back. If-Match is its ETag. `confirm` says that others' work may leave the page."""
        return _take_back(request, document, undo.undo)


class DocumentRedo(Endpoint):
    """Doing again what was taken back."""

    @writing("redo", TakenBackSerializer, body=ConfirmBody, guarded=True)
    def post(self, request: Request, document: int) -> Response:
        """Do again what you took back last. If-Match is the ETag of `redo` in what can be taken back."""
        return _take_back(request, document, undo.redo)


def _take_back(request: Request, document: int, verb: Callable[..., undo.TakenBack]) -> Response:
    visit = get_document(caller(request), document, Permission.REVIEW)
    seen = etags.act_seen(etags.required(request))
    confirm = read(request, ConfirmBody).get("confirm", False)

    def act() -> Any:
        done = verb(actor=visit.user, document=visit.document, seen=seen, confirm=confirm)
        claim = done.claim.serial if done.claim else None
        return TakenBackSerializer({"done": done.title, "claim": claim, "next": _next(visit)}).data

    return submit(request, visit.user, act, current=lambda: StacksSerializer(_next(visit)).data)


def _next(visit: DocumentVisit) -> dict[str, Any]:
    stacks: Stacks = stacks_of(visit.document, visit.user)
    return {"undo": _act(stacks.undo, stacks.undo_title), "redo": _act(stacks.redo, stacks.redo_title)}


def _act(entry: HistoryEntry | None, title: str) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"entry": entry.number, "title": title, "etag": etags.of_act(entry.number)}


def _repaired(visit: ClaimVisit, claims: Sequence[Claim]) -> Any:
    live = Placement.objects.live().filter(revision=visit.document.current_id, claim__in=claims)
    places = live.select_related("claim").order_by("start")
    rows = claim_rows(visit, [(place.claim, place) for place in places])
    return RepairedSerializer({"claims": rows}).data
