"""What a token may do at all; what its owner may do in a project is asked at the one door (`annotations.access`)."""

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from annotations.models import ApiToken


class TokenMayWrite(BasePermission):
    """A token made for reading only reads."""

    code = "token_read_only"
    message = "This token may only read."

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Say whether the request only reads, or comes with a token that may write, or with a session."""
        token = request.auth
        return request.method in SAFE_METHODS or not isinstance(token, ApiToken) or token.may_write
