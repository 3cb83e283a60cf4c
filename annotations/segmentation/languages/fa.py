"""Persian and Urdu."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("د دکتر مهندس ڈاکٹر پروفیسر ا م"),
    numbered=words("ص ج ش"),
    may_end=words("ق.م ه.ق ه.ش"),
)
