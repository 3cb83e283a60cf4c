"""German."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        Drs Hr Hrn Fr Frl Dipl.-Ing Dipl-Ing med phil rer nat jur habil Mag Bgm Abg Gen Hptm Lt Oberst St Pfr Frhr
        Gebr Hl Msgr Sr Jr Kpt Kap h.c Dr.h.c Priv.-Doz Doz Sen Stud stud cand verw dr prof ing dipl Dr.-Ing Fa fa d.Gr
        d.J d.Ä
        """
    ),
    numbered=words(
        """
        Nrn Abs Art Bd Bde Kap S Abb Tab Ziff Rn Rdnr Anm Aufl Jg Hft H ca Ca p pp Vol Tel Str.Nr Fn Ausg No Lfg
        Bl Anh Lit Z Sp nr
        """
    ),
    months=words("Jan Feb Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Fr Sa So"),
    month_names=words(
        """
        januar jänner februar feber märz april mai juni juli august september oktober november dezember montag
        dienstag mittwoch donnerstag freitag samstag sonnabend sonntag jahrhundert jahrhunderts jh
        """
    ),
    never=words(
        """
        z.B z.b u.a u.ä d.h z.T i.d.R o.ä bzw ggf sog evtl inkl exkl max zzgl abzgl geb gest bspw vgl usf s.o s.u
        v.a z.Zt i.A i.V m.E u.U sog gegr verh verst urspr bes insb insbes allg ausschl ehem eigtl
        einschl entspr event gem hrsg Hrsg i.e.S i.w.S jew lt mind näml ff.bis o.g o.A röm sogen stellv südl nördl
        östl westl tägl tgl u.d.T ugs v.l.n.r vorm wiss z.Hd zus zw kath ev evang franz engl dt lat griech ital
        span russ amerik österr schweiz vglw jährl monatl d.i d.J a.M a.d i.Br St.- Az rd Vj z.Z h.c
        """
    ),
    may_end=words(
        """
        usw etc Str Co Mio Mrd Tsd GmbH AG e.V u.s.w u.v.m u.v.a u.a.m u.ä.m v.Chr n.Chr Jh Jhd Jhdt ff f Expl Jr Sr o.O o.J a.D i.R a.a.O dgl u.dgl Uni Tel bzgl ebd ca i.Allg i.Allgem
        """
    ),
    units=words("min std sek stk km kg cm mm qm"),
    street_endings=("str",),
    starters=words(
        """
        der die das ein eine einer eines einem einen er sie es wir ich ihr in im am an auf aber und doch für von
        vom zu zum zur mit nach vor bei als wenn weil da dort dies diese dieser dieses diesem diesen nicht kein
        keine so auch seit laut aus was wer wie wo ja nein den dem des man mein meine sein seine ihre unser unsere
        hier jetzt nun dann danach damals heute gestern morgen später früher noch nur schon sehr immer wieder
        dabei damit dafür dagegen dadurch darauf darüber darum deshalb daher trotzdem jedoch allerdings außerdem
        zudem ferner ebenso obwohl während nachdem bevor bis ohne über unter um durch gegen zwischen alle alles
        viele einige manche mehrere beide jede jeder jedes welche welcher warum wann ob dass denn oder sondern
        zwar also etwa rund beim ins ab sogar selbst zuletzt zunächst schließlich vielleicht leider bereits
        weitere andere wegen neben hinter hat ist war wird werden sind haben kann
        """
    ),
    pronouns=words("ich er sie es wir ihr das die der ich's"),
    names_with_mark=words("yahoo jeopardy"),
    ordinals=True,
    finite=words(
        """
        ist sind war waren bin hat haben hatte hatten wird werden wurde wurden würde würden kann können konnte
        konnten muss müssen musste soll sollen sollte will wollen wollte darf dürfen durfte mag sagt sagte
        sagen gibt gab geht ging gehen kommt kam kamen kommen steht stand stehen liegt lag liegen bleibt blieb
        macht machte tut tat weiß wusste findet fand nimmt nahm hält hielt verliert verlor gewinnt gewann
        steigt stieg sinkt sank fällt fiel stirbt starb zahlt zahlte lebt lebte leben droht drohte fordert
        forderte kostet kostete beginnt begann endet endete wächst wuchs fehlt fehlen heißt hieß sei seien
        wäre wären
        """
    ),
    asking=words("wie warum was wer wo wann welche welcher welches weshalb wieso wozu ob"),
)
