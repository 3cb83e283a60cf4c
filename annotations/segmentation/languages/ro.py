"""Romanian."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("dl d-l dna d-na dra d-ra dr prof ing av sf gen col lt mr cpt acad conf lect arh pr ec"),
    numbered=words("nr art alin lit pag p cap fig tab tel str bd bl sc ap et vol șos"),
    months=words("ian feb mar apr iun iul aug sept oct nov dec"),
    never=words("ex de.ex cf aprox cca resp incl d.e v adică"),
    and_so_on=words("etc ș.a ș.a.m.d s.a.m.d"),
    may_end=words("s.a s.r.l d.hr î.hr a.c jud loc lei s.n p.m a.m"),
    units=words("kg km cm mm mil mld min ha"),
    starters=words(
        """
        în din de la pe cu pentru prin după dar și iar însă că când dacă unde cum ce cine care el ea ei ele eu noi
        voi un o acest această acești aceste acesta aceasta acel acea nu mai a au este sunt era toate toți mulți
        unii alte asemenea astfel deci apoi acum azi ieri aici acolo conform potrivit deși fără între sub
        """
    ),
)
