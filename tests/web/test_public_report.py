"""The public report: what everybody reads, and nothing else."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from annotations import reports
from annotations.models import Original, Project, Publication
from annotations.reports.picture import _drawn
from annotations.services import publications
from tests import publishing
from tests.factories import make_citation, make_source
from tests.scenes import make_scene, settle
from tests.visits import kept_open, undone

pytestmark = pytest.mark.django_db
SCHEMA = Path(reports.__file__).parent / "schemas" / "claimreview.schema.json"
SECRETS = {
    "internal note": "Note of the first",
    "draft verdict": "Rationale of the first on 5",
    "overruled verdict": "The second on 2",
    "proposed wording": "Wording of the first",
    "confidential source": "Leaked ledger",
    "quote of a confidential source": "From the ledger",
    "file": "bridge.txt",
    "override": "Nothing more can be found",
}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), kept_open():
        scene = make_scene()
        _with_secrets(scene)
        yield scene


@pytest.fixture
def _django_db_helper(scene, django_db_blocker):
    """In place of a transaction per test: the one of the scene, which outlives them all."""
    with django_db_blocker.unblock(), undone():
        yield


def _with_secrets(scene):
    reviewer = scene.person("reviewer")
    leaked = make_source(project=scene.project, actor=reviewer, title="Leaked ledger", confidential=True)
    make_citation(claim=scene.claim(3), actor=reviewer, source=leaked, quote="From the ledger")
    rules = {
        "publisher_name": "The Desk", "publisher_url": "https://desk.example/",
        "corrections_policy_url": "https://desk.example/corrections",
    }  # fmt: skip
    Project.objects.filter(pk=scene.project.pk).update(policy={**scene.project.policy, **rules})
    scene.project.refresh_from_db()
    publishing.publicly_noted(scene, "The archive is open again.")


@pytest.fixture
def publication(scene):
    return publishing.publish(scene.document, scene.person("editor"))


def get(publication, path="", **headers):
    return Client().get(f"/r/{publication.slug}/{path}", headers=headers)


def crawl(publication):
    """Every page below the address that links lead to, as an anonymous reader finds them."""
    start = f"/r/{publication.slug}/"
    found, ahead = {}, [start, f"{start}feed.atom", f"{start}picture.png", f"{start}corrections/"]
    while ahead:
        path = ahead.pop()
        if path in found:
            continue
        response = Client().get(path)
        assert response.status_code == 200, path
        found[path] = response
        if response["Content-Type"].startswith("text/html"):
            links = re.findall(r'(?:href|content)="(?:http://testserver)?(/r/[^"#]*)', response.content.decode())
            ahead += [link for link in links if link.startswith(start)]
    return found


def corrected(scene, publication):
    """Settle claim 4 anew, sign that and renew the report with the correction."""
    settle(scene.claim(4), scene.person("editor"), "refuted", reason="The ledger of 1932 counts.")
    return publishing.renew(publication, scene.person("editor"), publishing.told(4))


def test_nothing_is_told_that_is_not_on_the_allow_list(scene, publication):
    corrected(scene, publication)
    found = crawl(publication)
    assert {path.removeprefix(f"/r/{publication.slug}/") for path in found} == {
        "", "corrections/", "editions/1/", "feed.atom", "picture.png", *(f"claims/{serial}/" for serial in range(1, 7)),
    }  # fmt: skip
    stored = {
        "user name": "second-reviewer", "address": "@example", "key": str(scene.person("reviewer").reviewer_key.key),
        "file": Original.objects.get(revision__document=scene.document).storage_name,
    }  # fmt: skip
    for path, response in found.items():
        text = response.content.decode("utf-8", "replace")
        assert {name: words for name, words in {**SECRETS, **stored}.items() if words in text} == {}, path
        assert not re.search(r"/(documents|projects|admin)/", text), path


def test_what_was_published_is_there(scene, publication):
    shown = get(publication).content.decode()
    for words in ("Reason of the editor on 2", "Quote of the first on 2", "The archive is open again.", "The Desk"):
        assert words in shown
    assert publication.editions.get().signoff.content_hash in shown
    assert "<bdi>Editor</bdi>" in shown


def test_no_cookie_is_set_and_nobody_is_known(scene, publication):
    for path in crawl(publication):
        first, known = Client().get(path), scene.client("manager").get(path)
        assert first.content == known.content
        for response in (first, known):
            assert response.cookies == {}
            assert "cookie" not in response.get("Vary", "").lower()
            assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_cache_is_told_when_nothing_changed(scene, publication):
    tag = get(publication)["ETag"]
    again = get(publication, **{"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    corrected(scene, publication)
    assert get(publication, **{"if-none-match": tag}).status_code == 200


def test_what_is_withdrawn_is_gone_at_once_with_all_below_it(scene, publication):
    paths = list(crawl(publication))
    tag = get(publication)["ETag"]
    editor = scene.person("editor")
    publications.withdraw(actor=editor, publication=publication, reason="A private reason.", version=1)
    for path in [*paths, f"/r/{publication.slug}/editions/7/"]:
        response = Client().get(path, headers={"if-none-match": tag})
        assert response.status_code == 410
        assert response["Cache-Control"] == "no-store"
        assert b"The bridge" not in response.content
        assert b"A private reason." not in response.content


def test_an_unknown_address_is_not_found(scene, publication):
    paths = ["/r/AAAAAAAAAAAAAAAAAAAAAA/", f"/r/{publication.slug}/claims/99/", f"/r/{publication.slug}/editions/2/"]
    assert [Client().get(path).status_code for path in paths] == [404, 404, 404]
    assert len(publication.slug) >= 22


def test_a_correction_stands_on_the_report_on_its_claim_and_in_the_log(scene, publication):
    corrected(scene, publication)
    for path in ("", "claims/4/", "corrections/"):
        shown = get(publication, path).content.decode()
        assert "We misread the table." in shown
        assert re.search(r"Mixed or missing context</span></span>.*corrected to.*>Refuted</span>", shown, re.DOTALL)
    assert "We misread the table." not in get(publication, "claims/2/").content.decode()
    old = get(publication, "editions/1/").content.decode()
    assert "This is edition 1" in old
    assert "Reason of the editor on 4" in old
    assert "We misread the table." not in old


def test_the_feed_tells_of_editions_and_corrections(scene, publication):
    corrected(scene, publication)
    response = get(publication, "feed.atom")
    feed = ElementTree.fromstring(response.content)
    space = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{space}title") for entry in feed.findall(f"{space}entry")]
    assert titles == [
        "Correction of sentence 4: Mixed or missing context → Refuted", "Edition 2: The bridge",
        "Edition 1: The bridge",
    ]  # fmt: skip
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    ids = [entry.findtext(f"{space}id") for entry in feed.findall(f"{space}entry")]
    assert len(set(ids)) == 3


def review_on(publication, serial):
    shown = get(publication, f"claims/{serial}/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_the_page_of_a_claim_carries_its_review(scene, publication):
    corrected(scene, publication)
    review = review_on(publication, 4)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(review)
    assert review["url"] == f"http://testserver/r/{publication.slug}/claims/4/"
    assert review["author"]["correctionsPolicy"] == "https://desk.example/corrections"
    assert review["correction"][0]["text"].startswith("Changed from")
    assert review_on(publication, 1) is None


def test_the_picture_is_drawn_alike_each_time(scene, publication):
    response = get(publication, "picture.png")
    assert response["Content-Type"] == "image/png"
    assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(response.content[at : at + 4]) for at in (16, 20)] == [1200, 630]
    _drawn.cache_clear()
    assert get(publication, "picture.png").content == response.content


def test_only_the_sites_of_the_policy_embed(scene, publication):
    assert "frame-ancestors 'none'" in get(publication)["Content-Security-Policy"]
    assert get(publication)["X-Frame-Options"] == "DENY"
    policy = {**scene.project.policy, "embedding_sites": ["https://news.example"]}
    Project.objects.filter(pk=scene.project.pk).update(policy=policy)
    response = get(publication)
    assert "frame-ancestors https://news.example;" in f"{response['Content-Security-Policy']};"
    assert "X-Frame-Options" not in response
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_the_desk_lists_its_reports_only_if_it_wants(scene, publication):
    address = f"/r/desk/{scene.project.slug}/"
    assert Client().get(address).status_code == 404
    publishing.listed(scene)
    corrected(scene, publication)
    shown = Client().get(address).content.decode()
    assert f'href="/r/{publication.slug}/"' in shown
    assert "We misread the table." in shown
    version = Publication.objects.get(pk=publication.pk).version
    publications.withdraw(actor=scene.person("editor"), publication=publication, reason="Gone.", version=version)
    shown = Client().get(address).content.decode()
    assert publication.slug not in shown
    assert "We misread the table." not in shown


def test_initials_are_told_only_where_that_was_chosen(scene):
    publication = publishing.publish(scene.document, scene.person("editor"), names="initials")
    initials = scene.person("reviewer").initials
    assert f'"report-initials" title="{initials}"' in get(publication).content.decode()
    roles = Publication.objects.filter(pk=publication.pk)
    assert roles.get().names == "initials"
