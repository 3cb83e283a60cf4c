"""Danish, and Norwegian, which shares most of its abbreviations."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("hr fr frk dr prof skt st lic cand mag adv dir ing red kapt gen sr jr stud ph sgt bl"),
    numbered=words("nr nrs s kap bd art stk pkt tlf fig tab vol afs årg jf ca"),
    months=words("jan feb mar apr jun jul aug sep sept okt nov dec des man tir tirs ons tor tors fre lør søn"),
    month_names=words(
        """
        januar februar marts mars april maj mai juni juli august september oktober november december desember
        århundrede århundre gade etage
        """
    ),
    never=words(
        """
        bl.a f.eks d.v.s dvs p.g.a pga m.h.t mht m.m.fl inkl ekskl evt vedr iflg alm hhv ang bl bla feks jf jfr
        osv.og f.o.m t.o.m i.f.m m.a.o o.a o.lign mv.og kgl ndf sml
        """
    ),
    and_so_on=words("osv etc m.v m.m mv m.fl o.l o.s.v"),
    may_end=words("mm mio mia kr a/s aps co e.kr f.kr kl udg fork tils"),
    units=words("kg km cm mm mio mia kr min sek"),
    starters=words(
        """
        den det de en et der her han hun jeg du vi i man på af til fra med for om ved efter under over mellem men
        og eller så da når hvis hvor hvad hvem hvorfor hvordan ikke også nu dette denne disse sin hans hendes
        deres vores min mit som siden ifølge derfor desuden dog alle mange nogle flere både selv først senere
        tidligere samtidig dag er var har kan vil skal ja nej ingen
        """
    ),
    ordinals=True,
    finite=words(
        """
        er var har havde bliver blev kan kunne skal skulle må måtte vil ville får fik siger sagde går gik
        kommer kom står stod ligger lå findes gør gjorde tager tog døde vandt ble sa
        """
    ),
    asking=words("hvordan hvorfor hvad hvem hvor hvornår hvilken hvilke om hva"),
)
