"""The library's own work: merging, taking files of references in, files of sources."""

import hashlib
import os
from pathlib import Path

import pytest

from annotations.models import HistoryEntry, Sight, Source
from annotations.queries.library import exported, library, library_rows, open_sources
from annotations.services import limits, originals, source_files, sources
from annotations.services.bibliographies import bibliography_of, written_fields
from annotations.services.refusals import Invalid, Stale
from annotations.services.source_imports import import_sources
from tests.factories import claim_of, make_citation, make_source
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db

BIBTEX = b"""@article{smith2020, title = {On bridges}, author = {Smith, Ann and Jones, Bob}, journal = {Spans},
  year = {2020}, month = may, doi = {10.1000/BRIDGE}}
@online{page, title = {A page}, url = {https://www.example.org/a?utm_source=x}, date = {2020-05-12}}
@online{secret, title = {With a password}, url = {https://u:p@example.org/}}
@online{again, title = {The page once more}, url = {http://example.org/a#top}}
"""
RIS = b"TY  - BOOK\nTI  - A book\nAU  - Writer, A.\nPY  - 1999\nER  - \n"
CSL = b'[{"id": "x", "type": "report", "title": "A report", "issued": {"date-parts": [[2019]]}}]'


def take_in(project, editor, data=BIBTEX, name="a.bib"):
    return import_sources(actor=editor, project=project, data=data, name=name).body


def test_a_file_is_taken_in_with_a_word_on_every_entry(project, editor):
    entries = HistoryEntry.objects.count()
    told = take_in(project, editor)
    assert told["counts"] == {"entered": 2, "known": 1, "refused": 1}
    assert [one["title"] for one in told["entered"]] == ["On bridges", "A page"]
    assert told["known"] == [{"title": "The page once more", "id": Source.objects.get(title="A page").pk}]
    assert told["refused"] == ["secret: A web address holds no user name or password."]
    assert HistoryEntry.objects.count() == entries + 1
    article = Source.objects.get(title="On bridges")
    assert (article.doi, article.csl["author"][0]) == ("10.1000/BRIDGE", {"family": "Smith", "given": "Ann"})
    assert article.csl["issued"] == {"date-parts": [[2020, 5]]}


@pytest.mark.parametrize(("data", "name"), [(BIBTEX, "a.bib"), (RIS, "a.ris"), (CSL, "a.json")])
def test_a_file_taken_in_twice_enters_nothing_more(project, editor, data, name):
    first = take_in(project, editor, data, name)
    assert first["counts"]["entered"]
    assert take_in(project, editor, data, name)["counts"]["entered"] == 0
    assert Source.objects.count() == first["counts"]["entered"]


def test_what_was_merged_is_known_as_its_successor(project, editor):
    old = make_source(project=project, actor=editor, doi="10.1000/bridge")
    new = make_source(project=project, actor=editor, title="The new one")
    sources.merge_sources(actor=editor, source=old, into=new, version=1)
    assert take_in(project, editor)["known"][0] == {"title": "On bridges", "id": new.pk}
    assert sources.find_source(project, doi="doi:10.1000/Bridge") == new


@pytest.mark.parametrize("data", [b"", b"Not a file of references.", b'{"a": ', b"\xff\xfe\x00"])
def test_an_unreadable_file_writes_nothing(project, editor, data):
    before = everything_stored()
    with pytest.raises(Invalid):
        take_in(project, editor, data, "a.txt")
    assert everything_stored() == before


@pytest.mark.parametrize("format", ["json", "bibtex", "ris"])
def test_the_library_comes_back_from_its_own_export(project, editor, outsider, format):
    take_in(project, editor)
    text = exported(open_sources(project, confidential=True), format)
    elsewhere = outsider.memberships.get().project
    told = take_in(elsewhere, outsider, text.encode(), "x")
    assert (told["counts"]["entered"], told["refused"]) == (2, [])
    kept = ("title", "doi", "url")
    rows = [list(Source.objects.filter(project=one).order_by("pk").values_list(*kept)) for one in (project, elsewhere)]
    assert rows[0] == rows[1]


def test_a_merged_source_stays_with_its_citations_and_is_no_longer_offered(project, editor, document):
    first, second, third = (make_source(project=project, actor=editor, title=title) for title in "ABC")
    citation = make_citation(claim=claim_of(document, 2), actor=editor, source=first)
    sources.merge_sources(actor=editor, source=first, into=second, version=1)
    sources.merge_sources(actor=editor, source=second, into=third, version=1)
    citation.refresh_from_db()
    assert citation.source == first
    assert set(Source.objects.filter(merged_into=third)) == {first, second}
    assert [row.title for row in library(open_sources(project, confidential=True), text="", kind="")] == ["C"]
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.code, entry.body["into"]) == ("source.merged", third.pk)


