"""The sign-off on the report page and in the API."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import SignOff
from annotations.queries.signoff import missing, readiness
from annotations.services import signoffs
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(document, reviewer):
    """Everything judged, with nothing that needs a source; a change of one sentence is demanded."""
    for serial in range(1, 7):
        action = "must" if serial == 3 else "none"
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="opinion", action=action)
    return document


def page(person, document):
    client = Client()
    client.force_login(person)
    return client, client.get(reverse("web:document-report", args=[document.pk])).content.decode()


def hidden(shown):
    return dict(re.findall(r'name="(key|version)" value="([^"]+)"', shown))


def test_the_page_names_what_is_missing_and_leads_there(read, editor):
    _, shown = page(editor, read)
    link = f'<a href="{reverse("web:claim-detail", args=[read.pk, 3])}#c3">3</a>'
    assert f"<li><b>A change that must be made is open</b>: {link}</li>" in shown
    assert "This revision is not signed off." in shown


def test_an_editor_signs_off_all_the_same_and_the_reason_is_printed(read, editor, reviewer):
    client, shown = page(editor, read)
    url, form = reverse("web:sign-off", args=[read.pk]), hidden(shown)
    assert client.post(url, form).status_code == 422
    assert SignOff.objects.count() == 0
    assert client.post(url, form | {"override-demand": "On leave <b>."}, follow=True).status_code == 200
    signoff = SignOff.objects.get()
    _, shown = page(editor, read)
    assert f'<code dir="ltr">{signoff.content_hash}</code>' in shown
    assert '<dt>A change that must be made is open (3)</dt><dd dir="auto">On leave &lt;b&gt;.</dd>' in shown
    make_verdict(claim=claim_of(read, 2), reviewer=reviewer, label="rhetoric")
    _, shown = page(editor, read)
    assert "No longer signed off" in shown
    assert "R1 changed claim 2" in shown


def test_who_does_not_see_all_sees_the_signoff_and_only_that_something_changed(read, editor, reviewer, reader):
    now = readiness(read)
    signoffs.sign_off(actor=editor, document=read, seen=now.hash, overrides={"demand": "A secret reason."})
    for person in (reader, reviewer):
        _, shown = page(person, read)
        assert "ED signed revision 1 off" in shown
        assert "A secret reason." not in shown
        assert "What is missing" not in shown
    make_verdict(claim=claim_of(read, 2), reviewer=reviewer, label="rhetoric")
    _, shown = page(reader, read)
    assert "Signed off, changed since" in shown
    assert "R1 changed" not in shown


def test_the_api_tells_the_state_and_takes_the_signoff(read, editor, reader):
    api, path = Api(editor), f"/documents/{read.pk}/sign-off/"
    state = api.get(path)
    assert state.json()["missing"] == [{"code": "demand", "title": "A change that must be made is open", "claims": [3]}]
    etag = state.headers["ETag"]
    assert code_of(api.post(path, {}, if_match=etag)) == "override_without_reason"
    assert code_of(api.post(path, {"overrides": {"demand": "Agreed."}}, if_match='"0"')) == "content_changed"
    given = api.post(path, {"overrides": {"demand": "Agreed."}}, if_match=etag)
    assert given.status_code == 201
    signoff = given.json()["signoff"]
    assert (signoff["holds"], signoff["revision"], signoff["editor"]["initials"]) == (True, 1, "ED")
    assert signoff["overrides"] == [{"code": "demand", "subject": "3", "reason": "Agreed."}]
    seen = Api(reader).get(path).json()
    assert (seen["signoff"]["overrides"], seen["missing"], seen["content_hash"]) == (None, None, None)
    assert code_of(api.post(path, {"overrides": {"demand": "Agreed."}}, if_match=etag)) == "already_signed_off"


def test_each_claim_that_anything_is_missing_on_has_a_link(document, editor, reviewer, second_reviewer):
    for serial, label in ((1, "not-a-claim"), (2, "supported"), (3, "refuted")):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label=label)
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer, label="mixed")
    _, shown = page(editor, document)
    listed = dict(re.findall(r"<li><b>([^<]+)</b>: (.*?)</li>", shown))
    serials = {title: [int(serial) for serial in re.findall(r"#c(\d+)", links)] for title, links in listed.items()}
    assert serials == {kind.title: [place.serial for place in kind.places] for kind in missing(document)}
    assert serials["Nobody has judged it"] == [4, 5, 6]
    assert serials["Readers disagree"] == [3]


@pytest.mark.parametrize("format", ["html", "md", "json"])
def test_the_report_prints_who_signed_all_the_same_and_why(read, editor, format):
    signoffs.sign_off(actor=editor, document=read, seen=readiness(read).hash, overrides={"demand": "Out of time."})
    client = Client()
    client.force_login(editor)
    report = client.get(reverse("web:report-download", args=[read.pk, format])).content.decode()
    assert "Out of time." in report
