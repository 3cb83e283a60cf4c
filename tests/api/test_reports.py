import json

import pytest

from annotations.reports import WRITERS
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_verdict


@pytest.mark.parametrize("slug", sorted(WRITERS))
def test_a_report_comes_as_a_file_in_every_format(editor, document, slug):
    response = Api(editor).get(f"/documents/{document.pk}/report/?format={slug}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == WRITERS[slug].media_type
    suffix = {"averitec", "claimreview", "csljson", "webannotation"} & {slug}
    name = ".".join(["the-bridge-revision-1", *suffix, WRITERS[slug].suffix])
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_report_is_json_unless_asked_for_otherwise(editor, document):
    api = Api(editor)
    response = api.get(f"/documents/{document.pk}/report/")
    assert json.loads(response.content)["format"] == "factcheck-report"
    assert response.content == api.get(f"/documents/{document.pk}/report/?format=json", Accept="text/html").content


@pytest.mark.parametrize("slug", ["exe", "", "JSON", "../json", "api"])
def test_an_unknown_format_is_refused(editor, document, slug):
    response = Api(editor).get(f"/documents/{document.pk}/report/?format={slug}")
    assert (response.status_code, code_of(response)) == (400, "unknown_format")


def test_a_blind_reviewers_report_holds_their_own_verdicts(reviewer, second_reviewer, document):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="mixed")
    body = json.loads(Api(second_reviewer).get(f"/documents/{document.pk}/report/").content)
    assert [claim["verdicts"] for claim in body["claims"]] == [[]] * 6
