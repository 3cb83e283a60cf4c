"""ClaimReview: what may be published, in which words, and that number and words come from one table."""

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import jsonschema
import pytest
from bs4 import BeautifulSoup

from annotations.reports.claimreview import ClaimReviewWriter, embedded, review_of
from annotations.reports.claimreview_rules import rating_of
from annotations.reports.excerpts import first_sentences, shortened
from annotations.reports.published import CorrectionEntry, PublisherEntry
from annotations.reports.text import one_line, printable
from annotations.scales import SCALES, STANDARD
from tests.reports.contents import (
    EMPTY,
    NOON,
    SMALL,
    make_adjudication,
    make_citation,
    make_claim,
    make_document,
    make_part,
    make_source,
    make_verdict,
)
from tests.reports.nasty import EVERY_NASTY, HOSTILE
from tests.reports.profiles import PROFILES, PUBLIC
from tests.reports.renew import GOLDEN

SCHEMA = json.loads((GOLDEN.parents[2] / "annotations/reports/schemas/claimreview.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
GRADES = {1: "False", 2: "Mostly false", 3: "Half true", 4: "Mostly true", 5: "True"}


def written(contents):
    out = io.BytesIO()
    left_out = ClaimReviewWriter().write(contents, out)
    return out.getvalue(), left_out


def reviews_of(contents):
    return json.loads(written(contents)[0])


def review(claim=None, **changes):
    """Return the review of one claim in a document that may be published."""
    claim = claim or make_claim(id=2, number="2", text="Ships are longer now.", label="supported")
    return review_of(claim, replace(SMALL, corrections=(), **changes))


def one(**changes):
    return make_claim(**({"id": 2, "number": "2", "text": "Ships are longer now.", "label": "supported"} | changes))


def test_the_small_document_is_written_as_in_the_golden_file():
    golden = GOLDEN / "small.claimreview.golden"
    assert written(SMALL)[0] == golden.read_bytes(), "python -m tests.reports.renew"


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values(), *EVERY_NASTY])
def test_every_review_fits_the_schema_and_what_every_review_must_keep(contents):
    for found in reviews_of(contents):
        VALIDATOR.validate(found)
        assert urlsplit(found["url"]).hostname == urlsplit(contents.public_url).hostname
        assert len(found["claimReviewed"]) <= 75
        assert found["itemReviewed"]["author"]["name"] != found["author"]["name"]
        assert found["reviewRating"]["alternateName"].lower() not in found["claimReviewed"].lower()


def test_each_reader_gets_the_reviews_that_are_published_and_who_does_not_see_the_sign_off_gets_none():
    urls = ["https://desk.example/r/Qk3v/claims/2/", "https://desk.example/r/Qk3v/claims/6/"]
    assert [found["url"] for found in reviews_of(SMALL)] == urls
    assert reviews_of(PUBLIC) == reviews_of(SMALL)
    assert written(PROFILES["mine"])[0] == b"[]\n"


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values()])
def test_the_same_contents_give_the_same_bytes(contents):
    again = replace(contents, claims=tuple(replace(claim) for claim in contents.claims))
    assert written(contents) == written(again)


def test_what_is_left_out_is_said_once_for_each_reason():
    strange = one(id=30, number="9", label="on-author")
    assert written(replace(SMALL, claims=(*SMALL.claims, strange)))[1] == (
        "4 claims are left out because there is no verdict that counts: 1, 3, 6 and 8.",
        "1 claim is left out because reviewers disagree: 4.",
        "1 claim is left out because there is nothing to check in an opinion, a prediction or the like: 7.",
        "1 claim is left out because the label has no words in ClaimReview: 9.",
    )


