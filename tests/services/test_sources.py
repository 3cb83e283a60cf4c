"""The library: a source is entered once and reused."""

from datetime import date

import pytest

from annotations.models import HistoryEntry, Source
from annotations.services import sources
from annotations.services.refusals import Invalid, Stale
from annotations.services.sources import Bibliography
from tests.factories import make_source
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


def test_a_record_is_kept_as_csl(project, editor):
    source = make_source(
        project=project, actor=editor, title="A book", type="book", author="A. Writer; B. Writer", publisher="A press",
        url="HTTPS://Example.org/a", doi="doi:10.1000/182", issued=date(2020, 5, 4),
    )  # fmt: skip
    assert source.csl["title"] == "A book"
    assert source.csl["author"] == [{"literal": "A. Writer"}, {"literal": "B. Writer"}]
    assert source.csl["issued"] == {"date-parts": [[2020, 5, 4]]}
    assert (source.url, source.doi, source.csl["DOI"]) == ("https://example.org/a", "10.1000/182", "10.1000/182")


REFUSED = [
    {"title": " "}, {"kind": "nonsense"}, {"reliability": "nonsense"}, {"url": "javascript:alert(1)"},
    {"archive_url": "data:text/html,x"}, {"doi": "not a doi"}, {"url": "https://u:p@e.com"},
]  # fmt: skip


@pytest.mark.parametrize("entry", REFUSED, ids=str)
def test_an_unusable_record_writes_nothing(project, editor, entry):
    before = everything_stored()
    with pytest.raises(Invalid):
        make_source(project=project, actor=editor, **entry)
    assert everything_stored() == before


def test_a_page_is_found_in_the_library_however_it_is_written(project, editor):
    source = make_source(project=project, actor=editor, url="https://www.example.org/a?utm_source=x")
    assert sources.find_source(project, url="http://example.org/a/#top") == source
    assert sources.find_source(project, url="https://example.org/b") is None


def test_a_doi_is_found_in_the_library(project, editor):
    source = make_source(project=project, actor=editor, doi="10.1000/182")
    assert sources.find_source(project, doi="https://doi.org/10.1000/182") == source


def test_the_library_of_another_project_is_not_searched(project, editor, outsider):
    make_source(project=outsider.memberships.get().project, actor=outsider, url="https://example.org/a")
    assert sources.find_source(project, url="https://example.org/a") is None


def test_without_an_address_nothing_is_found(project, editor):
    make_source(project=project, actor=editor)
    assert sources.find_source(project) is None


def test_a_record_changes_only_from_the_version_that_was_seen(project, editor):
    source = make_source(project=project, actor=editor)
    sources.change_source(actor=editor, source=source, entry=Bibliography(title="One"), version=1)
    with pytest.raises(Stale):
        sources.change_source(actor=editor, source=source, entry=Bibliography(title="Two"), version=1)
    assert Source.objects.get().title == "One"
    body = HistoryEntry.objects.latest("pk").body
    assert (body["before"]["csl"]["title"], body["after"]["csl"]["title"]) == ("County record", "One")
