from annotations.models import Role
from tests.api.calls import Api
from tests.factories import make_member, make_project


def test_only_ones_own_projects_are_listed(outsider, project):
    assert [row["slug"] for row in Api(outsider).get("/projects/").json()["results"]] == ["elsewhere"]


def test_an_administrator_sees_projects_without_a_role_in_them(administrator, project):
    assert [(row["slug"], row["role"]) for row in Api(administrator).get("/projects/").json()["results"]] == [
        ("desk-one", None)
    ]


def test_projects_come_in_pages(manager):
    for letter in "cab":
        make_project(manager=manager, slug=letter)
    api = Api(manager)
    first = api.get("/projects/?page_size=2").json()
    assert [row["slug"] for row in first["results"]] == ["a", "b"]
    second = api.get(first["next"].removeprefix("/api/v1")).json()
    assert [row["slug"] for row in second["results"]] == ["c"]
    assert second["next"] is None


def test_a_project_shows_its_scale_and_rules(reader, project):
    body = Api(reader).get("/projects/desk-one/").json()
    assert body["scale"] == "standard-1"
    assert [label["slug"] for label in body["labels"]][:2] == ["supported", "mostly-supported"]
    assert body["policy"] == project.rules.to_json()
    assert body["role"] == "reader"


def test_who_left_does_not_see_the_project_any_more(manager, outsider, project):
    membership = make_member(project=project, person=outsider, role=Role.READER)
    api = Api(outsider)
    assert api.get("/projects/desk-one/").status_code == 200
    membership.delete()
    assert api.get("/projects/desk-one/").status_code == 404
