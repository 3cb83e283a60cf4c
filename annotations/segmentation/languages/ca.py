"""Catalan."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("sr sra srs sres dr dra prof en na fr mn gral sta st ing hble excm il·lm"),
    numbered=words("núm núms pàg pàgs art arts cap fig tel vol n p pp c av pl ctra"),
    months=words("gen febr abr set oct nov des"),
    never=words("p.ex cf aprox màx mín vs i.e v"),
    and_so_on=words("etc"),
    may_end=words("s.a s.l a.c d.c ee.uu jr"),
    units=words("kg km cm mm min"),
    starters=words(
        """
        el la els les l un una ell ella ells elles en però i per de del dels al als si quan segons seu seva aquest
        aquesta aquests aquestes això no es s que què qui com on encara també així doncs ara avui ahir aquí allà
        més molt tot tots cada altres alguns molts sense amb sobre entre des fins durant mentre abans després
        """
    ),
)
