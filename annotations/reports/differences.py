"""What differs between two revisions and what was held of each, as a file: a table, or Markdown to read."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields

from annotations.reports.csv import guarded
from annotations.reports.markdown import escaped
from annotations.reports.text import carriable


@dataclass(frozen=True, slots=True)
class Difference:
    """What one person held of one claim in two revisions; a claim of which nobody held anything has one, too.

    Numbers, texts and labels are empty on a side where there is none. `became` says what became of the verdict.
    """

    fate: str
    claim: int
    number_before: str
    number_after: str
    others: str
    context_changed: bool
    text_before: str
    text_after: str
    part: str = ""
    by: str = ""
    settled: bool = False
    label_before: str = ""
    label_after: str = ""
    counts_before: bool = False
    counts_after: bool = False
    became: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything of it is to be looked at."""
        return self.fate != "unchanged" or self.context_changed or self.became not in ("", "same")


@dataclass(frozen=True, slots=True)
class Differences:
    """Two revisions of a document, claim by claim in the order of the newer text.

    `sums` has for each fate how many claims of either side have it. `profile` is `complete`, or `mine` if some of what
    was held is withheld from who asks.
    """

    title: str
    before: int
    after: int
    sums: tuple[tuple[str, int, int], ...]
    rows: tuple[Difference, ...]
    profile: str


@dataclass(frozen=True, slots=True)
class DifferencesFile:
    """A file of differences."""

    name: str
    media_type: str
    content: bytes


COLUMNS = (*(field.name for field in fields(Difference)), "revision_before", "revision_after", "profile")


def write_differences(found: Differences, slug: str) -> DifferencesFile:
    """Return the file of this format (a key of FORMATS); the same differences make the same bytes."""
    media_type, write = FORMATS[slug]
    name = f"revisions-{found.before}-{found.after}-{found.profile}.{slug}"
    return DifferencesFile(name, media_type, write(found))


def _csv(found: Differences) -> bytes:
    """Return one row for each person and claim, in UTF-8 with BOM; no cell is a formula."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    everywhere = {"revision_before": found.before, "revision_after": found.after, "profile": found.profile}
    for row in found.rows:
        told = asdict(row) | everywhere
        writer.writerow([guarded(carriable(_cell(told[column]))) for column in COLUMNS])
    return table.getvalue().encode("utf-8-sig")


def _cell(value: str | int | bool) -> str:
    return ("yes" if value else "") if isinstance(value, bool) else str(value)


def _markdown(found: Differences) -> bytes:
    """Return the sums and whatever differs, in UTF-8 with LF line ends."""
    partly = (
        "\nSome of what others hold is withheld until you have read the claim.\n" if found.profile == "mine" else ""
    )
    sums = [f"| {fate} | {old} | {new} |" for fate, old, new in found.sums]
    totals = (sum(old for _, old, _ in found.sums), sum(new for _, _, new in found.sums))
    lines = [
        f"# {escaped(found.title)}: revision {found.before} → {found.after}", partly,
        f"| claims | revision {found.before} | revision {found.after} |", "|---|---:|---:|", *sums,
        f"| together | {totals[0]} | {totals[1]} |", "", *_sections(found),
    ]  # fmt: skip
    return ("\n".join(lines).rstrip() + "\n").encode()


def _sections(found: Differences) -> Iterator[str]:
    by_claim: dict[tuple[str, int], list[Difference]] = {}
    for row in found.rows:
        by_claim.setdefault((row.fate, row.claim), []).append(row)
    for rows in by_claim.values():
        if any(row.differs for row in rows):
            yield from _section(rows)


def _section(rows: list[Difference]) -> Iterator[str]:
    first = rows[0]
    numbers = " → ".join(dict.fromkeys(number for number in (first.number_before, first.number_after) if number))
    more = [f"with {first.others}" if first.others else "", "context changed" if first.context_changed else ""]
    yield from (f"## Claim {numbers}: {', '.join([first.fate, *filter(None, more)])}", "")
    if first.text_before and first.text_before != first.text_after:
        yield f"- before: {escaped(first.text_before)}"
    if first.text_after:
        yield f"- now: {escaped(first.text_after)}"
    yield from (f"- {_held(row)}" for row in rows if row.became)
    yield ""


def _held(row: Difference) -> str:
    by = f"settled by {row.by}" if row.settled else row.by
    part = f" on “{escaped(row.part)}”" if row.part else ""
    labels = " → ".join(dict.fromkeys(label for label in (row.label_before, row.label_after) if label))
    return f"{escaped(by)}{part}: {escaped(labels)} ({row.became})"


FORMATS: Mapping[str, tuple[str, Callable[[Differences], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "md": ("text/markdown; charset=utf-8", _markdown),
}
