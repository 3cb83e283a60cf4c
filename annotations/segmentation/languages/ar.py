"""Arabic."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("د أ م أ.د ا.د السيد.د ش ق"),
    numbered=words("ص ج ط ع ف"),
    never=words("ت.ع مثلا.د ر.ا"),
    and_so_on=words("الخ إلخ"),
    may_end=words("هـ ق.م ب.م كم كجم ص.ب س.ت ش.م.م"),
)
