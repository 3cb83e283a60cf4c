"""What is signed: the effective content of a revision as one canonical JSON text, and its hash.

Revision text; of each live claim and part its span, own wording, current verdicts, settled label and citations, and
whether a part is central. No names, initials, ids, times, notes or history: the hash stays when somebody leaves, and
returns when a change is undone.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from annotations.models import Adjudication, Citation, Document, Revision, Verdict
from annotations.queries.checked import Checked, checked_claims

HASH_VERSION = 1


def content_hash(document: Document, claims: Iterable[Checked] | None = None) -> str:
    """Return the SHA-256 of the canonical content, as 64 hex digits; `claims` spares the queries if they are known.

    Computed with the whole check in view, so it is for those alone who may see all.
    """
    return hashlib.sha256(canonical_content(document, claims).encode()).hexdigest()


def canonical_content(document: Document, claims: Iterable[Checked] | None = None) -> str:
    """Return what is hashed: JSON with sorted names and without blanks, rows in an order that no id decides."""
    (text,) = Revision.objects.filter(pk=document.current_id or 0).values_list("text", flat=True)
    rows = checked_claims(document) if claims is None else claims
    return _json({"hash_version": HASH_VERSION, "text": text, "claims": [_claim(row) for row in rows]})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _claim(row: Checked) -> dict[str, Any]:
    span = [row.place.start, row.place.end]
    return {**_held(row), "span": span, "parts": _ordered(_part(part) for part in row.parts)}


def _part(row: Checked) -> dict[str, Any]:
    """Only a central part says so: what was signed before there were any keeps its hash."""
    decides = {"central": True} if row.claim.central else {}
    return {**_held(row), "spans": row.claim.spans, "wording": row.claim.own_wording, **decides}


def _held(row: Checked) -> dict[str, Any]:
    return {
        "verdicts": _ordered(_verdict(verdict) for verdict in row.case.current),
        "settled": _settled(row.case.settled),
        "citations": _ordered(_citation(citation) for citation in row.citations),
    }


def _ordered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=_json)


def _verdict(row: Verdict) -> dict[str, Any]:
    return {
        "reviewer": str(row.reviewer.reviewer_key.key), "label": row.label, "scale": row.scale,
        "rationale": row.rationale, "tags": sorted(row.tags), "action": row.action,
        "proposed_wording": row.proposed_wording,
    }  # fmt: skip


def _settled(row: Adjudication | None) -> dict[str, str] | None:
    return {"label": row.label, "reason": row.reason} if row else None


def _citation(row: Citation) -> dict[str, Any]:
    """A translation is there only where there is one, as `central` is."""
    translated = {"translation": row.translation} if row.translation else {}
    return {
        "csl": row.source.csl, "stance": row.stance, "quote": row.quote, "locator": row.locator,
        "question": row.question, "set": row.evidence_set, "state": row.state, **translated,
    }  # fmt: skip
