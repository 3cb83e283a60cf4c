"""Where sentences end inside a passage: candidates, judged by the rules."""

from annotations.segmentation.candidates import Candidate, next_candidate
from annotations.segmentation.languages.base import Tables
from annotations.segmentation.lines import Passage
from annotations.segmentation.openings import footnote_end
from annotations.segmentation.rules import rules_for
from annotations.segmentation.units import DOUBTFUL_RULES, is_blank

Stretch = tuple[int, int, str, str]  # start, end, the rule that ended it, the doubtful rule that kept it whole


def sentences(text: str, passage: Passage, tables: Tables) -> list[Stretch]:
    """Return the sentences of one passage in order, trimmed of blanks."""
    found: list[Stretch] = []
    start = position = passage.start
    doubt = ""
    while candidate := next_candidate(text, start, position, passage.end, tables):
        position = candidate.mark_end
        cut, rule = judge(candidate)
        if cut:
            end = footnote_end(candidate)
            add(found, text, start, end, rule, doubt)
            start, doubt = end, ""
            position = max(position, end)
        elif not doubt and rule in DOUBTFUL_RULES and is_open_question(candidate):
            doubt = rule
    add(found, text, start, passage.end, passage.rule, doubt)
    return found


def judge(candidate: Candidate) -> tuple[bool, str]:
    """Return the answer of the first rule that has one, and that rule's name."""
    for rule, name in rules_for(candidate):
        answer = rule(candidate)
        if answer is not None:
            return answer, name
    return True, "sentence-end"


def is_open_question(candidate: Candidate) -> bool:
    """Return whether a place left uncut could have been a boundary: no lower-case word goes on there."""
    return candidate.next_character != "" and not candidate.word[:1].islower()


def add(found: list[Stretch], text: str, start: int, end: int, rule: str, doubt: str) -> None:
    """Append the stretch without the blanks around it, if anything is left."""
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    if start < end:
        found.append((start, end, rule, doubt))
