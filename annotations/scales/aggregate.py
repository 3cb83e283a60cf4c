"""What the labels of a sentence's parts suggest for the sentence. A person may overrule it, with a reason."""

from collections.abc import Iterable, Sequence

from annotations.scales.labels import Group, Label, Scale, Tone

NO_CHECKABLE_CLAIM = "not-a-claim"
RATHER_SUPPORTED = frozenset({Tone.SUPPORTED, Tone.MOSTLY_SUPPORTED})
RATHER_REFUTED = frozenset({Tone.REFUTED, Tone.MOSTLY_REFUTED})


def aggregate(labels: Iterable[str | None], scale: Scale, central: Iterable[bool] = ()) -> str | None:
    """Return the slug that the parts' labels suggest, or None while a part has none (or none of this scale).

    `central` says of each part, in the same order, whether it decides for the sentence; none at all if it is empty.
    Every part must have a label, incidental ones too. Then the central parts that can be checked are added up alone;
    where there is none, all parts that can be checked are. If no part can be checked, there is no checkable claim.
    Where the scale has no label for "mixed", the lowest grade given stands in for it.
    """
    given = [scale.label(slug) if slug and slug in scale else None for slug in labels]
    known = [label for label in given if label is not None]
    if not known or len(known) < len(given):
        return None
    marks = list(central) or [False] * len(known)
    deciding = _checkable([label for label, decides in zip(known, marks, strict=True) if decides]) or _checkable(known)
    return _of_checkable(deciding, scale).slug if deciding else NO_CHECKABLE_CLAIM


def _checkable(labels: Sequence[Label]) -> list[Label]:
    return [label for label in labels if label.is_checkable]


def _of_checkable(labels: list[Label], scale: Scale) -> Label:
    ordered = sorted(labels, key=scale.labels.index)
    tones = {label.tone for label in ordered}
    if Tone.DISPUTED in tones:
        return _with_tone(ordered, Tone.DISPUTED)
    if len({label.slug for label in ordered}) == 1:
        return ordered[0]
    if tones & RATHER_SUPPORTED and tones & RATHER_REFUTED:
        mixed = [label for label in scale.labels if label.tone is Tone.MIXED]
        return mixed[0] if mixed else _lowest(ordered)
    if Tone.UNVERIFIED in tones and Tone.REFUTED not in tones:
        return _with_tone(ordered, Tone.UNVERIFIED)
    return _lowest(ordered)


def _with_tone(labels: list[Label], tone: Tone) -> Label:
    return next(label for label in labels if label.tone is tone)


def _lowest(labels: list[Label]) -> Label:
    graded = [label for label in labels if label.group is Group.GRADED]
    return (graded or labels)[-1]