def test_of_many_claims_the_first_twenty_are_named():
    claims = tuple(make_claim(id=rank, number=str(rank), text="x") for rank in range(1, 31))
    _, left_out = written(replace(SMALL, claims=claims))
    assert left_out[0].endswith("counts: " + ", ".join(str(rank) for rank in range(1, 21)) + " and 10 more.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"signoffs": ()}, "the revision has no valid sign-off"),
        ({"signoffs": SMALL.signoffs[:1]}, "the revision has no valid sign-off"),
        ({"signoffs": (replace(SMALL.signoffs[1], revision=7),)}, "the revision has no valid sign-off"),
        ({"public_url": ""}, "nothing is published, so that no claim has a page of its own"),
        (
            {"publisher": PublisherEntry("", "", "https://desk.example/corrections")},
            "the project does not say who publishes",
        ),
        ({"publisher": PublisherEntry("The Desk")}, "the project has no address of a corrections policy"),
        (
            {"publisher": replace(SMALL.publisher, corrections_policy_url="javascript:alert(1)")},
            "the project has no address of a corrections policy",
        ),
        ({"document": make_document(author="the  desk")}, "the text is the publisher’s own"),
        ({"document": make_document(publisher="The Desk")}, "the text is the publisher’s own"),
        ({"document": make_document(url="https://www.desk.example/essay")}, "the text is the publisher’s own"),
        ({"document": make_document(url="https://blog.desk.example/essay")}, "the text is the publisher’s own"),
    ],
)
def test_nothing_is_published_of_a_document_that_may_not_be(changes, reason):
    contents = replace(SMALL, **changes)
    content, left_out = written(contents)
    assert content == b"[]\n"
    assert left_out[0] == f"All claims are left out because {reason}."
    assert review_of(SMALL.claims[1], contents) is None


def test_every_reason_that_holds_for_the_whole_document_is_said():
    _, left_out = written(replace(SMALL, publisher=None, public_url=""))
    assert len([line for line in left_out if line.startswith("All claims")]) == 3


def test_a_site_whose_name_only_ends_alike_is_another_one():
    assert review(document=make_document(url="https://otherdesk.example/x")) is not None


@pytest.mark.parametrize("claim", [one(label=None), one(label="opinion"), one(label="unknown"), one(label="on-author")])
def test_the_page_of_a_claim_without_a_grade_gets_no_review(claim):
    assert review(claim) is None


def test_the_page_of_a_claim_gets_the_review_of_the_feed():
    assert review_of(SMALL.claims[1], SMALL) == reviews_of(SMALL)[0]


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_number_and_words_come_from_the_table_of_the_scale(scale):
    numbers = []
    for label in scale.labels:
        rating = rating_of(label.slug, scale)
        assert rating is None or label.is_checkable
        if rating and "ratingValue" in rating:
            numbers.append(rating["ratingValue"])
            assert (rating["bestRating"], rating["worstRating"]) == (5, 1)
            assert rating["alternateName"] == label.mappings.get("claimreview", label.title)
    assert numbers == sorted(numbers, reverse=True)  # the higher the truer, and scales begin with what is true


@pytest.mark.parametrize("scale", ["standard-1", "truth-o-meter-1"])
def test_the_five_grades_have_the_words_that_search_engines_document(scale):
    ratings = [rating_of(label.slug, SCALES[scale]) for label in SCALES[scale].labels]
    pairs = {rating["ratingValue"]: rating["alternateName"] for rating in ratings if rating and "ratingValue" in rating}
    assert pairs == GRADES


@pytest.mark.parametrize(("label", "words"), [("disputed", "Disputed"), ("unverified", "Unproven")])
def test_a_label_off_the_scale_has_words_and_no_number(label, words):
    rating = review(one(label=label))["reviewRating"]
    assert rating == {"@type": "Rating", "alternateName": words}


def test_a_long_sentence_is_cut_at_a_word_and_stands_whole_in_the_item():
    text = "The harbour of the northern town " + "and the harbour of the southern town " * 3
    found = review(one(text=text))
    assert found["claimReviewed"] == "The harbour of the northern town and the harbour of the southern town and…"
    assert found["itemReviewed"]["text"] == text


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("exactly ten", 11, "exactly ten"),
        ("one two, three", 10, "one two…"),
        ("one two three", 8, "one two…"),
        ("漢" * 20, 6, "漢漢漢漢漢…"),
        ("a " + "x" * 20, 6, "a xxx…"),
        ("aaaae\u0301bbb", 6, "aaaa…"),
        ("aa👩\u200d👩\u200d👧aaaa", 6, "aa…"),
        ("aa👋🏽aaaa", 4, "aa…"),
    ],
)
def test_a_text_is_cut_between_signs_that_can_be_read(text, most, short):
    assert shortened(text, most) == short
    assert len(shortened(text, most)) <= most


