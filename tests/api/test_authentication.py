import pytest
from django.test import Client
from django.utils import timezone

from annotations.models import ApiToken, Verdict
from tests.api.calls import ROOT, Api, claim_path, code_of

PATH = "/projects/"


def test_a_token_acts_as_its_owner(reviewer, project):
    results = Api(reviewer).get(PATH).json()["results"]
    assert [(row["slug"], row["role"]) for row in results] == [("desk-one", "reviewer")]


def test_without_a_token_or_a_session_nothing_is_told(client, document):
    response = client.get(f"{ROOT}/documents/{document.pk}/")
    assert response.status_code == 401
    assert code_of(response) == "not_authenticated"
    assert response.headers["WWW-Authenticate"] == 'Token realm="factcheck"'


@pytest.mark.parametrize(
    "header", ["Token fct_wrong", "Token", "Token  ", "Bearer x", "Basic YTpi", "fct_x", "Token fct_ü", "Token a b"]
)
def test_a_token_that_is_none_is_refused(client, project, header):
    response = client.get(ROOT + PATH, headers={"Authorization": header})
    assert response.status_code == 401
    assert code_of(response) == "token_invalid"


def test_expired_and_revoked_tokens_and_those_of_inactive_people_are_refused(reviewer):
    for change in ({"expires_at": timezone.now()}, {"revoked_at": timezone.now()}):
        api = Api(reviewer)
        ApiToken.objects.update(**change)
        assert api.get(PATH).status_code == 401
        ApiToken.objects.all().delete()
    api = Api(reviewer)
    reviewer.is_active = False
    reviewer.save()
    assert api.get(PATH).status_code == 401


def test_a_token_in_an_address_is_refused_even_with_a_session(client, reviewer):
    api = Api(reviewer)
    client.force_login(reviewer)
    for response in (
        client.get(f"{ROOT}{PATH}?token={api.token}"),
        api.get(f"{PATH}?token={api.token}"),
        Client().get(f"{ROOT}{PATH}?token={api.token}"),
    ):
        assert response.status_code == 401
        assert code_of(response) == "token_in_url"


def test_a_token_for_reading_does_not_write(reviewer, document):
    api = Api(reviewer, may_write=False)
    assert api.get(claim_path(document)).status_code == 200
    for method, path in (
        ("POST", claim_path(document, rest="verdicts/")), ("PATCH", f"/documents/{document.pk}/"),
        ("DELETE", claim_path(document, rest="citations/1/")), ("POST", "/documents/"),
    ):  # fmt: skip
        response = api.call(method, path, {"label": "mixed"}, if_match='"c1.m0"')
        assert (response.status_code, code_of(response)) == (403, "token_read_only")
    assert not Verdict.objects.exists()


def test_a_bad_token_is_not_made_good_by_a_session(client, reviewer, project):
    client.force_login(reviewer)
    assert client.get(ROOT + PATH).status_code == 200
    assert client.get(ROOT + PATH, headers={"Authorization": "Token fct_wrong"}).status_code == 401


def test_a_session_never_lends_its_rights_to_a_token(client, outsider, reviewer, document):
    client.force_login(reviewer)
    header = {"Authorization": f"Token {Api(outsider).token}"}
    assert client.get(f"{ROOT}/documents/{document.pk}/", headers=header).status_code == 404


def test_a_session_writes_only_with_the_csrf_token(reviewer, document):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    path = f"{ROOT}/documents/{document.pk}/notes/"
    response = client.post(path, {"text": "A note."}, content_type="application/json")
    assert (response.status_code, code_of(response)) == (403, "csrf_failed")
    client.get("/")
    token = client.cookies["csrftoken"].value
    response = client.post(path, {"text": "A note."}, content_type="application/json", headers={"X-CSRFToken": token})
    assert response.status_code == 201


def test_a_session_has_the_rights_of_its_person_and_no_more(client, reader, document):
    client.force_login(reader)
    assert client.get(f"{ROOT}/documents/{document.pk}/").status_code == 200
    response = client.post(f"{ROOT}/documents/{document.pk}/notes/", {"text": "x"}, content_type="application/json")
    assert (response.status_code, code_of(response)) == (403, "forbidden")


def test_leaving_the_project_ends_the_tokens_rights_at_once(reviewer, document):
    api = Api(reviewer)
    assert api.get(f"/documents/{document.pk}/").status_code == 200
    reviewer.memberships.update(left_at=timezone.now())
    assert api.get(f"/documents/{document.pk}/").status_code == 404
