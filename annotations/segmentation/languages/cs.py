"""Czech, and Slovak, which shares most of its abbreviations."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        p pí sl dr doc prof ing mgr bc bca mudr mddr mvdr judr rndr phdr paeddr thdr rsdr ph.dr csc drsc akad arch
        gen plk mjr por kpt npor st sv dipl mga ak pplk ml red posl
        """
    ),
    numbered=words("č čís čl odst str s sv tab obr kap roč § písm tel ul nám ca cca čj č.j sp.zn sp zn vol"),
    months=words("led úno bře dub kvě čvn čvc srp zář říj lis pro jan feb mar apr jún júl aug sep okt nov dec"),
    month_names=words(
        """
        ledna února března dubna května června července srpna září října listopadu prosince století stol januára
        februára marca apríla mája júna júla augusta septembra októbra novembra decembra storočia roku ročník
        třída
        """
    ),
    never=words(
        """
        např t.j tj tzv tzn resp mj m.j popř příp vč event zejm zvl cit srov viz ev j.n napr t.zn t.č atd.a angl
        něm fr lat řec rus maď slov čes šp it obd tis.korun n.m n.l př.kr po.kr pred.kr niekt nem
        """
    ),
    and_so_on=words("atd apod atp"),
    may_end=words("aj ap a.s s.r.o spol r n.l n.e př.n.l o.s st stol hod sb ods č.p v.r zák jr a.i i.č d.o.o"),
    units=words("kg km cm mm tis mil mld mio hod min sek kč sk kčs ha"),
    starters=words(
        """
        v ve na z ze do od po za o u i a ale s se si k ke on ona ono oni my vy já ty to ten ta te ti tato tento
        tyto tohle toto jak jako pokud když až aby že co kdo kde kam proč kdy který která které pro při přes pod
        nad před mezi bez podle proto také však jeho její jejich náš můj už ještě nyní dnes včera tam tady zde
        potom pak tehdy později dříve jen jenom pouze ani nebo více mnoho všichni všechny každý jiné další někteří
        několik kromě během ne ano je byl byla bylo byli jsou má lze podľa ako keď ktorý ktorá tieto jej ich bol
        bola bolo boli sú nie pretože preto ešte
        """
    ),
    ordinals=True,
    finite=words(
        """
        je jsou byl byla bylo byli byly bude budou má mají měl měla měli může mohou musí chce chtějí řekl
        řekla zemřel zemřela vyhrál prohrál vzrostl klesl není nejsou
        """
    ),
    asking=words("jak proč co kdo kde kdy který která které kolik zda"),
)
