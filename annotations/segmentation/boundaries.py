"""Where sentences end inside a passage: candidates, judged by the rules."""

from annotations.segmentation.candidates import Candidate, next_candidate
from annotations.segmentation.languages.base import Tables
from annotations.segmentation.lines import Passage
from annotations.segmentation.openings import footnote_end
from annotations.segmentation.rules import judge
from annotations.segmentation.units import DOUBTFUL_RULES, is_blank

Stretch = tuple[int, int, str, str]  # start, end, the rule that ended it, the doubtful rule that kept it whole


def sentences(text: str, passage: Passage, tables: Tables) -> list[Stretch]:
    """Return the sentences of one passage in order, trimmed of blanks."""
    found: list[Stretch] = []
    position, limit = passage.start, passage.end
    start = after_blanks(text, position, limit)
    doubt = ""
    while candidate := next_candidate(text, start, position, limit, tables):
        position = candidate.mark_end
        cut, rule = judge(candidate)
        if cut:
            end = footnote_end(candidate)
            found.append((start, end, rule, doubt))
            start, doubt = after_blanks(text, max(end, candidate.next), limit), ""
            position = max(position, end)
        elif not doubt and rule in DOUBTFUL_RULES and is_open_question(candidate):
            doubt = rule
    if start < limit:
        found.append((start, before_blanks(text, start, limit), passage.rule, doubt))
    return found


def is_open_question(candidate: Candidate) -> bool:
    """Return whether a place left uncut could have been a boundary: no lower-case word goes on there."""
    return candidate.next_character != "" and not candidate.word[:1].islower()


def after_blanks(text: str, start: int, end: int) -> int:
    """Return the first place from `start` on that shows something, or the end."""
    while start < end and is_blank(text[start]):
        start += 1
    return start


def before_blanks(text: str, start: int, end: int) -> int:
    """Return the place behind the last character before `end` that shows something, or the start."""
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return end