def test_what_cannot_be_merged_is_refused_and_nothing_is_written(project, editor, outsider):
    first, second, third = (make_source(project=project, actor=editor, title=title) for title in "ABC")
    foreign = make_source(project=outsider.memberships.get().project, actor=outsider)
    sources.merge_sources(actor=editor, source=second, into=third, version=1)
    before = everything_stored()
    for source, into, version in ((first, first, 1), (first, second, 1), (first, foreign, 1), (second, first, 2)):
        with pytest.raises(Invalid):
            sources.merge_sources(actor=editor, source=source, into=into, version=version)
    with pytest.raises(Stale):
        sources.merge_sources(actor=editor, source=first, into=third, version=7)
    assert everything_stored() == before


def test_a_form_that_changes_nothing_changes_no_record(project, editor):
    take_in(project, editor)
    source = Source.objects.get(title="On bridges")
    fields = written_fields(source)
    assert (fields["author"], fields["issued"]) == ("Smith, Ann; Jones, Bob", "2020-05")
    sources.change_source(actor=editor, source=source, entry=bibliography_of(fields, source), version=1)
    assert Source.objects.get(pk=source.pk).csl == source.csl


def test_dates_and_authors_that_are_written_anew_replace_the_old_ones(project, editor):
    take_in(project, editor)
    source = Source.objects.get(title="On bridges")
    entry = bibliography_of(written_fields(source) | {"author": "A. Smith", "issued": "2021"}, source)
    csl = sources.change_source(actor=editor, source=source, entry=entry, version=1).csl
    assert (csl["author"], csl["issued"]) == ([{"literal": "A. Smith"}], {"date-parts": [[2021]]})
    assert csl["container-title"] == "Spans"
    with pytest.raises(Invalid):
        bibliography_of(written_fields(source) | {"issued": "once upon a time"}, source)


def test_search_looks_at_title_publisher_address_and_doi(project, editor):
    take_in(project, editor)
    rows = open_sources(project, confidential=True)
    found = [[row.title for row in library(rows, text=text, kind="")] for text in ("BRIDGE", "example.org page", "x-")]
    assert found == [["On bridges"], ["A page"], []]
    assert [row.uses for row in library_rows(list(rows), Sight(editor, True))] == [0, 0]


def test_a_file_is_kept_with_its_hash_and_the_one_before_stays_too(project, editor):
    source = make_source(project=project, actor=editor)
    source_files.attach_file(actor=editor, source=source, data=b"%PDF-1", version=1)
    first = source_files.path_of(Source.objects.get())
    kept = source_files.attach_file(actor=editor, source=source, data=b"%PDF-2", version=2)
    assert (kept.version, kept.file_sha256) == (3, hashlib.sha256(b"%PDF-2").hexdigest())
    assert source_files.path_of(kept).read_bytes() == b"%PDF-2"
    os.utime(first, (0, 0))
    os.utime(source_files.path_of(kept), (0, 0))
    originals.sweep()
    assert first.exists()
    assert source_files.path_of(kept).exists()
    assert HistoryEntry.objects.latest("pk").body["before"] == hashlib.sha256(b"%PDF-1").hexdigest()


@pytest.mark.parametrize(("data", "fits"), [(b"", False), (20, True), (21, False)])
def test_a_file_has_at_least_a_byte_and_at_most_the_limit(project, editor, monkeypatch, data, fits):
    monkeypatch.setattr(source_files, "MAX_UPLOAD_BYTES", 20)
    source, sent = make_source(project=project, actor=editor), data if data == b"" else b"x" * data
    before = everything_stored()
    if fits:
        source_files.attach_file(actor=editor, source=source, data=sent, version=1)
        return
    with pytest.raises(Invalid):
        source_files.attach_file(actor=editor, source=source, data=sent, version=1)
    assert everything_stored() == before


def test_files_of_sources_count_for_the_quota(project, editor, monkeypatch):
    monkeypatch.setattr(limits, "QUOTA_BYTES", 10)
    source = make_source(project=project, actor=editor)
    source_files.attach_file(actor=editor, source=source, data=b"123456", version=1)
    before = everything_stored()
    with pytest.raises(Invalid, match="2 GB"):
        source_files.attach_file(actor=editor, source=source, data=b"12345", version=2)
    assert everything_stored() == before


def test_a_late_file_leaves_nothing(project, editor):
    source = make_source(project=project, actor=editor)
    before = everything_stored()
    with pytest.raises(Stale):
        source_files.attach_file(actor=editor, source=source, data=b"x", version=9)
    assert everything_stored() == before


SNIFFED = [
    (b"%PDF-1.7", "application/pdf"), (b"\x89PNG\r\n\x1a\n<script>", "image/png"), (b"<!DOCTYPE html>", "text/html"),
    (b"\xef\xbb\xbf\n<html>", "text/html"), (b"<svg onload=x>", "application/octet-stream"),
    (b"", "application/octet-stream"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "media_type"), SNIFFED)
def test_a_type_comes_from_the_bytes_and_our_own_table(tmp_path, data, media_type):
    path = Path(tmp_path) / "file"
    path.write_bytes(data)
    assert source_files.type_of(path)[0] == media_type
