"""The scales that come with the application, and what each label means elsewhere.

A published scale is never edited. A better one gets the next version in its slug (`standard-2`), and projects choose.
"""

from annotations.scales.labels import Group, Label, Scale, Tone


def _graded(
    slug: str, title: str, tone: Tone, key: str, definition: str, *, rating: int | None = None, **mappings: str
) -> Label:
    if rating is not None:
        mappings["claimreview_rating"] = str(rating)
    group = Group.UNGRADED if rating is None else Group.GRADED
    return Label(slug, title, group, tone, definition, key=key, mappings=mappings)


NOT_CHECKABLE: tuple[Label, ...] = (
    Label(
        "opinion", "Opinion", Group.NOT_CHECKABLE, Tone.ASIDE,
        "A judgement of value. Nothing in it can be shown true or false.", "“", "o",
    ),
    Label(
        "prediction", "Prediction", Group.NOT_CHECKABLE, Tone.ASIDE,
        "A statement about what will or may happen.", "→", "p",
    ),
    Label(
        "rhetoric", "Rhetoric", Group.NOT_CHECKABLE, Tone.ASIDE,
        "A figure of speech, irony or an image, not meant as a statement of fact.", "~",
    ),
    Label(
        "question", "Question or instruction", Group.NOT_CHECKABLE, Tone.ASIDE,
        "Asks or tells somebody to do something.", "¿",
    ),
    Label(
        "too-vague", "Too vague", Group.NOT_CHECKABLE, Tone.ASIDE,
        "Cannot be checked before the author says what exactly is meant.", "…",
    ),
    Label(
        "common-knowledge", "Common knowledge", Group.NOT_CHECKABLE, Tone.ASIDE,
        "Could be checked, but the desk waives it.", "=",
    ),
    Label(
        "not-a-claim", "Not a claim", Group.NOT_CHECKABLE, Tone.ASIDE,
        "A heading, a caption, navigation or a fragment.", "–", "h",
    ),
)  # fmt: skip

STANDARD = Scale(
    "standard-1",
    "Standard",
    (
        _graded(
            "supported", "Supported", Tone.SUPPORTED, "1",
            "Accurate as worded, with nothing significant missing; the sources meet the desk's minimum.",
            rating=5, claimreview="True", averitec="Supported", fever="SUPPORTS", truth_o_meter="True",
        ),
        _graded(
            "mostly-supported", "Mostly supported", Tone.MOSTLY_SUPPORTED, "2",
            "Right in substance; needs clarification or a small fix.",
            rating=4, claimreview="Mostly true", averitec="Supported", fever="SUPPORTS",
            truth_o_meter="Mostly True", fever_lossy="yes",
        ),
        _graded(
            "mixed", "Mixed or missing context", Tone.MIXED, "3",
            "True and false parts, or true parts that mislead.",
            rating=3, claimreview="Half true", averitec="Conflicting Evidence/Cherrypicking",
            truth_o_meter="Half True",
        ),
        _graded(
            "mostly-refuted", "Mostly refuted", Tone.MOSTLY_REFUTED, "4",
            "Holds an element of truth but ignores facts that matter.",
            rating=2, claimreview="Mostly false", averitec="Refuted", fever="REFUTES",
            truth_o_meter="Mostly False", fever_lossy="yes",
        ),
        _graded(
            "refuted", "Refuted", Tone.REFUTED, "5",
            "Credible evidence shows that it is wrong.",
            rating=1, claimreview="False", averitec="Refuted", fever="REFUTES", truth_o_meter="False",
        ),
        _graded(
            "disputed", "Disputed", Tone.DISPUTED, "6",
            "Credible sources contradict each other, and the desk cannot decide between them.",
            claimreview="Disputed", averitec="Conflicting Evidence/Cherrypicking",
        ),
        _graded(
            "unverified", "Unverified", Tone.UNVERIFIED, "7",
            "Looked for and not found: too little evidence either way. Say what was tried.",
            claimreview="Unproven", averitec="Not Enough Evidence", fever="NOT ENOUGH INFO",
        ),
        *NOT_CHECKABLE,
    ),
)  # fmt: skip

