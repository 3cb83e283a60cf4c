"""Italian."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        sig sigg sig.ra sig.na sig.re dott dott.ssa dr dr.ssa prof prof.ssa proff avv ing geom rag on sen gen col
        cap ten mons s ss ecc.mo egr gent rev cav comm dir pres st mr mrs min brig psicol amm
        """
    ),
    numbered=words(
        """
        n nn num pag pagg p pp art artt cap capp fig figg vol voll tav tel c cc co lett par cfr § sez tab ed sec
        secc l
        """
    ),
    months=words("gen feb mar apr mag giu lug ago sett ott nov dic lun mer gio ven sab dom"),
    never=words("cfr cf es p.es ad.es per.es v vd ca c.a d.lgs c.d cd cosidd max min all rif vs i.e c.m u.s a.a dec"),
    and_so_on=words("ecc etc"),
    may_end=words(
        "S.p.A S.p.a S.r.l Spa Srl a.C d.C U.S.A U.E O.N.U p.zza v.le c.so seg segg ss p.v s.d ibid jr S.n.c c.p.c c.p D.L D.Lgs c.c R.D p.m a.m S.A"
    ),
    units=words("km kg cm min sec"),
    starters=words(
        """
        il lo la i gli le l un uno una egli ella essi esse lui lei loro noi voi io in nel nella nei nelle negli ma
        e per da dal dalla di del della dei delle degli a al alla ai alle con su sul sulla se quando come dove
        perché poiché mentre dopo prima durante secondo questo questa questi queste quello quella quelli quelle
        suo sua suoi sue non si ci vi che chi cosa quale quali quanto tutto tutti tutte ogni alcuni alcune molti
        molte altri altre anche inoltre infine quindi dunque così però tuttavia oggi ieri domani ora poi allora
        già ancora sempre mai qui là è era sono erano ha hanno c'è nessuno nulla tra fra senza sotto sopra contro
        verso fino entrambi entrambe solo d nell all dell dall sull ed ad mio mia nostro nostra
        """
    ),
    pronouns=words("il lo la io lui lei loro non ho è"),
    names_with_mark=words("yahoo"),
    finite=words(
        """
        è sono era erano fu furono sarà saranno sarebbe ha hanno aveva avevano avrà può possono poteva deve
        devono va vanno fa fanno disse dice dicono viene vengono sta stanno resta restano vuole vogliono morì
        vinse perse nacque
        """
    ),
    asking=words("come perché chi che cosa dove quando quale quali quanto quanti"),
)
