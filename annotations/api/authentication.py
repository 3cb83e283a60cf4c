"""Who is calling: a program with a token in a header, or a person with a session."""

from django.middleware.csrf import CsrfViewMiddleware
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from annotations.models import ApiToken, User
from annotations.services.people import owner_of_token

KEYWORD = "token"


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Token fct_…`. With this header no cookie is looked at; a token in an address is refused."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the token's owner, or None for a request without an Authorization header."""
        if KEYWORD in request.query_params:
            raise AuthenticationFailed("A token does not belong into an address: it would be logged.", "token_in_url")
        header = str(request.META.get("HTTP_AUTHORIZATION", ""))
        if not header:
            return None
        scheme, _, secret = header.partition(" ")
        token = owner_of_token(secret.strip()) if scheme.lower() == KEYWORD and secret.isascii() else None
        if token is None:
            raise AuthenticationFailed("This token is unknown, expired or revoked.", "token_invalid")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge that goes with a 401."""
        return 'Token realm="factcheck"'


class _Check(CsrfViewMiddleware):
    def _reject(self, request: object, reason: str) -> str:
        return reason


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the pages, with their protection against forged requests."""

    def enforce_csrf(self, request: Request) -> None:
        """Raise 403 unless the request carries the session's CSRF token."""
        check = _Check(lambda inner: None)  # type: ignore[arg-type]  # never asked for a response
        check.process_request(request._request)
        if check.process_view(request._request, None, (), {}):  # type: ignore[arg-type]  # no view is needed
            raise PermissionDenied("The request's CSRF token is missing or too old.", "csrf_failed")


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema describes the token."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the scheme."""
        return {
            "type": "apiKey", "in": "header", "name": "Authorization",
            "description": "`Token fct_…`, made by `manage.py create_api_token`.",
        }  # fmt: skip


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema describes the session."""

    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the scheme."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
