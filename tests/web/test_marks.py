"""The mark of a sentence: told apart without colour, with the initials of who judged it, and in the panel the day."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from annotations.scales import SCALES, SIGNS, Tone
from tests.factories import claim_of, make_verdict
from tests.scenes import settle

pytestmark = pytest.mark.django_db
STYLES = Path(__file__).parents[2] / "annotations/static/annotations/css/components/claim-mark.css"


def article_of(person, document):
    client = Client()
    client.force_login(person)
    page = client.get(reverse("web:document-detail", args=[document.pk])).content.decode()
    return BeautifulSoup(page, "html.parser").select_one("article")


def test_every_tone_has_a_line_and_a_sign_of_its_own():
    lines = dict(
        re.findall(r'^\.claim\[data-tone="([\w-]+)"\] \{ (--line: [^}]+) \}', STYLES.read_text(), re.MULTILINE)
    )
    assert set(lines) == set(Tone) - {Tone.ASIDE}  # which is set in italics
    assert len(set(lines.values())) == len(lines)
    assert '.claim[data-tone="aside"] .claim__text { font-style: italic; }' in STYLES.read_text()
    assert len(set(SIGNS.values())) == len(Tone)


def test_a_mark_has_tone_sign_and_initials_and_says_all_of_it_in_words(document, editor, reviewer, second_reviewer):
    scale = SCALES["standard-1"]
    for serial, label in ((2, "supported"), (3, "refuted"), (4, "opinion")):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label=label)
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer, label="mixed")
    settle(claim_of(document, 3), editor, "mixed")
    shown = {mark["data-claim"]: mark for mark in article_of(editor, document).select(".claim")}
    for serial, label, by in (("2", "supported", "R1"), ("3", "mixed", "ED"), ("4", "opinion", "R1")):
        mark, expected = shown[serial], scale.label(label)
        assert (mark["data-tone"], mark["data-sign"]) == (expected.tone, expected.mark)
        assert by in mark["data-by"]
        assert expected.title.lower() in mark.select_one(".visually-hidden").text.lower()
    assert (shown["5"]["data-tone"], shown["5"]["data-by"]) == ("", "")


def test_the_panel_says_when_each_verdict_was_given(document, reviewer):
    verdict = make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    client = Client()
    client.force_login(reviewer)
    panel = client.get(reverse("web:claim-panel", args=[document.pk, 2])).content.decode()
    times = re.findall(r'class="verdict__who">R1[^<]*<time datetime="([^"]+)"', panel)
    assert [time[:10] for time in times] == [verdict.created_at.date().isoformat()]
