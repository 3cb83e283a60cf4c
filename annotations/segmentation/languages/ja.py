"""Japanese."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("Mr Mrs Ms Dr Prof"),
    continuations="とっのをがはにでもへや、",
)
