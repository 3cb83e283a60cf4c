"""Finnish."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("hra rva nti tri dr prof toht maist dipl.ins st"),
    numbered=words("nro n s klo puh ks vrt kpl art"),
    month_names=words(
        """
        tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
        marraskuuta joulukuuta tammikuun maaliskuun
        """
    ),
    never=words("esim eli mm ks vrt ts so nk n ao em ed eo tms.tai toim synt k ym.muu huom"),
    and_so_on=words("jne ym yms tms jms"),
    may_end=words("jKr eKr e.Kr j.Kr oy ry v"),
    units=words("kg km cm mm milj mrd min sek t"),
    starters=words(
        """
        hän he se ne tämä nämä tuo me te minä sinä ja mutta tai kun jos vaikka koska että kuitenkin myös nyt
        sitten siellä tässä siinä mitä mikä missä miksi miten kuka ei on oli ovat olivat lisäksi vuonna kaikki
        monet joka jotka toinen ensin vielä jo
        """
    ),
    ordinals=True,
)
