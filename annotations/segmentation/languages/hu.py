"""Hungarian."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("dr prof ifj id özv szt gr br ált ezr alez őrgy szds szent"),
    numbered=words("sz o old kb tel pl u krt em ker fszt bek ill ld vö ún"),
    month_names=words(
        """
        január február március április május június július augusztus szeptember október november december század
        """
    ),
    never=words("pl ún ill ld vö kb ti tkp vmint lásd ang ném lat gör rom szerb i.e i.sz kr.e kr.u"),
    and_so_on=words("stb"),
    may_end=words("sz kft rt zrt nyrt bt dr uo jan febr márc ápr máj jún júl aug szept okt nov dec évf"),
    units=words("kg km cm mm mrd ft perc"),
    starters=words(
        """
        a az egy ez ezek azok ő ők én te mi ti és de hogy ha amikor mert nem is itt ott most akkor aztán ezért
        azonban pedig így ezen azon mint már még csak ki hol miért hogyan melyik minden sok több után szerint bár
        majd ugyanakkor továbbá
        """
    ),
    ordinals=True,
)
