"""The pages of the source library."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Project, Source
from annotations.services import sources
from annotations.services.source_files import attach_file
from tests.factories import claim_of, make_citation, make_source, make_verdict
from tests.visits import BIBTEX, everything_stored

pytestmark = pytest.mark.django_db
LIBRARY = "/projects/desk-one/sources/"


def soup(response, status=200):
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def at_desk(client, reviewer):
    client.force_login(reviewer)
    return client


def fields_of(form):
    found = {field["name"]: field.get("value", "") for field in form.select("input") if field.get("type") != "checkbox"}
    for choice in form.select("select"):
        chosen = choice.select_one("option[selected]") or choice.select_one("option")
        found[choice["name"]] = chosen["value"]
    return {name: value for name, value in found.items() if name != "file"}


def test_the_list_is_searched_by_word_and_kind(at_desk, project, reviewer):
    make_source(project=project, actor=reviewer, title="County record", kind="primary")
    make_source(project=project, actor=reviewer, title="A book", publisher="County press")
    titles = [
        [link.text for link in soup(at_desk.get(LIBRARY + query)).select("tbody a")]
        for query in ("", "?q=county", "?q=record", "?kind=primary", "?q=%00no+such", "?kind=x&page=9")
    ]
    both = ["A book", "County record"]
    assert titles == [both, both, ["County record"], ["County record"], [], both]


def test_a_source_shows_its_citations_in_three_styles_and_where_it_is_used(at_desk, project, reviewer, document):
    source = make_source(project=project, actor=reviewer, title="A book", type="book", author="A. Writer")
    make_citation(claim=claim_of(document, 2), actor=reviewer, source=source)
    page = soup(at_desk.get(f"{LIBRARY}{source.pk}/"))
    assert [title.text for title in page.select("#formatted ~ dl dt")] == ["APA 7", "Chicago author-date", "MLA 9"]
    assert page.select_one("#formatted ~ dl i").text == "A book"
    assert page.select_one("#used ~ ul a")["href"] == f"/documents/{document.pk}/claims/2/#c2"


def test_a_page_is_called_by_its_site_and_its_archived_copy_is_at_hand(at_desk, project, reviewer, document):
    site = make_source(
        project=project, actor=reviewer, title="A page", publisher="The Site", archive_url="https://e.org/a"
    )
    page = soup(at_desk.get(f"{LIBRARY}{site.pk}/"))
    assert all("The Site" in entry.text for entry in page.select("#formatted ~ dl dd"))
    make_citation(claim=claim_of(document, 3), actor=reviewer, source=site)
    panel = soup(at_desk.get(f"/documents/{document.pk}/claims/3/panel/"))
    assert panel.select_one(".citation__foot a")["href"] == "https://e.org/a"


def test_uses_that_are_withheld_are_neither_listed_nor_counted(
    client, project, document, reviewer, second_reviewer, editor
):
    Project.objects.update(policy=project.policy | {"hide_sources_when_blind": True})
    source = make_source(project=project, actor=reviewer)
    make_citation(claim=claim_of(document, 2), actor=reviewer, source=source)

    def seen(person):
        client.force_login(person)
        uses = soup(client.get(f"{LIBRARY}{source.pk}/")).select("#used ~ ul li")
        return len(uses), soup(client.get(LIBRARY)).select_one("tbody .table__number").text

    assert [seen(person) for person in (reviewer, second_reviewer, editor)] == [(1, "1"), (0, "0"), (1, "1")]
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer)
    assert seen(second_reviewer) == (1, "1")


def test_a_source_is_entered_and_one_that_is_there_wants_a_second_word(at_desk, project, reviewer):
    there = make_source(project=project, actor=reviewer, url="https://example.org/a")
    sent = {"title": "The page", "type": "webpage", "url": "http://www.example.org/a", "issued": "2020-05"}
    page = soup(at_desk.post(f"{LIBRARY}new/", sent), 422)
    assert page.select_one("[role=alert] a")["href"] == f"{LIBRARY}{there.pk}/"
    assert page.select_one("[name=title]")["value"] == "The page"
    assert Source.objects.count() == 1
    assert at_desk.post(f"{LIBRARY}new/", sent | {"anyway": "1"}).status_code == 302
    assert Source.objects.latest("pk").csl["issued"] == {"date-parts": [[2020, 5]]}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://u:p@e.com", "//evil", "data:text/html,x"])
def test_an_address_that_may_not_become_a_link_is_refused(at_desk, project, url):
    before = everything_stored()
    for name in ("url", "archive_url"):
        soup(at_desk.post(f"{LIBRARY}new/", {"title": "A", "type": "book", name: url}), 422)
    assert everything_stored() == before


def test_a_record_is_corrected_by_its_own_form(at_desk, project, reviewer):
    source = make_source(project=project, actor=reviewer, type="something-odd", extra={"volume": "7"})
    form = soup(at_desk.get(f"{LIBRARY}{source.pk}/")).select_one("form[action$=change\\/]")
    response = at_desk.post(form["action"], fields_of(form) | {"title": "Another title"})
    assert response.status_code == 302
    source.refresh_from_db()
    assert (source.title, source.csl["volume"], source.csl["type"]) == ("Another title", "7", "something-odd")
    assert at_desk.post(form["action"], fields_of(form) | {"key": "other"}).status_code == 412


def test_twins_are_named_and_merged(at_desk, project, reviewer, document):
    first, second = (make_source(project=project, actor=reviewer, title=title, doi="10.1000/a") for title in "AB")
    make_citation(claim=claim_of(document, 2), actor=reviewer, source=first)
    form = soup(at_desk.get(f"{LIBRARY}{first.pk}/")).select_one("form[action$=merge\\/]")
    assert fields_of(form)["into"] == str(second.pk)
    assert at_desk.post(form["action"], fields_of(form)).status_code == 302
    page = soup(at_desk.get(f"{LIBRARY}{first.pk}/"))
    assert "Merged into B" in page.select_one(".message--warning").text
    assert not page.select("form[method=post][action*=sources]")
    kept = soup(at_desk.get(f"{LIBRARY}{second.pk}/"))
    assert len(kept.select("#used ~ ul li")) == 1
    assert [row.text for row in soup(at_desk.get(LIBRARY)).select("tbody a")] == ["B"]


def test_a_file_of_references_is_taken_in_and_told_of(at_desk, project):
    data = BIBTEX + b"@nonsense{b, title = {B}}\n@online{c, url = {https://u:p@e.com/}, title = {C}}"
    file = SimpleUploadedFile("a.bib", data)
    response = at_desk.post(f"{LIBRARY}import/", {"file": file, "key": "k"})
    page = soup(at_desk.get(response.url))
    assert page.select_one("#entered ~ ul a").text == "A book"
    assert "C" not in {source.title for source in Source.objects.all()}
    assert "user name or password" in page.select_one("#refused ~ ul").text
    another = at_desk.post(f"{LIBRARY}import/", {"file": SimpleUploadedFile("a.bib", b"@book{"), "key": "k"})
    assert another.status_code == 422


@pytest.mark.parametrize(("format", "begins"), [("json", b"["), ("bibtex", b"@book{"), ("ris", b"TY  - BOOK")])
def test_the_library_is_downloaded_as_a_file(at_desk, project, reviewer, format, begins):
    make_source(project=project, actor=reviewer, type="book")
    response = at_desk.get(f"{LIBRARY}export/{format}/")
    assert response.content.startswith(begins)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert at_desk.get(f"{LIBRARY}export/docx/").status_code == 404


def test_a_file_is_served_as_a_download_of_our_own_type_whatever_it_was_called(at_desk, project, reviewer):
    source = make_source(project=project, actor=reviewer, title="../../etc/passwd <b>")
    sent = {
        "file": SimpleUploadedFile("a.svg", b"%PDF-1.7 <script>", content_type="text/html"), "version": 1, "key": "k"
    }  # fmt: skip
    assert at_desk.post(f"{LIBRARY}{source.pk}/attach/", sent).status_code == 302
    response = at_desk.get(f"{LIBRARY}{source.pk}/file/")
    assert b"".join(response) == b"%PDF-1.7 <script>"
    told = [response.headers[name] for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy")]
    name = 'attachment; filename="etcpasswd-b.pdf"'
    assert told == ["application/pdf", name, "sandbox; default-src 'none'"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_confidential_is_for_those_who_review(client, project, reader, reviewer):
    source = make_source(project=project, actor=reviewer, title="A whistle", confidential=True)
    attach_file(actor=reviewer, source=source, data=b"x", version=1)
    paths = [LIBRARY, f"{LIBRARY}{source.pk}/", f"{LIBRARY}{source.pk}/file/", f"{LIBRARY}export/json/"]
    for person, wanted in ((reviewer, [200, 200, 200, 200]), (reader, [200, 404, 404, 200])):
        client.force_login(person)
        answers = [client.get(path) for path in paths]
        bodies = [answer.getvalue() for answer in answers]
        assert [answer.status_code for answer in answers] == wanted
        shown = bodies[0] + bodies[3]
        assert (b"A whistle" in shown) is (person is reviewer)
        assert (b"A whistle" in client.get("/projects/desk-one/").content) is (person is reviewer)


def test_a_merged_source_is_shown_under_its_successor_and_opens_nothing_confidential(
    client, project, document, reviewer, reader
):
    old, new = (
        make_source(project=project, actor=reviewer, title=title, url=f"https://example.org/{title}", kind=kind)
        for title, kind in (("old", ""), ("new", "primary"))
    )
    make_citation(claim=claim_of(document, 2), actor=reviewer, source=old)
    sources.merge_sources(actor=reviewer, source=old, into=new, version=1)

    def shown(person):
        client.force_login(person)
        panel = soup(client.get(f"/documents/{document.pk}/claims/2/panel/"))
        return panel.select_one(".citation__source a")["href"].rpartition("/")[2], len(panel.select(".tag--kind"))

    assert shown(reviewer) == ("new", 1)
    assert shown(reader) == ("new", 1)
    Source.objects.filter(pk=new.pk).update(confidential=True)
    assert shown(reader) == ("old", 0)


def test_an_earlier_record_is_brought_back_on_the_page(client, project, reviewer, reader):
    source = make_source(project=project, actor=reviewer, title="County record", url="https://example.org/a")
    entry = sources.Bibliography(title="Wrong", type="book")
    sources.change_source(actor=reviewer, source=source, entry=entry, version=1)
    client.force_login(reader)
    assert soup(client.get(f"{LIBRARY}{source.pk}/")).select_one("#earlier") is None
    client.force_login(reviewer)
    line = soup(client.get(f"{LIBRARY}{source.pk}/")).select_one("#earlier ~ ol li")
    assert "R1 changed web address, title, type. Before: County record" in line.text
    form = line.select_one("form")
    answer = client.post(form["action"], fields_of(form) | {"entry": 999_999})
    assert "nothing that this entry" in soup(answer, 422).text
    assert client.post(form["action"], fields_of(form) | {"key": "again"}).status_code == 302
    assert (Source.objects.get().title, Source.objects.get().url) == ("County record", "https://example.org/a")
    assert client.post(form["action"], fields_of(form) | {"key": "late"}).status_code == 412
