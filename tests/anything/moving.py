"""From one installation to another and back to a file: the report that comes out is the one that went in."""

import json

from annotations.models import Document, SignOff
from annotations.queries.signoff import last_signoff
from annotations.services import people, verification
from annotations.services.report_imports import import_report
from tests.rich_scene import empty_installation, exported
from tests.visits import undone


def assert_comes_back_the_same(document: Document) -> None:
    """Export a document, import it into an emptied installation, export it there: byte for byte the same."""
    before = exported(document)
    except_signoffs = _voided_by_a_source(document)
    verdicts = document.verdicts.count()
    with undone():
        empty_installation()
        imported = import_report(actor=people.command_line_person(), data=before)
        after = exported(imported)
        assert imported.verdicts.count() == verdicts
        assert [str(fault) for fault in verification.faults()] == []
    if except_signoffs:
        before, after = _without_signoffs(before), _without_signoffs(after)
    assert after == before


def _voided_by_a_source(document: Document) -> bool:
    """Whether only a change of a source voids the last sign-off: that stands in another project's history."""
    standing = last_signoff(document, sees_all=True)
    if standing is None or standing.holds:
        return False
    last = SignOff.objects.select_related("at_entry").get(pk=standing.signoff.pk)
    return not document.chain.entries.filter(content=True, number__gt=last.at_entry.number).exists()


def _without_signoffs(report: bytes) -> bytes:
    told = json.loads(report)
    del told["signoffs"]
    return json.dumps(told).encode()
