"""What the desk asks the author to change, and what came back: answers, and the editor's word on them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Answer, AuthorAnswer, Document, EditorDecision, Verdict

DEMANDED = "must"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of the author with the editor's last word on it, if there is one."""

    answer: AuthorAnswer
    decision: EditorDecision | None

    @property
    def closes(self) -> bool:
        """Whether the request is settled: the author accepted it, or the editor no longer demands it."""
        if self.decision is not None:
            return not self.decision.upheld
        return self.answer.answer == Answer.ACCEPTED

    @property
    def wants_decision(self) -> bool:
        """Whether the editor has to say something to it."""
        return self.decision is None and self.answer.answer != Answer.ACCEPTED


def answers_of(document: Document) -> dict[int, list[Answered]]:
    """Return the author's answers by the verdict they answer, oldest first (2 queries)."""
    last: dict[int, EditorDecision] = {}
    for decision in EditorDecision.objects.filter(document=document).select_related("editor").order_by("pk"):
        last[decision.answer_id] = decision
    answers: dict[int, list[Answered]] = defaultdict(list)
    rows = AuthorAnswer.objects.filter(document=document).select_related("by_key", "verdict")
    for row in rows.order_by("created_at", "pk"):  # a verdict that was restated counts its answers from 1 again
        answers[row.verdict.original_id].append(Answered(row, last.get(row.pk)))
    return answers


def is_open(verdict: Verdict, answers: dict[int, list[Answered]]) -> bool:
    """Say whether a demanded change is neither accepted nor given up."""
    given = answers.get(verdict.original_id, [])
    return verdict.action == DEMANDED and not (given and given[-1].closes)


def open_demands(verdicts: Iterable[Verdict], answers: dict[int, list[Answered]]) -> list[Verdict]:
    """Return those of the verdicts whose demanded change is open."""
    return [verdict for verdict in verdicts if is_open(verdict, answers)]
