"""Errors of the command line: one line on standard error, exit status 1."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError

from annotations.importing import UnreadableDocument
from annotations.services.refusals import Refusal


@contextmanager
def in_one_line() -> Iterator[None]:
    """Turn what may go wrong into a CommandError of one line."""
    try:
        yield
    except Refusal as error:
        raise CommandError(" ".join(error.message.split())) from error
    except UnreadableDocument as error:
        perhaps = f" Perhaps --encoding {error.guess} is right." if error.guess else ""
        raise CommandError(" ".join(error.message.split()) + perhaps) from error
    except DatabaseError as error:
        because = str(error).partition("\n")[0].rstrip(".") or type(error).__name__
        raise CommandError(f"The database refused: {because}.") from error
    except OSError as error:
        raise CommandError(f"{error.filename or 'The data folder'}: {error.strerror}.") from error
