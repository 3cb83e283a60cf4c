"""Reports as files, for the desk or for everybody."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from annotations.models import Document, PublicNames, Sight
from annotations.queries.publications import standing_publication, with_publication
from annotations.queries.report import report_contents
from annotations.reports import LOSSLESS, WRITERS, ReportFile, file_name, write_into
from annotations.reports.contents import ReportContents
from annotations.reports.pdf import NotPrintable
from annotations.reports.public import public
from annotations.services.refusals import Invalid, NotAllowed

INTERNAL, PUBLIC = PROFILES = ("internal", "public")


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a report that was written: how its file is called, and what is not in it."""

    name: str
    media_type: str
    left_out: tuple[str, ...]


def report_file(document: Document, sight: Sight, format: str, *, profile: str = INTERNAL) -> ReportFile:
    """Return the report as a file in memory; raises what `report_into` raises."""
    out = io.BytesIO()
    made = report_into(document, sight, format, out, profile=profile)
    return ReportFile(made.name, made.media_type, out.getvalue(), made.left_out)


def report_into(
    document: Document, sight: Sight, format: str, out: BinaryIO, *, profile: str = INTERNAL, confidential: bool = False
) -> Written:
    """Write a document's report into `out`, as far as this person may see it.

    Raises UnknownFormat, Invalid for an unknown profile or what a format cannot take, NotAllowed for the public profile
    asked for by who does not see all.
    """
    contents = exported(document, sight, format, profile=profile, confidential=confidential)
    try:
        left_out = write_into(contents, format, out)
    except NotPrintable as error:
        raise Invalid("not_printable", str(error)) from error
    return Written(file_name(contents, format), WRITERS[format].media_type, left_out)


def check_profile(profile: str, sight: Sight) -> None:
    """Raise Invalid for an unknown profile, NotAllowed for the public one asked for by who does not see all."""
    if profile not in PROFILES:
        raise Invalid("unknown_profile", "A report is internal or public.")
    if profile == PUBLIC and not sight.sees_all:
        raise NotAllowed("public_needs_all", "The public report is drawn from all verdicts; you do not see all yet.")


def exported(
    document: Document, sight: Sight, format: str, *, profile: str = INTERNAL, confidential: bool = False
) -> ReportContents:
    """Return what the file holds: internal, all that this person may see; public, what everybody may read.

    In public people are named as in the published report, by their roles where there is none. Raises Invalid for an
    unknown profile, NotAllowed for the public one asked for by who does not see all.
    """
    check_profile(profile, sight)
    whole = format == LOSSLESS and profile == INTERNAL
    contents = report_contents(document, sight, whole=whole, confidential=confidential and whole)
    if whole:
        return contents  # as it is read back: what is published stays where it was published
    contents = with_publication(contents, document)
    if profile == INTERNAL:
        return contents
    publication = standing_publication(document)
    return public(contents, publication.names if publication else PublicNames.ROLES)
