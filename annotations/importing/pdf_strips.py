"""Strips of text on a page of a PDF, and which of them are pieces of one line."""

from dataclasses import dataclass, replace

from annotations.importing.drafts import raised

_GLUE = 0.3  # times the size of the letters: pieces as near as that have no blank between them


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of one line: its text, left and right end and bottom in points, the height of its font."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    hyphenated: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's measures in points and its strips in reading order."""

    width: float
    height: float
    strips: list[Strip]


def overlap(one: Strip, other: Strip) -> bool:
    """Return whether two strips share a part of the page's width."""
    return one.left < other.right and other.left < one.right


def merged(strips: list[Strip]) -> list[Strip]:
    """Return the strips with raised marks back in their lines, and lines with stretched blanks made whole."""
    lines: list[Strip] = []
    for index, strip in enumerate(strips):
        before = lines[-1] if lines else None
        if before is None or before.hyphenated:
            lines.append(strip)
        elif _is_raised(before, strip):
            lines[-1] = _joined(before, replace(strip, text=raised(strip.text)), "")
        elif _is_beside(before, strip):
            gap = strip.left - before.right
            around = [*lines[-4:-1], *strips[index + 1 : index + 6]]
            if gap < _GLUE * before.size:
                lines[-1] = _joined(before, strip, "")
            elif any(_bridges(other, before, strip) for other in around):
                lines[-1] = _joined(before, strip, " ")
            else:
                lines.append(strip)
        else:
            lines.append(strip)
    return lines


def _is_raised(before: Strip, strip: Strip) -> bool:
    """Return whether a strip is a small mark above the end of the line before it, such as that of a footnote."""
    rise = strip.bottom - before.bottom
    is_near = -_GLUE * before.size < strip.left - before.right < _GLUE * before.size
    return is_near and strip.size < 0.9 * before.size and 0.1 * before.size < rise < before.size and len(strip.text) < 6


def _is_beside(before: Strip, strip: Strip) -> bool:
    is_level = abs(strip.bottom - before.bottom) < 0.2 * before.size
    is_same_size = abs(strip.size - before.size) < 0.15 * before.size
    return is_level and is_same_size and strip.left > before.right - _GLUE * before.size


def _bridges(other: Strip, before: Strip, strip: Strip) -> bool:
    """Return whether a line close by runs across the gap between two strips, so that no column ends there."""
    is_close = (
        abs(other.bottom - before.bottom) < 2.5 * before.size and abs(other.size - before.size) < 0.1 * before.size
    )
    return is_close and other.left < before.right and other.right > strip.left


def _joined(before: Strip, strip: Strip, blank: str) -> Strip:
    text = before.text + blank + strip.text
    return replace(before, text=text, right=strip.right, hyphenated=strip.hyphenated)
