"""The public report of a document: where it stands, publish it, renew it with its corrections, withdraw it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_document
from annotations.api import etags, parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import MAX_ID, Endpoint, caller
from annotations.api.fields import Number, Text, Title
from annotations.api.schema import reading, writing
from annotations.api.serializers import Shape
from annotations.api.submissions import submit
from annotations.models import Publication, PublicNames
from annotations.permissions import Permission
from annotations.queries.publications import Changed, changed_claims, shelf_of
from annotations.reports.reading import contents_of
from annotations.services import publications
from annotations.services.publications import MAX_REPORTED_BY, MAX_WORDS, Told

MOST_CORRECTIONS = 1_000


class PublishBody(Body):
    """How the people of the desk are named in public."""

    names = serializers.ChoiceField(PublicNames.choices)


class CorrectionBody(Body):
    """What was wrong with a claim in public, in public words."""

    claim = Number(required=True, min_value=1, max_value=MAX_ID, help_text="The claim's serial.")
    was_wrong = Text(max_length=MAX_WORDS, required=True)
    reason = Text(max_length=MAX_WORDS, required=True)
    reported_by = Title(max_length=MAX_REPORTED_BY, help_text="Left out where the desk found it itself.")
    reported_on = serializers.DateField(input_formats=["%Y-%m-%d"])


class RenewBody(Body):
    """A correction for each claim whose label changed."""

    corrections = serializers.ListField(child=CorrectionBody(), required=False, max_length=MOST_CORRECTIONS)


class WithdrawBody(Body):
    """Why the report is withdrawn; for the desk alone."""

    reason = Text(max_length=MAX_WORDS, required=True)


class ChangedSerializer(Shape):
    """A claim that bears another label than in public; `new_label` is empty where it has none now."""

    claim = serializers.IntegerField()
    number = serializers.CharField()
    old_label = serializers.CharField()
    new_label = serializers.CharField(allow_blank=True)


class PublicationSerializer(Shape):
    """The public report. `address` is null where none stands; `can_be_renewed` says that a newer sign-off holds."""

    address = serializers.CharField(allow_null=True)
    names = serializers.ChoiceField(PublicNames.choices, allow_null=True)
    edition = serializers.IntegerField(allow_null=True)
    content_hash = serializers.CharField(allow_null=True)
    can_be_renewed = serializers.BooleanField()
    changed = ChangedSerializer(many=True)
    etag = serializers.CharField(required=False)


class PublicationState(Endpoint):
    """The public report of a document."""

    @reading("publication_read", PublicationSerializer, refusals=(403,))
    def get(self, request: Request, document: int) -> Response:
        """Return where the report stands, and what a renewal would have to correct."""
        visit = get_document(caller(request), document, Permission.PUBLISH)
        parameters.check_known(request)
        state = _state(visit)
        headers = {"ETag": state["etag"]} if "etag" in state else {}
        return Response(PublicationSerializer(state).data, headers=headers)

    @writing("publication_publish", PublicationSerializer, body=PublishBody, status=201)
    def post(self, request: Request, document: int) -> Response:
        """Publish what is signed off."""
        visit = get_document(caller(request), document, Permission.PUBLISH)
        values = read(request, PublishBody)

        def act() -> Any:
            publications.publish(actor=visit.user, document=visit.document, names=values["names"])
            return _shown(visit)

        return submit(request, visit.user, act, status=201)


class PublicationRenewal(Endpoint):
    """A new edition of the public report."""

    @writing("publication_renew", PublicationSerializer, body=RenewBody, guarded=True)
    def post(self, request: Request, document: int) -> Response:
        """Put what is signed off now in the place of the last edition, with its corrections."""
        visit = get_document(caller(request), document, Permission.PUBLISH)
        version = etags.version_seen(etags.required(request))
        rows = read(request, RenewBody).get("corrections", [])
        told, publication = [_told(row) for row in rows], _last(visit)

        def act() -> Any:
            publications.renew(actor=visit.user, publication=publication, told=told, version=version)
            return _shown(visit)

        return submit(request, visit.user, act, current=lambda: _shown(visit))


class PublicationWithdrawal(Endpoint):
    """The end of the public report."""

    @writing("publication_withdraw", PublicationSerializer, body=WithdrawBody, guarded=True)
    def post(self, request: Request, document: int) -> Response:
        """Withdraw the report: from now on its address, and all below it, answer 410."""
        visit = get_document(caller(request), document, Permission.PUBLISH)
        version = etags.version_seen(etags.required(request))
        values, publication = read(request, WithdrawBody), _last(visit)

        def act() -> Any:
            publications.withdraw(actor=visit.user, publication=publication, reason=values["reason"], version=version)
            return _shown(visit)

        return submit(request, visit.user, act, current=lambda: _shown(visit))


def _told(row: dict[str, Any]) -> Told:
    return Told(row["claim"], row["was_wrong"], row["reason"], row["reported_on"], row.get("reported_by", ""))


def _last(visit: DocumentVisit) -> Publication:
    """Return the last publication; one that was withdrawn is told as changed, not as missing."""
    publication = Publication.objects.filter(document=visit.document).order_by("-pk").first()
    if publication is None:
        raise Http404
    return publication


def _shown(visit: DocumentVisit) -> Any:
    return PublicationSerializer(_state(visit)).data


def _state(visit: DocumentVisit) -> dict[str, Any]:
    shelf = shelf_of(visit.document)
    publication, edition = shelf.publication, shelf.edition
    if publication is None or edition is None:
        nothing = dict.fromkeys(("address", "names", "edition", "content_hash"))
        return {**nothing, "can_be_renewed": False, "changed": []}
    changed: list[Changed] = []
    if shelf.can_be_renewed:
        now = publications.public_contents(visit.user, visit.document, publication.names)
        changed = changed_claims(contents_of(edition.contents), now)
    return {
        "address": reverse("web:public-report", args=[publication.slug]), "names": publication.names,
        "edition": edition.number, "content_hash": edition.signoff.content_hash,
        "can_be_renewed": shelf.can_be_renewed, "changed": [_changed(one) for one in changed],
        "etag": etags.of_version(publication.version),
    }  # fmt: skip


def _changed(one: Changed) -> dict[str, Any]:
    return {
        "claim": one.serial, "number": one.before.number, "old_label": one.before.label,
        "new_label": one.after.label if one.after else "",
    }  # fmt: skip
