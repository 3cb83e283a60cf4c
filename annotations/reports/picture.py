"""The picture that other sites show beside a link to a public report."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from annotations.reports.chart import NARROWEST_WITH_SIGN, WIDTH
from annotations.reports.contents import ReportContents
from annotations.reports.fonts import font_folders
from annotations.reports.summary import Summary, summarise
from annotations.reports.text import one_line, plural

TEMPLATES = Path(__file__).with_name("typst")
PIXELS_PER_INCH = 144.0  # 600 × 315 points are 1200 × 630 pixels
LONGEST = 160  # code points of the title
KEPT = 64
GAP = 2

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def picture(contents: ReportContents, desk: str) -> bytes:
    """Return a PNG of 1200 × 630 pixels: title, desk and the bar of labels. The same contents give the same bytes."""
    summary = summarise(contents)
    title = one_line(contents.document.title) or "Untitled document"
    data = {
        "title": title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…",
        "desk": one_line(desk)[:60], "said": f"{summary.read} of {plural(summary.claims, 'sentence')} checked",
        "pieces": _pieces(summary), "has_rtl": bool(_RIGHT_TO_LEFT.search(f"{title}{desk}")), "far_eastern_fonts": [],
        "language": "en", "language_is_rtl": False,
    }  # fmt: skip
    return _drawn(json.dumps(data, sort_keys=True))


def _pieces(summary: Summary) -> list[dict[str, Any]]:
    """Return the pieces of the bar, in parts of its width."""
    pieces, before = [], 0
    for row in summary.rows:
        left, right = before / summary.claims, (before + row.count) / summary.claims
        before += row.count
        width = max(right - left - GAP / WIDTH, 0.001)
        sign = row.label.sign if width * WIDTH >= NARROWEST_WITH_SIGN else ""
        pieces.append({"x": left, "width": width, "tone": row.label.tone, "sign": sign})
    return pieces


@lru_cache(maxsize=KEPT)
def _drawn(data: str) -> bytes:
    compiler = typst.Compiler(
        str(TEMPLATES / "picture.typ"), root=str(TEMPLATES), font_paths=list(font_folders()), ignore_system_fonts=True
    )
    drawn = compiler.compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs={"report": data})
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave no picture")
    return drawn
