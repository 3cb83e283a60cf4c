"""Dutch."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        dhr hr mevr mw mej dr drs prof mr ir ing bc ds pr mgr gen kol kapt lt sgt min st fam jhr jkvr sr jr
        burg adv
        """
    ),
    numbered=words("nr nrs blz p pp pag art artt hfst hst afb fig dl bd tel ca jrg vol vlg nos par"),
    months=words("jan feb mrt apr jun jul aug sep sept okt nov dec ma di wo do vr za zo"),
    never=words(
        """
        bijv bv b.v.b d.w.z dwz i.p.v i.v.m m.b.t m.a.w m.n n.a.v o.a o.m t.a.v t.o.v t.w.v v.a z.g zgn t.g.v vgl resp cq c.q
        incl excl evt max min i.h.a i.t.t o.l.v o.i.d t.b.v t/m a.d.h.v d.m.v m.u.v ong geb gest ged i.c m.i n.l nl vnl
        """
    ),
    and_so_on=words("enz etc"),
    may_end=words("e.d e.a b.v n.v v.Chr n.Chr co jl a.s e.v m.m str a.u.b s.v.p z.o.z jr vc p.m a.m"),
    units=words("km kg cm min mld mln"),
    contracted=words("s t n k"),
    street_endings=("str", "ln", "weg"),
    starters=words(
        """
        de het een hij zij ze we wij ik jij je u jullie in op aan bij met na naar van voor om uit over door tot
        tegen tussen onder maar en of dus want als toen terwijl omdat hoewel nadat voordat zodra dit dat deze die
        er daar hier waar wat wie welke hoe waarom wanneer niet geen ook al nog nu dan later vroeger vandaag
        gisteren morgen eerst daarna daarom daarbij daarnaast bovendien echter toch volgens sinds tijdens zonder
        veel vele sommige alle alles elke ieder iedere andere beide enkele zijn haar hun ons onze mijn 't is was
        wordt werd heeft had kan ja nee zo zelfs vaak soms
        """
    ),
    pronouns=words("ik hij zij ze we wij het je dit dat"),
    names_with_mark=words("yahoo"),
    finite=words(
        """
        is zijn was waren heeft hebben had hadden wordt worden werd werden kan kunnen kon konden moet moeten
        moest zal zullen zou zouden wil willen wilde mag mogen zegt zei zeggen gaat gingen ging gaan komt kwam
        komen staat stond staan ligt lag blijft bleef maakt maakte doet deed krijgt kreeg stijgt steeg daalt
        daalde sterft stierf vindt vond won verloor
        """
    ),
    asking=words("hoe waarom wat wie waar wanneer welke welk of"),
)
