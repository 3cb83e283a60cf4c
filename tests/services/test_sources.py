"""The library: a source is entered once and reused."""

from datetime import date

import pytest

from annotations.models import HistoryEntry, Source
from annotations.queries.library import twins_of
from annotations.services import sources
from annotations.services.refusals import Invalid, Stale
from annotations.services.restoring import restore_source
from annotations.services.source_imports import import_sources
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


SAME = [
    "https://doi.org/10.1000/Bridge.7",
    "http://dx.doi.org/10.1000/bridge.7?x=1",
    "https://www.doi.org/10.1000/BRIDGE%2E7",
]


@pytest.mark.parametrize("url", SAME)
def test_an_address_at_doi_org_and_the_doi_are_one_source(project, editor, url):
    by_address = make_source(project=project, actor=editor, url=url)
    assert sources.find_source(project, doi="doi:10.1000/bridge.7") == by_address
    assert sources.find_source(project, url="https://example.org/a", doi="10.1000/BRIDGE.7") == by_address
    for other in SAME:
        assert sources.find_source(project, url=other) == by_address
    by_doi = make_source(project=project, actor=editor, title="By its DOI", doi="10.1000/bridge.7")
    assert list(twins_of(by_doi, Source.objects.all())) == [by_address]
    assert list(twins_of(by_address, Source.objects.all())) == [by_doi]
    told = import_sources(
        actor=editor, project=project, data=b"@misc{a, title={A}, doi={10.1000/bridge.7}}", name="a.bib"
    )
    assert told.body["counts"] == {"entered": 0, "known": 1, "refused": 0}


def test_a_source_with_a_doi_is_known_by_an_address_at_doi_org(project, editor):
    source = make_source(project=project, actor=editor, doi="10.1000/182", url="https://example.org/a")
    assert [
        sources.find_source(project, url=url)
        for url in ("https://dx.doi.org/10.1000/182", "https://doi.org/10.1000/18")
    ] == [source, None]
    told = import_sources(
        actor=editor, project=project, data=b"@online{a, title={A}, url={https://doi.org/10.1000/182}}", name="a.bib"
    )
    assert told.body["known"] == [{"title": "A", "id": source.pk}]
    assert sources.find_source(project, url="https://example.org/a", doi="10.1000/9") == source


def test_an_older_record_of_an_address_at_dx_doi_org_is_found(project, editor):
    source = make_source(project=project, actor=editor, url="https://dx.doi.org/10.1000/182")
    Source.objects.filter(pk=source.pk).update(url_normalised="dx.doi.org/10.1000/182")
    assert sources.find_source(project, doi="10.1000/182") == source


def changed_twice(project, editor):
    """A source, its record as it was entered, and the entries of its two changes."""
    source = make_source(
        project=project, actor=editor, title="County record", type="book", author="A. Writer; B. Writer",
        url="https://example.org/a", doi="10.1000/182", archive_url="https://own.example/a", issued=date(2020, 5, 4),
        kind="primary", reliability="weak", extra={"volume": "7"},
    )  # fmt: skip
    sources.change_source(actor=editor, source=source, entry=Bibliography(title="One", confidential=True), version=1)
    sources.change_source(actor=editor, source=source, entry=Bibliography(title="Two", confidential=True), version=2)
    return source, list(HistoryEntry.objects.filter(code="source.changed").order_by("number"))


def test_an_earlier_record_is_brought_back_as_a_change_of_its_own(project, editor, reviewer):
    source, (first, _second) = changed_twice(project, editor)
    restored = restore_source(actor=reviewer, source=Source.objects.get(), entry=first, version=3)
    for name in ("csl", "title", "url", "url_normalised", "doi", "archive_url", "kind", "reliability", "publisher"):
        assert getattr(restored, name) == getattr(source, name), name
    assert (restored.version, restored.confidential) == (4, True)  # what was closed since stays closed
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.code, entry.actor, entry.body["before"]["csl"]["title"]) == ("source.changed", reviewer, "Two")


def test_what_cannot_be_brought_back_is_refused_and_nothing_is_written(project, editor):
    source, (first, _second) = changed_twice(project, editor)
    other = make_source(project=project, actor=editor, title="Another")
    added = HistoryEntry.objects.filter(code="source.added").latest("pk")
    before = everything_stored()
    for row, entry, version, kind in (
        (source, first, 2, Stale),
        (other, first, 1, Invalid),
        (other, added, 1, Invalid),
    ):
        with pytest.raises(kind):
            restore_source(actor=editor, source=row, entry=entry, version=version)
    assert everything_stored() == before


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
