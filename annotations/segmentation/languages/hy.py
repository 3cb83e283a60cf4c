"""Armenian: a colon ends a sentence, and a stop on the line does not."""

from annotations.segmentation.languages.base import Language

LANGUAGE = Language(extra_terminators=":", stop_ends=False)
