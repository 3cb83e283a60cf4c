from datetime import date

from annotations.models import Source
from tests.api.calls import Api, code_of
from tests.factories import make_project, make_source

PATH = "/projects/desk-one/sources/"


def test_a_source_is_entered(reviewer, project):
    body = {
        "title": " County record ", "type": "book",
        "author": "Ann; Bob", "publisher": "County", "doi": "doi:10.1000/182",
        "url": "https://example.org/a", "archive_url": "https://archive.example/a", "issued": "2020-02-03",
        "accessed": "2026-01-01", "kind": "primary", "reliability": "weak", "confidential": True,
    }  # fmt: skip
    api = Api(reviewer)
    response = api.post(PATH, body)
    given = response.json()
    assert response.status_code == 201
    assert given["title"] == "County record"
    assert given["csl"] == {
        "type": "book", "title": "County record", "author": [{"literal": "Ann"}, {"literal": "Bob"}],
        "publisher": "County", "URL": "https://example.org/a", "DOI": "10.1000/182",
        "issued": {"date-parts": [[2020, 2, 3]]}, "accessed": {"date-parts": [[2026, 1, 1]]},
        "archive": "Web archive", "archive_location": "https://archive.example/a",
    }  # fmt: skip
    assert (given["reliability"], given["confidential"], given["same_as"]) == ("weak", True, None)
    one = api.get(response.headers["Location"].removeprefix("/api/v1"))
    assert one.json() == {name: value for name, value in given.items() if name != "same_as"}
    assert one.headers["ETag"] == '"v1"'


def test_a_source_that_is_there_already_is_named(reviewer, manager, project):
    first = make_source(project=project, actor=manager, url="https://example.org/a")
    assert Api(reviewer).post(PATH, {"title": "B", "url": "http://example.org/a#b"}).json()["same_as"] == first.pk


def test_a_source_is_corrected_and_keeps_what_was_left_out(reviewer, manager, project):
    source = make_source(
        project=project, actor=manager, author="Ann", issued=date(2020, 2, 3), kind="primary", extra={"volume": "7"}
    )
    api, path = Api(reviewer), f"{PATH}{source.pk}/"
    assert api.patch(path, {"title": "B"}).status_code == 428
    response = api.patch(path, {"title": "B", "url": "https://example.org/b"}, if_match='"v1"')
    assert (response.status_code, response.headers["ETag"]) == (200, '"v2"')
    assert response.json()["csl"] == {
        "type": "webpage", "title": "B", "author": [{"literal": "Ann"}], "issued": {"date-parts": [[2020, 2, 3]]},
        "volume": "7", "URL": "https://example.org/b",
    }  # fmt: skip
    assert response.json()["kind"] == "primary"
    cleared = api.patch(path, {"author": "", "issued": None, "url": ""}, if_match='"v2"').json()
    assert cleared["csl"] == {"type": "webpage", "title": "B", "volume": "7"}
    response = api.patch(path, {"title": "C"}, if_match='"v1"')
    assert (response.status_code, code_of(response)) == (412, "source_changed")
    assert response.json()["current"]["title"] == "B"


def test_sources_come_in_pages_without_those_merged_into_others(reviewer, manager, project):
    made = [make_source(project=project, actor=manager, title=str(number)) for number in range(4)]
    Source.objects.filter(pk=made[1].pk).update(merged_into=made[0])
    api = Api(reviewer)
    first = api.get(f"{PATH}?page_size=2").json()
    assert [row["id"] for row in first["results"]] == [made[0].pk, made[2].pk]
    second = api.get(first["next"].removeprefix("/api/v1")).json()
    assert ([row["id"] for row in second["results"]], second["next"]) == ([made[3].pk], None)


def test_a_source_of_another_project_is_not_found(manager, project):
    foreign = make_source(project=make_project(manager=manager, slug="other"), actor=manager)
    api = Api(manager)
    assert api.get(f"{PATH}{foreign.pk}/").status_code == 404
    assert api.patch(f"{PATH}{foreign.pk}/", {"title": "B"}, if_match='"v1"').status_code == 404


def test_a_repeated_entry_is_made_once(reviewer, project):
    api = Api(reviewer)
    first, again = (api.post(PATH, {"title": "A"}, key="a-key") for _ in range(2))
    assert again.json() == first.json()
    assert Source.objects.count() == 1
