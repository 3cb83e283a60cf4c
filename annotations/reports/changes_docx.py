"""The change list as a Word file: what is proposed as tracked changes, why as comments."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from lxml import etree

from annotations.reports.changes import Asked, Change, DeskList, Reply, sections, source_line, subtitle
from annotations.reports.text import one_line, printable
from annotations.reports.word_files import Tracked, is_right_to_left, run_of, saved, tracked_change

NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)
TRACKED: dict[str, Tracked] = {"deleted": "del", "inserted": "ins"}


class ChangesDocxWriter:
    """Word, for an author who answers in the file itself."""

    slug = "changes-docx"
    title = "Word"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffix = "docx"

    def write(self, changes: DeskList) -> bytes:
        """Return the list; the same requests always give the same bytes."""
        at = max((asked.at for asked in changes.asked.values()), default=NOTHING_YET)
        title = f"Changes asked for: {changes.list.title}"
        return saved(_Draft(changes).document, title=title, at=at.astimezone(UTC))


class _Draft:
    """The file while it is written: every comment and every tracked change has a number of its own."""

    def __init__(self, changes: DeskList) -> None:
        self.changes = changes
        self.document: Document = docx.Document()
        self.numbers = count(len(changes.list.changes))  # the comments have those below
        shown = changes.list
        self._add(f"Changes asked for: {one_line(shown.title)}", "Title")
        self._add(one_line(subtitle(shown)), "Subtitle")
        for title, rows in sections(shown):
            self._add(title, "Heading 1")
            for change in rows:
                self._request(change, changes.asked[change.key])
        if not shown.changes:
            self._add("Nothing is asked for.", "Normal")

    def _add(self, text: str, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        paragraph._p.append(run_of(text))
        _turn(paragraph, text)
        return paragraph

    def _request(self, change: Change, asked: Asked) -> None:
        self._add(f"{change.number}: {change.action_title}", "Heading 2")
        if change.part:
            self._add(change.old, "Quote")
            self._add("Of it:", "Normal").paragraph_format.keep_with_next = True
        wording = self.document.add_paragraph(style="Normal")
        _turn(wording, change.part or change.old)
        wording.paragraph_format.left_indent = Cm(0.75)
        for element in self._with_comment(change, asked):
            wording._p.append(element)
        for reply in change.replies:
            self._add(_reply(reply), "Normal")

    def _with_comment(self, change: Change, asked: Asked) -> Iterator[etree._Element]:
        number = self._comment(change, asked)
        yield _marker("w:commentRangeStart", number)
        yield from self._wording(change, asked)
        yield _marker("w:commentRangeEnd", number)
        reference = OxmlElement("w:r")
        reference.append(_marker("w:commentReference", number))
        yield reference

    def _wording(self, change: Change, asked: Asked) -> Iterator[etree._Element]:
        now, author, at = change.part or change.old, self._author(asked), _moment(asked.at)
        for kind, text in asked.steps or (("equal", now),):
            tracked = TRACKED.get(kind)
            run = run_of(text, tracked=tracked, within=now)
            if tracked is None:
                yield run
            else:
                yield tracked_change(run, tracked, number=next(self.numbers), author=author, at=at)

    def _author(self, asked: Asked) -> str:
        return ", ".join(filter(None, (one_line(asked.by), one_line(self.changes.desk))))

    def _comment(self, change: Change, asked: Asked) -> int:
        author, initials = self._author(asked), one_line(asked.by)
        comment = self.document.comments.add_comment(author=author, initials=initials)
        comment._comment_elm.set(qn("w:date"), _moment(asked.at))
        told = [asked.label, *printable(change.reason.strip()).split("\n"), *map(source_line, change.sources)]
        first, *rest = list(filter(None, told)) or [change.action_title]
        for paragraph, text in [(comment.paragraphs[0], first), *((comment.add_paragraph(), text) for text in rest)]:
            paragraph._p.append(run_of(text))
            _turn(paragraph, text)
        return comment.comment_id


def _turn(paragraph: Paragraph, text: str) -> None:
    """Let a fresh paragraph run to the left if its text does; what else it is given stands behind, as Word wants it."""
    if is_right_to_left(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _marker(tag: str, number: int) -> etree._Element:
    marker = OxmlElement(tag)
    marker.set(qn("w:id"), str(number))
    return marker


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _reply(reply: Reply) -> str:
    told = [f"Author: {reply.said}.", reply.wording, reply.reason, reply.decision]
    return " ".join(part for part in told if part)
