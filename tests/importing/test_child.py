"""The child process: what it may use, and how the parent lives through its end."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.importing import READERS, UnreadableDocument, UnsupportedDocument, Upload, read
from annotations.importing.child import read_in_child, run_limited
from tests.importing.corpus import flate_bomb

CONFINED = "import sys\nfrom annotations.importing.limits import confine\nconfine()\n"


def run_script(script: str, *, question: bytes = b"", seconds: float = 30) -> bytes:
    return run_limited([sys.executable, "-s", "-P", "-c", CONFINED + script], question, seconds=seconds)


def refused_code(script: str, **how: float) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        run_script(script, **how)
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "data"),
    [("", "Ein Satz.\r\nNoch einer. \U0001f600".encode()), ("a.md", b"# Head\n\n- item[^1]\n\n[^1]: note"),
     ("a.html", b"<h1>Head</h1><p>Text</p>")],
)  # fmt: skip
def test_the_child_returns_the_very_manuscript_that_reading_here_would(name, data):
    assert read_in_child(Upload(name, "", data)) == read(Upload(name, "", data))


def test_a_refusal_comes_back_with_its_kind_guess_and_offset():
    with pytest.raises(UnreadableDocument) as caught:
        read_in_child(Upload("latin.txt", "", "Ein Café in Wien für müde Gäste.".encode("cp1252")))
    refusal = caught.value
    assert (refusal.code, refusal.offset, refusal.guess) == ("encoding_unknown", 7, "windows-1252")
    assert "latin.txt" in refusal.message
    with pytest.raises(UnsupportedDocument):
        read_in_child(Upload("x.exe", "", b"MZ\x00"))


def test_a_child_that_does_not_end_is_killed_by_the_clock():
    started = time.monotonic()
    assert refused_code("while True: pass", seconds=1) == "timeout"
    assert refused_code("import time\ntime.sleep(60)", seconds=1) == "timeout"
    assert refused_code("import os, time\nos.close(1)\ntime.sleep(60)", seconds=1) == "timeout"
    assert time.monotonic() - started < 8


def test_a_child_that_burns_its_processor_time_is_stopped():
    lower = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    assert refused_code(lower, seconds=20) == "timeout"
    limits = "import resource\nprint(resource.getrlimit(resource.RLIMIT_CPU))"
    assert run_script(limits).strip() == b"(20, 21)"


def test_a_child_that_wants_too_much_memory_is_stopped():
    assert refused_code("x = bytearray(1024 ** 3)") == "resource_limit"
    assert run_script("x = bytearray(256 * 1024 ** 2); print(len(x))").strip() == b"268435456"


def test_a_child_that_crashes_or_says_nothing_is_a_refusal():
    assert refused_code("import os, signal\nos.abort()") == "resource_limit"
    assert refused_code("pass") == "resource_limit"
    assert refused_code("sys.exit(3)") == "resource_limit"


def test_a_child_that_talks_without_end_is_stopped():
    assert refused_code("while True: sys.stdout.write('x' * 65536)") == "resource_limit"


def test_a_child_that_does_not_listen_ends_without_harm():
    assert run_script("print('done')", question=b"x" * 4_000_000).strip() == b"done"


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket\nsocket.create_connection(('127.0.0.1', 80), 1)",
        "import socket\nsocket.getaddrinfo('example.org', 80)",
        "import socket\nsocket.socket()",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:80/')",
        "import subprocess\nsubprocess.run(['true'])",
        "import os\nos.system('true')",
        "import os\nos.fork()",
        "open('x', 'w')",
        "import os\nos.remove('/nowhere')",
        "import os\nos.mkdir('x')",
    ],
)
def test_a_child_reaches_no_network_no_program_and_no_file(attempt):
    body = "\n".join(f"    {line}" for line in attempt.splitlines())
    script = f"try:\n{body}\nexcept PermissionError as refusal:\n    print(type(refusal).__name__)"
    assert run_script(script).strip() == b"ForbiddenByLimits"


def test_a_child_sees_no_secret_of_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("FACTCHECK_SECRET_KEY", "secret")
    environment = run_script("import os\nprint(sorted(os.environ), os.listdir('.'))").decode()
    assert "secret" not in environment.lower()
    assert "DATABASE_URL" not in environment
    assert environment.strip().endswith("[]")


def test_no_child_and_no_folder_stays_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(UnreadableDocument):
        run_script("while True: pass", seconds=0.5)
    read_in_child(Upload("", "", b"Text."))
    assert list(tmp_path.iterdir()) == []
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    assert not children.exists() or children.read_text().split() == []


def test_after_a_bomb_the_next_good_file_is_read():
    with pytest.raises(UnreadableDocument) as caught:
        read_in_child(Upload("bomb.pdf", "", flate_bomb()))
    assert caught.value.code in ("resource_limit", "timeout")
    assert read_in_child(Upload("", "", b"Still here.")).text == "Still here."


def test_the_parent_loads_no_parser_and_no_django():
    script = (
        "import sys, annotations.importing.child\n"
        "heavy = {'django', 'lxml', 'trafilatura', 'pypdfium2', 'markdown_it', 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert said.stdout.strip() == b"[]"


def test_a_pasted_text_is_read_quickly():
    started = time.process_time()
    quickest = min(_seconds(lambda: read_in_child(Upload("", "", b"One sentence."))) for _ in range(5))
    assert quickest < 0.5
    assert time.process_time() - started < 1


def _seconds(action) -> float:
    started = time.monotonic()
    action()
    return time.monotonic() - started


def test_the_accepted_suffixes_are_told_to_who_brings_another():
    with pytest.raises(UnsupportedDocument) as caught:
        read_in_child(Upload("x.exe", "", b"MZ\x00"))
    assert all(reader.suffixes[0] in caught.value.message for reader in READERS.values())
