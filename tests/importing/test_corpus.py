"""Every odd file of the corpus ends as the contract says, through the child process that services use."""

import time

import pytest

from annotations.importing import READERS, Manuscript, UnreadableDocument, Upload
from annotations.importing.child import read_in_child
from tests.importing.corpus import CASES, Case

REFUSED = [pytest.param(case, id=case.id) for case in CASES if case.codes]
READ = [pytest.param(case, id=case.id) for case in CASES if not case.codes]


def handed_in(case: Case) -> Manuscript:
    upload = Upload(case.name, "application/octet-stream", case.make())
    started = time.monotonic()
    try:
        return read_in_child(upload, encoding=case.encoding)
    finally:
        assert time.monotonic() - started < 30


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_its_code_and_a_sentence(case):
    with pytest.raises(UnreadableDocument) as caught:
        handed_in(case)
    refusal = caught.value
    assert refusal.code in case.codes
    assert refusal.message.endswith(".")
    assert "cannot be imported: " in refusal.message
    assert "Traceback" not in refusal.message
    if case.offset is not None:
        assert refusal.offset == case.offset


@pytest.mark.parametrize("case", READ)
def test_an_odd_file_is_read_with_all_its_text(case):
    manuscript = handed_in(case)
    if case.text is not None:
        assert manuscript.text == case.text
    for words in case.has:
        assert words in manuscript.text
    for words in case.has_not:
        assert words not in manuscript.text
    assert "\x00" not in manuscript.text
    assert case.warns in " ".join(manuscript.warnings)
    assert manuscript.media_type in {reader.media_types[0] for reader in READERS.values()}
