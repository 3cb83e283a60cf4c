"""What every endpoint has in common: JSON whatever the client would rather have, and both kinds of rights."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from annotations.api.permissions import TokenMayWrite
from annotations.models import User

MAX_ID = 2**63 - 1


class OnlyOneRenderer(DefaultContentNegotiation):
    """Answer in the endpoint's one format; neither `Accept` nor `?format=` changes it."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the first renderer."""
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class Endpoint(APIView):
    """The base of all endpoints."""

    permission_classes = (IsAuthenticated, TokenMayWrite)
    content_negotiation_class = OnlyOneRenderer
    metadata_class = None


def caller(request: Request) -> User | AnonymousUser:
    """Return who calls, for the door."""
    user: Any = request.user
    return user if isinstance(user, User) else AnonymousUser()
