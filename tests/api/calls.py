"""A program that calls the API with a token, or a browser that calls it with a session."""

import json

from django.test import Client

from annotations.services import people

ROOT = "/api/v1"


class Api:
    """Calls in somebody's name."""

    def __init__(self, person, *, may_write=True):
        self.token = people.make_api_token(actor=person, owner=person, name="test", days=1, may_write=may_write)
        people.owner_of_token(self.token)  # so that its first use is not counted among the queries of a test
        self.client = Client()

    def call(self, method, path, body=None, *, if_match=None, key=None, content_type="application/json", **headers):
        """Send a request; a body that is no bytes is sent as JSON."""
        headers = {"Authorization": f"Token {self.token}", **headers}
        headers |= {"If-Match": if_match} if if_match else {}
        headers |= {"Idempotency-Key": key} if key else {}
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        response = self.client.generic(method, ROOT + path, data, content_type=content_type, headers=headers)
        response.received = b"".join(response) if response.streaming else response.content
        return response

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.call("POST", path, body, **options)

    def patch(self, path, body=None, **options):
        return self.call("PATCH", path, body, **options)

    def delete(self, path, **options):
        return self.call("DELETE", path, **options)

    def upload(self, path, fields, **headers):
        """Send a form with a file."""
        return self.client.post(ROOT + path, fields, headers={"Authorization": f"Token {self.token}", **headers})


def claim_path(document, serial=2, rest=""):
    return f"/documents/{document.pk}/claims/{serial}/{rest}"


def code_of(response):
    """Return the code of a problem, after a look at its shape."""
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["detail"]
    return body["code"]
