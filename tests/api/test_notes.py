import pytest

from annotations.models import Note
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_note, make_verdict


@pytest.mark.parametrize("on_claim", [True, False])
def test_a_thread_is_begun_answered_resolved_and_opened_again(reviewer, editor, document, on_claim):
    lists = claim_path(document, rest="notes/") if on_claim else f"/documents/{document.pk}/notes/"
    api = Api(reviewer)
    response = api.post(lists, {"text": " Where is this from? ", "internal": False})
    note = response.json()
    assert response.status_code == 201
    assert (note["text"], note["internal"], note["claim"]) == (" Where is this from? ", False, 2 if on_claim else None)
    one = response.headers["Location"].removeprefix("/api/v1")
    answer = Api(editor).post(f"{one}answers/", {"text": "The archive."})
    assert (answer.status_code, answer.json()["thread"], answer.json()["mine"]) == (201, note["id"], True)
    (thread,) = Api(editor).get(lists).json()["results"]
    assert [reply["text"] for reply in thread["answers"]] == ["The archive."]
    assert api.patch(one, {"resolved": True}).status_code == 428
    resolved = Api(editor).patch(one, {"resolved": True}, if_match=thread["etag"])
    assert (resolved.status_code, resolved.json()["resolved_by"]["initials"]) == (200, "ED")
    stale = api.patch(one, {"resolved": False}, if_match='"v1"')
    assert (stale.status_code, code_of(stale)) == (412, "note_changed")
    assert stale.json()["current"]["etag"] == '"v2"'
    again = api.patch(one, {"resolved": False}, if_match='"v2"')
    assert (again.json()["resolved_by"], again.headers["ETag"]) == (None, '"v3"')


def test_a_note_is_internal_unless_said_otherwise(reviewer, reader, document):
    path = f"/documents/{document.pk}/notes/"
    assert Api(reviewer).post(path, {"text": "Hush."}).json()["internal"]
    Api(reviewer).post(path, {"text": "Aloud.", "internal": False})
    assert [row["text"] for row in Api(reader).get(path).json()["results"]] == ["Aloud."]


def test_only_its_author_takes_a_note_back_and_once(reviewer, editor, document):
    note = make_note(document=document, author=reviewer)
    path = f"/documents/{document.pk}/notes/{note.pk}/"
    response = Api(editor).delete(path, if_match='"v1"')
    assert (response.status_code, code_of(response)) == (403, "note_of_another")
    api = Api(reviewer)
    assert api.delete(path).status_code == 428
    assert api.delete(path, if_match='"v2"').status_code == 412
    assert [api.delete(path, if_match='"v1"', key="a-key").status_code for _ in range(2)] == [204, 204]
    assert api.delete(path, if_match='"v1"').status_code == 404
    assert api.get(path).status_code == 404
    assert Note.objects.get().withdrawn_at is not None


def test_a_note_on_a_claim_is_hidden_until_one_has_read_the_claim(reviewer, second_reviewer, document):
    claim = claim_of(document, 2)
    note = make_note(document=document, author=reviewer, claim=claim)
    api = Api(second_reviewer)
    one = f"/documents/{document.pk}/notes/{note.pk}/"
    assert api.get(claim_path(document, rest="notes/")).json()["results"] == []
    for response in (
        api.get(one), api.patch(one, {"resolved": True}, if_match='"v1"'), api.delete(one, if_match='"v1"'),
        api.post(f"{one}answers/", {"text": "x"}),
    ):  # fmt: skip
        assert (response.status_code, code_of(response)) == (404, "not_found")
    make_verdict(claim=claim, reviewer=second_reviewer)
    assert len(api.get(claim_path(document, rest="notes/")).json()["results"]) == 1


def test_an_empty_or_overlong_note_is_refused(reviewer, document):
    api = Api(reviewer)
    for text, code in ((" \n", "note_empty"), ("ü" * 10_001, "text_too_long")):
        response = api.post(f"/documents/{document.pk}/notes/", {"text": text})
        assert (response.status_code, code_of(response)) == (422, code)
    assert api.post(f"/documents/{document.pk}/notes/", {"text": "ü" * 10_000}).status_code == 201


def test_an_answer_cannot_be_resolved(reviewer, document):
    api = Api(reviewer)
    note = make_note(document=document, author=reviewer)
    answer = api.post(f"/documents/{document.pk}/notes/{note.pk}/answers/", {"text": "Yes."}).json()
    response = api.patch(f"/documents/{document.pk}/notes/{answer['id']}/", {"resolved": True}, if_match='"v1"')
    assert (response.status_code, code_of(response)) == (422, "note_is_an_answer")


def test_a_repeated_note_is_written_once(reviewer, document):
    api = Api(reviewer)
    answers = [api.post(claim_path(document, rest="notes/"), {"text": "x"}, key="a-key") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Note.objects.count() == 1
