"""What the labels of parts suggest for their sentence, as a table."""

import pytest

from annotations.scales import SCALES, STANDARD, aggregate

TABLE = [
    ("", None),
    ("supported -", None),
    ("disputed -", None),
    ("supported unknown-label", None),
    ("supported disputed", "disputed"),
    ("refuted disputed unverified", "disputed"),
    ("supported supported", "supported"),
    ("refuted refuted", "refuted"),
    ("mixed", "mixed"),
    ("supported refuted", "mixed"),
    ("mostly-supported refuted", "mixed"),
    ("supported mostly-refuted", "mixed"),
    ("mostly-supported mostly-refuted", "mixed"),
    ("supported refuted unverified", "mixed"),
    ("supported unverified", "unverified"),
    ("mixed unverified", "unverified"),
    ("mostly-refuted unverified", "unverified"),
    ("refuted unverified", "refuted"),
    ("unverified unverified", "unverified"),
    ("supported mostly-supported", "mostly-supported"),
    ("supported mixed", "mixed"),
    ("mixed refuted", "refuted"),
    ("mostly-refuted refuted", "refuted"),
    ("supported opinion", "supported"),
    ("supported refuted prediction", "mixed"),
    ("opinion", "not-a-claim"),
    ("opinion prediction", "not-a-claim"),
    ("opinion -", None),
]


@pytest.mark.parametrize(("labels", "suggested"), TABLE)
def test_the_labels_of_parts_add_up_to_one_for_the_sentence(labels, suggested):
    given = [None if label == "-" else label for label in labels.split()]
    assert aggregate(given, STANDARD) == suggested
    assert aggregate(reversed(given), STANDARD) == suggested


CENTRAL = [
    ("supported* refuted", "supported"),
    ("mostly-refuted* disputed unverified", "mostly-refuted"),
    ("supported* refuted* unverified", "mixed"),
    ("supported* refuted*", "mixed"),
    ("supported* -", None),
    ("-* supported", None),
    ("opinion* refuted", "refuted"),
    ("opinion* mixed* refuted", "mixed"),
    ("refuted* opinion", "refuted"),
    ("opinion* prediction", "not-a-claim"),
]


@pytest.mark.parametrize(("labels", "suggested"), CENTRAL)
def test_central_parts_decide_alone_once_all_are_labelled(labels, suggested):
    parts = [(None if part[0] == "-" else part.rstrip("*"), part.endswith("*")) for part in labels.split()]
    for given in (parts, parts[::-1]):
        assert aggregate([label for label, _ in given], STANDARD, [central for _, central in given]) == suggested


@pytest.mark.parametrize(
    ("scale", "labels", "suggested"),
    [
        ("truth-o-meter-1", ["true", "false"], "half-true"),
        ("newsroom-1", ["ok", "error"], "error"),
        ("newsroom-1", ["ok", "on-author"], "on-author"),
        ("newsroom-1", ["ok", "cannot-confirm"], "cannot-confirm"),
        ("supported-disputed-1", ["supported", "unverified"], "unverified"),
    ],
)
def test_other_scales_follow_the_same_rules_by_what_their_labels_mean(scale, labels, suggested):
    assert aggregate(labels, SCALES[scale]) == suggested


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.slug)
def test_whatever_is_suggested_is_a_label_of_the_scale(scale):
    for first in scale.labels:
        for second in scale.labels:
            assert aggregate([first.slug, second.slug], scale) in scale
