"""The only way in for services: parse an upload in a child process that can hang, crash or swell without harm.

The parent writes a line of JSON and the bytes of the file to the child, and gets one JSON object back.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from annotations.importing import read
from annotations.importing.base import (
    MAX_UPLOAD_BYTES,
    DocumentTooLarge,
    Manuscript,
    UnreadableDocument,
    UnsupportedDocument,
    Upload,
    manuscript_of,
)
from annotations.importing.limits import confine

WALL_SECONDS = 30.0
MAX_ANSWER_BYTES = 64 * 1024 * 1024
_PROJECT = Path(__file__).resolve().parents[2]
_CHUNK = 64 * 1024
_KINDS = {kind.reason: kind for kind in (UnreadableDocument, DocumentTooLarge, UnsupportedDocument)}


def read_in_child(upload: Upload, *, encoding: str = "", everything: bool = False) -> Manuscript:
    """Return the manuscript of an upload, or raise UnreadableDocument (or one of its two kinds) naming the file.

    `everything` asks for all visible text of a web page, not only its article.
    Never takes longer than 30 s nor much memory of this process; a child that is killed by a limit, crashes or
    says nothing ends in the codes `timeout` and `resource_limit`.
    """
    if len(upload.data) > MAX_UPLOAD_BYTES:
        limit = MAX_UPLOAD_BYTES // (1024 * 1024)
        raise DocumentTooLarge("file_too_large", f"it is larger than {limit} MB", name=upload.name)
    wishes = {"encoding": encoding, "everything": everything}
    header = {"name": upload.name, "media_type": upload.media_type, "wishes": wishes}
    command = [sys.executable, "-s", "-P", "-m", "annotations.importing.child"]
    try:
        answer = run_limited(command, json.dumps(header).encode() + b"\n" + upload.data)
        return _manuscript_of(_object_of(answer))
    except UnreadableDocument as refusal:
        refusal.name = upload.name
        raise


def run_limited(command: Sequence[str], question: bytes, *, seconds: float = WALL_SECONDS) -> bytes:
    """Run a command without secrets in its environment, feed it `question`, return what it says.

    Raise UnreadableDocument: `timeout` when it takes longer than `seconds` or its CPU limit, `resource_limit` when
    it dies otherwise or says too much. The command is dead when this returns.
    """
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        Path(folder).chmod(0o500)
        process = subprocess.Popen(  # noqa: S603 - the command is ours, the document only its input
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            answer = _converse(process, question, time.monotonic() + seconds)
        finally:
            _end(process)
    if process.returncode == 0 and answer:
        return answer
    raise _died(process.returncode)


def main() -> None:
    """Confine this process, read one upload from standard input and answer on standard output."""
    confine()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get into the answer
    header = json.loads(sys.stdin.buffer.readline())
    upload = Upload(header["name"], header["media_type"], sys.stdin.buffer.read(MAX_UPLOAD_BYTES + 1))
    answers.write(json.dumps(_answer(upload, header["wishes"]), ensure_ascii=False).encode())
    answers.close()


def _answer(upload: Upload, wishes: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"manuscript": asdict(read(upload, **wishes))}
    except UnreadableDocument as refusal:
        return {
            "refusal": {"code": refusal.code, "because": refusal.because, "guess": refusal.guess,
                        "offset": refusal.offset},
            "reason": refusal.reason,
        }  # fmt: skip
    except (MemoryError, RecursionError):
        return {"refusal": {"code": "resource_limit", "because": _TOO_MUCH}, "reason": UnreadableDocument.reason}


_TOO_MUCH = "reading it takes more memory than one document may use"
_TOO_LONG = "reading it takes too long; it may be damaged"
_BROKE_OFF = "the program that reads it broke off; it may be damaged or made to do harm"


def _environment(folder: str) -> dict[str, str]:
    return {
        "HOME": folder,
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(_PROJECT),
        "PYTHONUTF8": "1",
        "TMPDIR": folder,
        "TZ": "UTC",
    }


def _converse(process: subprocess.Popen[bytes], question: bytes, deadline: float) -> bytes:
    """Feed the question from a thread, as a pipe holds little, and collect the answer until the child is done."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
    feeder = threading.Thread(target=_feed, args=(process.stdin, question), daemon=True)
    feeder.start()
    answer = _collect(process.stdout, deadline)
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired as late:
        raise UnreadableDocument("timeout", _TOO_LONG) from late
    return answer


def _feed(pipe: IO[bytes], question: bytes) -> None:
    try:
        with pipe:
            pipe.write(question)
    except OSError:  # the child has gone; its exit status says why
        return


def _collect(pipe: IO[bytes], deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise UnreadableDocument("timeout", _TOO_LONG)
            piece = os.read(pipe.fileno(), _CHUNK)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            size += len(piece)
            if size > MAX_ANSWER_BYTES:
                raise UnreadableDocument("resource_limit", _TOO_MUCH)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it may have started, and let go of its pipes."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):  # it ended this very moment
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _died(status: int) -> UnreadableDocument:
    if status == -signal.SIGXCPU:
        return UnreadableDocument("timeout", _TOO_LONG)
    return UnreadableDocument("resource_limit", _BROKE_OFF)


def _object_of(answer: bytes) -> dict[str, Any]:
    try:
        said = json.loads(answer)
    except ValueError as fault:
        raise UnreadableDocument("resource_limit", _BROKE_OFF) from fault
    if not isinstance(said, dict):
        raise UnreadableDocument("resource_limit", _BROKE_OFF)
    return said


def _manuscript_of(said: dict[str, Any]) -> Manuscript:
    if "refusal" in said:
        raise _KINDS[said["reason"]](**said["refusal"])
    return manuscript_of(said["manuscript"])


if __name__ == "__main__":
    main()
