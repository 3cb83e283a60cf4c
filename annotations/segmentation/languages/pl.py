"""Polish."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        dr hab prof mgr inż lek med lic ks bp abp kard s gen płk ppłk mjr kpt por ppor sierż st św p pp im red adm
        doc mec hr br dyr prez wicemin
        """
    ),
    titles_that_end=words("br"),
    numbered=words(
        """
        nr nry str s art ust pkt par poz rozdz rys tab t tom vol tel zob ok ul al pl os godz ryc fig wyd z zesz
        """
    ),
    months=words("sty lut mar kwi maj cze lip sie wrz paź lis gru"),
    month_names=words(
        """
        stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia wieku
        wiek
        """
    ),
    never=words(
        """
        np tj m.in tzn tzw wg zob por ds dot ww ang niem franc łac ros wł hiszp grec czes tzw bł pw n.p j.w śp dyr
        woj pow gm jw ob lp zm ur maks min przyp red kol tłum oprac płd płn wsch zach pt vs ok gł daw im dn
        """
    ),
    and_so_on=words("itd itp etc"),
    may_end=words(
        """
        r w wym sp.z.o.o z.o.o s.a n.e p.n.e n.p.m jr ew nast in i.in ha km kg zł gr sek godz p.m a.m proc cd cdn
        """
    ),
    units=words("ha km kg zł gr sek godz tys mln mld proc"),
    starters=words(
        """
        w we na z ze do od po za o u i a ale lub oraz jednak on ona ono oni one my wy ja ty to ten ta te ci tego
        tej tym tych jak jeśli jeżeli gdy kiedy dla przy przez pod nad przed między bez nie tak także też również
        co kto gdzie dlaczego czy który która które którzy jego jej ich nasz nasza mój moja swoją już jeszcze
        teraz dziś dzisiaj wczoraj jutro potem wtedy później wcześniej następnie tam tu tutaj tylko nawet bardzo
        więcej wiele wielu wszystko wszyscy wszystkie każdy każda inne inni niektórzy kilka ponadto poza według
        mimo choć chociaż ponieważ bo więc zatem dlatego natomiast obecnie jest był była było były są ma może
        """
    ),
    pronouns=words("ja on ona ono oni my wy to"),
    names_with_mark=words("yahoo"),
    ordinals=True,
    finite=words(
        """
        jest są był była było byli były będzie będą ma mają miał miała mieli może mogą mógł musi muszą chce
        chcą nie zmarł zmarła wygrał wygrała przegrał powiedział powiedziała mówi wzrosła wzrósł spadła spadł
        zostało został została zostali
        """
    ),
    asking=words("jak dlaczego co kto gdzie kiedy czy który która które ile"),
)
