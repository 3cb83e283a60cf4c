"""Where the words of a part stand once its sentence says something else: found, or lost, and never guessed."""

from dataclasses import dataclass

from annotations.alignment.words import tokens_of
from annotations.segmentation import is_blank
from annotations.services.stands import Spans

Counted = list[list[int]]
"""Words as [first, last) among the characters of a sentence that are not blank: so blanks may be written otherwise."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence without its blanks, where each of these characters stands in it, and where words begin or end."""

    solid: str
    at: list[int]
    edges: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "_Sentence":
        at = [offset for offset, character in enumerate(text) if not is_blank(character)]
        edges, count = {0}, 0
        for token in tokens_of(text):
            count += sum(not is_blank(character) for character in token)
            edges.add(count)
        return cls("".join(text[offset] for offset in at), at, frozenset(edges))

    def span(self, first: int, last: int) -> list[int]:
        return [self.at[first], self.at[last - 1] + 1]


def counted(spans: Spans, text: str) -> Counted:
    """Return spans of a text, counted in the characters of it that are not blank; empty ones are left out."""
    found = [[sum(not is_blank(character) for character in text[:edge]) for edge in span] for span in spans]
    return [[first, last] for first, last in found if first < last]


def placed(words: Counted, text: str) -> Spans:
    """Return counted words as spans of a text in code points; words beyond its end are left out."""
    sentence = _Sentence.of(text)
    return [sentence.span(first, last) for first, last in words if 0 <= first < last <= len(sentence.at)]


def followed(spans: Spans, before: str, text: str) -> Spans:
    """Return where the words of a part stand in the new text of its sentence, in text order.

    What lies before or after the stretch that changed moves along; other words are found where they stand once in
    both texts, as whole words; all of the sentence stays all of it. Words that are not found are left out.
    """
    if before == text:
        return spans
    old, new = _Sentence.of(before), _Sentence.of(text)
    words = counted(spans, before)
    if words == [[0, len(old.solid)]]:
        return [[0, len(text)]]
    found = (_found(first, last, old, new) for first, last in words)
    return joined([new.span(at, at + length) for at, length in filter(None, found)])


def _found(first: int, last: int, old: _Sentence, new: _Sentence) -> tuple[int, int] | None:
    """Return where the words between two counts stand in the new sentence, and how long they are."""
    length, words = last - first, old.solid[first:last]
    grown = len(new.solid) - len(old.solid)
    if new.solid.startswith(old.solid[:last]):
        at = first
    elif new.solid.endswith(old.solid[first:]):
        at = first + grown
    elif old.solid.count(words) == 1 == new.solid.count(words):
        at = new.solid.index(words)
    else:
        return None
    is_whole = (first not in old.edges or at in new.edges) and (last not in old.edges or at + length in new.edges)
    return (at, length) if is_whole else None


def joined(spans: Spans) -> Spans:
    """Return spans in text order; of those that overlap, one is made."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return found
