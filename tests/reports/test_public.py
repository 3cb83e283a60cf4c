"""The allow-list: of the nastiest complete contents, what is on it and nothing else."""

import dataclasses
import json
from typing import Any

import pytest

from annotations.reports.contents import ReportContents
from annotations.reports.json import as_data
from annotations.reports.public import public
from annotations.reports.reading import contents_of
from tests.reports.contents import (
    SMALL,
    make_adjudication,
    make_citation,
    make_claim,
    make_contents,
    make_note,
    make_person,
    make_source,
    make_verdict,
)
from tests.reports.nasty import NASTY

# What each entry may bring into public, by its fields; people are renamed, ranks are counted anew.
ALLOWED: dict[str, set[str]] = {
    "ReportContents": {"public_url"},
    "DocumentEntry": {"title", "author", "publisher", "url", "language", "project"},
    "RevisionEntry": {"text", "sha256"},
    "PersonEntry": {"initials"},
    "SourceEntry": {"csl", "title", "kind", "publisher", "doi", "url", "archive_url", "reliability"},
    "ClaimEntry": {"number", "kind", "text", "label"},
    "PartEntry": {"wording", "label"},
    "VerdictEntry": {"label", "scale", "rationale", "tags"},
    "AdjudicationEntry": {"label", "scale", "reason"},
    "CitationEntry": {"stance", "quote", "translation", "locator", "question", "state"},
    "NoteEntry": {"text"},
    "SignOffEntry": {"content_hash"},
    "PublisherEntry": {"name", "url", "corrections_policy_url"},
    "CorrectionEntry": {"old_label", "new_label", "scale", "was_wrong", "reason", "reported_by"},
}


