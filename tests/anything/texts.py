"""Texts as they come: abbreviations, quotes, other scripts, emoji, marks that combine, blanks of all kinds."""

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

from annotations.importing import Manuscript, Upload, is_blank, read

PIECES = (
    "It rose by 3.5 % in 1931.", "Dr. Smith, e.g., paid Mr. Jones $1.2 million.", "Nobody likes it.", "Why?",
    "“It is,” she said, “not so.”", "He asked: 'Is it?' Then he left.", "«Нет», сказал он. Да!", "A heading",
    "他说：“不。”真的吗？是的。", "שלום עולם. זה נכון.", "هذا صحيح. أليس كذلك؟",
    "Great 👍🏽! 👨‍👩‍👧 came.", "Cafe\u0301 a\u0308rger n\u0303.",
    "* one", "2. two", "---", "…", "x", "No. 5 is the U.S. one…", "a\u200bb\u2060c.", "\u202eabc\u202c.", "> quoted",
    "𝔘𝔫𝔦.",
)  # fmt: skip
BLANKS = (" ", "\n", "\n\n", "  ", "\r\n", "\t", "\u00a0", "\u3000", "", "\n \n\n")

pieces = st.one_of(
    st.sampled_from(PIECES),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
)
texts = st.lists(st.tuples(pieces, st.sampled_from(BLANKS)), min_size=1, max_size=7).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
edits = st.lists(
    st.tuples(
        st.sampled_from(["edit", "number", "move", "delete", "repeat", "insert", "join", "cut"]),
        st.integers(0, 8),
        st.sampled_from(PIECES),
    ),
    min_size=1,
    max_size=3,
)


def readable(text: str) -> str:
    """Return the text, or another one if it is all blank, which an import refuses."""
    text = text.removeprefix("\ufeff")
    return text if not all(map(is_blank, text)) else "One. Two."


@cache
def manuscript_of_text(upload: Upload) -> Manuscript:
    """Read a plain text here: that a child process reads it the same is tested with the readers."""
    return read(upload)


def edited(text: str, places: Sequence[tuple[int, int]], changes: Sequence[tuple[str, int, str]]) -> str:
    """Return the text with its sentences, given by offsets, edited, moved, deleted, repeated."""
    starts = [0, *(start for start, _ in places[1:])]
    stretches = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    for change in changes:
        _edit(stretches, *change)
    return "".join(stretches)


def _edit(stretches: list[str], kind: str, rank: int, piece: str) -> None:
    if not stretches:
        return
    at = rank % len(stretches)
    held = stretches[at]
    half = len(held) // 2
    if kind == "edit":
        stretches[at] = f"{held[:half]} really {held[half:]}"
    elif kind == "number":
        stretches[at] = held.translate(str.maketrans("0123456789", "1234567890"))
    elif kind == "move":
        stretches.insert(len(stretches) - 1 - at, stretches.pop(at))
    elif kind == "delete":
        del stretches[at]
    elif kind == "repeat":
        stretches.append(" " + held)
    elif kind == "insert":
        stretches.insert(at, piece + " ")
    elif kind == "join":
        stretches[at] = held.rstrip().rstrip(".!?") + ", and "
    else:
        stretches[at] = f"{held[:half]}. {held[half:]}"
