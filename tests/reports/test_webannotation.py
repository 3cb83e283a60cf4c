"""Web Annotation: every annotation keeps the rules of the recommendation and finds its words in the text."""

import io
import json
import re
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import jsonschema
import pytest

from annotations.reports.text import printable
from annotations.reports.webannotation import WebAnnotationWriter
from tests.reports.contents import (
    EMPTY,
    NOON,
    SMALL,
    digest,
    make_citation,
    make_claim,
    make_contents,
    make_document,
    make_note,
    make_part,
    make_revision,
    make_source,
    make_verdict,
    placed,
)
from tests.reports.nasty import EVERY_NASTY, HOSTILE
from tests.reports.profiles import PROFILES, PUBLIC
from tests.reports.renew import GOLDEN

SCHEMA = Path(__file__).parents[2] / "annotations" / "reports" / "schemas" / "webannotation.schema.json"
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
IRI = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def written(contents):
    out = io.BytesIO()
    left_out = WebAnnotationWriter().write(contents, out)
    return out.getvalue(), left_out


def annotations_of(contents):
    return json.loads(written(contents)[0])["first"]["items"]


def several(value):
    return value if isinstance(value, list) else [value]


def bodies(annotation, purpose):
    return [body.get("value", body.get("source")) for body in annotation["body"] if body["purpose"] == purpose]


def annotated(text, *claims, **changes):
    """Return the annotations of claims in this text."""
    contents = make_contents(
        revision=make_revision(text=text), claims=placed(text, list(claims)), people=SMALL.people,
        sources=SMALL.sources, **changes,
    )  # fmt: skip
    return annotations_of(contents)


def check_musts(annotation):
    """What the recommendation says with a MUST, of the parts that are used here."""
    assert annotation["@context"] == CONTEXT
    assert IRI.fullmatch(annotation["id"])
    assert annotation["type"] == "Annotation"
    assert "bodyValue" not in annotation
    assert MOMENT.fullmatch(annotation["created"])
    assert annotation.get("creator", {"type": "Person"})["type"] == "Person"
    for body in annotation.get("body", []):
        assert body["type"] in ("TextualBody", "SpecificResource")
        assert isinstance(body["value" if body["type"] == "TextualBody" else "source"], str)
    for target in several(annotation["target"]):
        if isinstance(target, dict):
            assert target["type"] == "SpecificResource"
            assert isinstance(target["source"], str)
            for selector in target.get("selector", []):
                check_selector(selector)


def check_selector(selector):
    if selector["type"] == "TextQuoteSelector":
        assert isinstance(selector["exact"], str)
        assert all(0 < len(selector.get(side, "x")) <= 32 for side in ("prefix", "suffix"))
    else:
        assert selector["type"] == "TextPositionSelector"
        assert 0 <= selector["start"] <= selector["end"]
    if "refinedBy" in selector:
        check_selector(selector["refinedBy"])


def selected(text, selector):
    """Return the words that a selector selects, by position or by finding the quotation once."""
    if selector["type"] == "TextPositionSelector":
        found = text[selector["start"] : selector["end"]]
    else:
        around = selector.get("prefix", "") + selector["exact"] + selector.get("suffix", "")
        assert text.count(around) == 1
        found = selector["exact"]
    return selected(found, selector["refinedBy"]) if "refinedBy" in selector else found


def test_the_small_document_is_written_as_in_the_golden_file():
    golden = GOLDEN / "small.webannotation.golden"
    assert written(SMALL)[0] == golden.read_bytes(), "python -m tests.reports.renew"


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values(), *EVERY_NASTY])
def test_every_annotation_fits_the_schema_and_keeps_the_rules_of_the_recommendation(contents):
    annotations = annotations_of(contents)
    for annotation in annotations:
        VALIDATOR.validate(annotation)
        check_musts(annotation)
    known = {annotation["id"] for annotation in annotations}
    assert len(known) == len(annotations)
    answered = {annotation["target"] for annotation in annotations if isinstance(annotation["target"], str)}
    assert answered <= known


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values()])
def test_the_collection_has_one_page_with_all_annotations(contents):
    collection = json.loads(written(contents)[0])
    page = collection["first"]
    assert (collection["@context"], collection["type"], page["type"]) == (
        CONTEXT,
        "AnnotationCollection",
        "AnnotationPage",
    )
    assert collection["total"] == len(page["items"])
    assert (page["startIndex"], page["partOf"]) == (0, collection["id"])
    assert IRI.fullmatch(collection["id"])
    assert IRI.fullmatch(page["id"])
    assert collection["label"] == "The harbour grows"