def test_the_sign_of_a_list_is_no_part_of_what_was_claimed():
    assert review(one(kind="list-item", text="- Ships are longer."))["claimReviewed"] == "Ships are longer."
    assert review(one(kind="list-item", text="12) Ships are longer."))["claimReviewed"] == "Ships are longer."
    assert review(one(text="12. November was cold."))["claimReviewed"] == "12. November was cold."


def test_a_sentence_with_parts_has_one_review_in_the_words_of_the_part_that_decides():
    central = make_part(wording="It is the largest on the coast.", label="refuted", central=True)
    parts = (central, make_part(id=21, label="supported"), make_part(id=22, retired=True))
    found = review(one(text="It is the largest of all and has a terminal.", label="refuted", parts=parts))
    assert found["claimReviewed"] == "It is the largest on the coast."
    assert found["itemReviewed"]["text"] == "It is the largest of all and has a terminal."
    assert found["reviewRating"]["ratingValue"] == 1
    both = review(one(text="Two things.", label="mixed", parts=(replace(central, central=False), parts[1])))
    assert both["claimReviewed"] == "Two things."
    overruled = review(one(text="Two things.", label="mixed", parts=parts))
    assert overruled["claimReviewed"] == "Two things."


def test_where_the_claim_itself_has_the_words_of_the_verdict_a_person_is_told():
    claims = (
        one(id=1, number="1", text="It is false that ships are longer.", label="refuted"),
        one(id=2, number="2", text="A falsehood is told.", label="refuted"),
    )
    content, said = written(replace(SMALL, claims=claims, corrections=()))
    assert len(json.loads(content)) == 2
    assert said == ("Nothing is left out, but the words of the verdict stand in the claim itself: 1.",)


def test_the_explanation_is_the_reason_or_else_a_rationale_that_led_to_the_label():
    held = make_verdict(label="refuted", rationale="It fell. By how much is open. Nobody asked.")
    other = make_verdict(reviewer="p-2", label="supported", rationale="It rose.")
    stale = make_verdict(reviewer="p-3", label="refuted", rationale="An old view.", current=False)
    settled = make_adjudication(label="refuted", reason="The table counts.")
    claim = one(label="refuted", verdicts=(other, stale, held))
    assert review(claim)["reviewRating"]["ratingExplanation"] == "It fell. By how much is open."
    claim = replace(claim, adjudications=(settled,))
    assert review(claim)["reviewRating"]["ratingExplanation"] == "The table counts."
    claim = replace(claim, adjudications=(replace(settled, stands=False),))
    assert review(claim)["reviewRating"]["ratingExplanation"] == "It fell. By how much is open."


def test_a_label_of_the_parts_is_explained_by_a_sentence_on_each_of_two():
    parts = tuple(
        make_part(id=20 + rank, label="refuted", verdicts=(make_verdict(label="refuted", rationale=words),))
        for rank, words in enumerate(("One fell. Far.", "", "Three rose.", "Four too."))
    )
    explained = review(one(label="refuted", parts=parts))["reviewRating"]["ratingExplanation"]
    assert explained == "One fell. Three rose."


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The first. The second. The third.", "The first. The second."),
        ("Said by Dr. A. Smith on the 12. of May. And then? No.", "Said by Dr. A. Smith on the 12. of May. And then?"),
        ("“It was so.” Then this. Last.", "“It was so.” Then this."),
        ("これは一。これは二。これは三。", "これは一。これは二。"),
        ("It rose by 4.5 per cent.\n\nThe table has it.\nMore.", "It rose by 4.5 per cent. The table has it."),
        ("no end", "no end"),
        ("", ""),
    ],
)
def test_the_first_two_sentences_are_taken_with_caution(text, sentences):
    assert first_sentences(text, 2) == sentences


