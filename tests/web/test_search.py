"""Search: every word, in any case and any script, in what one may see and nothing else."""

import pytest
from django.db import connection

from annotations.models import Placement, Project
from annotations.queries.search import Wanted, search
from annotations.search import words_of
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_document, make_note, make_source, make_verdict
from tests.repairs import split

TEXT = "Население растёт быстро. 日本の人口は減っている。 100% of the “quoted” words_ stay. A plain OR word."


def serials(person, query, **where):
    found = search(Wanted(query, "claim", **where), person, Project.objects.filter(memberships__user=person))
    return [hit.serial for hit in found[0].hits] if found else []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("население", [1]), ("НАСЕЛ быстр", [1]), ("人口は", [2]), ("人口", [2]), ("口", [2]), ("人口 日本", [2]),
        ("100%", [3]), ("“quoted”", [3]), ("words_", [3]), ("w_rds", []), ("OR", [3, 4]), ('"', []), ("* AND", []),
        ("plain NEAR", []), ("in", [4]), ("", []),
    ],
)  # fmt: skip
def test_every_word_is_found_whatever_its_script_and_case(project, reviewer, query, found):
    make_document(project=project, actor=reviewer, text=TEXT)
    assert serials(reviewer, query) == found


def test_the_index_keeps_step_with_splits_and_leaves_closed_placements_out(document, reviewer):
    split(document, reviewer, 3, "longest bridge")
    assert serials(reviewer, "longest bridge") == [7]
    assert serials(reviewer, "in the county") == [8]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_placement(search_placement, rank) VALUES ('integrity-check', 1)")
    assert Placement.objects.filter(text__contains="longest").count() == 2


def test_a_note_is_found_by_who_may_see_it(client, document, reviewer, second_reviewer, editor):
    claim = claim_of(document, 2)
    make_note(document=document, claim=claim, author=reviewer, text="The archive disagrees.")
    address = "/search/?q=ARCHIVE"
    for person, count in ((reviewer, 1), (second_reviewer, 0), (editor, 1)):
        client.force_login(person)
        assert client.get(address).content.decode().count("<mark>archive</mark>") == count
    make_verdict(claim=claim, reviewer=second_reviewer)
    client.force_login(second_reviewer)
    assert "<mark>archive</mark>" in client.get(address).content.decode()


def test_nothing_of_other_projects_is_found(client, document, outsider, reviewer):
    make_source(project=document.project, actor=reviewer, title="County record of bridges")
    client.force_login(outsider)
    assert "Nothing found" in client.get("/search/?q=bridge").content.decode()
    client.force_login(reviewer)
    assert "<mark>bridge</mark>s" in client.get("/search/?q=bridge").content.decode()


def test_filters_narrow_what_is_found(document, project, manager):
    other = make_document(project=project, actor=manager, title="Another")
    make_source(project=project, actor=manager, title="The bridge")
    assert len(serials(manager, "opened")) == 2
    assert serials(manager, "opened", document=other.pk) == [2]
    assert serials(manager, "opened", project="elsewhere") == []
    kinds = search(Wanted("bridge", document=other.pk), manager, Project.objects.all())
    assert [len(part.hits) for part in kinds] == [3, 0, 0]


def test_the_page_says_what_is_wrong_and_escapes_what_was_typed(client, project, reviewer):
    client.force_login(reviewer)
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert client.get("/search/", {"q": "x" * 201}).status_code == 422
    assert client.get("/search/?q=").status_code == 200


def test_the_api_searches_too(document, reviewer, outsider):
    body = Api(reviewer).get("/search/?q=county&kind=claim").json()
    assert [(row["document"], row["claim"]) for row in body["results"]] == [(document.pk, 3), (document.pk, 6)]
    assert body["more"] == []
    assert Api(outsider).get("/search/?q=county").json()["results"] == []
    assert Api(reviewer).get("/search/").json() == {"results": [], "more": []}
    assert code_of(Api(reviewer).get("/search/?q=" + "x" * 201)) == "parameter_invalid"
    assert code_of(Api(reviewer).get("/search/?q=a&kind=label")) == "parameter_invalid"


def test_a_query_has_at_most_eight_words_of_sixty_characters():
    assert words_of("a b a " + "x" * 70) == ("a", "b", "x" * 60)
    assert len(words_of(" ".join(map(str, range(20))))) == 8