def test_an_empty_document_gives_an_empty_collection():
    content, left_out = written(EMPTY)
    assert json.loads(content)["total"] == 0
    assert left_out == ()


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values(), *EVERY_NASTY[:2]])
def test_the_same_contents_give_the_same_bytes(contents):
    again = replace(contents, claims=tuple(replace(claim) for claim in contents.claims))
    assert written(contents) == written(again)


@pytest.mark.parametrize("contents", PROFILES.values(), ids=PROFILES)
def test_every_selector_finds_its_words_in_the_text_of_the_revision(contents):
    for annotation in annotations_of(contents):
        for target in several(annotation["target"]):
            if isinstance(target, dict) and "selector" in target:
                quote, position = target["selector"]
                assert selected(contents.revision.text, quote) == selected(contents.revision.text, position)


def test_offsets_count_code_points_also_beyond_the_first_plane():
    text = "😀😀 前 𠀀𠀁 ends. 👩\u200d👧 The e\u0301 𠜎 is old. 𝔄fter."
    sentence = "The e\u0301 𠜎 is old."
    part = make_part(wording="𠜎 is old", spans=((0, 3), (7, 15)), verdicts=(make_verdict(),))
    first, second = annotated(text, make_claim(text=sentence, verdicts=(make_verdict(),), parts=(part,)))
    quote, position = first["target"]["selector"]
    assert (position["start"], position["end"]) == (text.index("The"), text.index("old.") + 4) == (18, 34)
    assert (quote["exact"], quote["prefix"]) == (sentence, text[:18])
    assert quote["suffix"] == " 𝔄fter."
    words = [[selected(text, selector) for selector in target["selector"]] for target in second["target"]]
    assert words == [["The", "The"], ["𠜎 is old", "𠜎 is old"]]


def test_a_quotation_has_32_code_points_around_it_and_none_at_the_ends_of_the_text():
    text = "𠀀" * 40 + "Here." + "😀" * 40
    quote = annotated(text, make_claim(text="Here.", verdicts=(make_verdict(),)))[0]["target"]["selector"][0]
    assert (quote["prefix"], quote["suffix"]) == ("𠀀" * 32, "😀" * 32)
    alone = annotated("Here.", make_claim(text="Here.", verdicts=(make_verdict(),)))[0]["target"]["selector"][0]
    assert alone == {"type": "TextQuoteSelector", "exact": "Here."}


def test_the_source_is_the_text_of_the_revision_and_the_scope_where_it_can_be_read():
    for annotation in annotations_of(SMALL):
        for target in several(annotation["target"]):
            if isinstance(target, dict):
                assert target["source"] == f"urn:sha256:{digest(SMALL.revision.text)}"
                assert target["scope"] == "https://weekly.example/harbour"


@pytest.mark.parametrize("spans", [(), ((0, 99),), ((4, 4),)])
def test_a_part_without_words_of_the_sentence_is_about_the_whole_of_it(spans):
    part = make_part(spans=spans, verdicts=(make_verdict(),))
    (annotation,) = annotated("Here.", make_claim(text="Here.", parts=(part,)))
    assert [selected("Here.", selector) for selector in annotation["target"]["selector"]] == ["Here.", "Here."]
    assert bodies(annotation, "describing") == ["The harbour has a grain terminal."]


def test_a_verdict_is_assessed_with_its_label_rationale_and_tags():
    verdict = make_verdict(label="refuted", scale="standard-1", tags=("wrong-number",), evidence_override="No paper.")
    (found,) = annotated("Here.", make_claim(text="Here.", verdicts=(verdict,)))
    assert found["motivation"] == "assessing"
    assert bodies(found, "classifying") == ["Refuted"]
    assert bodies(found, "commenting") == [verdict.rationale, "Rules of evidence overridden: No paper."]
    assert bodies(found, "tagging") == ["Wrong number"]
    assert found["creator"] == {"type": "Person", "name": "Asta Kern", "nickname": "AK"}


