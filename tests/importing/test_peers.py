"""Files of other tools: what each format says, and files that were made to do harm."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest

from annotations.importing import DocumentTooLarge, UnreadableDocument
from annotations.importing.peers import PEERS, Link, Mark, read_peer

SAMPLES = Path(__file__).parents[1] / "samples" / "peers"
FILES = {
    "claimreview": "claimreview.json", "doccano": "doccano.jsonl", "labelstudio": "labelstudio.json",
    "webannotation": "webannotation.json",
}  # fmt: skip
SECONDS = 5


def sample(slug):
    return read_peer(slug, (SAMPLES / FILES[slug]).read_bytes(), name=FILES[slug])


def one(slug, value):
    return read_peer(slug, json.dumps(value).encode(), name="file.json").documents[0]


def said(document):
    """Return the labels and notes of a document, each with the words that it is about."""
    return [(mark.label or mark.note, mark.span and document.text[slice(*mark.span)]) for mark in document.marks]


def refusal(slug, data):
    with pytest.raises(UnreadableDocument) as caught:
        read_peer(slug, data, name="file.json")
    return caught.value.message


def quoting(exact, **selector):
    return {"source": "https://example.org/a", "selector": {"type": "TextQuoteSelector", "exact": exact, **selector}}


def test_every_format_has_a_sample():
    assert FILES.keys() == PEERS.keys()


def test_doccano_has_labels_on_stretches_by_code_point_and_on_whole_texts():
    found = sample("doccano")
    first, opinion, toll, cost = found.documents
    assert said(first) == [
        ("True", "The bridge was opened in 1931."), ("PER", "bridge"),
        ("mostly_false", "It is the longest in the county."), ("Check the county record.", None),
    ]  # fmt: skip
    assert [said(document) for document in (opinion, toll)] == [[("Opinion", None)], [("False", None)]]
    assert said(cost) == [("Refuted", "It cost 2.1 million pounds.")]
    assert found.left_out == ("Relations between labels: 1.",)


def test_doccano_may_also_be_an_array_with_comments_that_say_who():
    comment = {"text": "Odd.", "username": "ina"}
    document = one("doccano", [{"text": "It rains.", "label": "False", "comments": [comment]}])
    assert document.marks == (Mark(None, label="False"), Mark(None, by="ina", note="Odd."))


def test_label_studio_has_everybody_s_labels_with_their_reasons_and_in_either_count_of_characters():
    found = sample("labelstudio")
    bridge, opinion = found.documents
    assert said(bridge) == [
        ("Supported", "The bridge was opened in 1931."), ("Ask the county.", None),
        ("Refuted", "The bridge was opened in 1931."), ("Disputed", "It is the longest in the county."),
    ]  # fmt: skip
    assert [mark.by for mark in bridge.marks] == ["Ina Quill", "Ina Quill", "annotator 9", "annotator 9"]
    assert bridge.marks[0].rationale == "The record says so."
    assert (bridge.title, opinion.marks) == ("The bridge", (Mark(None, by="ola@example.org", label="opinion"),))
    assert found.left_out == (
        "1 prediction of a machine.", "1 skipped task of an annotator.", "1 result of a kind that is not read here.",
    )  # fmt: skip


def test_a_claimreview_feed_is_one_text_in_which_each_claim_stands_once():
    found = sample("claimreview")
    (document,) = found.documents
    assert document.text == "The bridge was opened in 1931.\n\nHalf of the county paid. Nobody else did."
    assert [(mark.by, mark.label) for mark in document.marks] == [
        ("County Desk", "True"), ("Other Desk", "Pants on Fire"), ("Other Desk", "1 of 5"),
    ]  # fmt: skip
    first = document.marks[0]
    assert first.link == Link("https://desk.example.org/bridge", "County Desk: The bridge was opened in 1931.")
    assert first.note == "Said by: Ina Quill\nOn: 2024-05-01\nSeen at: https://news.example.org/1"
    assert (document.language, found.left_out) == ("en", ("Reviews that name no claim: 1.",))


@pytest.mark.parametrize(
    "hold", [lambda one: one, lambda one: [one], lambda one: {"@graph": [{"@type": "Rating"}, one]}]
)
def test_a_review_is_found_alone_in_an_array_and_in_a_graph(hold):
    review = {"@type": "ClaimReview", "itemReviewed": {"@type": "Claim", "name": "It rains."}}
    assert one("claimreview", hold(review)).text == "It rains."


def test_web_annotations_make_the_text_of_their_quotations_in_the_order_of_their_places():
    found = sample("webannotation")
    (document,) = found.documents
    assert document.text == "The bridge was opened in 1931.\n\nIt is the longest in the county."
    assert said(document) == [
        ("supported", "The bridge was opened in 1931."), ("Are you sure?", "The bridge was opened in 1931."),
        ("", "bridge was opened"), ("Refuted", "It is the longest in the county."), ("A fine piece.", None),
    ]  # fmt: skip
    assert [mark.by for mark in document.marks] == ["https://people.example.org/ola", "", "", "Ina Quill", ""]
    assert document.marks[2].link == Link("https://county.example.org/record")
    assert (document.url, document.marks[3].rationale) == ("https://news.example.org/bridge", "No source says so.")
    assert found.left_out == ("1 annotation that quotes no words.",)


def test_web_annotations_without_places_stand_in_the_order_of_the_file():
    items = [{"target": quoting(words), "bodyValue": "Hm."} for words in ("Second.", "First.", "Second.")]
    document = one("webannotation", {"type": "AnnotationCollection", "first": {"items": items}})
    assert (document.text, len(document.marks)) == ("Second.\n\nFirst.", 3)


def test_an_annotation_refined_to_some_words_says_so():
    inner = {"type": "TextPositionSelector", "start": 0, "end": 2}
    body = {"type": "TextualBody", "value": "Refuted", "purpose": "classifying"}
    document = one("webannotation", {"target": quoting("It rains.", refinedBy=inner), "body": body})
    assert [(mark.span, mark.within) for mark in document.marks] == [((0, 2), True)]


def test_what_no_database_holds_becomes_the_replacement_character_in_its_place():
    data = b'{"text": "A\\u0000B \\ud800 \\ud83d\\ude00 C", "label": [[8, 9, "x\\u0000y"]]}'
    (document,) = read_peer("doccano", data).documents
    assert document.text == "A\ufffdB \ufffd 😀 C"
    assert said(document) == [("x\ufffdy", "C")]


def test_offsets_beyond_the_text_are_kept_as_they_are_for_the_import_to_judge():
    document = one("doccano", {"text": "It rains.", "label": [[5, 500, "A"], [-3, 2, "B"], [4, 4, "C"]]})
    assert [mark.span for mark in document.marks] == [(5, 500), (-3, 2), (4, 4)]
    value = {"start": 10**12, "end": 10**13, "text": "x", "labels": ["A"]}
    task = {"data": {"text": "😀"}, "annotations": [{"result": [{"type": "labels", "value": value}]}]}
    (mark,) = one("labelstudio", [task]).marks
    assert mark.span == (10**12, 10**13)


def test_a_label_of_a_million_characters_is_cut_short():
    (mark,) = one("doccano", {"text": "It rains.", "label": ["x" * 1_000_000]}).marks
    assert len(mark.label) == 200


@pytest.mark.parametrize(
    ("slug", "data", "because"),
    [
        ("doccano", b'{"text": "It rains."}\n{"text": ', "line 2 is no sound JSON"),
        ("doccano", b'{"text": "It rains."}\n\n7', "line 3 is no record"),
        ("doccano", b'{"text": "It rains."}\n{"label": []}', "line 2 has no text"),
        ("doccano", b'{"text": "It rains.", "label": [[0, "x"]]}', "line 1 has a label that is none of doccano’s"),
        ("doccano", b'{"text": "It rains.", "label": [[0, true, "x"]]}', "line 1 has a label that is none of"),
        ("doccano", b'{"text": "a"}\n{"text": "\xff"}', "line 2 is not UTF-8"),
        ("doccano", b"", "it holds no document"),
        ("doccano", b'{"text": "\\u200b"}', "document 1 has no text"),
        ("labelstudio", b'[{"data": {"image": 7}}]', "record 1 has no text in its data"),
        ("claimreview", b'{"@type": "Article"}', "it holds no ClaimReview with a claim"),
        ("webannotation", b'{"type": "AnnotationPage", "items": []}', "it holds no annotation"),
        ("webannotation", b'[{"target": "https://example.org/"}]', "none of its annotations quotes the words"),
        ("claimreview", b'{"a": ' + b"9" * 5000 + b"}", "line 1 holds a number that cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_that_says_where(slug, data, because):
    message = refusal(slug, data)
    assert message.startswith("“file.json” cannot be imported: ")
    assert because in message


@pytest.mark.parametrize("slug", PEERS)
@pytest.mark.parametrize("depth", [100, 200_000])
def test_nesting_bombs_are_refused(slug, depth):
    data = b'{"text": "x", "data": ' + b"[" * depth + b"]" * depth + b"}"
    assert "line 1 is nested too deeply" in refusal(slug, data)


@pytest.mark.parametrize("slug", PEERS)
def test_values_of_any_kind_in_any_place_are_read_or_refused(slug):
    fields = (
        "text", "data", "label", "Comments", "annotations", "result", "value", "completed_by", "@type", "claimReviewed",
        "author", "reviewRating", "itemReviewed", "target", "body", "selector", "creator", "motivation", "source",
        "items", "entities", "relations", "predictions", "globalOffsets",
    )  # fmt: skip
    odd = (None, True, 0, 1.5, "", "ClaimReview", [], {}, [[]], [None], {"": None}, [{}, 7], {"text": {}})
    for value in odd:
        data = json.dumps([{**dict.fromkeys(fields, value), "text": "It rains.", "data": {"text": "It rains."}}])
        with suppress(UnreadableDocument):
            assert all(isinstance(mark, Mark) for mark in read_peer(slug, data.encode()).documents[0].marks)


def test_annotations_that_answer_each_other_in_a_circle_come_to_an_end():
    circle = [{"id": "a", "target": "b", "bodyValue": "x"}, {"id": "b", "target": "a", "bodyValue": "y"}]
    assert "none of its annotations" in refusal("webannotation", json.dumps(circle).encode())


def test_long_stretches_with_characters_beyond_the_first_plane_are_read_in_time():
    text = "😀 " * 50_000
    value = {"start": 0, "end": len(text), "text": "no such words", "labels": ["A"]}
    results = [{"type": "labels", "value": value}] * 20_000
    start = time.process_time()
    document = one("labelstudio", [{"data": {"text": text}, "annotations": [{"result": results}]}])
    assert (len(document.marks), time.process_time() - start < SECONDS) == (20_000, True)


def test_more_documents_or_marks_than_an_import_takes_are_refused():
    with pytest.raises(DocumentTooLarge, match="2,000 documents"):
        read_peer("doccano", b'{"text": "a"}\n' * 2001)
    with pytest.raises(DocumentTooLarge, match="100,000 labels"):
        one("doccano", {"text": "a", "label": ["x"] * 100_001})
