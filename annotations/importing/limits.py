"""What the child process that parses documents may use, and what it may not do at all."""

import contextlib
import ctypes
import os
import resource
import sys

MAX_MEMORY_BYTES = 768 * 1024 * 1024
MAX_CPU_SECONDS = 20
MAX_OPEN_FILES = 64

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_NEW_USER = 0x10000000  # CLONE_NEWUSER, with which an ordinary account may ask for a network of its own
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# Events of sys.addaudithook that a parser has no business with.
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn", "pty.",
    "urllib.Request", "http.client.", "ftplib.", "smtplib.", "os.remove", "os.rename", "os.rmdir", "os.mkdir",
    "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.kill", "shutil.", "webbrowser.",
)  # fmt: skip


class ForbiddenByLimits(PermissionError):
    """A parser tried to reach the network, start a program or change a file."""


def confine() -> None:
    """Take from this process, for good, the network, the writing of files, and all but a little time and memory.

    Limits that the system does not know (macOS has no address space limit) are left to the parent's clock.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, MAX_OPEN_FILES)
    _limit(resource.RLIMIT_CPU, MAX_CPU_SECONDS, MAX_CPU_SECONDS + 1)  # SIGXCPU first, so that the parent knows
    _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_AS, MAX_MEMORY_BYTES)
    _leave_network()
    sys.addaudithook(_refuse)


def _limit(kind: int, value: int, last: int | None = None) -> None:
    """Lower a limit to `value`, and what it could be raised to again to `last`, unless it is lower already."""
    _soft, hard = resource.getrlimit(kind)
    last = value if last is None else last
    if hard != resource.RLIM_INFINITY:
        value, last = min(value, hard), min(last, hard)
    with contextlib.suppress(ValueError, OSError):  # not on this system
        resource.setrlimit(kind, (value, last))


def _leave_network() -> None:
    """Move into an empty network of our own where the system allows it; the audit hook stands in any case."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise ForbiddenByLimits(event)
    if event == "open":
        path, _mode, flags = arguments
        if not isinstance(path, int) and isinstance(flags, int) and flags & _WRITING:
            raise ForbiddenByLimits("open for writing")