def test_a_verdict_that_does_not_count_is_not_told():
    withdrawn = make_verdict(number=2, label="", current=False)
    assert annotated("Here.", make_claim(text="Here.", verdicts=(make_verdict(current=False), withdrawn))) == []


def test_a_settled_label_is_an_assessment_of_the_editor():
    found = next(one for one in annotations_of(SMALL) if one.get("creator", {}).get("nickname") == "ED")
    assert found["motivation"] == "assessing"
    assert bodies(found, "classifying") == ["Mostly refuted"]
    assert bodies(found, "tagging") == ["Settled"]


@pytest.mark.parametrize(
    ("action", "wording", "motivation", "words", "tags"),
    [
        ("must", "So it was.", "editing", ["So it was."], ["Must change"]),
        ("none", "So it was.", "editing", ["So it was."], []),
        ("cut", "", "editing", [], ["Cut"]),
        ("source", "", "questioning", [], ["Author to supply source"]),
    ],
)
def test_what_a_verdict_asks_for_is_an_annotation_of_its_own(action, wording, motivation, words, tags):
    verdict = make_verdict(action=action, proposed_wording=wording)
    assessed, asked = annotated("Here.", make_claim(text="Here.", verdicts=(verdict,)))
    assert asked["motivation"] == motivation
    assert (bodies(asked, "editing"), bodies(asked, "tagging")) == (words, tags)
    assert asked["target"] == assessed["target"]
    assert asked["id"] != assessed["id"]


def test_a_citation_links_to_its_source_with_what_was_noted():
    linked = [one for one in annotations_of(SMALL) if one["motivation"] == "linking"]
    assert [bodies(one, "linking") for one in linked] == [
        ["https://port.example/statistics?year=2024&table=3"],
        ["https://port.example/statistics?year=2024&table=3"],
        ["http://cranes.example/"],
    ]
    assert bodies(linked[0], "classifying") == ["Supports"]
    assert bodies(linked[0], "identifying") == ["Harbour statistics 2024", "p. 12"]
    assert bodies(linked[0], "questioning") == ["How much was handled in 2024?"]
    assert bodies(linked[1], "describing") == ["an increase of 38 per cent", "ein Zuwachs von 38 Prozent"]
    assert bodies(linked[2], "tagging") == ["Not yet read", "Supplied by the author"]


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({"url": "", "doi": "10.1000/x"}, ["https://doi.org/10.1000/x"]),
        ({"url": "", "archive_url": "https://archive.example/x"}, ["https://archive.example/x"]),
        ({"url": "javascript:alert(1)"}, []),
    ],
)
def test_a_source_is_linked_by_what_a_reader_can_open(changes, address):
    contents = make_contents(
        revision=make_revision(text="Here."), sources=(make_source(**changes),),
        claims=placed("Here.", [make_claim(text="Here.", citations=(make_citation(),))]),
    )  # fmt: skip
    (found,) = annotations_of(contents)
    assert bodies(found, "linking") == address
    assert bodies(found, "identifying")[0] == "Harbour statistics 2024"
    assert "creator" not in found


def test_an_answer_is_about_the_note_and_a_note_about_the_text():
    notes = (make_note(id=1), make_note(id=2, thread=1, author="p-1", text="Asked."), make_note(id=3, thread=9))
    first, answer, rest = annotated("Here.", make_claim(text="Here.", notes=notes))
    assert [one["motivation"] for one in (first, answer, rest)] == ["commenting", "replying", "commenting"]
    assert answer["target"] == first["id"]
    assert rest["target"] == first["target"]
    assert bodies(answer, "replying") == ["Asked."]


def test_a_resolved_thread_and_a_withdrawn_note_are_not_told():
    notes = (
        make_note(id=1, resolved_by="p-1"), make_note(id=2, thread=1), make_note(id=3, withdrawn_at=NOON),
        make_note(id=4, thread=3, text="An answer stays."),
    )  # fmt: skip
    (found,) = annotated("Here.", make_claim(text="Here.", notes=notes))
    assert bodies(found, "commenting") == ["An answer stays."]


