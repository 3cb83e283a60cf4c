"""Swedish."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("hr fr frk dr prof doc kand lic tekn st s:t s:ta sr jr dir ing kapt gen adv"),
    numbered=words("nr nrs s sid kap bd art fig tab tel vol mom p kl ca c:a ung"),
    months=words("jan feb mar apr jun jul aug sep sept okt nov dec mån tis ons tor tors fre lör sön"),
    never=words(
        "bl.a t.ex d.v.s dvs p.g.a pga m.a.o s.k f.d f.n fr.o.m t.o.m e.d m.h.t o.d i.st resp inkl exkl ev jfr jmf alt tf "
        "f.ö fr t.h t.v iaf max min"
    ),
    and_so_on=words("osv etc m.m m.fl o.s.v mfl o.dyl"),
    may_end=words("mm e.Kr f.Kr mkt AB o.d"),
    units=words("kg km cm mm milj mdr mkr kr min sek tim st"),
    starters=words(
        """
        den det de en ett han hon jag du vi ni i man på av till från med för om vid efter under över mellan men
        och eller så då när där här hur vad vem varför vilka inte också nu detta denna dessa sin hans hennes deras
        vår min mitt som sedan enligt därför dessutom dock alla många några flera både själv först senare tidigare
        samtidigt är var har kan ska vill ja nej ingen trots genom utan eftersom medan
        """
    ),
    finite=words(
        """
        är var har hade blir blev kan kunde ska skulle måste vill ville får fick säger sade sa går gick kommer
        kom står stod ligger låg finns fanns gör gjorde tar tog dog vann
        """
    ),
    asking=words("hur varför vad vem när vilken vilka om"),
)
