import base64

import pytest

from annotations.models import Source
from tests.api.calls import Api, code_of
from tests.factories import make_source
from tests.visits import BIBTEX

PATH = "/projects/desk-one/sources/"


def test_references_are_taken_in_and_come_out_again(reviewer, project):
    api = Api(reviewer)
    told = api.post(f"{PATH}import/", {"name": "a.bib", "text": BIBTEX.decode()}, key="k").json()
    assert told["counts"] == {"entered": 1, "known": 0, "refused": 0}
    assert told["entered"][0]["title"] == "A book"
    refused = api.post(f"{PATH}import/", {"text": "nothing"})
    assert (refused.status_code, code_of(refused)) == (422, "references_format_unknown")
    assert api.get(f"{PATH}export/?format=bibtex").received.startswith(b"@book{")
    assert api.get(f"{PATH}export/").headers["Content-Disposition"] == 'attachment; filename="desk-one.json"'
    assert api.get(f"{PATH}export/?format=docx").status_code == 400


def test_two_records_become_one(reviewer, project):
    first, second = (make_source(project=project, actor=reviewer, title=title) for title in "AB")
    api = Api(reviewer)
    body = api.post(f"{PATH}{first.pk}/merge/", {"into": second.pk}, if_match='"v1"').json()
    assert (body["merged_into"], body["etag"]) == (second.pk, '"v2"')
    again = api.post(f"{PATH}{first.pk}/merge/", {"into": second.pk}, if_match='"v2"')
    assert (again.status_code, code_of(again)) == (422, "source_merged")
    assert [row["id"] for row in api.get(PATH).json()["results"]] == [second.pk]


def test_a_file_is_attached_and_downloaded(reviewer, project):
    source, api = make_source(project=project, actor=reviewer), Api(reviewer)
    path = f"{PATH}{source.pk}/file/"
    assert api.get(path).status_code == 404
    content = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
    body = api.post(path, {"content": content}, if_match='"v1"').json()
    assert body["file_sha256"] == Source.objects.get().file_sha256 != ""
    answer = api.get(path)
    assert (answer.received, answer.headers["Content-Type"]) == (b"\x89PNG\r\n\x1a\n", "image/png")
    assert api.post(path, {"content": "no base64!"}, if_match='"v2"').status_code == 400
    assert api.post(path, {"content": content}, if_match='"v1"').status_code == 412


@pytest.mark.parametrize("path", ["", "export/"])
def test_readers_see_nothing_confidential(reader, reviewer, project, path):
    make_source(project=project, actor=reviewer, title="A whistle", confidential=True)
    assert b"A whistle" in Api(reviewer).get(PATH + path).received
    assert b"A whistle" not in Api(reader).get(PATH + path).received
