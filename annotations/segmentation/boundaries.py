"""Where sentences end inside a passage: candidates, judged by the rules."""

from annotations.segmentation.candidates import Candidate, next_candidate
from annotations.segmentation.languages.base import Tables
from annotations.segmentation.lines import Passage
from annotations.segmentation.openings import footnote_end
from annotations.segmentation.rules import rules_for
from annotations.segmentation.units import DOUBTFUL_RULES, Unit, is_blank


def cuts(text: str, passage: Passage, tables: Tables) -> list[Unit]:
    """Return the sentences of one passage as units of its kind, trimmed of blanks."""
    units: list[Unit] = []
    start = position = passage.start
    doubt = ""
    while candidate := next_candidate(text, start, position, passage.end, tables):
        position = candidate.mark_end
        cut, rule = judge(candidate)
        if cut:
            end = footnote_end(candidate)
            add(units, text, Unit(start, end, passage.kind, rule, doubt))
            start, doubt = end, ""
            position = max(position, end)
        elif not doubt and rule in DOUBTFUL_RULES and is_open_question(candidate):
            doubt = rule
    add(units, text, Unit(start, passage.end, passage.kind, passage.rule, doubt))
    return units


def judge(candidate: Candidate) -> tuple[bool, str]:
    """Return the answer of the first rule that has one, and that rule's name."""
    for rule, name in rules_for(candidate.run):
        answer = rule(candidate)
        if answer is not None:
            return answer, name
    return True, "sentence-end"


def is_open_question(candidate: Candidate) -> bool:
    """Return whether a place left uncut could have been a boundary: no lower-case word goes on there."""
    return candidate.next_character != "" and not candidate.word[:1].islower()


def add(units: list[Unit], text: str, unit: Unit) -> None:
    """Append the unit without the blanks around it, if anything is left."""
    start, end = unit.start, unit.end
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    if start < end:
        units.append(Unit(start, end, unit.kind, unit.rule, unit.doubt))