def test_a_review_has_the_date_of_the_sign_off_and_after_a_correction_that_of_the_first_and_the_change():
    assert review()["datePublished"] == "2026-11-24T12:00:00Z"
    assert "dateModified" not in review()
    entry = CorrectionEntry(
        2, 3, "refuted", "supported", "standard-1", "The year.", "", "A reader", date(2026, 11, 27),
        NOON + timedelta(days=8, microseconds=5),
    )  # fmt: skip
    other = replace(entry, claim=6, was_wrong="Something else.")
    older = replace(entry, old_label="", edition=2, was_wrong="The name.", noted_at=NOON + timedelta(days=7))
    found = review_of(one(), replace(SMALL, corrections=(entry, other, older)))
    assert (found["datePublished"], found["dateModified"]) == ("2026-11-22T12:00:00Z", "2026-11-28T12:00:00Z")
    assert [comment["text"] for comment in found["correction"]] == [
        "The name.",
        "Changed from “False” to “True”. The year.",
    ]
    assert "A reader" not in json.dumps(found)


@pytest.mark.parametrize(
    ("author", "publisher", "claimant"),
    [
        ("M. Writer", "The Weekly", {"@type": "Person", "name": "M. Writer"}),
        ("", "The Weekly", {"@type": "Organization", "name": "The Weekly"}),
        ("", "", None),
    ],
)
def test_the_claimant_is_the_author_or_else_the_publisher_of_the_text(author, publisher, claimant):
    document = make_document(author=author, publisher=publisher, url="", as_of=None)
    item = review(document=document)["itemReviewed"]
    assert item.get("author") == claimant
    assert not {"appearance", "datePublished"} & set(item)


def test_sources_are_named_unless_they_are_withdrawn_or_confidential():
    sources = (*SMALL.sources, make_source(id=3, title="A leak", confidential=True), make_source(id=4, title="Unused"))
    citations = (
        make_citation(id=1, source=2),
        make_citation(id=2, source=3),
        make_citation(id=3, source=4, withdrawn_at=NOON),
    )
    part = make_part(citations=(make_citation(id=4, source=1),))
    found = review(one(citations=citations, parts=(part,)), sources=sources)["citation"]
    assert [source["name"] for source in found] == ["Harbour statistics 2024", "Ten years of cranes"]


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant-TW"])
def test_the_language_is_named(language):
    assert review(document=make_document(language=language))["inLanguage"] == language


def test_hostile_text_is_carried_as_text_and_no_address_that_is_none():
    for text in HOSTILE:
        document = make_document(title=text, author=text, publisher=text, url=text, language=text)
        publisher = PublisherEntry(f"Desk {text}", text, "https://desk.example/corrections")
        claim = one(text=text, verdicts=(make_verdict(rationale=text),), citations=(make_citation(),))
        contents = replace(
            SMALL, claims=(claim,), document=document, publisher=publisher, corrections=(),
            sources=(make_source(title=text, url=text, archive_url=text),),
        )  # fmt: skip
        (found,) = reviews_of(contents)
        VALIDATOR.validate(found)
        assert found["itemReviewed"]["text"] == printable(text)
        assert found["itemReviewed"]["author"]["name"] == one_line(text)
        assert not {"appearance", "inLanguage"} & set(found["itemReviewed"])
        assert "inLanguage" not in found
        assert not {"url", "archivedAt"} & set(found["citation"][0])


def test_a_review_in_a_script_element_ends_neither_the_element_nor_the_page():
    data = {text: [text, {"text": text}] for text in HOSTILE if "\ud800" not in text}
    page = f'<html><body><script type="application/ld+json">{embedded(data)}</script><p>after</p></body></html>'
    soup = BeautifulSoup(page, "html.parser")
    assert json.loads(soup.script.string) == data
    assert [tag.name for tag in soup.body.find_all()] == ["script", "p"]
    assert not set("<>&\u2028\u2029") & set(embedded(data))
    assert embedded({"lone": "\ud800"}) == '{"lone": "\\ud800"}'


def test_a_label_without_words_but_with_a_number_goes_by_its_title():
    bare = replace(STANDARD, labels=(replace(STANDARD.labels[0], title="Right", mappings={"claimreview_rating": "5"}),))
    assert rating_of("supported", bare)["alternateName"] == "Right"


def test_the_writer_says_what_it_is():
    writer = ClaimReviewWriter()
    assert (writer.slug, writer.suffix, writer.media_type) == ("claimreview", "json", "application/ld+json")
