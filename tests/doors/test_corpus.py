"""Every odd file of the corpus at every door: what is refused leaves nothing, what is taken is taken whole (AT-12).

Each test is named by the id of its case. A case is read in the limited child for the first of its doors, and the
outcome is remembered for the others: what the child does to one file does not depend on the door.
"""

import pytest

from annotations.importing import UnreadableDocument
from annotations.models import Document
from annotations.services import drafts, imports
from tests.doors.doors import ByApi, ByCommand, ByForm, multipart
from tests.factories import make_project
from tests.importing.corpus import CASES, Case
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db
TOO_LARGE = {"file_too_large", "text_too_large", "too_many_pages"}
NOT_READ_HERE = {"unsupported_type", "content_mismatch"}
TRACES = ("Traceback", "Exception", "Error", "None", "object at", "<", "errno")


def is_guessed(case: Case) -> bool:
    return case.codes == ("encoding_unknown",) and not case.encoding


REFUSED = [case for case in CASES if case.codes and not is_guessed(case)]
GUESSED = [case for case in CASES if is_guessed(case)]
# A browser that sends no name says that no file was chosen: see `test_file_names.py`.
TAKEN = [case for case in CASES if not case.codes and case.name]


@pytest.fixture(autouse=True)
def read_once(monkeypatch):
    """Remember what became of a file; and let the form answer with it also where a file is left to the worker."""
    read, known = drafts.read, {}

    def remembered(incoming):
        key = (incoming.upload.name, incoming.sha256, incoming.encoding, incoming.everything)
        if key not in known:
            try:
                known[key] = read(incoming)
            except UnreadableDocument as refusal:
                known[key] = refusal
        if isinstance(known[key], UnreadableDocument):
            raise known[key]
        return known[key]

    for module in (drafts, imports):
        monkeypatch.setattr(module, "read", remembered)
    monkeypatch.setattr(imports, "LARGE_BYTES", 1 << 40)


@pytest.fixture
def doors(reviewer, project, tmp_path):
    """The three doors, each with a project of its own."""
    return [
        ByForm(reviewer, project, tmp_path),
        ByApi(reviewer, make_project(manager=reviewer, slug="desk-two"), tmp_path),
        ByCommand(reviewer, project, tmp_path / "handed-in"),
    ]


def can_reach(door, case: Case) -> bool:
    """Some names can be sent, but no file can have them."""
    return not isinstance(door, ByCommand) or (len(case.name) < 256 and not {"\0", "/"} & set(case.name))


def status_at(door, code: str) -> int:
    if isinstance(door, ByCommand):
        return 422
    return 413 if code in TOO_LARGE else 415 if code in NOT_READ_HERE else 422


def assert_understood(says: str) -> None:
    """A sentence for people: it has an end, and no trace of how the thing is built."""
    assert says.strip().endswith(".")
    for word in TRACES:
        assert word not in says


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_bad_file_is_refused_and_leaves_nothing(case, doors, files):
    before, data = everything_stored(), case.make()
    for door in doors:
        told = door.hand_in(case.name, data, encoding=case.encoding)
        assert told.status == status_at(door, case.codes[0]), door.name
        assert told.code in case.codes or not isinstance(door, ByApi)
        assert case.name in told.says or "20 MB" in told.says or "The submitted file is empty." in told.says
        assert case.name in told.says or not isinstance(door, ByCommand)
        assert_understood(told.says)
        assert everything_stored() == before, door.name
    assert files() == []


@pytest.mark.parametrize("case", TAKEN, ids=str)
def test_an_odd_file_is_taken_with_all_its_text(case, doors, files):
    """The form shows its claims first; what the corpus knows of the text is in the revision that is stored."""
    data, kept = case.make(), []
    for door in filter(lambda door: can_reach(door, case), doors):
        told = door.hand_in(case.name, data, encoding=case.encoding)
        assert told.status == 201, (door.name, told.says)
        assert case.text in (None, told.text)
        assert all(words in told.text for words in case.has)
        assert not any(words in told.text for words in case.has_not)
        assert case.warns in " ".join(told.document.current.warnings)
        kept.append(told.document.current.original.storage_name)
    assert sorted(files()) == sorted(kept)
    assert len(set(Document.objects.values_list("current__sha256"))) == 1


@pytest.mark.parametrize("case", GUESSED, ids=str)
def test_a_file_that_does_not_say_its_character_set_is_refused_where_nobody_can_be_asked(case, doors, files):
    """B-05, B-43: the answer tells the guess and the place; with a character set that is stated, it is taken."""
    before, data = everything_stored(), case.make()
    for door in doors[1:]:
        told = door.hand_in(case.name, data)
        assert told.status == 422
        assert "choose" in told.says
        assert_understood(told.says)
        assert case.name in told.says
        if isinstance(door, ByApi):
            assert (told.code, told.problem["guess"]) == ("encoding_unknown", guess_at(case))
            assert case.offset in (None, told.problem["offset"])
        assert everything_stored() == before
    assert files() == []
    assert {door.hand_in(case.name, data, encoding=guess_at(case)).status for door in doors[1:]} == {201}


def guess_at(case: Case) -> str:
    return "utf-16le" if "utf-16" in case.id else "windows-1252"


@pytest.mark.parametrize("case", GUESSED, ids=str)
def test_the_form_guesses_a_character_set_and_asks(case, doors):
    """B-05, B-43: the preview names the guess, and nothing is a document before somebody has looked."""
    form = doors[0]
    page = form.preview(form.send(multipart(form.fields, case.name, case.make())))
    assert guess_at(case) in page.select_one("[role=status]").text
    assert "\ufffd" not in page.text
    assert "é" in page.select_one(".preview__text").text or case.id != "B-05"
    assert not Document.objects.exists()


def test_sixty_thousand_sentences_are_too_many(doors, files):
    """B-12."""
    before = everything_stored()
    for door in doors:
        told = door.hand_in("many.txt", b"Oh! Ah! " * 30_000)
        assert told.status == 422
        assert told.code in ("too_many_claims", "")
        assert "60,000 sentences; at most 50,000" in told.says
        assert everything_stored() == before
    assert files() == []


@pytest.mark.parametrize("number", range(3), ids=["form", "api", "command"])
def test_after_the_worst_of_them_a_good_file_is_taken(number, doors):
    """One after the other, as somebody would who means ill."""
    door = doors[number]
    worst = ("B-02-pdf", "B-06", "B-14-elf", "B-23", "B-28-laughs", "B-29", "B-35-cycle", "B-36-nested", "B-42-deep")
    for case in [case for case in CASES if case.id in worst]:
        assert door.hand_in(case.name, case.make()).status in (415, 422)
    assert door.hand_in("good.txt", b"A good text.").text == "A good text."


@pytest.mark.parametrize("case", [case for case in CASES if case.id in ("B-11", "B-36-flate")], ids=str)
def test_what_the_worker_refuses_is_told_on_its_page_and_leaves_no_file(case, doors, files, monkeypatch):
    """A large file waits for the worker: its page says then why it came to nothing."""
    monkeypatch.setattr(imports, "LARGE_BYTES", 500_000)
    told = doors[0].hand_in(case.name, case.make())
    assert (told.status, told.response.status_code) == (422, 302)
    assert case.name in told.says
    assert_understood(told.says)
    assert (files(), Document.objects.exists()) == ([], False)