def test_a_comment_of_the_authors_file_bears_the_name_that_stands_there():
    told = {bodies(one, "commenting")[0]: one for one in annotations_of(SMALL) if one["motivation"] == "commenting"}
    assert told["From the *old* guide?"]["creator"] == {"type": "Person", "name": "M. Writer"}
    assert "creator" not in told["Nameless in the file."]
    assert bodies(told["Keep out of print."], "tagging") == ["Internal"]
    assert "selector" not in told["Who is the author?"]["target"]


def test_an_annotation_keeps_its_name_when_others_come_and_in_the_next_revision():
    before = {one["id"] for one in annotations_of(SMALL)}
    text = f"New. {SMALL.revision.text}"
    moved = tuple(replace(claim, start=claim.start + 5, end=claim.end + 5) for claim in SMALL.claims)
    new = make_claim(id=99, text="New.", end=4, verdicts=(make_verdict(),))
    later = replace(SMALL, revision=make_revision(number=2, text=text), claims=(new, *moved))
    after = {one["id"] for one in annotations_of(later)}
    assert before < after
    assert len(after) == len(before) + 1


def test_the_public_report_names_roles_and_no_key_of_anybody():
    content, _ = written(PUBLIC)
    creators = [one["creator"] for one in annotations_of(PUBLIC) if "creator" in one]
    assert {"type": "Person", "name": "Reviewer 1"} in creators
    assert not [word for word in (b"Asta", b"Rossi", b"p-1", b"Keep out of print", b"third in ten") if word in content]
    assert "editing" not in {one["motivation"] for one in annotations_of(PUBLIC)}


def test_times_are_in_utc_with_a_z():
    at = (NOON + timedelta(microseconds=7)).astimezone(timezone(timedelta(hours=2)))
    (found,) = annotated("Here.", make_claim(text="Here.", verdicts=(make_verdict(at=at),)))
    assert found["created"] == "2026-11-20T12:00:00.000007Z"


def test_what_is_left_out_is_said():
    summed = make_claim(
        id=30, number="9", label="refuted", parts=(make_part(retired=True, verdicts=(make_verdict(),)),)
    )
    assert written(replace(SMALL, claims=(*SMALL.claims, summed)))[1] == (
        "1 claim is left out because the label is only what the parts add up to, and nobody’s verdict: 9.",
        "1 claim is left out because the text no longer has the words: 7.",
        "Left out: 1 part no longer in use.",
        "Left out: 1 verdict whose wording has changed since.",
        "Left out: 1 resolved thread of notes.",
        "Left out: 1 answer of the author.",
    )


def test_hostile_text_is_carried_as_text():
    for text in HOSTILE:
        claim = make_claim(
            text=text, end=len(text), verdicts=(make_verdict(rationale=text, proposed_wording=text),),
            notes=(make_note(text=text),), citations=(make_citation(quote=text),),
        )  # fmt: skip
        contents = make_contents(
            revision=make_revision(text=text), claims=(claim,), document=make_document(title=text, url=text),
            people=SMALL.people, sources=(make_source(title=text, url=text),),
        )  # fmt: skip
        found = annotations_of(contents)
        assert len(found) == 4
        for annotation in found:
            VALIDATOR.validate(annotation)
            assert annotation["target"]["selector"][0]["exact"] == text
            assert "scope" not in annotation["target"]
        expected = printable(text).strip()
        assert bodies(found[0], "commenting") == bodies(found[3], "commenting") == [expected]
        assert bodies(found[1], "editing") == bodies(found[2], "describing") == [expected]
        assert bodies(found[2], "linking") == []


def test_one_annotation_stands_on_each_line():
    lines = written(SMALL)[0].decode().split("\n")
    assert [json.loads(line.rstrip(",")) for line in lines[1:-2]] == annotations_of(SMALL)


def test_the_writer_says_what_it_is():
    writer = WebAnnotationWriter()
    assert (writer.slug, writer.suffix) == ("webannotation", "json")
    assert writer.media_type == f'application/ld+json; profile="{CONTEXT}"'