def marked(value: Any, where: str, words: dict[str, bool], allowed: bool = True) -> Any:
    """Return contents in which every text is a word of its own, and gather whether the word may be published."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        if kind == "Scale":
            return value
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(
            value,
            **{
                name: marked(one, f"{where}.{name}", words, name in ALLOWED.get(kind, ()) or not _is_text(one))
                for name, one in fields.items()
            },
        )
    if isinstance(value, tuple):
        return tuple(marked(one, f"{where}[{rank}]", words, allowed) for rank, one in enumerate(value))
    if isinstance(value, dict):
        return value
    if isinstance(value, str) and value and not where.endswith(KEPT):
        word = f"word-{len(words)}-"
        words[word] = allowed
        return f"{word} {where}"
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(one, str) for one in value))


# Names by which entries find each other, and slugs that decide what is chosen.
KEPT = (
    ".key", ".reviewer", ".editor", ".added_by", ".author", ".resolved_by", ".label", ".profile", ".imported_by",
    "considered[0][0]", "considered[1][0]", ".scale",
)  # fmt: skip


@pytest.mark.parametrize("names", ["roles", "initials"])
@pytest.mark.parametrize("complete", [SMALL, NASTY])
def test_no_text_is_public_that_is_not_on_the_allow_list(complete, names):
    words: dict[str, bool] = {}
    contents: ReportContents = marked(complete, "report", words)
    told = str(as_data(public(contents, names)))
    assert [word for word, allowed in words.items() if word in told and not allowed] == []
    assert [word for word, allowed in words.items() if word in told and allowed]


@pytest.mark.parametrize("complete", [SMALL, NASTY])
def test_it_is_read_back_as_it_was_and_made_alike_each_time(complete):
    made = public(complete, "roles")
    assert contents_of(json.loads(json.dumps(as_data(made)))) == made == public(complete, "roles")
    assert public(made, "roles").claims == made.claims


def test_a_settled_label_stands_with_its_reason_and_hides_who_thought_otherwise():
    verdicts = (make_verdict(reviewer="p-1", label="refuted"), make_verdict(reviewer="p-2", label="supported"))
    claim = make_claim(label="supported", verdicts=verdicts, adjudications=(make_adjudication(label="supported"),))
    (shown,) = public(make_contents(claims=(claim,)), "roles").claims
    assert shown.verdicts == ()
    assert [one.reason for one in shown.adjudications] == ["The later table counts."]


def test_without_a_settlement_only_current_verdicts_with_the_label_are_told():
    verdicts = (
        make_verdict(reviewer="p-1", number=1, label="supported", rationale="Old.", current=False),
        make_verdict(reviewer="p-1", number=2, label="supported", rationale="New."),
        make_verdict(reviewer="p-2", label="refuted", rationale="Other."),
    )
    overtaken = make_adjudication(label="supported", stands=False)
    claim = make_claim(label="supported", verdicts=verdicts, adjudications=(overtaken,))
    (shown,) = public(make_contents(claims=(claim,)), "roles").claims
    assert ([one.rationale for one in shown.verdicts], shown.adjudications) == (["New."], ())
    (open_case,) = public(make_contents(claims=(dataclasses.replace(claim, label=None),)), "roles").claims
    assert open_case.verdicts == ()


def test_confidential_sources_and_what_is_cited_of_them_stay_inside():
    sources = (make_source(id=1, confidential=True, title="Ledger"), make_source(id=2, title="Yearbook"))
    citations = (make_citation(id=1, source=1, quote="From the ledger"), make_citation(id=2, source=2))
    made = public(make_contents(sources=sources, claims=(make_claim(citations=citations),)), "roles")
    assert [(source.id, source.title) for source in made.sources] == [(1, "Yearbook")]
    assert [(one.id, one.source) for one in made.claims[0].citations] == [(1, 1)]


def test_notes_are_public_only_if_they_and_their_thread_are():
    notes = (
        make_note(id=1, internal=True, text="Internal."),
        make_note(id=2, internal=False, thread=1, text="Below an internal one."),
        make_note(id=3, internal=False, text="For all, says @[0f2c]."),
        make_note(id=4, internal=False, thread=3, text="An answer."),
        make_note(id=5, internal=False, resolved_by="p-1", text="Resolved."),
        make_note(id=6, internal=False, by_author=True, text="Of the author."),
    )
    (claim,) = public(make_contents(claims=(make_claim(notes=notes),)), "roles").claims
    assert [one.text for one in claim.notes] == ["For all, says @….", "An answer."]
    assert claim.notes[1].thread == claim.notes[0].id


def test_people_are_roles_numbered_where_there_are_several_or_initials():
    people = (
        make_person(key="p-1", initials="AK"), make_person(key="p-2", initials="BL", name="Bo Lind"),
        make_person(key="p-3", initials="CM", role="editor"),
    )  # fmt: skip
    verdicts = (make_verdict(reviewer="p-2"), make_verdict(reviewer="p-1"))
    contents = make_contents(people=people, claims=(make_claim(label="supported", verdicts=verdicts),))
    by_roles, by_initials = public(contents, "roles"), public(contents, "initials")
    assert [(one.key, one.initials, one.name) for one in by_roles.people] == [
        ("p1", "R1", "Reviewer 1"), ("p2", "R2", "Reviewer 2"),
    ]  # fmt: skip
    assert [(one.key, one.initials, one.name, one.role) for one in by_initials.people] == [
        ("p1", "BL", "BL", ""), ("p2", "AK", "AK", ""),
    ]  # fmt: skip


def test_a_record_keeps_what_a_list_of_works_prints():
    csl = {
        "id": "77", "type": "book", "title": "A book", "note": "lent by a friend", "abstract": "…",
        "author": [{"family": "Kern", "given": "A", "email": "a@b.example"}, "x"],
        "issued": {"date-parts": [[2024, 5, {"a": 1}]], "raw": "May, he says"}, "accessed": "yesterday",
    }  # fmt: skip
    claim = make_claim(citations=(make_citation(),))
    (source,) = public(make_contents(sources=(make_source(csl=csl),), claims=(claim,)), "roles").sources
    assert source.csl == {
        "type": "book", "title": "A book", "author": [{"family": "Kern", "given": "A"}],
        "issued": {"date-parts": [[2024, 5]]},
    }  # fmt: skip
