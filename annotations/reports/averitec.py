"""The checked claims as AVeriTeC has them: questions about a claim, answered from the web. One array per file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from annotations.reports.cited import CitedSource, Numbered, checked, cited_sources, standing
from annotations.reports.contents import CitationEntry, ReportContents
from annotations.reports.json_arrays import write_array
from annotations.reports.left_out import LeftOut, Reason
from annotations.reports.text import doi_address, one_line, printable, web_address
from annotations.reports.training import grounds_of, label_to_export, words_of

MOST_SCORED = 10
NO_ANSWER = "No answer could be found."
FRUITLESS = frozenset(("unreachable", "says-something-else"))

_NO_MAPPING = Reason("has a label without a counterpart in AVeriTeC", "have labels without a counterpart in AVeriTeC")
_NO_QUESTION = Reason("has no citation with a question", "have no citation with a question")
_NO_ANSWER = Reason(
    "has a question that no quote answers, so the question is not in the file",
    "have questions that no quote answers, so these questions are not in the file",
)
_MANY = Reason(
    f"has more than {MOST_SCORED} questions, of which scorers read the first {MOST_SCORED}",
    f"have more than {MOST_SCORED} questions, of which scorers read the first {MOST_SCORED}",
)
_MEDIA = {
    "motion_picture": "Video", "broadcast": "Video", "graphic": "Image/graphic", "figure": "Image/graphic",
    "map": "Image/graphic",
}  # fmt: skip

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AveritecWriter:
    """Claims and parts with a label that AVeriTeC has and a citation with a question; `schemas/averitec.schema.json`.

    A question is only ever one that a reviewer wrote, an answer only ever the words of the source.
    """

    slug: str = "averitec"
    title: str = "Training data (AVeriTeC)"
    media_type: str = "application/json"
    suffix: str = "json"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the claims in reading order; told is why the others are not there."""
        left_out = LeftOut()
        write_array(_entries(contents, left_out), out)
        return left_out.sentences()


def _entries(contents: ReportContents, left_out: LeftOut) -> Iterator[Fields]:
    sources = cited_sources(contents)
    common = _common(contents)
    for numbered in checked(contents):
        label = label_to_export(numbered, contents, left_out)
        if label is None:
            continue
        if "averitec" not in label.mappings:
            left_out.add(numbered.number, _NO_MAPPING)
            continue
        questions = _questions(numbered, sources, left_out)
        if questions:
            yield _entry(numbered, label.mappings["averitec"], questions, common)


def _common(contents: ReportContents) -> Fields:
    """Return what is the same for all claims; nothing is guessed, so what nobody recorded is null or empty."""
    document = contents.document
    return {
        "claim_date": _date(document.as_of or contents.revision.imported_at.date()),
        "speaker": one_line(document.author) or None,
        "original_claim_url": web_address(document.url) or None,
        "cached_original_claim_url": None,
        "fact_checking_article": web_address(contents.public_url),
        "reporting_source": one_line(document.publisher) or None,
        "location_ISO_code": None,
        "claim_types": [],
        "fact_checking_strategies": [],
    }


def _date(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year:04}"


def _entry(numbered: Numbered, label: str, questions: list[Fields], common: Fields) -> Fields:
    return {
        "claim": one_line(words_of(numbered.entry)),
        "required_reannotation": False,
        "label": label,
        "justification": "\n\n".join(printable(words).strip() for words in grounds_of(numbered.entry)),
        **common,
        "questions": questions,
    }


def _questions(numbered: Numbered, sources: dict[int, CitedSource], left_out: LeftOut) -> list[Fields]:
    """Return the questions in the order in which they were first asked, each with its answers."""
    asked: dict[str, list[CitationEntry]] = {}
    for citation in standing(numbered.entry):
        if one_line(citation.question) and citation.source in sources:
            asked.setdefault(one_line(citation.question), []).append(citation)
    if not asked:
        left_out.add(numbered.number, _NO_QUESTION)
    questions = [{"question": question, "answers": _answers(cited, sources)} for question, cited in asked.items()]
    answered = [question for question in questions if question["answers"]]
    if len(answered) < len(questions):
        left_out.add(numbered.number, _NO_ANSWER)
    if len(answered) > MOST_SCORED:
        left_out.add(numbered.number, _MANY)
    return answered


def _answers(cited: list[CitationEntry], sources: dict[int, CitedSource]) -> list[Fields]:
    """Return the quotes; without any, that there is no answer, if the sources were looked up and failed."""
    quotes = [_answer(citation, sources[citation.source]) for citation in cited if printable(citation.quote).strip()]
    if quotes or not any(citation.state in FRUITLESS for citation in cited):
        return quotes
    unanswerable = {"answer": NO_ANSWER, "answer_type": "Unanswerable", "source_url": "", "cached_source_url": None}
    return [{**unanswerable, "source_medium": ""}]


def _answer(citation: CitationEntry, cited: CitedSource) -> Fields:
    source = cited.source
    return {
        "answer": printable(citation.quote).strip(),
        "answer_type": "Extractive",
        "source_url": web_address(source.url) or doi_address(source.doi),
        "cached_source_url": web_address(source.archive_url) or None,
        "source_medium": _medium(cited),
    }


def _medium(cited: CitedSource) -> str:
    address = web_address(cited.source.url)
    if address and urlsplit(address).path.lower().endswith(".pdf"):
        return "PDF"
    return _MEDIA.get(str(cited.item["type"]), "Web text" if address else "Other")