NEWSROOM = Scale(
    "newsroom-1",
    "Newsroom desk",
    (
        _graded("ok", "OK", Tone.SUPPORTED, "1", "Stands as written.", rating=5, claimreview="True"),
        _graded(
            "ok-with-fix", "OK with fix", Tone.MOSTLY_SUPPORTED, "2", "Stands once the wording is mended.",
            rating=4, claimreview="Mostly true",
        ),
        _graded("error", "Error", Tone.REFUTED, "3", "Wrong; must not run.", rating=1, claimreview="False"),
        _graded(
            "cannot-confirm", "Cannot confirm", Tone.UNVERIFIED, "4", "Not enough evidence either way.",
            claimreview="Unproven",
        ),
        _graded(
            "on-author", "On author", Tone.DISPUTED, "5", "Rests on the author's own reporting alone.",
        ),
        *NOT_CHECKABLE,
    ),
)  # fmt: skip

TRUTH_O_METER = Scale(
    "truth-o-meter-1",
    "Truth-O-Meter",
    (
        _graded("true", "True", Tone.SUPPORTED, "1", "Accurate, nothing significant missing.", rating=5),
        _graded("mostly-true", "Mostly true", Tone.MOSTLY_SUPPORTED, "2", "Accurate, needs clarification.", rating=4),
        _graded("half-true", "Half true", Tone.MIXED, "3", "Partly accurate, leaves out details.", rating=3),
        _graded("mostly-false", "Mostly false", Tone.MOSTLY_REFUTED, "4", "Ignores critical facts.", rating=2),
        _graded("false", "False", Tone.REFUTED, "5", "Not accurate.", rating=1),
        _graded("unproven", "Unproven", Tone.UNVERIFIED, "7", "Too little evidence for a rating."),
        *NOT_CHECKABLE,
    ),
)

AVERITEC = Scale(
    "averitec-1",
    "AVeriTeC, four labels",
    (
        _graded(
            "supported", "Supported", Tone.SUPPORTED, "1", "The evidence supports it.",
            rating=5, averitec="Supported",
        ),
        _graded("refuted", "Refuted", Tone.REFUTED, "2", "The evidence refutes it.", rating=1, averitec="Refuted"),
        _graded(
            "not-enough-evidence", "Not enough evidence", Tone.UNVERIFIED, "3",
            "The evidence found does not decide it.", averitec="Not Enough Evidence",
        ),
        _graded(
            "conflicting-evidence", "Conflicting evidence or cherry-picking", Tone.DISPUTED, "4",
            "Evidence on both sides, or a part of it picked to mislead.",
            averitec="Conflicting Evidence/Cherrypicking",
        ),
        *NOT_CHECKABLE,
    ),
)  # fmt: skip

FEVER = Scale(
    "fever-1",
    "FEVER, three labels",
    (
        _graded(
            "supports", "Supports", Tone.SUPPORTED, "1", "The evidence supports it.",
            rating=5, fever="SUPPORTS",
        ),
        _graded("refutes", "Refutes", Tone.REFUTED, "2", "The evidence refutes it.", rating=1, fever="REFUTES"),
        _graded(
            "not-enough-info", "Not enough info", Tone.UNVERIFIED, "3", "The evidence does not decide it.",
            fever="NOT ENOUGH INFO",
        ),
        *NOT_CHECKABLE,
    ),
)  # fmt: skip

SUPPORTED_DISPUTED = Scale(
    "supported-disputed-1",
    "Supported or disputed",
    (
        _graded("supported", "Supported", Tone.SUPPORTED, "1", "The sources bear it out.", rating=5),
        _graded("disputed", "Disputed", Tone.DISPUTED, "2", "Credible sources contradict it."),
        _graded("unverified", "Unverified", Tone.UNVERIFIED, "3", "Not enough evidence either way."),
        *NOT_CHECKABLE,
    ),
)

SCALES: dict[str, Scale] = {
    scale.slug: scale for scale in (AVERITEC, FEVER, NEWSROOM, STANDARD, SUPPORTED_DISPUTED, TRUTH_O_METER)
}
