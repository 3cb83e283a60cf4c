"""Disagreements of a document, side by side."""

from annotations.models import Claim, Document, Sight
from annotations.queries.panel import Panel, panel
from annotations.queries.states import claim_states

SHOWN = 50


def disagreements(document: Document, sight: Sight) -> list[Panel]:
    """Return the panels of up to 50 claims, or parts of claims, that want settling, in reading order.

    Visible current verdicts differ there, or a later verdict or wording overtook the adjudication.
    """
    serials = [serial for state in claim_states(document, sight) for serial in state.cases][:SHOWN]
    claims = {claim.serial: claim for claim in Claim.objects.filter(document=document, serial__in=serials)}
    return [panel(document, claims[serial], sight) for serial in serials]
